"""The house number in words, with a sign before it, as part of a range, or misread by a scanner."""

import re

from bench import writing
from bench.answerable.asked import asked_about, kind, unchanged, unit_of_a_building
from bench.held import numbers_of
from bench.kinds import Asked, Context


@kind("b")
def number_in_words(context: Context) -> Asked | None:
    held = context.pick()
    span = numbers_of(held.parts.number)
    if span is None or span[0] != span[1] or span[2] or span[0] > 99:
        return None
    written = writing.in_words(span[0]).capitalize()
    return asked_about(context, held, lambda draft: setattr(draft, "number", written))


@kind("a")
def unit_in_words(context: Context) -> Asked | None:
    held = unit_of_a_building(context, r"(Flat|Room|Apartment) \d", door=False)
    if held is None:
        return None
    written = f"{held.parts.unit_word} {writing.in_words(int(held.parts.unit_id))}"
    return asked_about(context, held, lambda draft: setattr(draft, "unit", written))


@kind("a")
def number_prefixed(context: Context) -> Asked | None:
    held = context.pick()
    prefix = context.rng.choice(("No. ", "no ", "Number ", "#", "No.", "House number "))
    if not held.parts.number:
        return None
    return asked_about(context, held, lambda draft: setattr(draft, "number", prefix + held.parts.number))


@kind("b")
def number_letter_apart(context: Context) -> Asked | None:
    held = context.rng.choice(context.houses)
    span = numbers_of(held.parts.number)
    if span is None or not span[2]:
        return None
    written = context.rng.choice(
        (f"{span[0]} {span[2]}", f"{span[0]}{span[2].lower()}", f"{span[0]}-{span[2]}")
    )
    return asked_about(context, held, lambda draft: setattr(draft, "number", written))


@kind("a")
def range_written_otherwise(context: Context) -> Asked | None:
    held = context.rng.choice(context.ranges)
    first, _, last = held.parts.number.partition("-")
    dash = context.rng.choice((" to ", "\u2013", " - ", "/", "-", " & "))
    if dash == " & " and int(last) - int(first) > 2:
        return None
    return asked_about(context, held, lambda draft: setattr(draft, "number", f"{first}{dash}{last}"))


@kind("b")
def number_within_range(context: Context) -> Asked | None:
    held = context.rng.choice(context.ranges)
    first, _, last = held.parts.number.partition("-")
    inside = str(context.rng.randrange(int(first), int(last) + 1, 2))
    return asked_about(context, held, unchanged, writing.with_changes(held.parts, number=inside))


@kind("b")
def scanned_number(context: Context) -> Asked | None:
    """`1O` or `l2` for a number of two or more figures."""
    held = context.pick()
    number = held.parts.number
    if not re.fullmatch(r"\d{2,}", number):
        return None
    places = [place for place, figure in enumerate(number) if figure in "01"]
    if not places:
        return None
    place = context.rng.choice(places)
    wrong = context.rng.choice("Oo") if number[place] == "0" else context.rng.choice("lI")
    written = number[:place] + wrong + number[place + 1 :]
    if not any(figure.isdigit() for figure in written):
        return None
    return asked_about(context, held, lambda draft: setattr(draft, "number", written))
