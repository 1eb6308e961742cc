"""One word for all that one caller has entered of who came, so that they cannot take it away from the sums."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

_KEY = ("provider_id", "year", "quarter", "meeting_type", "role", "outcome", "notice_days", "report")
_COUNTS = ", ".join(_KEY)


def upgrade() -> None:
    op.create_table(
        "attendance_secrets",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_attendance_secrets")),
    )
    # What was entered before is of nobody known, and so counts as entered by one.
    if op.get_context().dialect.name == "postgresql":
        op.add_column("attendances", sa.Column("giver", sa.String(32), nullable=False, server_default=""))
        op.alter_column("attendances", "giver", server_default=None)
        op.drop_constraint("pk_attendances", "attendances")
        op.create_primary_key("pk_attendances", "attendances", [*_KEY, "giver"])
    else:
        _made_anew([*_KEY, "giver"], f"SELECT {_COUNTS}, '', times FROM attendances")


def downgrade() -> None:
    together = f"SELECT {_COUNTS}, sum(times) FROM attendances GROUP BY {_COUNTS}"
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"CREATE TEMPORARY TABLE kept ON COMMIT DROP AS {together}")
        op.execute("DELETE FROM attendances")
        op.drop_constraint("pk_attendances", "attendances")
        op.drop_column("attendances", "giver")
        op.create_primary_key("pk_attendances", "attendances", [*_KEY])
        op.execute(f"INSERT INTO attendances ({_COUNTS}, times) SELECT * FROM kept")
    else:
        _made_anew([*_KEY], together)
    op.drop_table("attendance_secrets")


def _made_anew(key: list[str], rows: str) -> None:
    """The table with another key: SQLite can change none."""
    giver = [sa.Column("giver", sa.String(32), nullable=False)] if "giver" in key else []
    op.create_table(
        "attendances_anew",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("quarter", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_type", sa.String(60), nullable=False),
        sa.Column("role", sa.String(60), nullable=False),
        sa.Column("outcome", sa.String(30), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.String(10), nullable=False),
        *giver,
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("year BETWEEN 2000 AND 2200", name=op.f("ck_attendances_year_plausible")),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_attendances_quarter_known")),
        sa.CheckConstraint("notice_days BETWEEN 0 AND 28", name=op.f("ck_attendances_notice_days_within")),
        sa.CheckConstraint("times > 0", name=op.f("ck_attendances_times_positive")),
        sa.CheckConstraint(
            "outcome IN ('attended', 'deputy', 'apologies', 'no_reply', 'declined_capacity', "
            "'declined_short_notice', 'declined_not_involved', 'declined_other')",
            name=op.f("ck_attendances_outcome_known"),
        ),
        sa.CheckConstraint(
            "report IN ('none', 'late', 'on_time')", name=op.f("ck_attendances_report_known")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["providers.id"],
            name=op.f("fk_attendances_provider_id_providers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_attendances")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO attendances_anew ({', '.join(key)}, times) {rows}")
    op.drop_table("attendances")
    op.rename_table("attendances_anew", "attendances")
