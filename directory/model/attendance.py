"""How often somebody from housing was invited to meetings, and came: counts, and no single meeting."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of
from directory.rules.engagement import MOST_NOTICE_DAYS, OUTCOMES, REASONS, REPORTS

#: What came of an invitation; one that was declined with its reason.
OUTCOME_CODES = (
    *(outcome for outcome in OUTCOMES if outcome != "declined"),
    *(f"declined_{reason}" for reason in REASONS),
)


class Attendance(Model):
    """How many invitations of a quarter were alike in all that is noted of them.

    There is no row a meeting, no day, and nobody's name. `giver` is one word for all that one caller has
    entered of one provider in one year; whose word it is nobody can find out once the year's secret is gone.
    It is empty where it is not known. On SQLite rows lie in the order of their key
    (`WITHOUT ROWID`), so that their place in the file does not say in which order they came.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        CheckConstraint("year BETWEEN 2000 AND 2200", name="year_plausible"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_known"),
        CheckConstraint(f"notice_days BETWEEN 0 AND {MOST_NOTICE_DAYS}", name="notice_days_within"),
        CheckConstraint("times > 0", name="times_positive"),
        one_of("outcome", *OUTCOME_CODES),
        one_of("report", *REPORTS),
        {"sqlite_with_rowid": False},
    )

    provider_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("providers.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)  # in which the financial year begins
    quarter: Mapped[int] = mapped_column(SmallInteger, primary_key=True)  # 1 is April to June
    meeting_type: Mapped[str] = mapped_column(String(60), primary_key=True)
    role: Mapped[str] = mapped_column(String(60), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(30), primary_key=True)
    notice_days: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    report: Mapped[str] = mapped_column(String(10), primary_key=True)
    giver: Mapped[str] = mapped_column(String(32), primary_key=True)
    times: Mapped[int]


class AttendanceSecret(Model):
    """What a year's words for those who enter are made with; drawn at random, kept while the year is open."""

    __tablename__ = "attendance_secrets"

    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    secret: Mapped[str] = mapped_column(String(64))
