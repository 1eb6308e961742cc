"""flask directory prepare"""

from click.testing import Result
from flask import Flask

from directory.rules.audit import NOTHING
from tests.audit_logs import entries, found, looked, tamper


def prepare(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["directory", "prepare"])


def test_to_prepare_again_leaves_alone_what_is_in_order(own_app: Flask) -> None:
    assert prepare(own_app).exit_code == 0  # it aligns the councils
    before = entries()
    again = prepare(own_app)
    assert (again.exit_code, again.output) == (0, "")
    assert entries() == before


def test_a_log_that_is_begun_anew_is_warned_of_and_found(own_app: Flask) -> None:
    looked(5)
    found()  # notes what it saw
    tamper(
        own_app,
        "DELETE FROM audit_log",
        f"UPDATE audit_head SET seq = 0, last = '{NOTHING}', seal = '{NOTHING}'",
    )
    result = prepare(own_app)
    assert result.exit_code == 0
    assert "Warning: the audit log was empty and is begun anew" in result.stderr
    assert found()[1] != []


def test_a_log_sealed_with_another_key_is_not_prepared(own_app: Flask) -> None:
    looked()
    tamper(own_app, f"UPDATE audit_head SET seal = '{'a' * 64}'")
    result = prepare(own_app)
    assert result.exit_code == 1
    assert "sealed with another key" in result.stderr
