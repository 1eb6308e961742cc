"""No list tells how many confidential schemes are in an area where they are few."""

import itertools
import uuid
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.services.schemes import Found, Wanted, find_schemes, scheme
from directory.services.schemes.areas import Fit, as_far_as_areas_are_told
from tests.factories import CHELMSFORD, ESSEX, SOUTHEND, a_provider, a_refuge, a_scheme
from tests.services.asking import NOW, READER

in_app = pytest.mark.usefixtures("in_app")


def find(page: int = 1, page_size: int = 100, **wanted: Any) -> Found:
    return find_schemes(Wanted(**wanted), NOW, None, page, page_size, READER)


def some_refuges(council: str | None, number: int, **columns: Any) -> list[uuid.UUID]:
    provider = a_provider()
    names = [f"Refuge {count} {council}" for count in range(number)]
    return [a_refuge(name, provider=provider, council=council, **columns) for name in names]


def by_area(items: list[dict[str, Any]]) -> Counter[str | None]:
    return Counter(item["authority"] for item in items)


@in_app
class TestFew:
    def test_asked_for_by_council_it_is_not_known_of_any_of_them_whether_it_is_there(self) -> None:
        some_refuges(SOUTHEND, 4)
        some_refuges(ESSEX, 1)
        some_refuges(None, 1)
        for council in (SOUTHEND, ESSEX, CHELMSFORD):
            found = find(authority=council, accommodation_type="da-refuge")
            assert (found.total, found.unknown_total) == (0, 6)
            assert {tuple(item["unknown"]) for item in found.unknown} == {("authority",)}
            assert by_area(found.unknown) == {None: 6}

    def test_asked_for_by_type_they_are_there_without_the_councils_they_name(self) -> None:
        some_refuges(SOUTHEND, 4, placing_authorities=SOUTHEND, referral="Ring 01632 960200")
        found = find(accommodation_type="da-refuge")
        assert found.total == 4
        for item in found.items:
            assert (item["authority"], item["placing_authorities"]) == (None, [])
            assert item["area_withheld"] is True
            assert item["referral"] == "Ring 01632 960200"

    def test_types_and_answers_are_counted_each_by_themselves(self) -> None:
        some_refuges(SOUTHEND, 3)
        a_scheme("Next step", kind="da-second-stage", council=SOUTHEND)
        a_scheme("Next step too", kind="da-second-stage", council=SOUTHEND)
        assert by_area(find().items) == {None: 5}
        some_refuges(SOUTHEND, 2, accessible="yes")
        assert by_area(find(accommodation_type="da-refuge").items) == {SOUTHEND: 5}
        found = find(accommodation_type="da-refuge", accessible=True, authority=SOUTHEND)
        assert (found.total, by_area(found.unknown)) == (0, {None: 5})

    def test_one_opened_by_itself_tells_its_county(self) -> None:
        [key] = some_refuges(SOUTHEND, 1)
        assert scheme(key, NOW, READER)["authority"] == SOUTHEND

    def test_what_is_not_confidential_is_listed_by_area_however_few(self) -> None:
        a_scheme("Hostel", council=SOUTHEND)
        a_scheme("Visits", kind="floating-support", council=SOUTHEND)
        found = find(authority=SOUTHEND)
        assert by_area(found.items) == {SOUTHEND: 2}
        assert {item["area_withheld"] for item in found.items} == {False}


@in_app
class TestEnough:
    def test_five_of_a_type_are_found_by_council_and_none_of_elsewhere_with_them(self) -> None:
        some_refuges(SOUTHEND, 5)
        some_refuges(ESSEX, 6)
        found = find(authority=SOUTHEND)
        assert (by_area(found.items), found.unknown_total) == ({SOUTHEND: 5}, 0)
        assert {item["area_withheld"] for item in found.items} == {False}

    def test_a_page_tells_no_less_and_no_more_than_the_whole_list(self) -> None:
        some_refuges(SOUTHEND, 5)
        some_refuges(ESSEX, 4)
        pages = [find(page=page, page_size=2, accommodation_type="da-refuge").items for page in range(1, 6)]
        assert by_area([*itertools.chain(*pages)]) == {SOUTHEND: 5, None: 4}

    def test_one_fewer_by_suppression_is_too_few(self) -> None:
        some_refuges(SOUTHEND, 4)
        a_refuge("Hidden", council=SOUTHEND, suppressed=True)
        assert find(authority=SOUTHEND).total == 0


def fits(kind: str, area: str | None, why_unknown: tuple[str, ...], open_to_lists: bool) -> Fit:
    return Fit(uuid.uuid4(), "", kind, area, None, why_unknown, is_listed_by_area=open_to_lists)


SCHEMES = st.lists(
    st.builds(
        fits,
        st.sampled_from(["da-refuge", "da-dispersed"]),
        st.sampled_from([SOUTHEND, ESSEX, None]),
        st.sampled_from([(), ("support",)]),
        st.just(False),
    ),
    max_size=40,
)


@given(SCHEMES, st.sampled_from([None, (SOUTHEND,), (ESSEX, CHELMSFORD)]))
def test_whatever_there_is_and_is_asked_no_area_has_one_to_four(
    schemes: list[Fit], codes: tuple[str, ...] | None
) -> None:
    told = list(as_far_as_areas_are_told(schemes, codes))
    for group in ([fit for fit in told if not fit.why_unknown], [fit for fit in told if fit.why_unknown]):
        counts = Counter((fit.kind, fit.area) for fit in group if fit.area_told)
        assert all(count >= 5 for count in counts.values())
    fitting = [fit for fit in told if not fit.why_unknown]
    if codes is not None:
        assert len(fitting) not in range(1, 5), "all that fit are in the area: their total counts them"
    # Nothing is lost but what is told to be elsewhere.
    elsewhere = len(schemes) - len(told)
    assert elsewhere == 0 or (codes is not None and elsewhere >= 5)


@given(SCHEMES, st.sampled_from([(SOUTHEND,), (ESSEX,)]))
def test_which_area_few_are_in_changes_nothing(schemes: list[Fit], codes: tuple[str, ...]) -> None:
    few = [fit for fit in schemes if fit.area != ESSEX][:4]
    moved = [Fit(*(fit.id, fit.name, fit.kind, ESSEX, None, fit.why_unknown, False)) for fit in few]
    told, told_moved = (list(as_far_as_areas_are_told(each, codes)) for each in (few, moved))
    assert [(fit.id, fit.why_unknown, fit.area_told) for fit in told] == [
        (fit.id, fit.why_unknown, fit.area_told) for fit in told_moved
    ]
