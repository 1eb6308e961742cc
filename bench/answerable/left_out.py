"""Something is left out, and what remains still settles it."""

from bench import writing
from bench.answerable.asked import asked_about, kind, unchanged, unit_of_a_building, without
from bench.kinds import Asked, Context
from bench.writing import Draft


@kind("a", weight=2)
def without_postcode(context: Context) -> Asked | None:
    held = context.pick()
    return asked_about(context, held, unchanged, without(held, "postcode"))


@kind("b", weight=1.5)
def without_postcode_in_a_hurry(context: Context) -> Asked | None:
    rng, held = context.rng, context.pick()

    def edit(draft: Draft) -> None:
        writing.shorten_all(rng, draft)
        draft.separator = rng.choice((" ", ", "))

    made = asked_about(context, held, edit, without(held, "postcode", "locality"))
    return Asked(made.text.lower(), "", made.about) if made else None


@kind("a", weight=2)
def without_town(context: Context) -> Asked | None:
    held = context.pick()
    return asked_about(context, held, unchanged, without(held, "town", "locality"))


@kind("b")
def locality_for_town(context: Context) -> Asked | None:
    held = context.pick()
    return asked_about(context, held, unchanged, without(held, "town")) if held.parts.locality else None


@kind("a")
def number_and_postcode(context: Context) -> Asked | None:
    held = context.rng.choice(context.houses)
    return asked_about(context, held, unchanged, without(held, "street", "town", "locality"))


@kind("b")
def unit_number_and_postcode(context: Context) -> Asked | None:
    held = unit_of_a_building(context, r"(Flat|Room|Apartment) \w+")
    if held is None:
        return None
    return asked_about(context, held, unchanged, without(held, "street", "town", "locality", "name"))


@kind("b")
def building_and_postcode(context: Context) -> Asked | None:
    held = context.pick()
    if not held.parts.name:
        return None
    return asked_about(context, held, unchanged, without(held, "number", "street", "town", "locality"))


@kind("a")
def country_name_and_place(context: Context) -> Asked | None:
    """A house with a name alone, as its visitors know it: name, lane and village or town."""
    held = context.rng.choice(context.named)
    return asked_about(context, held, unchanged, without(held, "postcode"))


@kind("b")
def district_for_postcode(context: Context) -> Asked | None:
    held = context.pick()
    asked = without(held, "postcode")
    outward = held.parts.outward
    same = {
        (other.parts.locality, other.parts.sector)
        for other in context.directory.by_street.get(held.parts.street, ())
        if other.parts.outward == outward
    }
    if len(same) != 1:
        return None
    made = asked_about(context, held, lambda draft: setattr(draft, "postcode", outward), asked)
    return made


@kind("a")
def street_type_left_out(context: Context) -> Asked | None:
    held = context.pick()
    head, _, tail = held.parts.street.rpartition(" ")
    here = context.directory.by_postcode[held.parts.postcode]
    if not head or tail not in writing.SHORT or len({other.parts.street for other in here}) > 1:
        return None
    return asked_about(context, held, lambda draft: setattr(draft, "street", head))
