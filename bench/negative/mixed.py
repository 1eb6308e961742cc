"""Addresses that are not held, written as loosely as those that are, or with a held number beside them."""

from bench import writing
from bench.held import Held, Parts, numbers_of
from bench.kinds import Asked, Context
from bench.negative.asked import kind
from bench.writing import draft_of


def _next_door(context: Context) -> tuple[Held, Parts] | None:
    """A numbered house that is held, and the address of one beside it that is not."""
    held = context.rng.choice(context.houses)
    first, last, letter = numbers_of(held.parts.number) or (0, 1, "")
    if first != last or letter or first < 3:
        return None
    other = str(first + context.rng.choice((-2, -1, 1, 2)))
    asked = writing.with_changes(held.parts, number=other)
    return None if context.directory.possible(asked) else (held, asked)


def _another_flat(context: Context) -> Parts | None:
    held = context.rng.choice(context.rng.choice(context.flats))
    if not (held.parts.unit_id.isdigit() and held.parts.unit_word in ("Flat", "Apartment", "")):
        return None
    other = int(held.parts.unit_id) + context.rng.choice((-1, 1, 2, 5))
    asked = writing.with_changes(held.parts, unit=f"Flat {other}")
    return None if other < 1 or context.directory.possible(asked) else asked


@kind("a", weight=2)
def another_flat_written_otherwise(context: Context) -> Asked | None:
    """`F9`, `flat9`, `9/12`, `12 flat 9`, `flat nine` of a building of which other flats are held."""
    asked = _another_flat(context)
    if asked is None:
        return None
    rng, identity = context.rng, asked.unit_id
    draft = draft_of(asked)
    forms = [
        "F{}",
        "f {}",
        "FL{}",
        "flat{}",
        "Flt {}",
        "apt {}",
        "Apartment {}",
        "Flat no. {}",
        "flat #{}",
        "{}",
    ]
    draft.unit = rng.choice(forms).format(identity)
    draw = rng.random()
    if draw < 0.15 and int(identity) < 100:
        draft.unit = f"flat {writing.in_words(int(identity))}"
    elif draw < 0.5 and asked.number and not asked.name:
        draft.unit = ""
        draft.number = rng.choice((f"{identity}/{asked.number}", f"{asked.number} flat {identity}"))
    return context.write(draft)


@kind("b", weight=2)
def next_door_written_otherwise(context: Context) -> Asked | None:
    """The number in words or with a sign, a person before it, a note after it."""
    beside = _next_door(context)
    if beside is None:
        return None
    rng, asked = context.rng, beside[1]
    draft = draft_of(asked)
    number = int(asked.number)
    forms = [f"No. {number}", f"no {number}", f"#{number}", f"Number {number}", f"{number},"]
    if number < 100:
        forms.append(writing.in_words(number).capitalize())
    draft.number = rng.choice(forms)
    if rng.random() < 0.4:
        draft.front.append(writing.person(rng))
    if rng.random() < 0.3:
        draft.back.append(rng.choice(("(new address)", "- keys with office", "(mum and baby)")))
    return context.write(draft)


@kind("a", weight=1.5)
def next_door_with_a_slip(context: Context) -> Asked | None:
    beside = _next_door(context)
    if beside is None:
        return None
    rng = context.rng
    draft = draft_of(beside[1])
    slip = rng.choice((writing.transposed, writing.dropped, writing.doubled, writing.neighbour_key))
    part = rng.choice(("street", "street", "town"))
    setattr(draft, part, writing.slip_in(rng, getattr(draft, part), slip, known=context.known_words))
    return context.write(draft)


@kind("b", weight=1.5)
def next_door_naming_the_held_one(context: Context) -> Asked | None:
    """The held number stands in the text, but as that of the neighbour, of an old address, or by chance."""
    beside = _next_door(context)
    if beside is None:
        return None
    held, asked = beside
    draft = draft_of(asked)
    other = held.parts.number
    note = context.rng.choice(
        (
            "(next to no. {})",
            "(not {})",
            "(was at {} before)",
            "- {} weeks so far",
            "({} nights)",
            "(room for {})",
        )
    )
    draft.back.append(note.format(other))
    return context.write(draft)


@kind("a")
def another_flat_naming_a_held_one(context: Context) -> Asked | None:
    """A held flat's number stands in a note beside the flat that is asked about."""
    asked = _another_flat(context)
    if asked is None:
        return None
    here = context.directory.meant(writing.with_changes(asked, unit=""))
    held = context.rng.choice(here)
    draft = draft_of(asked)
    note = context.rng.choice(
        ("(buzzer {})", "(not flat {})", "({} children)", "(above flat {})", "- {} wks")
    )
    draft.back.append(note.format(held.parts.unit_id))
    return context.write(draft)
