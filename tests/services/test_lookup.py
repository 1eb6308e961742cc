"""Who is at an address: found, to choose from, or not listed, by address, postcode and UPRN."""

from datetime import timedelta

import pytest
from flask import Flask

from directory.errors import Invalid
from directory.model import Scheme
from directory.rules.permissions import SERVICE
from directory.services import memory
from directory.services.changes import change
from directory.services.lookup import find_by_uprn
from directory.services.schemes import Wanted, find_schemes
from tests.factories import (
    CHELMSFORD,
    IN_CHELMSFORD,
    IN_SOUTHEND,
    a_contact,
    a_premises,
    a_provider,
    a_scheme,
)
from tests.services.asking import NOW, READER, TODAY, ask, said

pytestmark = pytest.mark.usefixtures("in_app")

#: A postcode that does not exist, its last letter beside that of IN_CHELMSFORD.
A_SLIP_AWAY = "CM1 1AC"


class TestFound:
    def test_the_answer_holds_the_place_its_support_its_provider_and_whom_to_ring(self) -> None:
        provider = a_provider("Brindlestoke Homes", phone="01632 960999")
        scheme = a_scheme("Sprocket House", provider=provider, support={"key-work": ("yes", "visiting")})
        premises = a_premises(
            "Flat 3, Sprocket House, 40 Thistlequay Road", scheme=scheme, uprn="999000000009"
        )
        contact = a_contact(provider=provider, hours="24/7", confirmed_on=TODAY - timedelta(days=12))

        answer = ask("flat 3 sprocket house, 40 thistlequay rd chelmsford CM1 1AA")

        assert answer["outcome"] == "found"
        [match] = answer["matches"]
        assert match["premises"]["id"] == premises
        assert (
            match["premises"]["address"] == "Flat 3, Sprocket House, 40 Thistlequay Road, Chelmsford, CM1 1AA"
        )
        assert (match["premises"]["uprn"], match["premises"]["covers"]) == ("999000000009", "unit")
        assert (match["scheme"]["id"], match["scheme"]["name"]) == (scheme, "Sprocket House")
        assert match["scheme"]["accommodation_type"]["slug"] == "ta-hostel-family"
        assert (match["provider"]["id"], match["provider"]["phone"]) == (provider, "01632 960999")
        [told] = match["contacts"]
        assert (told["id"], told["of"], told["reachable_now"]) == (contact, "provider", True)
        assert told["reason"] == "Can be reached now; confirmed 12 days ago."
        assert match["nobody_now"] is None
        assert set(match["why"]) == {"postcode", "number", "street", "building", "unit", "place"}
        assert match["differs"] == []
        assert answer["postcode"] == {"given": "CM1 1AA", "used": "CM1 1AA", "status": "known"}
        assert answer["notes"] == []

    def test_support_is_yes_or_no_only_where_somebody_said_so(self) -> None:
        a_premises(scheme=a_scheme(support={"key-work": "yes", "childcare": "no", "food": "ask"}))
        [match] = ask("12 Thistlequay Road CM1 1AA")["matches"]
        offered = {each["type"]: each["offered"] for each in match["scheme"]["support"]}
        assert (offered["key-work"], offered["childcare"], offered["food"]) == ("yes", "no", "ask")
        unrecorded = [each for each in match["scheme"]["support"] if each["normally"]]
        assert unrecorded
        assert {each["offered"] for each in unrecorded} == {"ask"}

    def test_the_postcode_may_stand_in_either_place(self) -> None:
        a_premises()
        beside = ask("12 Thistlequay Road", "cm11aa")
        assert beside["outcome"] == "found"
        assert beside["matches"] == ask("12 Thistlequay Road CM1 1AA")["matches"]

    def test_a_postcode_given_twice_is_one(self) -> None:
        a_premises()
        answer = ask("12 Thistlequay Road CM1 1AA", "cm1 1aa")
        assert (answer["outcome"], answer["notes"]) == ("found", [])

    def test_without_a_postcode_number_street_and_town_are_enough(self) -> None:
        a_premises()
        answer = ask("12 Thistlequay Road, Chelmsford")
        assert (answer["outcome"], answer["postcode"]["status"]) == ("found", "absent")
        assert answer["authorities"]["housing"]["gss"] == CHELMSFORD

    def test_a_block_of_one_scheme_is_found_without_the_flat_and_says_so(self) -> None:
        scheme = a_scheme()
        a_premises("Flat 1, 12 Thistlequay Road", scheme=scheme)
        a_premises("Flat 2, 12 Thistlequay Road", scheme=scheme)
        answer = ask("12 Thistlequay Road CM1 1AA")
        assert answer["outcome"] == "found"
        assert "No flat or room was given" in said(answer)


class TestNeverFound:
    @pytest.mark.parametrize(
        "text",
        [
            "13 Thistlequay Road CM1 1AA",
            "14 Thistlequay Road CM1 1AA",
            "12A Thistlequay Road CM1 1AA",
            "21 Thistlequay Road CM1 1AA",
            "12 Thistlequay Close CM1 1AA",
            "12 Thistlequay Road, Colchester",
            "12 Thistlequay Road CO1 1AA",
            "opposite 12 Thistlequay Road CM1 1AA",
            "12 Thistlequay Road",
        ],
    )
    def test_next_door_another_street_and_another_town_are_not_it(self, text: str) -> None:
        a_premises()
        a_premises("5 Tumbrel Street", "CO1 1AA", town="Colchester")
        assert ask(text)["outcome"] != "found"

    def test_two_villages_of_one_name_with_that_street_need_the_town(self) -> None:
        a_premises(locality="Nether Quill")
        a_premises("209 Thistlequay Road", "CO1 1AA", town="Colchester", locality="Nether Quill")
        assert ask("12 Thistlequay Road, Nether Quill")["outcome"] == "choose"
        assert ask("12 Thistlequay Road, Nether Quill, Chelmsford")["outcome"] == "found"

    def test_a_village_that_has_the_street_once_needs_no_town(self) -> None:
        a_premises(locality="Nether Quill")
        a_premises("209 Tumbrel Street", "CO1 1AA", town="Colchester", locality="Nether Quill")
        assert ask("12 Thistlequay Road, Nether Quill")["outcome"] == "found"

    @pytest.mark.parametrize("elsewhere", ["Manchester", "Newham", "Stoke-on-Trent", "Cotswold"])
    def test_the_area_of_a_council_that_the_postcode_is_not_in_is_another_place(self, elsewhere: str) -> None:
        a_premises("12 Thistlequay Road")
        assert ask(f"12 Thistlequay Road, {elsewhere}, CM1 1AA")["outcome"] == "choose"
        assert ask("12 Thistlequay Road, Great Nowhere, Chelmsford, CM1 1AA")["outcome"] == "found"

    def test_the_councils_a_postcode_is_in_are_not_another_place(self) -> None:
        a_premises("12 Thistlequay Road", IN_SOUTHEND, town="Westcliff-on-Sea")
        assert ask(f"12 Thistlequay Road, Southend-on-Sea, Essex, {IN_SOUTHEND}")["outcome"] == "found"

    def test_the_flat_beside_is_not_it(self) -> None:
        a_premises("Flat 3, 12 Thistlequay Road")
        a_premises("Flat 4, 12 Thistlequay Road")
        assert ask("Flat 5, 12 Thistlequay Road CM1 1AA")["outcome"] != "found"
        assert ask("12 Thistlequay Road CM1 1AA")["outcome"] == "choose"

    def test_two_schemes_at_one_address_are_a_choice_whose_councils_are_named(self) -> None:
        a_premises("8 Gillyfax Close", scheme=a_scheme("Landlord"))
        a_premises("8 Gillyfax Close", scheme=a_scheme("Support"))
        answer = ask("8 Gillyfax Close, Chelmsford")
        assert answer["outcome"] == "choose"
        assert {match["scheme"]["name"] for match in answer["matches"]} == {"Landlord", "Support"}
        assert answer["authorities"]["housing"]["gss"] == CHELMSFORD

    def test_a_choice_between_places_names_no_council(self) -> None:
        a_premises("12 High Street", town="Chelmsford")
        a_premises("12 High Street", "CO1 1AA", town="Colchester")
        answer = ask("12 High Street")
        assert answer["outcome"] == "choose"
        assert answer["authorities"]["housing"] is None

    def test_a_name_without_its_street_asks_for_the_street(self) -> None:
        a_premises("Hobnail Lodge, 5 Merrythought Lane")
        answer = ask("Hobnail Lodge, Chelmsford")
        assert answer["outcome"] == "choose"
        assert "give its street or its postcode as well" in said(answer)

    def test_at_most_ten_are_offered_best_first(self) -> None:
        for number in range(1, 13):
            a_premises(f"Flat {number}, 12 Thistlequay Road")
        answer = ask("12 Thistlequay Road CM1 1AA")
        scores = [match["score"] for match in answer["matches"]]
        assert len(scores) == 10
        assert scores == sorted(scores, reverse=True)


class TestPostcodes:
    def test_two_postcodes_leave_neither_certain(self) -> None:
        a_premises()
        answer = ask("12 Thistlequay Road CM1 1AA", "CO1 1AA")
        assert answer["outcome"] == "choose"
        assert "Two different postcodes" in said(answer)
        assert answer["authorities"]["housing"] is None

    def test_a_misread_postcode_is_put_right_and_says_so(self) -> None:
        a_premises()
        answer = ask("12 Thistlequay Road CM1 lAA")
        assert answer["outcome"] == "found"
        assert answer["postcode"]["status"] == "corrected"
        assert answer["postcode"]["used"] == IN_CHELMSFORD
        assert "The postcode was read as CM1 1AA." in answer["notes"]

    def test_a_postcode_that_does_not_exist_and_is_a_slip_away_finds_the_address_and_says_so(self) -> None:
        a_premises()
        answer = ask(f"12 Thistlequay Road, Chelmsford {A_SLIP_AWAY}")
        assert answer["outcome"] == "found"
        assert answer["postcode"] == {"given": A_SLIP_AWAY, "used": None, "status": "unknown"}
        assert "is not a postcode this service knows" in said(answer)
        assert "a slip away" in said(answer)

    def test_next_door_is_not_found_by_way_of_a_slip(self) -> None:
        a_premises()
        assert ask(f"14 Thistlequay Road, Chelmsford {A_SLIP_AWAY}")["outcome"] != "found"

    def test_what_can_be_no_postcode_is_refused(self) -> None:
        with pytest.raises(Invalid, match="'LEEDS' is not a UK postcode"):
            ask("12 Thistlequay Road", "LEEDS")

    def test_a_postcode_alone_lists_what_is_there(self) -> None:
        a_premises()
        a_premises("12 High Street", IN_SOUTHEND, town="Southend-on-Sea")
        answer = ask("", IN_CHELMSFORD)
        assert answer["outcome"] == "choose"
        assert [match["premises"]["postcode"] for match in answer["matches"]] == [IN_CHELMSFORD]


class TestUprn:
    def test_one_scheme_is_found_and_zeros_before_the_number_do_not_count(self) -> None:
        scheme = a_scheme()
        a_premises(scheme=scheme, uprn="999000000001")
        a_premises("Flat 1, 12 Thistlequay Road", scheme=scheme, uprn="999000000001")
        a_premises("2 Other Road", uprn="7")
        answer = find_by_uprn(" 999000000001 ", NOW, READER)
        assert (answer["outcome"], len(answer["matches"])) == ("found", 1)
        assert answer["matches"][0]["why"] == ["uprn"]
        assert answer["authorities"]["housing"]["gss"] == CHELMSFORD
        assert find_by_uprn("000000000007", NOW, READER)["outcome"] == "found"

    def test_two_schemes_there_are_a_choice(self) -> None:
        a_premises(uprn="999000000001")
        a_premises(uprn="999000000001")
        answer = find_by_uprn("999000000001", NOW, READER)
        assert (answer["outcome"], len(answer["matches"])) == ("choose", 2)

    def test_one_that_nobody_holds_is_not_listed(self) -> None:
        a_premises(uprn="999000000001")
        answer = find_by_uprn("999000000002", NOW, READER)
        assert (answer["outcome"], answer["matches"]) == ("not_listed", [])

    @pytest.mark.parametrize("uprn", ["", "x", "12 34", "-1", "1" * 13, "٣", "1e3", "½", "1\0"])
    def test_what_is_no_number_of_twelve_digits_is_refused(self, uprn: str) -> None:
        with pytest.raises(Invalid, match="A UPRN is 1 to 12 digits"):
            find_by_uprn(uprn, NOW, READER)

    def test_what_has_ended_is_not_found_by_its_number_either(self) -> None:
        a_premises(uprn="999000000001", valid_to=TODAY)
        assert find_by_uprn("999000000001", NOW, READER)["outcome"] == "found"
        assert find_by_uprn("999000000001", NOW, READER, TODAY + timedelta(days=1))["outcome"] == "not_listed"


NO_ADDRESS = [
    "",
    " ",
    ",",
    "the",
    "LEEDS",
    "Essex",
    "Chelmsford",
    "01632 960123",
    "😀🏠",
    "\u202e\u200f",
    "';--",
]


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_what_holds_no_address_is_refused_in_words(text: str) -> None:
    a_premises()
    with pytest.raises(Invalid, match="No address was recognised"):
        ask(text)


def test_a_text_longer_than_any_address_is_refused() -> None:
    for text in ("a" * 1_001, "CM1 1AA " * 500, "1 High Street " * 10_000):
        with pytest.raises(Invalid, match="more than an address has"):
            ask(text)


class TestOfAKindOutOfUse:
    """The catalogue no longer has the kind, so that nobody can say what may be told of its places."""

    @pytest.fixture(autouse=True)
    def _retired(self, in_app: Flask) -> None:
        a_premises("12 Thistlequay Road", scheme=(key := a_scheme("Sprocket House", kind="ta-hostel-family")))
        with change(SERVICE) as session:
            session.get_one(Scheme, key).accommodation_type = "no-longer-there"
        memory.forget()

    def test_its_address_is_not_listed(self) -> None:
        answer = ask("12 Thistlequay Road, CM1 1AA")
        assert (answer["outcome"], answer["matches"]) == ("not_listed", [])

    def test_it_is_in_no_list(self) -> None:
        found = find_schemes(Wanted(), NOW, None, 1, 50, READER)
        assert (found.items, found.total, found.unknown) == ([], 0, [])
