"""Asking the look-up as the API does, at moments that tests share."""

from datetime import UTC, date, datetime
from typing import Any

from directory.rules.permissions import Reader, Role
from directory.services.lookup import find_by_address, look_up

#: A Tuesday, in office hours; and the night after it.
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
NIGHT = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
TODAY = NOW.date()
#: Somebody who looks up.
READER = Reader(Role.PRACTITIONER, "token:testtest")

OFFICE = "Mo-Fr 09:00-17:00; PH off"


def ask(
    address: str, postcode: str | None = None, at: datetime = NOW, on: date | None = None
) -> dict[str, Any]:
    return find_by_address(address, postcode, at, READER, on)


def ask_since(address: str, since: date) -> dict[str, Any]:
    """The same of somebody whose stay began on a day."""
    return look_up({"address": address, "since": since}, NOW, READER)


def said(answer: dict[str, Any]) -> str:
    """The notes, as one text."""
    return " ".join(answer["notes"])
