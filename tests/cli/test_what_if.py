"""flask directory what-if: the same in words."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from tests.factories import CHELMSFORD, ESSEX, a_contact, a_contract, a_provider, a_scheme


@pytest.fixture
def at_the_console(in_app: Flask) -> FlaskCliRunner:
    return in_app.test_cli_runner()


def test_what_is_lost_with_a_provider_is_said_by_its_name(at_the_console: FlaskCliRunner) -> None:
    one = a_provider("Brindlestoke Homes")
    home = a_scheme("Sprocket House", provider=one, council=CHELMSFORD)
    a_contact(provider=one)
    a_contact("lha-housing-options", council=CHELMSFORD, phone="01632 960111", hours="24/7")
    a_contract("Family hostel support", provider=one, council=ESSEX, schemes=[home])
    told = at_the_console.invoke(args=["directory", "what-if", "provider-stops", "Brindlestoke", "Homes"])
    assert told.exit_code == 0, told.output
    for words in ("IF BRINDLESTOKE HOMES STOPS", "Sprocket House", "Family hostel support", "01632 960111"):
        assert words in told.output
    typed = ["directory", "what-if", "provider-stops", str(one), "--on", "2027-01-31", "--json"]
    found = json.loads(at_the_console.invoke(args=typed).output)
    assert (found["on"], found["schemes"][0]["id"]) == ("2027-01-31", str(home))


def test_a_name_of_nobody_or_of_several_is_not_guessed(at_the_console: FlaskCliRunner) -> None:
    a_provider("Mallowquay Trust")
    a_provider("Mallowquay Trust")
    typed = ["directory", "what-if", "provider-stops"]
    several = at_the_console.invoke(args=[*typed, "Mallowquay Trust"])
    assert (several.exit_code, several.output.count("Mallowquay Trust")) == (3, 2)
    nobody = at_the_console.invoke(args=[*typed, "Quenchlark"])
    assert (nobody.exit_code, nobody.output) == (3, "No provider is so called.\n")
    never = at_the_console.invoke(args=[*typed, "00000000-0000-4000-8000-000000000000"])
    assert never.exit_code == 1


def test_what_passes_to_whom_is_said_with_what_nobody_can_say(at_the_console: FlaskCliRunner) -> None:
    home = a_scheme(council=CHELMSFORD)
    words = {"term": "kpi-return", "clause_number": "9", "clause_text": "To Essex County Council."}
    a_contract("County's", council=ESSEX, schemes=[home], terms=[words])
    a_contract("District's", council=CHELMSFORD)
    a_contact("lha-safeguarding-lead", council=CHELMSFORD)
    told = at_the_console.invoke(args=["directory", "what-if", "reorganisation", "2028-04-01"])
    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split())
    assert "Contracts: 1 unresolved, 1 pass, 0 stay, 0 end before." in said
    assert "likeliest Mid Essex; to be written anew: 9" in said
    assert "Chelmsford City Council: Mid Essex" in said
    typed = ["directory", "what-if", "reorganisation", "--authority", ESSEX, "--json"]
    found = json.loads(at_the_console.invoke(args=typed).output)
    assert (found["summary"]["unresolved"], found["summary"]["passes"], found["posts"]) == (1, 0, [])
