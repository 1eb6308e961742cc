"""The checklist, what support counts, and where a role's post is looked for."""

import pytest

from directory.rules.invites import has_support, holders_of, reminders_for, roles_sought
from tests.rules.invites.shipped import CATALOGUE

LEVELS = CATALOGUE.support_levels


def items(meeting: str, kinds: tuple[str, ...] = (), circumstances: tuple[str, ...] = ()) -> set[str]:
    return {item.slug for item in reminders_for(CATALOGUE, meeting, kinds, circumstances)}


@pytest.mark.parametrize(
    ("meeting", "kinds", "circumstances", "item"),
    [
        ("icpc", (), (), "no-family-in-invitation"),
        ("icpc", (), (), "report-shared-first"),
        ("icpc", ("ta-hostel-family",), (), "s213aa-asked"),
        ("icpc", ("ta-bnb-shared",), (), "bnb-clock"),
        ("icpc", ("da-refuge",), ("refuge",), "refuge-venue"),
        ("cin-closure", (), (), "contingency-plan"),
        ("icpc", (), ("father-separate",), "father-by-consent"),
        ("discharge-planning", (), (), "discharge-cot"),
    ],
)
def test_an_item_is_on_the_checklist(
    meeting: str, kinds: tuple[str, ...], circumstances: tuple[str, ...], item: str
) -> None:
    assert item in items(meeting, kinds, circumstances)


def test_every_item_is_on_some_checklist_and_none_but_the_general_ones_on_all() -> None:
    nothing_special = items("professionals-meeting")
    assert len(nothing_special) == 6
    everything = set().union(
        *(
            items(meeting, tuple(CATALOGUE.accommodation_types), tuple(CATALOGUE.circumstances))
            for meeting in CATALOGUE.meeting_types
        )
    )
    assert everything == set(CATALOGUE.checklist_items)


@pytest.mark.parametrize(
    ("recorded", "worker"),
    [
        ([], False),
        ([("yes", "signposting")], False),
        ([("yes", None)], False),
        ([("yes", "on_call")], False),
        ([("ask", "visiting"), ("no", "none")], False),
        ([("yes", "signposting"), ("yes", "visiting")], True),
        ([("yes", "waking_24h")], True),
    ],
)
def test_only_recorded_support_above_signposting_means_a_worker(
    recorded: list[tuple[str, str | None]], worker: bool
) -> None:
    assert has_support(recorded, LEVELS) is worker


def test_the_council_that_placed_a_family_decides_on_its_moves() -> None:
    assert holders_of("lha-ta-manager", "lha") == ("placing", "housing")
    assert holders_of("lha-housing-options", "lha") == ("housing",)
    assert holders_of("lha-safeguarding-lead", "lha", "placing_authority") == ("placing",)


def test_the_care_authority_is_not_taken_to_be_the_host() -> None:
    assert holders_of("personal-adviser", "csc") == ("care",)


def test_a_worker_at_the_other_address_is_whoever_there_is() -> None:
    assert roles_sought("other-address-worker")[1] == "support-worker"
    assert roles_sought("support-worker") == ("support-worker",)
