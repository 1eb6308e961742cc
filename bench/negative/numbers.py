"""Another number of a street that is held: next door, a figure or a letter that differs."""

import re

from bench.held import Parts, numbers_of
from bench.kinds import Asked, Context
from bench.negative.asked import kind, numbered, with_number


@kind("a", weight=3)
def next_door(context: Context) -> Asked | None:
    held = numbered(context)
    if held is None:
        return None
    first, _, _ = numbers_of(held.parts.number) or (0, 0, "")
    return with_number(context, held, str(first + context.rng.choice((-2, -1, 1, 2)))) if first > 2 else None


@kind("b", weight=2)
def a_few_doors_away(context: Context) -> Asked | None:
    held = numbered(context)
    if held is None:
        return None
    first, _, _ = numbers_of(held.parts.number) or (0, 0, "")
    return with_number(
        context, held, str(max(1, first + context.rng.choice((-10, -6, -4, -3, 3, 4, 6, 8, 10, 100))))
    )


@kind("b")
def next_door_by_postcode(context: Context) -> Asked | None:
    """Number and postcode alone, of a house that is not held."""
    held = numbered(context)
    if held is None or held.parts.unit:
        return None
    first, _, _ = numbers_of(held.parts.number) or (0, 0, "")
    asked = Parts(number=str(first + context.rng.choice((-2, 2, 4))), postcode=held.parts.postcode)
    if asked.number.startswith("-") or asked.number == "0":
        return None
    return None if context.directory.possible(asked) else context.write_parts(asked)


@kind("a")
def letter_added(context: Context) -> Asked | None:
    """12A where only 12 is held."""
    held = numbered(context)
    if held is None or not held.parts.number.isdigit():
        return None
    return with_number(context, held, held.parts.number + context.rng.choice("AAABC"))


@kind("b")
def letter_left_out(context: Context) -> Asked | None:
    """12 where only 12A is held."""
    for _ in range(60):
        held = context.rng.choice(context.houses)
        if held.parts.number[-1:].isalpha():
            return with_number(context, held, held.parts.number[:-1])
    return None


@kind("a")
def figures_swapped(context: Context) -> Asked | None:
    held = numbered(context)
    if held is None or not re.fullmatch(r"\d\d+", held.parts.number):
        return None
    return with_number(context, held, (held.parts.number[1::-1] + held.parts.number[2:]).lstrip("0"))


@kind("b")
def figure_wrong(context: Context) -> Asked | None:
    """A figure left out, doubled or changed."""
    held, rng = numbered(context), context.rng
    if held is None or not held.parts.number.isdigit():
        return None
    number = held.parts.number
    place = rng.randrange(len(number))
    made = rng.choice(
        (
            number[:place] + number[place + 1 :],
            number[: place + 1] + number[place:],
            number[:place] + rng.choice("123456789") + number[place + 1 :],
            "1" + number,
        )
    )
    return with_number(context, held, made.lstrip("0"))


@kind("a")
def beside_a_range(context: Context) -> Asked | None:
    """16 or 11 where 10-14 is held."""
    held = context.rng.choice(context.ranges)
    first, last, _ = numbers_of(held.parts.number) or (0, 0, "")
    return with_number(
        context, held, str(context.rng.choice((first - 2, first + 1, last + 2, last + 1, last - 1)))
    )


@kind("b")
def beside(context: Context) -> Asked | None:
    """`next door to 12`: the address named is not the one meant."""
    held = context.rng.choice(context.houses)
    made = context.write_parts(held.parts)
    where = context.rng.choice(("next door to ", "opposite ", "Next door but one to ", "the house behind "))
    return Asked(where + made.text, made.postcode)
