"""Erasing what is kept about people once it has served its time; posts, tokens and their history remain.

The audit log is not touched: it names people by a number that says nothing once their row is gone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, delete, func, inspect, or_, select
from sqlalchemy.orm import Session

from directory.config import Settings
from directory.db import db
from directory.model import Attendance, Contact, IdempotencyKey, Person, Scheme, SignIn, Token
from directory.rules.engagement import erased_before
from directory.rules.hours import LONDON
from directory.rules.permissions import Reader
from directory.services import givers
from directory.services.changes import change, overwrite_erased
from directory.services.editing.idempotency import KEPT
from directory.services.memory import forget

#: What stands for the label of a token that ended long ago.
ERASED = "(erased)"

#: Rows erased in one transaction, so that nobody who edits waits for long.
_TOGETHER: Final = 500


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows were erased, or would be."""

    holders: int
    labels: int
    sign_ins: int
    people: int
    attendances: int
    keys: int


def erase_old(settings: Settings, now: datetime, by: Reader, *, dry_run: bool = False) -> Erased:
    """Erase what is older than the settings say: who held posts that have ended, and how they were reached;
    sign-ins that have ended, and people not seen since; the labels of tokens that have ended; counts of who
    came to meetings, by whole financial years, and by whom they were entered; and keys of requests, which are
    good for a day.

    Each row has its entry in the audit log, but for the counts, which have one together, and the keys. What
    it does it does again without harm.
    """
    today = now.astimezone(LONDON).date()
    seen_before = now - timedelta(days=settings.keep_people_days)
    tasks = (
        _Task(_holders(today - timedelta(days=settings.keep_holders_days)), _erase_holder),
        _Task(_labels(seen_before), _erase_label),
        _Task(_sign_ins(seen_before), _remove),
        _Task(_people(seen_before), _remove),
        _Task(_attendances(today - timedelta(days=settings.keep_attendances_days)), _remove),
    )
    erased = [task.count() if dry_run else task.carry_out(by) for task in tasks]
    keys = select(func.count()).select_from(IdempotencyKey).where(IdempotencyKey.at <= now - KEPT)
    erased.append(db.session.scalar(keys) or 0)
    if not dry_run and (givers.forget(by, today) or any(erased)):
        with change(by) as session:
            session.execute(delete(IdempotencyKey).where(IdempotencyKey.at <= now - KEPT))
        overwrite_erased()
        forget()
    return Erased(*erased)


@dataclass(frozen=True, slots=True)
class _Task:
    """Rows that are due, and what is done to each; once done, a row is due no longer."""

    due: Select[Any]
    erase: Callable[[Session, Any], None]

    def count(self) -> int:
        return db.session.scalar(select(func.count()).select_from(self.due.subquery())) or 0

    def carry_out(self, by: Reader) -> int:
        done = 0
        while True:
            with change(by, "erase") as session:
                rows: Sequence[Any] = session.scalars(self.due.limit(_TOGETHER)).all()
                for row in rows:
                    self.erase(session, row)
            done += len(rows)
            if len(rows) < _TOGETHER:
                return done


def _holders(ended_before: date) -> Select[Any]:
    """Posts that ended, or whose scheme did, and of which somebody could still be told."""
    told = or_(Contact.holder.is_not(None), Contact.email.is_not(None), Contact.phone.is_not(None))
    ended = or_(Contact.valid_to < ended_before, Scheme.valid_to < ended_before)
    joined = select(Contact).outerjoin(Scheme, Contact.scheme_id == Scheme.id)
    return joined.where(told, ended).order_by(Contact.id)


def _labels(before: datetime) -> Select[Any]:
    ended = or_(Token.expires_at < before, Token.revoked_at < before)
    return select(Token).where(ended, Token.label != ERASED).order_by(Token.id)


def _sign_ins(before: datetime) -> Select[Any]:
    ended = or_(SignIn.expires_at < before, SignIn.ended_at < before)
    return select(SignIn).where(ended).order_by(SignIn.id)


def _people(before: datetime) -> Select[Any]:
    """Those not seen since, and of whom no sign-in is left."""
    signed_in = select(SignIn.id).where(SignIn.person_id == Person.id).exists()
    return select(Person).where(Person.last_seen_at < before, ~signed_in).order_by(Person.id)


def _attendances(before: date) -> Select[Any]:
    columns = inspect(Attendance).primary_key
    return select(Attendance).where(Attendance.year < erased_before(before)).order_by(*columns)


def _erase_holder(_: Session, contact: Any) -> None:
    contact.holder = contact.email = contact.phone = None


def _erase_label(_: Session, token: Any) -> None:
    token.label = ERASED


def _remove(session: Session, row: Any) -> None:
    session.delete(row)
