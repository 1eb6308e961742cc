"""Proving the audit log: whatever is done to it in the database is found."""

import stat

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.equipment import equipment
from directory.errors import Invalid, Unavailable
from directory.rules.audit import NOTHING, Anchor, head_after
from directory.rules.permissions import SERVICE, Role
from directory.services import audit, tokens
from directory.services.changes import begin_log
from tests.audit_logs import NOW, entries, forget_anchors, found, looked, owner_of, tamper

pytestmark = pytest.mark.usefixtures("own_app")


def faults() -> list[str]:
    return [fault.message for fault in found()[1]]


def test_a_log_nobody_touched_has_no_fault() -> None:
    looked(3)
    tokens.issue(Role.ADMIN, "an administrator", NOW)
    result, told = found()
    assert told == []
    assert (result.entries, result.faults) == (5, 0)  # the beginning, three looks and a token


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET actor = 'token:abcdefgi' WHERE seq = 3",
        "UPDATE audit_log SET role = NULL WHERE seq = 3",
        "UPDATE audit_log SET purpose = 'meeting' WHERE seq = 3",
        "UPDATE audit_log SET outcome = '' WHERE seq = 3",
        "UPDATE audit_log SET seen = seen || ' ' WHERE seq = 3",
        "UPDATE audit_log SET detail = '{}' WHERE seq = 3",
        "UPDATE audit_log SET at = '2026-01-01 00:00:00.000000' WHERE seq = 3",
        "DELETE FROM audit_log WHERE seq = 3",
        "DELETE FROM audit_log WHERE seq = 1",
        "DELETE FROM audit_log WHERE seq = (SELECT seq FROM audit_head)",
        "DELETE FROM audit_log",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET seq = seq - 1",
        "UPDATE audit_head SET seal = last",
        "INSERT INTO audit_log (seq, at, actor, action, previous, seal) "
        "SELECT seq + 1, at, actor, action, seal, seal FROM audit_log WHERE seq = 6",
    ],
)
def test_one_statement_of_the_owner_is_found(own_app: Flask, statement: str) -> None:
    looked(5)
    assert faults() == []
    forget_anchors()
    tamper(own_app, statement)
    assert faults() != []


def test_the_faulty_entry_is_named(own_app: Flask) -> None:
    looked(5)
    tamper(own_app, "UPDATE audit_log SET actor = 'somebody else' WHERE seq = 4")
    assert [fault.seq for fault in found()[1]] == [4]


def test_an_emptied_log_is_not_taken_for_a_new_one(own_app: Flask) -> None:
    looked(5)
    tamper(
        own_app,
        "DELETE FROM audit_log",
        f"UPDATE audit_head SET seq = 0, last = '{NOTHING}', seal = '{NOTHING}'",
    )
    assert faults() == ["the log is empty: it was not begun, or all of it was taken away"]
    with pytest.raises(Unavailable, match="somebody has emptied it"):
        tokens.issue(Role.ADMIN, "an administrator", NOW)


def test_a_shortened_log_is_not_gone_on_with_as_if_it_were_ours(own_app: Flask) -> None:
    looked(5)
    tamper(
        own_app,
        "DELETE FROM audit_log WHERE seq > 4",
        "UPDATE audit_head SET seq = 4, last = (SELECT seal FROM audit_log WHERE seq = 4)",
    )
    with pytest.raises(Unavailable, match="has not sealed"):
        tokens.issue(Role.ADMIN, "an administrator", NOW)
    looked()  # answered all the same, and not put down
    assert len(entries()) == 4
    assert faults() == ["the head of the log was changed, or sealed with another key"]


def rolled_back_by_somebody_with_the_key(app: Flask) -> None:
    """What looks whole by itself: the entries after the fourth are gone, and the head is sealed anew."""
    seal = entries()[3].seal
    head = head_after(equipment().audit_key, 4, seal)
    tamper(
        app,
        "DELETE FROM audit_log WHERE seq > 4",
        "UPDATE audit_head SET seq = 4, last = :last, seal = :seal",
        last=head.last,
        seal=head.seal,
    )


def test_a_log_rolled_back_with_its_key_is_found_by_what_was_seen_of_it(own_app: Flask) -> None:
    looked(5)
    assert faults() == []
    rolled_back_by_somebody_with_the_key(own_app)
    assert faults() == ["the log ends here, and was seen to go on to 6 before"]
    looked(4)  # it has grown beyond where it was seen, by other entries
    assert faults() == ["is not the entry that was seen here before: the log was written anew"]


def test_an_anchor_kept_elsewhere_is_enough(own_app: Flask) -> None:
    looked(5)
    kept = found()[0].end
    assert kept is not None
    forget_anchors()
    rolled_back_by_somebody_with_the_key(own_app)
    assert faults() == []
    assert [fault.seq for fault in found([kept])[1]] == [4]


def test_what_was_seen_is_noted_once_and_for_its_owner_only() -> None:
    looked()
    found()
    found()
    path = audit.anchors_file(equipment().settings)
    assert len(path.read_text().splitlines()) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().startswith(f"{Anchor(2, entries()[-1].seal)} 2026-12-01T09:00:00+00:00")


def test_the_end_is_noted_even_after_a_fault_further_up(own_app: Flask) -> None:
    looked(2)
    tamper(own_app, "UPDATE audit_log SET role = 'admin' WHERE seq = 2")
    assert len(faults()) == 1
    rolled = audit.read_anchors(equipment().settings)
    assert [anchor.seq for anchor in rolled] == [3]


def test_an_end_that_is_not_sound_is_not_noted(own_app: Flask) -> None:
    looked(2)
    tamper(own_app, "UPDATE audit_log SET role = 'admin' WHERE seq = 3")
    assert len(faults()) == 1
    assert audit.read_anchors(equipment().settings) == []


def test_a_spoilt_file_of_anchors_is_said_to_be() -> None:
    audit.anchors_file(equipment().settings).write_text("5:not a seal\n")
    with pytest.raises(Invalid, match=r"audit\.seen holds a line that is no anchor"):
        found()


def test_anchors_of_two_logs_are_told_apart() -> None:
    with pytest.raises(Invalid, match="not of one log"):
        found([Anchor(5, "a" * 64), Anchor(5, "b" * 64)])


def test_a_log_is_begun_once() -> None:
    assert begin_log() is False
    assert [(entry.action, entry.actor) for entry in entries()] == [("begin", SERVICE.actor)]


def test_another_key_seals_another_log(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(2)
    monkeypatch.setattr(equipment(), "audit_key", b"another key, of enough characters")
    assert len(faults()) == 4  # each entry, and the head
    with pytest.raises(Unavailable):
        audit.refuse_other_key()


def test_a_missing_guard_is_a_fault(own_app: Flask) -> None:
    engine = owner_of(own_app)
    on = " ON audit_head" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER audit_head_rises{on}"))
    assert faults() == ["the database no longer refuses to change the log: trigger audit_head_rises is gone"]
    engine.dispose()


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "spoilt",
    [
        "at = 'yesterday'",
        "at = replace(at, ' ', 'T')",
        "at = 7",
        "actor = x'ff'",
        "actor = CAST(x'ff41' AS TEXT)",
    ],
)
def test_what_cannot_even_be_read_is_named_and_not_stumbled_over(own_app: Flask, spoilt: str) -> None:
    looked(3)
    tamper(own_app, f"UPDATE audit_log SET {spoilt} WHERE seq = 3")
    assert [fault.seq for fault in found()[1]] == [3]
    assert db.session.execute(text("SELECT 'é'")).scalar() == "é"


def test_the_database_refuses_what_anybody_but_its_owner_might_try() -> None:
    looked(3)
    for statement in (
        "UPDATE audit_log SET actor = 'x'",
        "DELETE FROM audit_log",
        "UPDATE audit_head SET seq = 1",
        "UPDATE audit_head SET seq = seq",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (id, seq, last, seal) VALUES (2, 0, '', '')",
    ):
        with pytest.raises(Exception, match=r"only added to|permission denied"):
            db.session.execute(text(statement))
        db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        with pytest.raises(Exception, match="only added to"):
            db.session.execute(text("INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log WHERE seq = 2"))
        db.session.rollback()
    assert faults() == []
