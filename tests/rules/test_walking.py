"""What of a look-up is counted."""

import random

import pytest

from directory.rules.walking import distinct, trace


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"address": "12 High Street, CM1 1AA"}, {"address": "12 high street cm11aa"}),
        ({"address": "12 High Street, CM1 1AA"}, {"address": "12 High Street", "postcode": "CM1-1AA"}),
        ({"address": "12 High St.,\nChelmsford"}, {"address": "12, HIGH ST, CHELMSFORD"}),
        ({"uprn": "0999012345"}, {"uprn": " 999012345"}),
    ],
)
def test_one_address_counts_once_however_it_is_written(first: dict[str, str], second: dict[str, str]) -> None:
    assert trace(first) == trace(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"address": "12 High Street, CM1 1AA"}, {"address": "14 High Street, CM1 1AA"}),
        ({"address": "12 High Street, CM1 1AA"}, {"address": "12A High Street, CM1 1AA"}),
        ({"address": "Flat 1, Oak House, Chelmsford"}, {"address": "Flat 2, Oak House, Chelmsford"}),
        ({"address": "Oak House, CM1 1AA"}, {"address": "Elm House, CM1 1AA"}),
        ({"uprn": "999012345"}, {"uprn": "999012346"}),
    ],
)
def test_neighbours_are_doors_of_one_street(first: dict[str, str], second: dict[str, str]) -> None:
    one, other = trace(first), trace(second)
    assert one.whole != other.whole
    assert set(one.streets) & set(other.streets)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"address": "12 High Street, CM1 1AA"}, {"address": "12 Mill Lane, SS1 1AA"}),
        ({"postcode": "CM1 1AA"}, {"postcode": "CM1 1AB"}),
        ({"uprn": "999012345"}, {"uprn": "888012345"}),
    ],
)
def test_addresses_apart_are_doors_of_no_common_street(first: dict[str, str], second: dict[str, str]) -> None:
    assert not set(trace(first).streets) & set(trace(second).streets)


@pytest.mark.parametrize("asked", [{}, {"address": ""}, {"address": None, "postcode": None}, {"uprn": "0"}])
def test_what_holds_no_address_has_a_trace_too(asked: dict[str, str | None]) -> None:
    assert trace(asked)


@pytest.mark.parametrize("things", [1, 25, 1_000, 20_000, 90_000])
def test_different_things_are_counted_to_a_few_in_a_hundred(things: int) -> None:
    bits = 1 << 14
    chosen = random.Random(things)
    ones = len({chosen.randrange(bits) for _ in range(things)})
    assert distinct(ones, bits) == pytest.approx(things, rel=0.08)


def test_a_field_that_is_full_counts_as_many_as_it_can_tell() -> None:
    assert distinct(512, 512) > distinct(511, 512) - 512 > 0
