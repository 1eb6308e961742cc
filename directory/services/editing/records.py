"""Creating, changing and removing a record, whatever its kind."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.db import db
from directory.errors import Conflict, NotFound, Stale
from directory.rules.hours import LONDON
from directory.rules.permissions import Reader
from directory.services.changes import change, overwrite_erased
from directory.services.editing.hanging import refuse_if_named
from directory.services.editing.idempotency import Key
from directory.services.editing.noun import Draft, Noun
from directory.services.memory import MOST_REMEMBERED, Remembered, recheck

Given = Mapping[str, Any]

_NOT_THERE = "There is no such record."

#: Revisions by kind and id, of the records that are there.
_revisions: Remembered[dict[tuple[str, uuid.UUID], str]] = Remembered(lambda _version: {})


@dataclass(frozen=True, slots=True)
class Made:
    """A record that is now as it was asked for, by its id, with its revision."""

    id: uuid.UUID
    revision: str


def create_record(noun: Noun, given: Given, by: Reader, now: datetime, key: Key | None = None) -> Made:
    """Add a record. With a `key` that came before, in the same request: the record it made then.

    Raises:
        Invalid: a value cannot be used, or names what `by` may not name; or the key was another request's.
        Forbidden: `by` may add no such records at all.
        Conflict: what the key made is no longer there, or something named has just been changed.
    """
    noun.refuse_new(by)
    with editing(by) as session:
        earlier = key.made_before(session, by, noun.word, given, now) if key else None
        if earlier is not None:
            return _made_before(noun, session, by, earlier)
        draft = Draft(session, by, now.astimezone(LONDON).date(), given)
        _check(noun, draft)
        parts = draft.values.keys() - noun.model.__table__.c.keys()
        row = noun.model(
            id=uuid.uuid4(), **{name: value for name, value in draft.values.items() if name not in parts}
        )
        session.add(row)
        session.flush()
        noun.write_parts(draft, row)
        session.flush()
        if key:
            key.remember(session, by, noun.word, given, row.id, now)
        return Made(row.id, noun.revision(session, row))


def change_record(
    noun: Noun, key: uuid.UUID, given: Given, by: Reader, revisions: Collection[str], now: datetime
) -> Made:
    """Give a record the values that are given, and leave the others; `revisions` are those read before.

    Raises:
        NotFound: there is none, or none that `by` may change.
        Stale: somebody has changed it since.
        Invalid: a value cannot be used, or would move the record out of what `by` looks after.
        Conflict: what is asked takes two people, or something named has just been changed.
    """
    erased = False
    with editing(by) as session:
        row = _to_change(noun, session, key, by, revisions)
        draft = Draft(session, by, now.astimezone(LONDON).date(), given, row)
        _check(noun, draft)
        erased = noun.before_write(draft)
        for name in draft.values.keys() & noun.model.__table__.c.keys():
            if getattr(row, name) != draft.values[name]:
                setattr(row, name, draft.values[name])
        session.flush()
        noun.write_parts(draft, row)
        session.flush()
        made = Made(row.id, noun.revision(session, row))
    if erased:
        overwrite_erased()
    return made


def remove_record(noun: Noun, key: uuid.UUID, by: Reader, revisions: Collection[str], now: datetime) -> None:
    """Take out a record that should never have been there. What has been is ended with `valid_to`.

    Raises:
        NotFound: there is none, or none that `by` may change.
        Stale: somebody has changed it since it was read.
        Conflict: it is suppressed, or other records name it.
    """
    with editing(by, "delete") as session:
        row = _to_change(noun, session, key, by, revisions, removing=True)
        refuse_if_named(session, row, noun.word)
        if not noun.keep_removed(session, row, now.astimezone(LONDON).date()):
            noun.remove_parts(session, row)
            session.flush()
            session.delete(row)
    overwrite_erased()


def revision(noun: Noun, key: uuid.UUID) -> str | None:
    """The revision of a record as last committed; None when there is none.

    Ask for it before reading what is shown: what is shown may then be newer than its revision, which is
    found out, and never older, which is not.
    """
    recheck()
    held, name = _revisions.get(), (noun.word, key)
    if name in held:
        return held[name]
    row = db.session.get(noun.model, key, populate_existing=True)
    if row is None:
        return None
    found = noun.revision(db.session(), row)
    # Before it is remembered: whoever finds it there reads what is shown anew if there was a change.
    recheck()
    if len(held) >= MOST_REMEMBERED:
        held.clear()
    held[name] = found
    return found


@contextmanager
def editing(
    by: Reader, action: str | None = None, detail: Mapping[str, Any] | None = None
) -> Iterator[Session]:
    """A change in which nothing is sent to the database before all of it has been checked.

    Raises:
        Conflict: the database refused it, because something it names was changed at the same moment.
    """
    try:
        with change(by, action, detail) as session, session.no_autoflush:
            yield session
    except IntegrityError:
        # What the database says may repeat a value.
        raise Conflict(
            "Something that this names was changed at the same moment, so nothing was done. Read it again."
        ) from None
    recheck()


def _check(noun: Noun, draft: Draft) -> None:
    noun.read(draft)
    noun.refuse_outside(draft)
    noun.settle(draft)
    draft.refuse_if_faulty()


def _to_change(
    noun: Noun,
    session: Session,
    key: uuid.UUID,
    by: Reader,
    revisions: Collection[str],
    *,
    removing: bool = False,
) -> Any:
    """The row, locked, when `by` may change it and has seen it as it is."""
    row = noun.lock(session, key)
    if row is None or not noun.may_change(session, by, row):
        raise NotFound(_NOT_THERE)
    if not noun.is_there(session, row):
        if removing and getattr(row, "suppressed", False):
            raise Conflict("What is suppressed cannot be removed: it would come back with the next load.")
        raise NotFound(_NOT_THERE)
    if noun.revision(session, row) not in revisions:
        raise Stale("Somebody has changed this since you read it. Read it again, and make your change anew.")
    return row


def _made_before(noun: Noun, session: Session, by: Reader, key: uuid.UUID) -> Made:
    row = session.get(noun.model, key)
    if row is None or not noun.is_there(session, row) or not noun.may_change(session, by, row):
        raise Conflict("What was made with this Idempotency-Key is no longer there.")
    return Made(key, noun.revision(session, row))
