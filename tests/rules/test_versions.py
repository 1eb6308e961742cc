"""What a contract said on a day, as far as was known by a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.rules.versions import timeline, version_on


@dataclass(frozen=True)
class A:
    number: int
    starts_on: date
    recorded_on: date
    kind: str = "upkeep"


DAY = date(2026, 4, 1)
FIRST = A(1, DAY, DAY)
EXTENDED = A(2, date(2027, 4, 1), date(2026, 12, 1))
CORRECTED = A(3, date(2026, 6, 1), date(2027, 1, 10))


def test_a_version_holds_from_its_first_day() -> None:
    versions = [FIRST, EXTENDED]
    assert version_on(versions, date(2027, 3, 31), date.max) is FIRST
    assert version_on(versions, date(2027, 4, 1), date.max) is EXTENDED
    assert version_on(versions, date(2020, 1, 1), date.max) is FIRST


def test_what_was_put_down_later_was_not_known() -> None:
    assert version_on([FIRST, CORRECTED], date(2026, 7, 1), date(2027, 1, 9)) is FIRST
    assert version_on([FIRST, CORRECTED], date(2026, 7, 1), date(2027, 1, 10)) is CORRECTED
    assert version_on([FIRST], date(2026, 7, 1), date(2026, 3, 31)) is None


def test_a_later_version_covers_all_that_begins_after_it() -> None:
    assert timeline([FIRST, EXTENDED, CORRECTED]) == [FIRST, CORRECTED]
    assert timeline([FIRST, EXTENDED]) == [FIRST, EXTENDED]


def test_what_was_removed_is_known_until_then_and_not_from_then_on() -> None:
    gone = A(4, date(2027, 2, 1), date(2027, 2, 1), "removal")
    again = A(5, date(2027, 3, 1), date(2027, 5, 1))
    versions = [FIRST, EXTENDED, CORRECTED, gone]
    for on in (date(2026, 7, 1), date(2027, 6, 1)):
        assert version_on(versions, on, date(2027, 1, 31)) is CORRECTED
        assert version_on(versions, on, date(2027, 2, 1)) is None
        assert version_on([*versions, again], on, date(2027, 4, 30)) is None
        assert version_on([*versions, again], on, date(2027, 5, 1)) is again
    assert timeline(versions) == []
    assert timeline([*versions, again]) == [again]


@st.composite
def histories(draw: st.DrawFn) -> list[A]:
    recorded = sorted(draw(st.lists(st.integers(0, 300), min_size=1, max_size=8)))
    return [
        A(
            number,
            DAY + timedelta(draw(st.integers(0, 300))),
            DAY + timedelta(day),
            draw(st.sampled_from(["upkeep", "upkeep", "upkeep", "removal"])) if number > 1 else "original",
        )
        for number, day in enumerate(recorded, 1)
    ]


@given(histories(), st.integers(0, 300), st.integers(0, 300))
def test_what_is_put_down_later_changes_nothing_that_was_known(
    versions: list[A], on: int, known: int
) -> None:
    asked, by = DAY + timedelta(on), DAY + timedelta(known)
    then = [each for each in versions if each.recorded_on <= by]
    assert version_on(versions, asked, by) == version_on(then, asked, by)


@given(histories(), st.integers(0, 300))
def test_the_timeline_says_the_same_as_all_versions_together(versions: list[A], on: int) -> None:
    asked = DAY + timedelta(on)
    line = timeline(versions)
    began = [each for each in line if each.starts_on <= asked]
    if began:
        assert version_on(versions, asked, date.max) == began[-1]
