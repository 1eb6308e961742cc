"""How often somebody from housing was invited to meetings, and came."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendances",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("quarter", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_type", sa.String(60), nullable=False),
        sa.Column("role", sa.String(60), nullable=False),
        sa.Column("outcome", sa.String(30), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.String(10), nullable=False),
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
        sa.PrimaryKeyConstraint(
            "provider_id",
            "year",
            "quarter",
            "meeting_type",
            "role",
            "outcome",
            "notice_days",
            "report",
            name=op.f("pk_attendances"),
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("attendances")
