"""No home that a meeting is about is its venue, however it is written; ordinary venues are taken."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import words as invented
from bench import writing
from bench.held import Parts
from bench.writing import Draft, draft_of
from directory.rules.private_text import Kind, refuse_private
from directory.rules.venues import Venue, home_of, may_be, may_be_called
from tests.rules.venues.tables import HOMES, ORDINARY, OTHER_HOMES, SCHEMES, SPOKEN, each

AT_A_HOME = [(home, venue) for home, venues in HOMES.values() for venue in each(venues)]
AT_A_SCHEME = [(name, venue) for name, venues in SCHEMES.items() for venue in each(venues)]
AT_SOMEBODYS = [venue for venues in SPOKEN.values() for venue in each(venues)]
ORDINARY_ONES = [venue for venues in ORDINARY.values() for venue in each(venues)]


def test_enough_of_each_are_tried() -> None:
    assert len(AT_A_HOME) + len(AT_A_SCHEME) + len(AT_SOMEBODYS) >= 300
    assert len(set(ORDINARY_ONES)) >= 180


@pytest.mark.parametrize(("home", "venue"), AT_A_HOME)
def test_a_home_is_no_venue_however_it_is_written(home: str, venue: str) -> None:
    assert refuse_private(venue, Kind.VENUE) or may_be(Venue(venue), home_of(home))


@pytest.mark.parametrize(("name", "venue"), AT_A_SCHEME)
def test_a_scheme_is_known_by_its_name_however_it_is_written(name: str, venue: str) -> None:
    assert refuse_private(venue, Kind.VENUE) or may_be_called(Venue(venue), name)


@pytest.mark.parametrize("venue", AT_SOMEBODYS)
def test_what_is_spoken_of_as_a_home_is_no_venue(venue: str) -> None:
    told = refuse_private(venue, Kind.VENUE)
    assert told is not None
    assert told.endswith(Kind.VENUE.value)


@pytest.mark.parametrize("venue", ORDINARY_ONES)
def test_where_people_meet_is_taken_whoever_lives_in_the_same_street(venue: str) -> None:
    assert refuse_private(venue, Kind.VENUE) is None
    compared = Venue(venue)
    assert [home for home in OTHER_HOMES if may_be(compared, home_of(home))] == []
    assert [name for name in SCHEMES if may_be_called(compared, name)] == []


@pytest.mark.parametrize(
    ("venue", "taken"),
    [
        ("Acorn Hall, 14 Nowhere Lane, CM1 1AA", True),
        ("14 Nowhere Lane, CM1 1AA", True),
        ("Town Hall, CM1 1AA", False),
        ("Nowhere Lane Library", True),
        ("Nowhere Lane Library, CM1 1AA", False),
        ("Library, Nowhere Lane", True),
        ("Acorn House, Nowhere Lane", False),
        ("12 Nowhere Road", True),
        ("12 Nowhere House", True),
        ("Nowhere House", True),
        ("Town Hall, 12 Nowhere Lane", False),
        ("Town Hall, opposite 12 Nowhere Lane", False),
    ],
)
def test_beside_a_home_its_number_makes_a_venue_another_house(venue: str, taken: bool) -> None:
    """A public place needs none in the same street, and needs one at the same postcode."""
    assert may_be(Venue(venue), home_of("12 Nowhere Lane, Testbury", "CM1 1AA")) is not taken


def test_of_a_postcode_alone_every_house_may_be_the_home() -> None:
    home = home_of("", "CM1 1AA")
    assert may_be(Venue("Library, 14 Nowhere Lane, CM1 1AA"), home)
    assert not may_be(Venue("Library, 14 Nowhere Lane, CM1 1AB"), home)


SLIPS: tuple[Callable[[random.Random, str], str], ...] = (
    writing.transposed,
    writing.doubled,
    writing.dropped,
    writing.neighbour_key,
    writing.scanned,
    writing.split_word,
)


@st.composite
def homes(draw: st.DrawFn) -> Parts:
    """An invented address, in parts."""
    head = st.sampled_from(invented.STREET_HEADS)
    ending, kind = st.sampled_from(["ton", "ford", "well"]), st.sampled_from(["Road", "Close", "Lane"])
    building = st.sampled_from(["House", "Court", "Lodge"])
    street = draw(st.sampled_from(invented.COMMON_STREETS) | st.builds("{}{} {}".format, head, ending, kind))
    return Parts(
        unit=draw(st.sampled_from(["", "Flat 3", "Room 12", "First Floor Flat"])),
        name=draw(st.just("") | st.builds("{}mere {}".format, head, building)),
        number=draw(st.integers(1, 99).map(str)) + draw(st.sampled_from(["", "a"])),
        street=street,
        town=draw(st.sampled_from(["", "Testbury"])),
        postcode=draw(st.sampled_from(["", "CM1 1AA"])),
    )


def _with_a_slip(rng: random.Random, draft: Draft) -> None:
    slip = rng.choice(SLIPS)
    if draft.name and rng.random() < 0.5:
        draft.name = writing.slip_in(rng, draft.name, slip, least=7)
    else:
        draft.street = writing.slip_in(rng, draft.street, slip, least=7)


def _in_words(_: random.Random, draft: Draft) -> None:
    if draft.number.isdigit():
        draft.number = writing.in_words(int(draft.number))


def _number_behind(_: random.Random, draft: Draft) -> None:
    draft.number, draft.street = "", f"{draft.street} {draft.number}"


def _without_its_type(_: random.Random, draft: Draft) -> None:
    draft.street = draft.street.rpartition(" ")[0] or draft.street


def _with_company(rng: random.Random, draft: Draft) -> None:
    draft.front.append(rng.choice(["Meeting at", "Town Hall", writing.person(rng), "Library", "Room 2"]))


RESPELT = (_with_a_slip, _in_words, _number_behind, _without_its_type, _with_company, writing.shorten_all)


@given(homes(), st.randoms(use_true_random=False), st.sampled_from(RESPELT), st.booleans())
def test_no_respelling_of_a_home_is_taken(
    parts: Parts, rng: random.Random, respell: Callable[[random.Random, Draft], None], with_postcode: bool
) -> None:
    draft = draft_of(parts)
    writing.light(rng, draft)
    respell(rng, draft)
    venue = writing.looks(rng, draft.text(with_postcode))
    assert may_be(Venue(venue), home_of(draft_of(parts).text()))


@given(homes(), st.integers(100, 900), st.sampled_from(["Library", "Town Hall", "Family Centre"]))
def test_a_public_place_with_another_number_is_taken(parts: Parts, number: int, what: str) -> None:
    home = home_of(draft_of(parts).text())
    assert not may_be(Venue(f"{what}, {number} {parts.street}, {parts.town}"), home)


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=12))
def test_any_text_can_be_compared(venue: str, address: str, postcode: str) -> None:
    compared = Venue(venue)
    assert may_be(compared, home_of(address, postcode)) in (True, False)
    assert may_be_called(compared, address) in (True, False)
