"""What an answer tells for a day and a moment: who holds the place, whom to ring, which councils."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.factories import (
    CHELMSFORD,
    ESSEX,
    IN_SOUTHEND,
    SOUTHEND,
    a_contact,
    a_premises,
    a_provider,
    a_refuge,
    a_scheme,
)
from tests.services.asking import NIGHT, NOW, OFFICE, TODAY, ask, said

pytestmark = pytest.mark.usefixtures("in_app")


def roles(answer: dict[str, Any]) -> list[str]:
    return [contact["role"] for contact in answer["matches"][0]["contacts"]]


#: A thing holds from the first to the last of these days, both included.
FIRST, LAST = date(2026, 3, 1), date(2026, 9, 30)
DAYS = [
    (FIRST - timedelta(days=1), False),
    (FIRST, True),
    (LAST, True),
    (LAST + timedelta(days=1), False),
    (date.min, False),
    (date.max, False),
]


class TestOnADay:
    @pytest.mark.parametrize(("on", "holds"), DAYS)
    @pytest.mark.parametrize(
        "make",
        [
            lambda: a_premises(scheme=a_scheme(valid_from=FIRST, valid_to=LAST)),
            lambda: a_premises(valid_from=FIRST, valid_to=LAST),
        ],
        ids=["scheme", "premises"],
    )
    def test_an_address_is_found_from_the_first_day_to_the_last(
        self, make: Callable[[], uuid.UUID], on: date, holds: bool
    ) -> None:
        make()
        answer = ask("12 Thistlequay Road CM1 1AA", on=on)
        assert answer["outcome"] == ("found" if holds else "not_listed")

    def test_a_contact_is_told_from_its_first_day_to_its_last(self) -> None:
        scheme = a_scheme()
        a_premises(scheme=scheme)
        a_contact(scheme=scheme, valid_from=FIRST, valid_to=LAST)
        for on, holds in DAYS:
            at = datetime.combine(on, NOW.timetz()) if date.min < on < date.max else NOW
            answer = ask("12 Thistlequay Road CM1 1AA", at=at, on=on)
            assert len(answer["matches"][0]["contacts"]) == holds, on

    def test_a_home_that_changed_hands_is_the_providers_of_that_day(self) -> None:
        a_premises(scheme=a_scheme("Before"), valid_to=LAST)
        a_premises(scheme=a_scheme("After"), valid_from=LAST + timedelta(days=1))
        before = ask("12 Thistlequay Road CM1 1AA", on=LAST)
        after = ask("12 Thistlequay Road CM1 1AA", on=LAST + timedelta(days=1))
        assert (before["outcome"], after["outcome"]) == ("found", "found")
        assert before["matches"][0]["scheme"]["name"] == "Before"
        assert after["matches"][0]["scheme"]["name"] == "After"

    def test_the_day_is_that_of_london(self) -> None:
        a_premises(valid_to=date(2026, 6, 30))
        half_past_midnight_in_london = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        assert ask("12 Thistlequay Road CM1 1AA", at=half_past_midnight_in_london)["outcome"] == "not_listed"


class TestContacts:
    def test_the_nearest_comes_first_by_day_and_whoever_answers_by_night(self) -> None:
        provider = a_provider()
        scheme = a_scheme(provider=provider)
        a_premises(scheme=scheme)
        a_contact("provider-dsl", provider=provider, hours=OFFICE, confirmed_on=TODAY)
        a_contact("scheme-manager", scheme=scheme, hours=OFFICE, confirmed_on=TODAY)
        a_contact("provider-ooh", provider=provider, hours="24/7", out_of_hours=True, confirmed_on=TODAY)
        by_day = ask("12 Thistlequay Road CM1 1AA")
        by_night = ask("12 Thistlequay Road CM1 1AA", at=NIGHT)
        assert roles(by_day) == ["scheme-manager", "provider-dsl", "provider-ooh"]
        assert roles(by_night)[0] == "provider-ooh"
        assert by_night["matches"][0]["contacts"][1]["reachable_now"] is False
        assert by_day["matches"][0]["nobody_now"] is by_night["matches"][0]["nobody_now"] is None

    def test_when_nobody_answers_it_says_so_and_when_the_first_opens(self) -> None:
        scheme = a_scheme()
        a_premises(scheme=scheme)
        a_contact("scheme-manager", scheme=scheme, hours=OFFICE)
        [match] = ask("12 Thistlequay Road CM1 1AA", at=NIGHT)["matches"]
        assert match["nobody_now"].startswith(
            "Nobody is known to be reachable now; the first opens Wednesday"
        )
        assert match["contacts"][0]["opens"].isoformat() == "2026-12-02T09:00:00+00:00"

    def test_where_no_contact_is_held_it_says_so(self) -> None:
        a_premises()
        [match] = ask("12 Thistlequay Road CM1 1AA")["matches"]
        assert (match["contacts"], match["nobody_now"]) == ([], "No contact is held.")

    def test_a_vacant_post_never_shows_a_holder_and_names_whom_to_use_instead(self) -> None:
        provider = a_provider()
        a_premises(scheme=a_scheme(provider=provider))
        deputy = a_contact("provider-dsl-deputy", provider=provider, hours="24/7", confirmed_on=TODAY)
        a_contact(provider=provider, holder="Testo Quavermint", vacant=True, covered_by_id=deputy)
        answer = ask("12 Thistlequay Road CM1 1AA")
        first, vacant = answer["matches"][0]["contacts"]
        assert (first["id"], vacant["role"]) == (deputy, "provider-dsl")
        assert (vacant["holder"], vacant["confidence"], vacant["reachable_now"]) == (None, "vacant", False)
        assert vacant["use_instead"] == str(deputy)
        assert "Quavermint" not in repr(answer)

    @pytest.mark.parametrize(
        ("columns", "confidence"),
        [
            ({"confirmed_on": TODAY}, "current"),
            ({"confirmed_on": TODAY - timedelta(days=100)}, "ageing"),
            ({"confirmed_on": TODAY - timedelta(days=400)}, "stale"),
            ({}, "stale"),
            ({"confirmed_on": TODAY, "failing_since": TODAY}, "failing"),
        ],
    )
    def test_each_says_how_far_it_can_be_trusted(self, columns: dict[str, Any], confidence: str) -> None:
        scheme = a_scheme()
        a_premises(scheme=scheme)
        a_contact("scheme-manager", scheme=scheme, hours="24/7", **columns)
        [match] = ask("12 Thistlequay Road CM1 1AA")["matches"]
        assert match["contacts"][0]["confidence"] == confidence

    def test_hours_that_cannot_be_read_are_shown_as_they_stand_and_count_as_not_known(self) -> None:
        scheme = a_scheme()
        a_premises(scheme=scheme)
        a_contact("scheme-manager", scheme=scheme, hours="mornings, mostly")
        [match] = ask("12 Thistlequay Road CM1 1AA")["matches"]
        assert match["contacts"][0]["hours"] == "mornings, mostly"
        assert match["contacts"][0]["reachable_now"] is None


class TestCouncils:
    def test_they_are_named_with_contacts_when_nothing_is_listed(self) -> None:
        a_contact("lha-housing-options", council=CHELMSFORD, hours="24/7", confirmed_on=TODAY)
        a_contact("csc-team-manager", council=ESSEX, hours="24/7", confirmed_on=TODAY)
        answer = ask("12 Thistlequay Road CM1 1AA")
        assert answer["outcome"] == "not_listed"
        councils = answer["authorities"]
        assert (councils["housing"]["gss"], councils["children"]["gss"]) == (CHELMSFORD, ESSEX)
        assert [each["role"] for each in councils["housing"]["contacts"]] == ["lha-housing-options"]
        assert [each["role"] for each in councils["children"]["contacts"]] == ["csc-team-manager"]
        assert councils["adults"]["contacts"] == []
        assert "does not say that nobody provides housing there" in said(answer)

    def test_a_unitary_holds_all_three(self) -> None:
        councils = ask("12 Thistlequay Road", IN_SOUTHEND)["authorities"]
        assert {councils[name]["gss"] for name in ("housing", "children", "adults")} == {SOUTHEND}
        assert councils["certain"] is True

    @pytest.mark.parametrize(
        ("postcode", "country"),
        [
            ("EH1 1AA", "Scotland"),
            ("CF10 1AA", "Wales"),
            ("BT1 5GS", "Northern Ireland"),
            ("IM1 1AA", "Isle of Man"),
        ],
    )
    def test_outside_england_it_says_where_the_place_is(self, postcode: str, country: str) -> None:
        answer = ask("12 Castle Street", postcode)
        assert answer["outcome"] == "not_listed"
        assert answer["authorities"]["country"] == country
        assert answer["authorities"]["housing"] is None
        assert f"{country}. This directory covers the councils of England only." in said(answer)

    def test_after_a_planned_change_the_successor_is_named_as_a_plan(self) -> None:
        councils = ask("12 Thistlequay Road CM1 1AA", on=date(2028, 4, 1))["authorities"]
        assert councils["housing"]["planned"] is True
        assert councils["certain"] is False
        before = ask("12 Thistlequay Road CM1 1AA", on=date(2028, 3, 31))["authorities"]
        assert (before["housing"]["gss"], before["housing"]["planned"]) == (CHELMSFORD, False)


class TestHidden:
    @pytest.mark.parametrize(
        "text", ["12 Thistlequay Road CM1 1AA", "Zephyrwyke Refuge, Chelmsford", "Zephyrwyke Refuge CM1 1AA"]
    )
    def test_not_listed_is_the_same_whether_or_not_a_hidden_scheme_exists(self, text: str) -> None:
        def asked() -> dict[str, Any]:
            answer = ask(text)
            assert answer["outcome"] == "not_listed"
            return answer

        before = asked()
        provider = a_provider("Zephyrwyke Refuge")
        scheme = a_refuge("Zephyrwyke Refuge", provider=provider, council=CHELMSFORD)
        a_contact("scheme-manager", scheme=scheme)
        a_contact(provider=provider)
        assert asked() == before


class TestWhyAChoice:
    """A choice says what stands in the way, so that one knows what to ask next."""

    def test_words_that_are_no_part_of_the_address(self) -> None:
        a_premises()
        answer = ask("mum and 2 kids placed by the council, 12 Thistlequay Road, CM1 1AA")
        assert answer["outcome"] == "choose"
        assert "ask again with the address alone" in said(answer)

    def test_a_number_that_the_entry_does_not_have(self) -> None:
        a_premises("Sprocket House, Thistlequay Road")
        answer = ask("Sprocket House, 14 Thistlequay Road, CM1 1AA")
        assert answer["outcome"] == "choose"
        assert "may be next door's" in said(answer)

    def test_a_street_whose_name_is_known_elsewhere(self) -> None:
        a_premises(locality="Nether Quill")
        a_premises("209 Thistlequay Road", "CO1 1AA", town="Colchester", locality="Nether Quill")
        assert "known elsewhere too" in said(ask("12 Thistlequay Road, Nether Quill"))

    def test_two_schemes_at_one_address(self) -> None:
        a_premises(scheme=a_scheme("Landlord"))
        a_premises(scheme=a_scheme("Support"))
        assert "More than one entry may be meant" in said(ask("12 Thistlequay Road CM1 1AA"))
