"""Counting who from housing came to meetings, and keeping nothing by which a meeting could be known again."""

import hmac
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.equipment import equipment
from directory.errors import Conflict, Invalid
from directory.model import Attendance, IdempotencyKey, Provider
from directory.rules.disclosure import may_name
from directory.rules.engagement import MOST_NOTICE_DAYS, MOST_OF_ONE_GIVER, Quarter, outcome_code
from directory.rules.hours import LONDON
from directory.rules.nearest import did_you_mean
from directory.rules.permissions import Reader
from directory.services.changes import change
from directory.services.editing.idempotency import KEPT, Key, digest_of
from directory.services.givers import word_for

_WHAT = "attendance"
_TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Somebody was invited to a meeting on a day, and what came of it; `reason` goes with `declined` only."""

    provider: uuid.UUID
    meeting_type: str
    held_on: date
    role: str
    outcome: str
    reason: str | None
    notice_days: int
    report: str

    def as_given(self) -> Mapping[str, Any]:
        """All of it, as a request is told from another."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of an invitation: its quarter. For a day, its giver can take it back by `receipt`."""

    receipt: uuid.UUID
    quarter: Quarter


def count(given: Invitation, by: Reader, now: datetime, key: Key | None = None) -> Counted:
    """Count an invitation. With a `key` that came before, in the same request: nothing more, the same answer.

    Of the day only its quarter is kept. The audit log says that `by` has counted something, and not what.

    Raises:
        Invalid: a value cannot be used, or its quarter is closed; or the key was another request's; or `by`
            has counted as many of this provider in that quarter as one may.
    """
    quarter = _checked(given, by, now)
    # Without a key of the caller's own there is one all the same: it is what the receipt rests on.
    key = key or Key(f"receipt:{uuid.uuid4()}")
    with change(by, "count-attendance") as session:
        earlier = key.made_before(session, by, _WHAT, given.as_given(), now)
        if earlier is not None:
            return Counted(earlier, quarter)
        _refuse_unknown_provider(session, given)
        tally = _tally(session, given, quarter, by)
        _refuse_too_many(session, tally, quarter)
        row = session.get(Attendance, tally)
        if row is None:
            session.add(Attendance(**tally, times=1))
        else:
            row.times += 1
        receipt = uuid.uuid4()
        key.remember(session, by, _WHAT, given.as_given(), receipt, now)
    return Counted(receipt, quarter)


def take_back(receipt: uuid.UUID, given: Invitation, by: Reader, now: datetime) -> None:
    """Take back what was counted by mistake: the receipt it was answered with, and all of it said again.

    There is no row to point to, so it is said again; and whoever could take back what they have not given
    could find out what is counted.

    Raises:
        Invalid: a value cannot be used, or its quarter is closed.
        Conflict: `by` has counted no such thing in the last day, or has taken it back.
    """
    quarter = _checked(given, by, now)
    refused = Conflict("You have counted nothing of the kind in the last 24 hours, or have taken it back.")
    with change(by, "take-back-attendance") as session:
        held = session.scalars(
            select(IdempotencyKey).where(
                IdempotencyKey.actor == by.actor,
                IdempotencyKey.made == receipt,
                IdempotencyKey.at > now - KEPT,
            )
        ).first()
        if held is None or not hmac.compare_digest(held.request, digest_of(_WHAT, given.as_given())):
            raise refused
        row = session.get(Attendance, _tally(session, given, quarter, by))
        if row is None:  # the provider has been removed meanwhile, and its counts with it
            raise refused
        if row.times == 1:
            session.delete(row)
        else:
            row.times -= 1
        held.request = _TAKEN_BACK


def _checked(given: Invitation, by: Reader, now: datetime) -> Quarter:
    """The quarter of an invitation whose every value can be used."""
    catalogue, today = equipment().catalogue, now.astimezone(LONDON).date()
    quarter = Quarter.of(given.held_on)
    faults: dict[str, str] = {}
    if given.meeting_type not in catalogue.meeting_types:
        near = did_you_mean(given.meeting_type, catalogue.meeting_types)
        faults["meeting_type"] = f"is not a known meeting type, such as icpc; /meeting-types has all.{near}"
    if given.role not in catalogue.contact_roles:
        near = did_you_mean(given.role, catalogue.contact_roles)
        faults["role"] = f"is not a known role, such as support-worker; /contact-roles has all.{near}"
    if (given.outcome == "declined") is (given.reason is None):
        faults["reason"] = "goes with an outcome of declined, and with no other"
    if given.held_on > today:
        faults["held_on"] = "is a day to come: what came of a meeting is known once it was held"
    elif quarter.is_closed(today):
        faults["held_on"] = "is in a quarter that is closed: entries are taken until 30 days after its end"
    if not may_name(by, "provider", given.provider):
        faults["provider"] = _NO_PROVIDER
    if faults:
        name, message = next(iter(faults.items()))
        raise Invalid(f"{name} {message}", name, faults)
    return quarter


_NO_PROVIDER = "is not a provider that you may name"


def _refuse_unknown_provider(session: Session, given: Invitation) -> None:
    if session.get(Provider, given.provider) is None:
        raise Invalid(f"provider {_NO_PROVIDER}", "provider", {"provider": _NO_PROVIDER})


def _refuse_too_many(session: Session, tally: Mapping[str, Any], quarter: Quarter) -> None:
    """A program that sends again and again is not to drown what others have entered."""
    of_one = select(func.sum(Attendance.times)).filter_by(
        **{name: tally[name] for name in ("provider_id", "year", "quarter", "giver")}
    )
    if (session.scalar(of_one) or 0) >= MOST_OF_ONE_GIVER:
        raise Invalid(
            f"Of this provider you have counted {MOST_OF_ONE_GIVER} invitations in {quarter}, as many as one "
            "caller may; take back what was counted twice, or ask whoever runs this service.",
            "provider",
        )


def _tally(session: Session, given: Invitation, quarter: Quarter, by: Reader) -> dict[str, Any]:
    return {
        "provider_id": given.provider,
        "year": quarter.year,
        "quarter": quarter.number,
        "meeting_type": given.meeting_type,
        "role": given.role,
        "outcome": outcome_code(given.outcome, given.reason),
        "notice_days": min(given.notice_days, MOST_NOTICE_DAYS),
        "report": given.report,
        "giver": word_for(session, by, given.provider, quarter.year),
    }
