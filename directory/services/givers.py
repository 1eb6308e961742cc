"""Who entered that somebody came to a meeting: one word for each, which later nobody can lay to anybody.

What a giver knows of the sums, by having entered a part of them, decides what can be shown
(rules/engagement). So it has to be known which entries are of one giver; whose they are, has not.
"""

import hmac
import secrets
import uuid
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.equipment import equipment
from directory.model import AttendanceSecret
from directory.rules.engagement import first_open
from directory.rules.permissions import Reader
from directory.services.changes import change


def word_for(session: Session, by: Reader, provider: uuid.UUID, year: int) -> str:
    """The word that stands for `by` in all they enter of a provider in a financial year; 32 characters.

    It is made with the key of the audit log, which is not in the database, and with the secret of the year,
    which is not there for long.
    """
    held = session.get(AttendanceSecret, year)
    if held is None:
        held = AttendanceSecret(year=year, secret=secrets.token_hex(32))
        session.add(held)
    told = f"giver {held.secret} {provider} {by.actor}"
    return hmac.new(equipment().audit_key, told.encode(), "sha256").hexdigest()[:32]


def forget(by: Reader, today: date) -> bool:
    """Erase the secrets of years that are closed; whether there were any."""
    closed = AttendanceSecret.year < first_open(today)
    with change(by) as session:
        gone = session.scalars(select(AttendanceSecret.year).where(closed)).all()
        session.execute(delete(AttendanceSecret).where(closed))
    return bool(gone)
