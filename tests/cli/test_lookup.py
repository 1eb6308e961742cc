"""The command line's look-up: the same answer as the API's, in words."""

import json

import pytest
from click.testing import Result
from flask import Flask

from directory.equipment import equipment
from directory.rules.authorities import CouncilSettings
from directory.services import memory
from tests.factories import ESSEX, a_contract, a_premises, a_scheme

HOTEL = "12 Thistlequay Road, CM1 1AA"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def look_up(app: Flask, *options: str) -> Result:
    return app.test_cli_runner().invoke(args=["directory", "lookup", *options])


def test_it_says_when_a_time_limit_ends(in_app: Flask) -> None:
    a_premises(scheme=a_scheme(kind="ta-bnb-shared"))
    said = " ".join(look_up(in_app, HOTEL, "--since", "2026-11-16").stdout.split())
    assert "Ends on 27 December 2026, counted from the first night in bed and breakfast (secondary)" in said
    assert "Ends on" not in look_up(in_app, HOTEL).stdout
    told = json.loads(look_up(in_app, HOTEL, "--since", "2026-11-16", "--json").stdout)
    (limit,) = told["matches"][0]["scheme"]["accommodation_type"]["time_limits"]
    assert limit["ends_on"] == "2026-12-27"


def test_a_day_that_is_none_is_refused(in_app: Flask) -> None:
    assert look_up(in_app, HOTEL, "--since", "2026-02-30").exit_code == 2


@pytest.mark.parametrize(
    ("sons", "daughters", "told"),
    [
        (16, 18, "Taken along sons under 16; daughters under 18"),
        (0, None, "Taken along no sons; daughters: not known, ask"),
    ],
)
def test_it_says_which_children_come_along(
    in_app: Flask, sons: int | None, daughters: int | None, told: str
) -> None:
    a_premises(scheme=a_scheme(sons_under=sons, daughters_under=daughters))
    assert told in " ".join(look_up(in_app, HOTEL).stdout.split())


def test_it_says_that_cover_is_contracted_only_where_the_council_lets_it_be_told(
    in_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = a_scheme()
    a_premises(scheme=scheme)
    hours = {"term": "capacity-hours", "quantity": 20, "unit": "hours_per_month", "clause_number": "4.2"}
    a_contract(schemes=[scheme], terms=[hours])
    assert "contracted" not in look_up(in_app, HOTEL).stdout
    settings = {ESSEX: CouncilSettings(ESSEX, ("capacity-hours",))}
    monkeypatch.setattr(equipment().authorities, "settings", settings)
    memory.forget()
    assert "Safeguarding cover is contracted." in look_up(in_app, HOTEL).stdout


def test_of_children_of_whom_nothing_is_known_it_says_nothing(in_app: Flask) -> None:
    a_premises()
    assert "Taken along" not in look_up(in_app, HOTEL).stdout
