"""The flat, written in the many ways that people write flats."""

from collections.abc import Callable

from bench import writing
from bench.answerable.asked import asked_about, kind, unchanged, unit_of_a_building, without
from bench.held import Parts
from bench.kinds import Asked, Context
from bench.writing import Draft, draft_of


def _unit_written(context: Context, pattern: str, write: Callable[[Parts], Draft]) -> Asked | None:
    held = unit_of_a_building(context, pattern)
    if held is None:
        return None
    about = context.settled(held.parts)
    return context.write(write(held.parts), about) if about == (held,) else None


def _flat_draft(parts: Parts, unit: str, number: str) -> Draft:
    draft = draft_of(parts)
    draft.unit, draft.number = unit, number
    draft.name = ""
    return draft


@kind("a")
def unit_slash_number(context: Context) -> Asked | None:
    return _unit_written(
        context,
        r"(Flat |Apartment |)\d+",
        lambda parts: _flat_draft(parts, "", f"{parts.unit_id}/{parts.number}"),
    )


@kind("b")
def unit_comma_number(context: Context) -> Asked | None:
    """`3, 12 High Street`: the word flat left out."""
    return _unit_written(
        context, r"(Flat |Apartment |)\d+", lambda parts: _flat_draft(parts, parts.unit_id, parts.number)
    )


@kind("b")
def unit_glued(context: Context) -> Asked | None:
    held = unit_of_a_building(context, r"Flat \w+", door=False)
    if held is None:
        return None
    glued = context.rng.choice(("flat{}", "Flat{}", "FLAT{}", "flt{}", "apt{}")).format(held.parts.unit_id)
    return asked_about(context, held, lambda draft: setattr(draft, "unit", glued))


@kind("a")
def unit_initial(context: Context) -> Asked | None:
    held = unit_of_a_building(context, r"Flat \d+", door=False)
    if held is None:
        return None
    initial = context.rng.choice(("F{}", "f{}", "F {}", "Fl {}", "FL{}")).format(held.parts.unit_id)
    return asked_about(context, held, lambda draft: setattr(draft, "unit", initial))


@kind("b")
def unit_after_number(context: Context) -> Asked | None:
    """`12 flat 3 High St`."""
    rng = context.rng
    return _unit_written(
        context,
        r"(Flat|Room|Apartment) \w+",
        lambda parts: _flat_draft(
            parts, "", f"{parts.number} {rng.choice((parts.unit, parts.unit.lower()))}"
        ),
    )


@kind("a")
def unit_after_street(context: Context) -> Asked | None:
    def write(parts: Parts) -> Draft:
        draft = _flat_draft(parts, "", parts.number)
        draft.street = (
            f"{parts.street} {context.rng.choice((parts.unit, f'({parts.unit})', f'- {parts.unit}'))}"
        )
        return draft

    return _unit_written(context, r"(Flat|Room|Apartment) \w+", write)


@kind("a")
def unit_at_number(context: Context) -> Asked | None:
    """`flat 3 at 12 High Street`."""

    def write(parts: Parts) -> Draft:
        joint = context.rng.choice((" at ", " @ ", ", at no. ", " of ", " in "))
        return _flat_draft(parts, "", f"{parts.unit}{joint}{parts.number}")

    return _unit_written(context, r"(Flat|Room|Apartment) \w+", write)


@kind("b")
def unit_sign(context: Context) -> Asked | None:
    held = unit_of_a_building(context, r"(Flat|Apartment|Unit|Room) \w+", door=False)
    if held is None:
        return None
    parts = held.parts
    sign = context.rng.choice(
        ("{w} no. {i}", "{w} no {i}", "{w} #{i}", "{w} number {i}", "{w}-{i}", "{w}: {i}", "({w} {i})")
    )
    written = sign.format(w=parts.unit_word, i=parts.unit_id)
    return asked_about(context, held, lambda draft: setattr(draft, "unit", written))


@kind("a")
def unit_other_word(context: Context) -> Asked | None:
    """Apartment, Apt or Unit where the directory says Flat, and the other way round."""
    held = unit_of_a_building(context, r"((Flat|Apartment|Unit|Studio) )?\d+", door=False)
    if held is None or len({unit.parts.unit_word for unit in context.directory.units(held)}) > 1:
        return None
    others = [word for word in ("Flat", "Apartment", "Apt", "Unit") if word != held.parts.unit_word]
    written = f"{context.rng.choice(others)} {held.parts.unit_id}"
    return asked_about(context, held, lambda draft: setattr(draft, "unit", written))


@kind("b")
def floor_words(context: Context) -> Asked | None:
    held = unit_of_a_building(context, r".* Flat", door=False)
    if held is None or held.parts.unit not in writing.FLOOR_FORMS:
        return None
    written = context.rng.choice(writing.FLOOR_FORMS[held.parts.unit])
    return asked_about(context, held, lambda draft: setattr(draft, "unit", written))


@kind("a", weight=1.5)
def unit_left_out_where_it_cannot_matter(context: Context) -> Asked | None:
    """Several units are held of the building, all of one scheme."""
    row = context.rng.choice(context.flats)
    if len(row) < 2 or len({held.scheme for held in row}) > 1:
        return None
    return asked_about(context, row[0], unchanged, without(row[0], "unit"))


@kind("b")
def room_of_a_hostel(context: Context) -> Asked | None:
    """A room of a building that is held as a whole."""
    rng = context.rng
    held = rng.choice(context.wholes)
    room = f"{rng.choice(('Room', 'Flat', 'Unit', 'Rm'))} {rng.randint(1, 30)}"
    if context.settled(writing.with_changes(held.parts, unit=room)) != (held,):
        return None
    return asked_about(context, held, lambda draft: setattr(draft, "unit", room))


@kind("a")
def building_name_left_out(context: Context) -> Asked | None:
    held = context.pick()
    if not (held.parts.name and held.parts.number):
        return None
    return asked_about(context, held, unchanged, without(held, "name"))


@kind("b")
def number_left_out_of_a_named_building(context: Context) -> Asked | None:
    held = context.pick()
    if not (held.parts.name and held.parts.number):
        return None
    return asked_about(context, held, unchanged, without(held, "number"))
