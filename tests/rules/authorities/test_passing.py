"""What becomes of what is a council's, when councils are reorganised."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.authorities import (
    Authorities,
    Authority,
    Naming,
    ending_by,
    last_change,
    passing,
    read_authorities,
)

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
ENGLAND = read_authorities(REFERENCE)
TODAY, THEN = date(2026, 12, 1), date(2028, 4, 1)
CHELMSFORD, MALDON, HARLOW = "E07000070", "E07000074", "E07000073"
ESSEX, SOUTHEND, LONDON, CANTERBURY = "E10000012", "E06000033", "E09000001", "E07000106"
MID, WEST = "planned:essex-mid", "planned:essex-west"


@pytest.mark.parametrize(
    ("council", "on", "fate", "to"),
    [
        (CHELMSFORD, date(2028, 3, 31), "stays", CHELMSFORD),
        (CHELMSFORD, THEN, "passes", MID),
        (SOUTHEND, THEN, "passes", "planned:essex-south-east"),
        (ESSEX, THEN, "unresolved", None),
        (LONDON, THEN, "stays", LONDON),
        (CANTERBURY, THEN, "unresolved", None),  # it is to end, and nobody has said who follows
        (CANTERBURY, date(2028, 3, 31), "stays", CANTERBURY),
        ("E99999999", THEN, "unresolved", None),
        ("E07000201", THEN, "unresolved", None),  # ended in 2019; its heir is a district that is to end
        ("E10000002", THEN, "passes", "E06000060"),  # Buckinghamshire, in 2020: a fact, and no plan
    ],
)
def test_it_stays_passes_or_is_left_open(council: str, on: date, fate: str, to: str | None) -> None:
    told = passing(ENGLAND, council, on)
    assert (told.fate, told.to.gss if told.to else None) == (fate, to)
    assert told.reason
    assert told.planned == (fate != "stays" and council not in ("E99999999", "E10000002"))


@pytest.mark.parametrize(
    ("places", "likeliest"),
    [
        ((), None),
        ((CHELMSFORD,), MID),
        ((CHELMSFORD, MALDON), MID),
        ((HARLOW,), WEST),
        ((CHELMSFORD, HARLOW), None),
        ((CHELMSFORD, None), None),
        ((ESSEX,), None),  # a refuge is in no district
        ((LONDON,), None),
        (("E99999999",), None),
    ],
)
def test_what_is_divided_is_never_settled_by_place(places: tuple[str | None, ...], likeliest: str) -> None:
    told = passing(ENGLAND, ESSEX, THEN, places)
    assert (told.fate, told.to, len(told.may_be)) == ("unresolved", None, 5)
    assert (told.likeliest.gss if told.likeliest else None) == likeliest
    assert "for the Order to say" in told.reason
    assert told.sources


@given(st.sampled_from(sorted(ENGLAND)), st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_whatever_passes_passes_to_a_council_that_stands(council: str, on: date) -> None:
    told = passing(ENGLAND, council, on)
    assert (told.to is None) == (told.fate == "unresolved")
    if told.fate == "passes" and told.to is not None:
        assert told.to.in_force(on)
        assert told.to.gss != council
    assert all(each.in_force(on) for each in told.may_be)
    assert told.likeliest is None or told.likeliest in told.may_be
    if told.may_be:
        assert len(told.may_be) > 1


def a_council(gss: str, until: date | None, *successors: str) -> Authority:
    return Authority(
        gss=gss,
        name=gss,
        tier="unitary",
        functions=frozenset({"housing"}),
        county_gss=None,
        valid_from=None,
        valid_to=until,
        planned=False,
        predecessors=(),
        verification="verified",
        sources=(),
        successors=successors,
    )


def test_a_chain_of_successors_is_followed_to_its_end() -> None:
    one, two = a_council("A", date(2020, 3, 31), "B"), a_council("B", date(2022, 3, 31), "C")
    chain = Authorities((one, two, a_council("C", None)))
    assert passing(chain, "A", date(2021, 1, 1)).to == two
    told = passing(chain, "A", date(2023, 1, 1))
    assert (told.to, told.planned, told.verification) == (chain["C"], False, "verified")
    broken = Authorities((one, a_council("B", date(2022, 3, 31))))
    told = passing(broken, "A", date(2023, 1, 1))
    assert told.reason == "A ended on 31 March 2020, and nobody who follows is on record."


def test_the_councils_that_end_are_those_on_record_and_the_last_change_is_theirs() -> None:
    ending = {each.gss for each in ending_by(ENGLAND, THEN, TODAY)}
    assert {CHELMSFORD, ESSEX, SOUTHEND} < ending
    assert LONDON not in ending
    assert ending_by(ENGLAND, TODAY, TODAY) == ()
    assert last_change(ENGLAND, TODAY) == THEN
    assert last_change(ENGLAND, date(2029, 1, 1)) == date(2029, 1, 1)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A return goes to Essex  County council each quarter.", (ESSEX,)),
        ("ESSEX COUNTY COUNCIL'S lead, or Chelmsford City Council's", (ESSEX, CHELMSFORD)),
        ("Essex County Council, and again Essex County Council", (ESSEX,)),
        ("a council of Essex", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_a_clause_that_names_a_council_that_ends_is_found(text: str | None, named: tuple[str, ...]) -> None:
    naming = Naming(ending_by(ENGLAND, THEN, TODAY))
    assert tuple(each.gss for each in naming.named_in(text)) == named
    assert Naming(()).named_in(text) == ()
