"""Providers by whatever name people know them by, or by their number."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from directory.errors import NotFound
from directory.services.providers import find_providers, list_providers, provider
from tests.factories import a_contact, a_provider, a_refuge, a_scheme
from tests.services.asking import NIGHT, NOW, OFFICE, READER, TODAY

pytestmark = pytest.mark.usefixtures("in_app")


def names(answer: dict[str, Any]) -> list[str]:
    return [match["provider"]["name"] for match in answer["matches"]]


def how(answer: dict[str, Any]) -> tuple[str, str, str]:
    """The outcome, and which kind of name matched, and that name."""
    matched = answer["matches"][0]["matched"]
    return answer["outcome"], matched["kind"], matched["name"]


class TestByName:
    @pytest.mark.parametrize(
        ("wanted", "kind", "name"),
        [
            ("Quellmarsh Family Support", "current", "Quellmarsh Family Support"),
            ("quellmarsh family support ltd.", "current", "Quellmarsh Family Support"),
            ("THE QUELLMARSH FAMILY SUPPORT", "current", "Quellmarsh Family Support"),
            ("Quellmarsh Famly Suport", "current", "Quellmarsh Family Support"),
            ("Marsh & Family", "trading", "Marsh and Family"),
            ("Larkstoke HA", "former", "Larkstoke Housing Association"),
        ],
    )
    def test_it_is_found_by_any_of_its_names(self, wanted: str, kind: str, name: str) -> None:
        a_provider(
            "Quellmarsh Family Support",
            trading=["Marsh and Family"],
            former=["Larkstoke Housing Association"],
        )
        a_provider("Grenvholme Housing Group")
        answer = find_providers(wanted, READER)
        assert names(answer) == ["Quellmarsh Family Support"]
        assert how(answer) == ("found", kind, name)

    def test_a_former_name_is_answered_with_the_name_of_today(self) -> None:
        a_provider("Grenvholme Housing Group", former=["Larkstoke Housing Society"])
        answer = find_providers("Larkstoke Housing Society", READER)
        assert answer["notes"] == ["Larkstoke Housing Society is now called Grenvholme Housing Group."]

    def test_one_that_was_taken_over_says_so(self) -> None:
        successor = a_provider("Grenvholme Housing Group")
        a_provider("Larkstoke Housing Society", successor_id=successor, valid_to=TODAY)
        answer = find_providers("Larkstoke Housing Society", READER)
        assert answer["matches"][0]["provider"]["successor_id"] == successor
        assert "Another provider has taken over" in answer["notes"][0]

    @pytest.mark.parametrize("wanted", ["Brindlestok Homes", "Brindlesto Homes", "Brindlestoe Homes"])
    def test_a_name_that_may_be_either_of_two_is_a_choice(self, wanted: str) -> None:
        a_provider("Brindlestoke Homes")
        a_provider("Brindlestock Homes")
        answer = find_providers(wanted, READER)
        assert answer["outcome"] == "choose"
        assert set(names(answer)) == {"Brindlestoke Homes", "Brindlestock Homes"}
        assert "Pick the right one" in answer["notes"][0]

    @pytest.mark.parametrize("wanted", ["Brindlestoke Homes", "Brindlestock Homes"])
    def test_each_of_two_alike_is_found_by_its_own_name(self, wanted: str) -> None:
        a_provider("Brindlestoke Homes")
        a_provider("Brindlestock Homes")
        assert names(find_providers(wanted, READER)) == [wanted]

    def test_two_of_one_name_are_a_choice(self) -> None:
        a_provider("Sprocket Homes")
        a_provider("Sprocket Homes Ltd")
        answer = find_providers("sprocket homes", READER)
        assert (answer["outcome"], len(answer["matches"])) == ("choose", 2)

    def test_at_most_ten_are_offered_the_likest_first(self) -> None:
        for number in range(12):
            a_provider(f"Brindlestoke Homes {'abcdefghijkl'[number]}")
        answer = find_providers("Brindlestoke Homes", READER)
        scores = [match["score"] for match in answer["matches"]]
        assert len(scores) == 10
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)

    @pytest.mark.parametrize(
        "wanted", ["Zzyzx Wholesale Fruit", "", "   ", "ltd", "the", "😀", "\u202e", "%", "_", "0"]
    )
    def test_a_name_nothing_is_like_is_not_listed(self, wanted: str) -> None:
        a_provider("Quellmarsh Family Support", registration_no="ZZ1001")
        answer = find_providers(wanted, READER)
        assert (answer["outcome"], answer["matches"]) == ("not_listed", [])
        assert answer["notes"] == ["No provider here has a name like this."]


class TestByNumber:
    @pytest.mark.parametrize("wanted", ["ZZ1001", "zz1001", " ZZ 1001 "])
    def test_it_is_found_however_it_is_spaced(self, wanted: str) -> None:
        a_provider("Brindlestoke Homes", registration_no="ZZ 1001")
        a_provider("Brindlestock Homes", registration_no="ZZ10011")
        answer = find_providers(wanted, READER)
        assert names(answer) == ["Brindlestoke Homes"]
        assert how(answer) == ("found", "number", "ZZ 1001")

    def test_a_number_of_two_registers_is_a_choice(self) -> None:
        a_provider("Brindlestoke Homes", register="One", registration_no="1001")
        a_provider("Quellmarsh Family Support", register="Other", registration_no="1001")
        assert find_providers("1001", READER)["outcome"] == "choose"

    def test_a_number_that_nobody_has_is_not_listed(self) -> None:
        a_provider("Brindlestoke Homes", registration_no="ZZ1001")
        assert find_providers("ZZ1002", READER)["outcome"] == "not_listed"


class TestOne:
    def test_it_is_told_with_names_schemes_and_contacts(self) -> None:
        key = a_provider("Grenvholme Housing Group", trading=["B", "A"], former=["Larkstoke"])
        a_scheme(provider=key)
        a_scheme(provider=key)
        a_scheme()
        contact = a_contact(provider=key, hours="24/7", confirmed_on=TODAY)
        told = provider(key, NOW, READER)
        assert (told["trading_names"], told["former_names"]) == (["A", "B"], ["Larkstoke"])
        assert told["schemes"] == 2
        assert [each["id"] for each in told["contacts"]] == [contact]
        assert told["nobody_now"] is None

    def test_the_contacts_of_its_schemes_are_not_its_own(self) -> None:
        key = a_provider()
        a_contact("scheme-manager", scheme=a_scheme(provider=key))
        assert provider(key, NOW, READER)["contacts"] == []

    def test_by_night_it_says_that_nobody_answers(self) -> None:
        key = a_provider()
        a_contact(provider=key, hours=OFFICE)
        told = provider(key, NIGHT, READER)
        assert told["contacts"][0]["reachable_now"] is False
        assert told["nobody_now"].startswith("Nobody is known to be reachable now")

    def test_on_another_day_the_contacts_are_those_of_that_day(self) -> None:
        key = a_provider()
        a_contact(provider=key, valid_to=TODAY)
        assert len(provider(key, NOW, READER, TODAY)["contacts"]) == 1
        assert provider(key, NOW, READER, TODAY + timedelta(days=1))["contacts"] == []

    def test_one_that_does_not_exist_is_not_found(self) -> None:
        with pytest.raises(NotFound):
            provider(uuid.uuid4(), NOW, READER)


def test_the_list_is_by_name_and_each_stands_on_one_page() -> None:
    for name in ("Sprocket", "Acorn", "Sprocket", "Zinnia", "Marrow"):
        a_provider(name)
    a_refuge(provider=a_provider("Brindle"))
    pages = [list_providers(page, 4, READER) for page in (1, 2, 3)]
    told = [each["name"] for items, _ in pages for each in items]
    assert told == ["Acorn", "Brindle", "Marrow", "Sprocket", "Sprocket", "Zinnia"]
    assert len({each["id"] for items, _ in pages for each in items}) == 6
    assert [total for _, total in pages] == [6, 6, 6]
