"""Which council answers for a place on a day, and when that is not certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.authorities import FUNCTIONS, Responsible, country_of, read_authorities, responsible

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
ENGLAND = read_authorities(REFERENCE)
TODAY = date(2026, 12, 1)
#: The codes of English areas in the postcode data of 2026, one a line.
CODES_IN_POSTCODES = (Path(__file__).parent / "english_area_codes.txt").read_text().split()
CHELMSFORD, COLCHESTER, HARLOW = "E07000070", "E07000071", "E07000073"
ESSEX, SOUTHEND, THURROCK = "E10000012", "E06000033", "E06000034"


def names(answer: Responsible) -> tuple[str | None, str | None, str | None]:
    return (
        answer.housing.name if answer.housing else None,
        answer.children.name if answer.children else None,
        answer.adults.name if answer.adults else None,
    )


def said(answer: Responsible) -> str:
    return " ".join(note.text for note in answer.notes)


# Today


@pytest.mark.parametrize("code", CODES_IN_POSTCODES)
def test_every_area_has_one_council_for_each_function_today(code: str) -> None:
    answer = responsible(ENGLAND, code, TODAY)
    assert answer.certain
    assert not answer.planned
    for council, function in zip((answer.housing, answer.children, answer.adults), FUNCTIONS, strict=True):
        assert council is not None
        assert function in council.functions


def test_in_two_tier_essex_housing_is_with_the_district_and_care_with_the_county() -> None:
    answer = responsible(ENGLAND, CHELMSFORD, TODAY)
    assert names(answer) == ("Chelmsford City Council", "Essex County Council", "Essex County Council")
    assert answer.notes == ()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (SOUTHEND, "Southend-on-Sea City Council"),
        ("E08000025", "Birmingham City Council"),
        ("E09000030", "London Borough of Tower Hamlets"),
        ("E09000001", "City of London Corporation"),
        ("E06000053", "Council of the Isles of Scilly"),
        ("E06000047", "Durham County Council"),
    ],
)
def test_a_single_tier_council_holds_all_three(code: str, name: str) -> None:
    assert names(responsible(ENGLAND, code, TODAY)) == (name, name, name)


@pytest.mark.parametrize("code", ["E09000001", "E06000053"])
def test_a_council_of_its_own_kind_says_so(code: str) -> None:
    assert "sui generis" in said(responsible(ENGLAND, code, TODAY))


def test_asked_by_county_housing_may_be_any_of_its_districts() -> None:
    answer = responsible(ENGLAND, ESSEX, TODAY)
    assert names(answer) == (None, "Essex County Council", "Essex County Council")
    assert len(answer.unresolved["housing"]) == 12
    assert not answer.certain


@pytest.mark.parametrize("code", [CHELMSFORD, SOUTHEND, THURROCK, ESSEX])
def test_southend_essex_and_thurrock_share_safeguarding_procedures(code: str) -> None:
    area = responsible(ENGLAND, code, TODAY).safeguarding
    assert area is not None
    assert area.id == "set"
    assert area.note.verification == "verified"


def test_no_safeguarding_area_is_guessed_elsewhere() -> None:
    assert responsible(ENGLAND, "E08000025", TODAY).safeguarding is None


# Past changes


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("E06000058", date(2019, 4, 1)),
        ("E06000059", date(2019, 4, 1)),
        ("E06000060", date(2020, 4, 1)),
        ("E06000061", date(2021, 4, 1)),
        ("E06000062", date(2021, 4, 1)),
        ("E06000063", date(2023, 4, 1)),
        ("E06000064", date(2023, 4, 1)),
        ("E06000065", date(2023, 4, 1)),
        ("E06000066", date(2023, 4, 1)),
        ("E07000244", date(2019, 4, 1)),
        ("E07000245", date(2019, 4, 1)),
    ],
)
def test_a_new_council_begins_on_its_day(code: str, begins: date) -> None:
    assert ENGLAND[code].valid_from == begins
    assert ENGLAND[code].predecessors


def test_the_code_of_a_council_that_ended_gives_the_one_that_took_over() -> None:
    assert names(responsible(ENGLAND, "E07000026", date(2023, 3, 31))) == (
        "Allerdale Borough Council",
        "Cumbria County Council",
        "Cumbria County Council",
    )
    after = responsible(ENGLAND, "E07000026", date(2023, 4, 1))
    assert names(after) == ("Cumberland Council",) * 3
    assert after.certain
    assert "ended on 31 March 2023" in said(after)


def test_a_council_that_ended_twice_over_gives_the_last() -> None:
    assert names(responsible(ENGLAND, "E07000190", TODAY)) == ("Somerset Council",) * 3


def test_the_code_of_a_new_council_on_an_earlier_day_gives_those_that_were_there() -> None:
    answer = responsible(ENGLAND, "E06000063", date(2022, 4, 1))
    assert names(answer) == (None, "Cumbria County Council", "Cumbria County Council")
    assert [a.area_name for a in answer.unresolved["housing"]] == ["Allerdale", "Carlisle", "Copeland"]


def test_a_county_that_was_divided_leaves_it_open_who_took_over() -> None:
    answer = responsible(ENGLAND, "E10000006", TODAY)
    assert names(answer) == (None, None, None)
    assert {a.gss for a in answer.unresolved["children"]} == {"E06000063", "E06000064"}


@pytest.mark.parametrize(("old", "new"), [("E08000016", "E08000038"), ("E08000019", "E08000039")])
def test_a_code_that_was_only_replaced_is_the_same_council_on_any_day(old: str, new: str) -> None:
    for day in (date(2019, 1, 1), TODAY):
        assert responsible(ENGLAND, old, day).housing is ENGLAND[new]
        assert responsible(ENGLAND, new, day).certain


# Essex in 2028 and Surrey in 2027: planned, never certain


def test_until_the_planned_day_nothing_changes_in_essex() -> None:
    answer = responsible(ENGLAND, CHELMSFORD, date(2028, 3, 31))
    assert names(answer) == ("Chelmsford City Council", "Essex County Council", "Essex County Council")
    assert answer.certain


@pytest.mark.parametrize(
    ("successor", "areas"),
    [
        ("planned:essex-west", {"Epping Forest", "Harlow", "Uttlesford"}),
        ("planned:essex-north-east", {"Braintree", "Colchester", "Tendring"}),
        ("planned:essex-mid", {"Brentwood", "Chelmsford", "Maldon"}),
        ("planned:essex-south-east", {"Castle Point", "Rochford", "Southend-on-Sea"}),
        ("planned:essex-south-west", {"Basildon", "Thurrock"}),
    ],
)
def test_the_five_successors_of_essex_take_the_areas_proposed(successor: str, areas: set[str]) -> None:
    council = ENGLAND[successor]
    assert council.planned
    assert council.valid_from == date(2028, 4, 1)
    assert {ENGLAND[code].area_name for code in council.predecessors} == areas | {"Essex"}
    assert "the Order was not found" in council.note


def test_from_the_planned_day_the_successor_is_named_but_never_certain() -> None:
    answer = responsible(ENGLAND, COLCHESTER, date(2028, 4, 1))
    assert names(answer) == ("North East Essex Council",) * 3
    assert answer.planned
    assert not answer.certain
    assert "the Order was not found" in said(answer)
    assert answer.safeguarding is None


def test_what_the_county_did_stays_unresolved_as_it_passes_by_order() -> None:
    answer = responsible(ENGLAND, HARLOW, date(2028, 4, 1))
    assert set(answer.unresolved) == {"children", "adults"}
    assert all(len(councils) == 5 for councils in answer.unresolved.values())
    assert "pass by Order, not by place alone" in said(answer)


def test_essex_county_council_goes_to_all_five() -> None:
    answer = responsible(ENGLAND, ESSEX, date(2028, 4, 1))
    assert names(answer) == (None, None, None)
    assert len(answer.unresolved["children"]) == 5
    assert answer.planned


def test_a_unitary_council_passes_whole_and_is_still_not_certain() -> None:
    answer = responsible(ENGLAND, SOUTHEND, date(2028, 4, 1))
    assert names(answer) == ("South East Essex",) * 3
    assert not answer.unresolved
    assert not answer.certain


def test_a_planned_end_is_not_kept_as_a_fact() -> None:
    for code in (*(a.gss for a in ENGLAND.districts_of(ESSEX, TODAY)), ESSEX, SOUTHEND, THURROCK):
        assert ENGLAND[code].valid_to is None
        assert ENGLAND[code].planned_end == date(2028, 3, 31)


def test_before_its_day_a_planned_council_answers_with_those_of_today() -> None:
    answer = responsible(ENGLAND, "planned:essex-mid", TODAY)
    assert names(answer) == (None, "Essex County Council", "Essex County Council")
    assert len(answer.unresolved["housing"]) == 3
    assert not answer.planned


def test_surrey_is_planned_to_be_two_councils_a_year_earlier() -> None:
    assert names(responsible(ENGLAND, "E07000207", date(2027, 3, 31)))[0] == "Elmbridge Borough Council"
    answer = responsible(ENGLAND, "E07000207", date(2027, 4, 1))
    assert names(answer) == ("East Surrey Council",) * 3
    assert answer.planned
    assert set(answer.unresolved) == {"children", "adults"}


def test_other_two_tier_areas_are_in_doubt_from_the_day_the_tier_is_to_end() -> None:
    before = responsible(ENGLAND, "E07000032", date(2028, 3, 31))
    after = responsible(ENGLAND, "E07000032", date(2028, 4, 1))
    assert before.certain
    assert not after.certain
    assert names(after) == names(before)
    assert "confirm who is responsible" in said(after)


# Outside England


@pytest.mark.parametrize(
    ("code", "country", "text"),
    [
        ("S12000033", "Scotland", "in Scotland"),
        ("W06000015", "Wales", "in Wales"),
        ("N09000003", "Northern Ireland", "in Northern Ireland"),
        ("L99999999", "Channel Islands", "in the Channel Islands"),
        ("M99999999", "Isle of Man", "in the Isle of Man"),
    ],
)
def test_outside_england_the_answer_says_where_and_that_england_only_is_covered(
    code: str, country: str, text: str
) -> None:
    answer = responsible(ENGLAND, code, TODAY)
    assert answer.country == country
    assert names(answer) == (None, None, None)
    assert text in said(answer)
    assert "England only" in said(answer)


@pytest.mark.parametrize(
    ("code", "country", "text"),
    [
        (None, None, "No council is recorded"),
        ("", None, "No council is recorded"),
        ("nan", None, "'nan' is not an ONS code"),
        ("E06000999", "England", "No council of this directory has or had the code E06000999"),
    ],
)
def test_without_a_known_code_nobody_is_named(code: str | None, country: str | None, text: str) -> None:
    answer = responsible(ENGLAND, code, TODAY)
    assert answer.country == country
    assert names(answer) == (None, None, None)
    assert not answer.certain
    assert text in said(answer)


def test_the_country_of_a_planned_council_is_england() -> None:
    assert country_of("planned:essex-west") == "England"


# For every code and day


@given(code=st.sampled_from(sorted(ENGLAND)), day=st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_a_function_has_one_council_or_is_unresolved_and_a_plan_is_never_certain(
    code: str, day: date
) -> None:
    answer = responsible(ENGLAND, code, day)
    for function in FUNCTIONS:
        council = getattr(answer, function)
        assert council is not None or answer.unresolved[function]
        if council is not None:
            assert function in council.functions
            assert council.in_force(day)
            assert not (council.planned and answer.certain)
    assert not (answer.certain and answer.unresolved)
