"""Whether the key at hand is the one the audit log is sealed with."""

from sqlalchemy import select

from directory.db import db
from directory.equipment import equipment
from directory.errors import Unavailable
from directory.model import AuditHead
from directory.rules.audit import head_after


def refuse_other_key() -> None:
    """Nothing, when the log goes on with the key it was begun with.

    Raises:
        Unavailable: it was sealed with another key, its head was changed, or it has not been begun.
    """
    head = db.session.execute(select(AuditHead.seq, AuditHead.last, AuditHead.seal)).first()
    if head is None or head.seq == 0:
        raise Unavailable("The audit log is empty; `flask --app wsgi directory prepare` begins it.")
    if head_after(equipment().audit_key, head.seq, head.last).seal != head.seal:
        raise Unavailable(
            "The audit log is sealed with another key than this process has: set DIRECTORY_AUDIT_KEY to the "
            "one it was begun with, or put the audit.key of that instance into INSTANCE_DIR. If neither "
            "helps, somebody has changed the log; `flask --app wsgi directory audit verify` says where."
        )
