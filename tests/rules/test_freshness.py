"""How far a contact can be trusted, and how that is said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid
from directory.rules.freshness import PROPOSED, Confidence, Thresholds, confidence, in_words

TODAY = date(2026, 11, 23)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(0, "current"), (90, "current"), (91, "ageing"), (180, "ageing"), (181, "stale"), (4000, "stale")],
)
def test_a_confirmation_ages_with_the_days(age: int, expected: str) -> None:
    assert confidence(days_ago(age), TODAY) == expected


def test_a_contact_never_confirmed_is_stale() -> None:
    assert confidence(None, TODAY) == "stale"
    assert in_words(None, TODAY) == "never confirmed"


def test_on_a_day_before_its_confirmation_a_contact_was_not_yet_confirmed() -> None:
    assert confidence(days_ago(-1), TODAY) == "stale"
    assert in_words(days_ago(-1), TODAY) == "not confirmed until 2026-11-24"


def test_a_vacant_post_is_vacant_however_fresh_or_failing() -> None:
    assert confidence(TODAY, TODAY, vacant=True, failing=True) == "vacant"


def test_a_failing_channel_outweighs_a_fresh_confirmation() -> None:
    assert confidence(TODAY, TODAY, failing=True) == "failing"


@pytest.mark.parametrize(
    ("age", "words"),
    [(0, "confirmed today"), (1, "confirmed yesterday"), (12, "confirmed 12 days ago")],
)
def test_the_age_is_said_in_plain_words(age: int, words: str) -> None:
    assert in_words(days_ago(age), TODAY) == words


def test_trouble_is_said_before_the_age() -> None:
    assert in_words(days_ago(12), TODAY, vacant=True) == "vacant, confirmed 12 days ago"
    assert in_words(days_ago(12), TODAY, failing=True) == "failing, confirmed 12 days ago"


def test_a_leap_day_counts_as_a_day() -> None:
    assert in_words(date(2028, 2, 28), date(2028, 3, 1)) == "confirmed 2 days ago"


def test_only_current_and_ageing_contacts_are_without_doubt() -> None:
    assert [state for state in Confidence if not state.doubtful] == ["current", "ageing"]


def test_the_proposed_thresholds_are_marked_as_a_proposal() -> None:
    assert (PROPOSED.ageing_after_days, PROPOSED.stale_after_days) == (90, 180)
    assert PROPOSED.basis == "proposal"


def test_an_authority_may_set_its_own_thresholds() -> None:
    strict = Thresholds(ageing_after_days=7, stale_after_days=14, basis="local choice")
    ages = [confidence(days_ago(age), TODAY, thresholds=strict) for age in (7, 8, 14, 15)]
    assert ages == ["current", "ageing", "ageing", "stale"]


@pytest.mark.parametrize(("ageing", "stale"), [(0, 10), (-1, 10), (10, 10), (20, 10)])
def test_thresholds_out_of_order_are_refused(ageing: int, stale: int) -> None:
    with pytest.raises(Invalid, match="such as 90 and 180"):
        Thresholds(ageing, stale)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 1000), st.integers(0, 1000))
def test_waiting_longer_never_makes_a_contact_more_trusted(confirmed: date, wait: int, longer: int) -> None:
    states = list(Confidence)
    sooner = confidence(confirmed, confirmed + timedelta(days=wait))
    later = confidence(confirmed, confirmed + timedelta(days=wait + longer))
    assert states.index(sooner) <= states.index(later)
