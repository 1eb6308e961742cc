"""The first tables: councils, providers, schemes, premises, support, contacts, contracts, tokens."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('authorities',
    sa.Column('gss', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('tier', sa.String(length=20), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('planned', sa.Boolean(), nullable=False),
    sa.CheckConstraint("tier IN ('county', 'district', 'unitary', 'metropolitan', 'london')", name=op.f('ck_authorities_tier_known')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_authorities_valid_to_after_valid_from')),
    sa.PrimaryKeyConstraint('gss', name=op.f('pk_authorities'))
    )
    op.create_table('directory_state',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_directory_state_single_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directory_state'))
    )
    state = sa.table("directory_state", sa.column("id", sa.Integer), sa.column("version", sa.Integer))
    op.bulk_insert(state, [{"id": 1, "version": 1}])
    op.create_table('providers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=200), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=True),
    sa.Column('register', sa.String(length=100), nullable=True),
    sa.Column('registration_no', sa.String(length=60), nullable=True),
    sa.Column('successor_id', sa.Uuid(), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('website', sa.String(length=300), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("kind IN ('council', 'housing_association', 'charity', 'company', 'other')", name=op.f('ck_providers_kind_known')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_providers_valid_to_after_valid_from')),
    sa.ForeignKeyConstraint(['successor_id'], ['providers.id'], name=op.f('fk_providers_successor_id_providers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_providers')),
    sa.UniqueConstraint('reference', name=op.f('uq_providers_reference'))
    )
    with op.batch_alter_table('providers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_providers_registration_no'), ['registration_no'], unique=False)

    op.create_table('tokens',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('prefix', sa.String(length=12), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('scope', sa.String(length=60), nullable=True),
    sa.Column('label', sa.String(length=100), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('practitioner', 'organiser', 'commissioner', 'steward', 'admin')", name=op.f('ck_tokens_role_known')),
    sa.CheckConstraint('expires_at >= issued_at', name=op.f('ck_tokens_expires_at_after_issued_at')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tokens')),
    sa.UniqueConstraint('prefix', name=op.f('uq_tokens_prefix'))
    )
    op.create_table('contracts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=200), nullable=True),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('commissioner_gss', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_contracts_valid_to_after_valid_from')),
    sa.ForeignKeyConstraint(['commissioner_gss'], ['authorities.gss'], name=op.f('fk_contracts_commissioner_gss_authorities')),
    sa.ForeignKeyConstraint(['provider_id'], ['providers.id'], name=op.f('fk_contracts_provider_id_providers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contracts')),
    sa.UniqueConstraint('reference', name=op.f('uq_contracts_reference'))
    )
    with op.batch_alter_table('contracts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contracts_commissioner_gss'), ['commissioner_gss'], unique=False)
        batch_op.create_index(batch_op.f('ix_contracts_provider_id'), ['provider_id'], unique=False)

    op.create_table('provider_names',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.CheckConstraint("kind IN ('trading', 'former')", name=op.f('ck_provider_names_kind_known')),
    sa.ForeignKeyConstraint(['provider_id'], ['providers.id'], name=op.f('fk_provider_names_provider_id_providers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('provider_id', 'kind', 'name', name=op.f('pk_provider_names'))
    )
    op.create_table('schemes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=200), nullable=True),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('accommodation_type', sa.String(length=60), nullable=False),
    sa.Column('holds_location', sa.Boolean(), nullable=False),
    sa.Column('authority_gss', sa.String(length=40), nullable=True),
    sa.Column('placing_authorities', sa.String(length=500), nullable=True),
    sa.Column('age_from', sa.Integer(), nullable=True),
    sa.Column('age_to', sa.Integer(), nullable=True),
    sa.Column('accessible', sa.String(length=3), nullable=False),
    sa.Column('referral', sa.Text(), nullable=True),
    sa.Column('hours', sa.String(length=500), nullable=True),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.CheckConstraint("accessible IN ('yes', 'no', 'ask')", name=op.f('ck_schemes_accessible_known')),
    sa.CheckConstraint('age_from >= 0 AND age_from <= 120', name=op.f('ck_schemes_age_from_sane')),
    sa.CheckConstraint('age_to >= age_from', name=op.f('ck_schemes_age_to_after_age_from')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_schemes_valid_to_after_valid_from')),
    sa.ForeignKeyConstraint(['authority_gss'], ['authorities.gss'], name=op.f('fk_schemes_authority_gss_authorities')),
    sa.ForeignKeyConstraint(['provider_id'], ['providers.id'], name=op.f('fk_schemes_provider_id_providers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schemes')),
    sa.UniqueConstraint('id', 'holds_location', name=op.f('uq_schemes_id_holds_location')),
    sa.UniqueConstraint('reference', name=op.f('uq_schemes_reference'))
    )
    with op.batch_alter_table('schemes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_schemes_authority_gss'), ['authority_gss'], unique=False)
        batch_op.create_index(batch_op.f('ix_schemes_provider_id'), ['provider_id'], unique=False)
        batch_op.create_index('ix_schemes_type_authority', ['accommodation_type', 'authority_gss'], unique=False)

    op.create_table('contacts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=200), nullable=True),
    sa.Column('provider_id', sa.Uuid(), nullable=True),
    sa.Column('scheme_id', sa.Uuid(), nullable=True),
    sa.Column('authority_gss', sa.String(length=40), nullable=True),
    sa.Column('role', sa.String(length=60), nullable=False),
    sa.Column('holder', sa.String(length=120), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('hours', sa.String(length=500), nullable=True),
    sa.Column('out_of_hours', sa.Boolean(), nullable=False),
    sa.Column('covered_by_id', sa.Uuid(), nullable=True),
    sa.Column('vacant', sa.Boolean(), nullable=False),
    sa.Column('failing_since', sa.Date(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('(CASE WHEN provider_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN scheme_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN authority_gss IS NULL THEN 0 ELSE 1 END) = 1', name=op.f('ck_contacts_one_owner')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_contacts_valid_to_after_valid_from')),
    sa.ForeignKeyConstraint(['authority_gss'], ['authorities.gss'], name=op.f('fk_contacts_authority_gss_authorities')),
    sa.ForeignKeyConstraint(['covered_by_id'], ['contacts.id'], name=op.f('fk_contacts_covered_by_id_contacts')),
    sa.ForeignKeyConstraint(['provider_id'], ['providers.id'], name=op.f('fk_contacts_provider_id_providers')),
    sa.ForeignKeyConstraint(['scheme_id'], ['schemes.id'], name=op.f('fk_contacts_scheme_id_schemes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts')),
    sa.UniqueConstraint('reference', name=op.f('uq_contacts_reference'))
    )
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contacts_authority_gss'), ['authority_gss'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_provider_id'), ['provider_id'], unique=False)
        batch_op.create_index('ix_contacts_role', ['role'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_scheme_id'), ['scheme_id'], unique=False)

    op.create_table('premises',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=200), nullable=True),
    sa.Column('scheme_id', sa.Uuid(), nullable=False),
    sa.Column('holds_location', sa.Boolean(), nullable=False),
    sa.Column('sub_building', sa.String(length=100), nullable=True),
    sa.Column('building_name', sa.String(length=100), nullable=True),
    sa.Column('number', sa.String(length=20), nullable=True),
    sa.Column('street', sa.String(length=100), nullable=True),
    sa.Column('locality', sa.String(length=100), nullable=True),
    sa.Column('town', sa.String(length=60), nullable=True),
    sa.Column('postcode', sa.String(length=8), nullable=False),
    sa.Column('uprn', sa.String(length=12), nullable=True),
    sa.Column('covers', sa.String(length=8), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('cell', sa.Integer(), nullable=True),
    sa.Column('street_key', sa.String(length=100), nullable=True),
    sa.Column('building_key', sa.String(length=100), nullable=True),
    sa.Column('number_from', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("covers IN ('unit', 'building')", name=op.f('ck_premises_covers_known')),
    sa.CheckConstraint('holds_location', name=op.f('ck_premises_location_may_be_held')),
    sa.CheckConstraint('latitude BETWEEN 49 AND 61.5', name=op.f('ck_premises_latitude_in_uk')),
    sa.CheckConstraint('longitude BETWEEN -9 AND 2.5', name=op.f('ck_premises_longitude_in_uk')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_premises_valid_to_after_valid_from')),
    sa.ForeignKeyConstraint(['scheme_id', 'holds_location'], ['schemes.id', 'schemes.holds_location'], name=op.f('fk_premises_scheme_id_holds_location_schemes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_premises')),
    sa.UniqueConstraint('reference', name=op.f('uq_premises_reference'))
    )
    with op.batch_alter_table('premises', schema=None) as batch_op:
        batch_op.create_index('ix_premises_building', ['building_key'], unique=False)
        batch_op.create_index('ix_premises_cell', ['cell'], unique=False)
        batch_op.create_index('ix_premises_postcode', ['postcode'], unique=False)
        batch_op.create_index('ix_premises_scheme', ['scheme_id'], unique=False)
        batch_op.create_index('ix_premises_street', ['street_key', 'number_from'], unique=False)
        batch_op.create_index('ix_premises_uprn', ['uprn'], unique=False)

    op.create_table('support_offered',
    sa.Column('scheme_id', sa.Uuid(), nullable=False),
    sa.Column('support_type', sa.String(length=60), nullable=False),
    sa.Column('offered', sa.String(length=3), nullable=False),
    sa.Column('level', sa.String(length=40), nullable=True),
    sa.Column('hours_per_week', sa.Double(), nullable=True),
    sa.Column('hours', sa.String(length=500), nullable=True),
    sa.Column('who_for', sa.String(length=500), nullable=True),
    sa.Column('evidence_date', sa.Date(), nullable=True),
    sa.CheckConstraint("offered IN ('yes', 'no', 'ask')", name=op.f('ck_support_offered_offered_known')),
    sa.ForeignKeyConstraint(['scheme_id'], ['schemes.id'], name=op.f('fk_support_offered_scheme_id_schemes'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('scheme_id', 'support_type', name=op.f('pk_support_offered'))
    )
    with op.batch_alter_table('support_offered', schema=None) as batch_op:
        batch_op.create_index('ix_support_offered_type', ['support_type', 'offered'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('support_offered', schema=None) as batch_op:
        batch_op.drop_index('ix_support_offered_type')

    op.drop_table('support_offered')
    with op.batch_alter_table('premises', schema=None) as batch_op:
        batch_op.drop_index('ix_premises_uprn')
        batch_op.drop_index('ix_premises_street')
        batch_op.drop_index('ix_premises_scheme')
        batch_op.drop_index('ix_premises_postcode')
        batch_op.drop_index('ix_premises_cell')
        batch_op.drop_index('ix_premises_building')

    op.drop_table('premises')
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contacts_scheme_id'))
        batch_op.drop_index('ix_contacts_role')
        batch_op.drop_index(batch_op.f('ix_contacts_provider_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_authority_gss'))

    op.drop_table('contacts')
    with op.batch_alter_table('schemes', schema=None) as batch_op:
        batch_op.drop_index('ix_schemes_type_authority')
        batch_op.drop_index(batch_op.f('ix_schemes_provider_id'))
        batch_op.drop_index(batch_op.f('ix_schemes_authority_gss'))

    op.drop_table('schemes')
    op.drop_table('provider_names')
    with op.batch_alter_table('contracts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contracts_provider_id'))
        batch_op.drop_index(batch_op.f('ix_contracts_commissioner_gss'))

    op.drop_table('contracts')
    op.drop_table('tokens')
    with op.batch_alter_table('providers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_providers_registration_no'))

    op.drop_table('providers')
    op.drop_table('directory_state')
    op.drop_table('authorities')
