"""What was seen of the log before: the number and the seal of its last entry, noted beside the database.

Whoever has the key and the database can write the log anew, and it will be whole. That it is another than
was seen before is told by these notes, and best by those kept where that person cannot go.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from directory.config import Settings
from directory.errors import Invalid
from directory.rules.audit import Anchor


def anchors_file(settings: Settings) -> Path:
    """Where they are noted: a line each, `NUMBER:SEAL TIME`."""
    return settings.instance_dir / "audit.seen"


def read_anchors(settings: Settings) -> list[Anchor]:
    """All that were noted in this instance.

    Raises:
        Invalid: a line of the file is none.
    """
    path = anchors_file(settings)
    if not path.exists():
        return []
    lines = path.read_text("utf-8", "replace").splitlines()
    try:
        return [Anchor.parse(line.partition(" ")[0]) for line in lines]
    except ValueError as fault:
        raise Invalid(f"{path} holds a line that is no anchor: {fault}. Take that line out.") from None


def note_anchor(settings: Settings, anchor: Anchor, at: datetime) -> None:
    """Add one, unless it stands there last. On the disk when this returns; readable by its owner only."""
    noted = read_anchors(settings)
    if anchor in noted[-1:]:
        return
    settings.make_instance_dir()
    descriptor = os.open(anchors_file(settings), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"{anchor} {at.isoformat(timespec='seconds')}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def by_number(anchors: Iterable[Anchor]) -> dict[int, str]:
    """Their seals by number.

    Raises:
        Invalid: two name one entry and differ, so that one of them is of another log.
    """
    found: dict[int, str] = {}
    for anchor in anchors:
        if found.setdefault(anchor.seq, anchor.seal) != anchor.seal:
            raise Invalid(f"Two anchors of entry {anchor.seq} differ: they are not of one log.")
    return found
