"""The audit log, people and their sessions, suppression, lifts, and keys of requests that come twice."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

#: What precedes the first entry, as rules.audit has it.
NOTHING = "0" * 64

_ROLES = "role IN ('practitioner', 'organiser', 'commissioner', 'steward', 'admin')"
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table in ("schemes", "premises", "contacts"):
        op.add_column(table, sa.Column("suppressed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("tokens", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "audit_log",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("role", sa.String(20), nullable=True),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("subject_kind", sa.String(30), nullable=True),
        sa.Column("subject_id", sa.String(120), nullable=True),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_log")),
    )
    op.create_index("ix_audit_log_at", "audit_log", ["at"])
    op.create_index("ix_audit_log_subject", "audit_log", ["subject_kind", "subject_id"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("last", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_single_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "last": NOTHING, "seal": NOTHING}])
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("name", sa.String(200), nullable=True),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_people_issuer_subject")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("scope", sa.String(60), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(_ROLES, name=op.f("ck_sign_ins_role_known")),
        sa.CheckConstraint("expires_at >= started_at", name=op.f("ck_sign_ins_expires_at_after_started_at")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sign_ins_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("digest", name=op.f("uq_sign_ins_digest")),
    )
    op.create_index("ix_sign_ins_person_id", "sign_ins", ["person_id"])
    op.create_table(
        "idempotency_keys",
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("made", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index("ix_idempotency_keys_at", "idempotency_keys", ["at"])
    op.create_table(
        "lifts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("accommodation_type", sa.String(60), nullable=False),
        sa.Column("asked_by", sa.String(80), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.String(80), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["schemes.id"], name=op.f("fk_lifts_scheme_id_schemes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifts")),
    )
    op.create_index("ix_lifts_scheme_id", "lifts", ["scheme_id"])
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for table in ("lifts", "idempotency_keys", "sign_ins", "people", "audit_head", "audit_log"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_log_refuses()")
    op.drop_column("tokens", "last_used_at")
    for table in ("contacts", "premises", "schemes"):
        op.drop_column(table, "suppressed")


#: Whoever owns the database can take these away; that entries were then changed is told by their seals.
#: On SQLite a row may also be replaced by an insert, which fires neither of the other triggers.
_APPEND_ONLY = {
    "sqlite": [
        *(
            f"""
            CREATE TRIGGER audit_log_keeps_{what.lower()}s BEFORE {what} ON audit_log
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
            """
            for what in ("UPDATE", "DELETE")
        ),
        """
        CREATE TRIGGER audit_log_grows BEFORE INSERT ON audit_log
        WHEN NEW.seq <= (SELECT max(seq) FROM audit_log)
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
        """,
        """
        CREATE TRIGGER audit_head_rises BEFORE UPDATE ON audit_head WHEN NEW.seq <= OLD.seq
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
        """,
        *(
            f"""
            CREATE TRIGGER audit_head_keeps_{what.lower()}s BEFORE {what} ON audit_head
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
            """
            for what in ("INSERT", "DELETE")
        ),
    ],
    "postgresql": [
        """
        CREATE FUNCTION audit_log_refuses() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$
        """,
        """
        CREATE TRIGGER audit_log_keeps_rows BEFORE UPDATE OR DELETE ON audit_log
        FOR EACH ROW EXECUTE FUNCTION audit_log_refuses()
        """,
        """
        CREATE TRIGGER audit_log_keeps_all BEFORE TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuses()
        """,
        """
        CREATE TRIGGER audit_head_rises BEFORE UPDATE ON audit_head
        FOR EACH ROW WHEN (NEW.seq <= OLD.seq) EXECUTE FUNCTION audit_log_refuses()
        """,
        """
        CREATE TRIGGER audit_head_keeps_row BEFORE DELETE ON audit_head
        FOR EACH ROW EXECUTE FUNCTION audit_log_refuses()
        """,
        """
        CREATE TRIGGER audit_head_keeps_all BEFORE INSERT OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuses()
        """,
    ],
}
