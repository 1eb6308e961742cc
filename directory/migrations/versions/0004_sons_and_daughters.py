"""Up to which ages sons and daughters are taken with their parent."""

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The constraint comes with its column: SQLite can add none to a table, and to copy this one would take
    # along, on the way, every address and contact that hangs on it.
    for column in ("sons_under", "daughters_under"):
        op.execute(
            f"ALTER TABLE schemes ADD COLUMN {column} INTEGER "
            f"CONSTRAINT ck_schemes_{column}_sane CHECK ({column} >= 0 AND {column} <= 26)"
        )


def downgrade() -> None:
    for column in ("daughters_under", "sons_under"):
        op.drop_column("schemes", column)
