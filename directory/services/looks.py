"""Putting down who looked at what: never what was asked, only what was shown."""

from collections.abc import Iterable
from dataclasses import dataclass

import structlog

from directory.errors import Unavailable
from directory.rules.permissions import Reader
from directory.services.audit import Happening
from directory.services.changes import put_down

log = structlog.get_logger("directory.audit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What somebody did: the schemes it showed, or the one other thing (`subject`, its kind and its id)."""

    action: str
    outcome: str | None = None
    seen: Iterable[object] = ()
    subject: tuple[str, object] | None = None


def record_look(by: Reader, *looks: Look) -> None:
    """Put down what `by` was shown.

    Returns when the entries are in the database. They outlive a crash of this process, but the last moments
    of them may be lost with the machine's power; the changes beside them are not. When the database takes no
    more (its disk is full, something long is being written, the log was tampered with), the answer is given
    all the same, and the log line says what could not be put down: a practitioner who cannot find out whom
    to ring is the greater harm.
    """
    happened = [_happening(by, look) for look in looks]
    try:
        put_down(by, happened)
    except (TimeoutError, Unavailable) as fault:
        why = fault.__cause__ or fault
        for each in happened:
            log.error(
                "look not put down",
                actor=by.actor,
                action=each.action,
                outcome=each.outcome,
                seen=each.seen,
                error=type(why).__name__,
            )


def _happening(by: Reader, look: Look) -> Happening:
    kind, key = look.subject or (None, None)
    return Happening(
        action=look.action,
        outcome=look.outcome,
        purpose=by.purpose,
        subject_kind=kind,
        subject_id=None if key is None else str(key),
        seen=sorted({str(each) for each in look.seen}),
    )
