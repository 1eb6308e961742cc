"""Reading a file of a reference folder, wherever the folder came from."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from directory.errors import BadReference

#: Ten times as long as the longest of ours.
LONGEST_BYTES: Final = 1_000_000


def read_reference(path: Path, folder: Path) -> bytes:
    """What is in a file of `folder`. It is an ordinary file, and lies in there.

    Whoever hands over a folder to be checked is told of faults with the words that are wrong. A link that
    leads out would have them told of somebody else's file; a pipe or a device would have us wait, or read for
    ever.

    Raises:
        BadReference: it cannot be read, leads out of `folder`, is no ordinary file or longer than
            LONGEST_BYTES.
    """
    try:
        real = within(path, folder)
        # A pipe is opened without waiting for somebody who writes.
        descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise BadReference(path, None, "is no ordinary file; put a text file there, or take it away")
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                held = file.read(LONGEST_BYTES + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise BadReference(path, None, f"cannot be read: {error.strerror}") from error
    if len(held) > LONGEST_BYTES:
        raise BadReference(path, None, f"is longer than a reference file can be, {LONGEST_BYTES} bytes")
    return held


def within(path: Path, folder: Path) -> Path:
    """Where a file or folder in `folder` really is: in there as well, whether by a link or not.

    Raises:
        BadReference: it is a link that leads out.
        OSError: there is nothing.
    """
    real = Path(os.path.realpath(path, strict=True))
    if not real.is_relative_to(os.path.realpath(folder)):
        raise BadReference(path, None, "is a link that leads out of the folder; put the file itself there")
    return real
