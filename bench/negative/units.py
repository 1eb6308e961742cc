"""Another flat of a building of which flats are held."""

import re
import string

from bench import writing
from bench.held import FLOORS, numbers_of
from bench.kinds import Asked, Context
from bench.negative.asked import kind, nothing_held, with_number


@kind("a", weight=3)
def another_flat(context: Context) -> Asked | None:
    row = context.rng.choice(context.flats)
    held = context.rng.choice(row)
    identity = held.parts.unit_id
    if not identity.isdigit():
        return None
    other = int(identity) + context.rng.choice((-2, -1, 1, 2, 3, 10))
    unit = f"{held.parts.unit_word} {other}".strip()
    return nothing_held(context, writing.with_changes(held.parts, unit=unit)) if other > 0 else None


@kind("b", weight=1.5)
def another_letter(context: Context) -> Asked | None:
    """Flat B where Flat A is held."""
    for _ in range(20):
        held = context.rng.choice(context.rng.choice(context.flats))
        if re.fullmatch(r"Flat [A-F]", held.parts.unit):
            other = context.rng.choice(string.ascii_uppercase[:7].replace(held.parts.unit_id, ""))
            return nothing_held(context, writing.with_changes(held.parts, unit=f"Flat {other}"))
    return None


@kind("b")
def another_floor(context: Context) -> Asked | None:
    for _ in range(20):
        held = context.rng.choice(context.rng.choice(context.flats))
        if held.parts.unit in FLOORS:
            other = context.rng.choice([floor for floor in FLOORS[:4] if floor != held.parts.unit])
            top = any(unit.parts.unit == "Top Floor Flat" for unit in context.directory.units(held))
            return None if top else nothing_held(context, writing.with_changes(held.parts, unit=other))
    return None


@kind("a")
def flat_letter_added(context: Context) -> Asked | None:
    """Flat 3A where Flat 3 is held."""
    held = context.rng.choice(context.rng.choice(context.flats))
    if not held.parts.unit_id.isdigit():
        return None
    return nothing_held(
        context, writing.with_changes(held.parts, unit=f"{held.parts.unit}{context.rng.choice('AB')}")
    )


@kind("a")
def same_flat_next_door(context: Context) -> Asked | None:
    held = context.rng.choice(context.rng.choice(context.flats))
    first, last, letter = numbers_of(held.parts.number) or (0, 1, "")
    if first != last or letter or first < 3:
        return None
    return with_number(context, held, str(first + context.rng.choice((-2, 2))))


@kind("b")
def flat_and_number_exchanged(context: Context) -> Asked | None:
    """Flat 12 of number 3 where Flat 3 of number 12 is held."""
    held = context.rng.choice(context.rng.choice(context.flats))
    parts = held.parts
    if not (parts.unit_id.isdigit() and parts.number.isdigit() and parts.unit_id != parts.number):
        return None
    unit = f"{parts.unit_word} {parts.number}".strip()
    return nothing_held(context, writing.with_changes(parts, unit=unit, number=parts.unit_id, name=""))
