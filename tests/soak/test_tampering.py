"""A log as the service writes it, tampered with in every way; `make soak` does it ten thousand times."""

import pytest
from flask import Flask

from directory.equipment import equipment
from directory.services.audit.reading import snapshot
from soak.audit import NotFound, tamper_often
from soak.tampering import KINDS, Log
from soak.writing import write_log

TIMES = 300


def test_every_tampering_with_a_real_log_is_found(own_app: Flask) -> None:
    write_log(120, seed=7)
    with snapshot() as held:
        log = Log([*held.entries()], held.head)
    done = tamper_often(equipment().audit_key, log, TIMES, seed=7)
    assert done.total() == TIMES
    assert {*done} == {*KINDS}


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
def test_the_trial_notices_what_is_not_found(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    write_log(5, seed=7)
    with snapshot() as held:
        log = Log([*held.entries()], held.head)
    monkeypatch.setitem(KINDS, "nothing at all", lambda log, chance: log)
    with pytest.raises(NotFound, match="nothing at all"):
        tamper_often(equipment().audit_key, log, len(KINDS), seed=7)
