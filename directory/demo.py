"""The invented directory that `make run` shows, and a token for each role to ask it with."""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from directory.config import PROJECT, Settings
from directory.db import db
from directory.errors import Conflict, Forbidden
from directory.model import Provider
from directory.rules.permissions import Role
from directory.services import tokens
from directory.services.loading import as_text, load
from directory.services.sample_attendances import have_come

_SAMPLE = PROJECT / "data" / "sample"

#: Long enough for a trial; made anew by the next `make run` after that.
LASTING = timedelta(days=90)
_RENEWED_BEFORE = timedelta(days=1)


def load_sample(today: date) -> None:
    """Have the invented sample in the directory, unless there is something in it already.

    Raises:
        Conflict: a row of the sample is wrong.
    """
    if db.session.scalar(select(Provider.id).limit(1)) is not None:
        return
    report = load(_SAMPLE, today)
    if not report.ok:
        raise Conflict(f"The sample cannot be loaded:\n{as_text(report)}")
    have_come(_SAMPLE / "who-came" / "attendances.csv", today)


def tokens_file(settings: Settings) -> Path:
    """Where the demo tokens lie."""
    return settings.instance_dir / "demo-tokens.json"


def hand_out_tokens(settings: Settings, now: datetime) -> Mapping[str, str]:
    """A token for each role, by the role's name; also in `tokens_file`, which only its owner can read.

    Tokens that still work are kept, so that they last over a restart.

    Raises:
        Forbidden: this is no demo.
    """
    if settings.mode != "demo":
        raise Forbidden("Demo tokens are made in demo mode only.")
    path = tokens_file(settings)
    held = _read(path)
    if all(_works(held.get(role.value), role, now) for role in Role):
        return held
    for text in held.values():
        _end(text, now)
    fresh = {role.value: tokens.issue(role, f"demo {role.value}", now, LASTING).text for role in Role}
    _write(path, json.dumps(fresh, indent=2) + "\n")
    return fresh


def _read(path: Path) -> dict[str, str]:
    """What the file holds; nothing when it is missing or somebody has spoilt it."""
    try:
        held = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {str(role): text for role, text in held.items() if isinstance(text, str)}


def _works(text: str | None, role: Role, now: datetime) -> bool:
    reader = tokens.reader_of(text, now + _RENEWED_BEFORE) if text else None
    return reader is not None and reader.role is role


def _end(text: str, now: datetime) -> None:
    reader = tokens.reader_of(text, now)
    if reader is not None:
        tokens.revoke(text.split("_")[1], now)


def _write(path: Path, text: str) -> None:
    """Put `text` in place in one move, in a file that nobody else could read at any moment."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    unfinished.replace(path)
