"""What contracts promise, clause by clause, and what each said from which day."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

_UNITS = (
    "unit IN ('people', 'hours', 'days', 'working_days', 'weeks', 'months', 'years', 'hours_per_week', "
    "'hours_per_month', 'hours_per_year', 'percent_fte', 'per_month', 'per_quarter', 'per_year', "
    "'percent', 'breaches', 'gbp_per_hour', 'gbp_per_year', 'yes_no')"
)

# Nobody knows when the contracts there are were put down; they count as known from their first day.
_FIRST_VERSIONS = """
INSERT INTO contract_versions
    (contract_id, number, kind, starts_on, recorded_on, provider_id, commissioner_gss, title, valid_from, valid_to)
SELECT id, 1, 'original', valid_from, valid_from, provider_id, commissioner_gss, title, valid_from, valid_to
FROM contracts
"""


def _of_version(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id", "number"],
            ["contract_versions.contract_id", "contract_versions.number"],
            name=op.f(f"fk_{table}_contract_id_number_contract_versions"),
            ondelete="CASCADE",
        ),
    ]


def upgrade() -> None:
    op.add_column("contracts", sa.Column("removed_on", sa.Date(), nullable=True))
    op.create_table(
        "contract_versions",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("commissioner_gss", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(200), nullable=True),
        sa.Column("notice_id", sa.String(100), nullable=True),
        sa.Column("subcontractors", sa.String(500), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_contract_versions_valid_to_after_valid_from")),
        sa.CheckConstraint(
            "kind IN ('original', 'extension', 'variation', 'upkeep', 'removal')",
            name=op.f("ck_contract_versions_kind_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_contract_versions_number_positive")),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_contract_versions_contract_id_contracts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["providers.id"], name=op.f("fk_contract_versions_provider_id_providers")
        ),
        sa.ForeignKeyConstraint(
            ["commissioner_gss"],
            ["authorities.gss"],
            name=op.f("fk_contract_versions_commissioner_gss_authorities"),
        ),
        sa.PrimaryKeyConstraint("contract_id", "number", name=op.f("pk_contract_versions")),
    )
    op.create_index(op.f("ix_contract_versions_provider_id"), "contract_versions", ["provider_id"])
    op.execute(_FIRST_VERSIONS)
    op.create_table(
        "contract_schemes",
        *_of_version("contract_schemes"),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"],
            ["schemes.id"],
            name=op.f("fk_contract_schemes_scheme_id_schemes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contract_id", "number", "scheme_id", name=op.f("pk_contract_schemes")),
    )
    op.create_index(op.f("ix_contract_schemes_scheme_id"), "contract_schemes", ["scheme_id"])
    op.create_table(
        "contract_terms",
        *_of_version("contract_terms"),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("term", sa.String(60), nullable=False),
        sa.Column("measure", sa.String(60), nullable=True),
        sa.Column("quantity", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(20), nullable=True),
        sa.Column("concerns", sa.String(10), nullable=False),
        sa.Column("clause_number", sa.String(40), nullable=True),
        sa.Column("clause_text", sa.Text(), nullable=True),
        sa.Column("evidence", sa.String(500), nullable=True),
        sa.CheckConstraint(_UNITS, name=op.f("ck_contract_terms_unit_known")),
        sa.CheckConstraint(
            "concerns IN ('children', 'adults', 'both')", name=op.f("ck_contract_terms_concerns_known")
        ),
        sa.CheckConstraint("term <> ''", name=op.f("ck_contract_terms_term_named")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_contract_terms_quantity_not_negative")),
        sa.CheckConstraint(
            "(quantity IS NULL) = (unit IS NULL)", name=op.f("ck_contract_terms_quantity_has_unit")
        ),
        sa.CheckConstraint(
            "unit <> 'percent' OR quantity <= 100", name=op.f("ck_contract_terms_percent_within")
        ),
        sa.CheckConstraint(
            "unit <> 'yes_no' OR quantity IN (0, 1)", name=op.f("ck_contract_terms_yes_or_no")
        ),
        sa.PrimaryKeyConstraint("contract_id", "number", "position", name=op.f("pk_contract_terms")),
    )


def downgrade() -> None:
    op.drop_table("contract_terms")
    op.drop_table("contract_schemes")
    op.drop_table("contract_versions")
    op.drop_column("contracts", "removed_on")
