"""Questions that a person must settle: what is asked fits more than one answer, or too little is said."""

from bench import writing
from bench.held import Held, Parts
from bench.kinds import Asked, Context, Kinds

KINDS = Kinds("ambiguous")
kind = KINDS.kind


def _schemes(row: list[Held]) -> set[str]:
    return {held.scheme for held in row}


def _of_several(context: Context, asked: Parts) -> Asked | None:
    """The question, when what it says fits premises of two schemes or more."""
    found = context.directory.meant(asked)
    return context.write_parts(asked, found) if len(_schemes(found)) > 1 else None


def _mixed_block(context: Context) -> list[Held]:
    for _ in range(60):
        row = context.rng.choice(context.flats)
        if len(_schemes(row)) > 1:
            return row
    return []


@kind("a", weight=2)
def unit_left_out(context: Context) -> Asked | None:
    row = _mixed_block(context)
    return _of_several(context, writing.with_changes(row[0].parts, unit="")) if row else None


@kind("b")
def unit_left_out_without_postcode(context: Context) -> Asked | None:
    row = _mixed_block(context)
    return _of_several(context, writing.with_changes(row[0].parts, unit="", postcode="")) if row else None


@kind("b")
def unit_not_known(context: Context) -> Asked | None:
    row = _mixed_block(context)
    if not row:
        return None
    made = _of_several(context, writing.with_changes(row[0].parts, unit=""))
    word = context.rng.choice(("Flat ?, ", "flat (no. not known) ", "Flat unknown, ", "one of the flats at "))
    return Asked(word + made.text, made.postcode, made.about) if made else None


@kind("a", weight=2)
def two_schemes_at_one_address(context: Context) -> Asked | None:
    if not context.twins:
        return None
    row = context.rng.choice(context.twins)
    return _of_several(context, row[0].parts)


@kind("a")
def number_left_out(context: Context) -> Asked | None:
    held = context.rng.choice(context.houses)
    asked = Parts(street=held.parts.street, town=held.parts.town, postcode=held.parts.postcode)
    return _of_several(context, asked)


@kind("b")
def number_left_out_without_postcode(context: Context) -> Asked | None:
    held = context.rng.choice(context.houses)
    return (
        _of_several(context, Parts(street=held.parts.street, town=held.parts.town))
        if held.parts.town
        else None
    )


@kind("a")
def number_left_out_where_one_house_is_held(context: Context) -> Asked | None:
    """The only house held of its street; its neighbours are other households, of whom nothing is held."""
    held = context.rng.choice(context.houses)
    asked = Parts(street=held.parts.street, town=held.parts.town, postcode=held.parts.postcode)
    found = context.directory.meant(asked)
    return context.write_parts(asked, found) if found == [held] else None


@kind("b")
def postcode_alone(context: Context) -> Asked | None:
    postcode = context.pick().parts.postcode
    return Asked(postcode, "", tuple(context.directory.by_postcode[postcode]))


@kind("a")
def street_in_several_towns(context: Context) -> Asked | None:
    """Number and street without a place, which several towns have."""
    held = context.rng.choice(context.houses)
    asked = Parts(number=held.parts.number, street=held.parts.street)
    found = context.directory.meant(asked)
    if len({other.parts.town for other in found}) < 2:
        return None
    return context.write_parts(asked, found)


def _apart(one: Parts, other: Parts) -> bool:
    """Whether two streets of one name are surely two: in different villages, or postcode districts."""
    if one.outward != other.outward:
        return True
    return bool(one.locality and other.locality) and one.locality != other.locality


def _twice_in_town(context: Context) -> Held | None:
    for _ in range(80):
        held = context.rng.choice(context.houses)
        parts = held.parts
        namesakes = context.directory.by_street[parts.street]
        if parts.town and any(
            other.parts.town == parts.town and _apart(parts, other.parts) for other in namesakes
        ):
            return held
    return None


@kind("b", weight=1.5)
def street_twice_in_one_town(context: Context) -> Asked | None:
    """The post town has two streets of the name, in different places; which is meant is not said."""
    held = _twice_in_town(context)
    if held is None:
        return None
    asked = Parts(number=held.parts.number, street=held.parts.street, town=held.parts.town)
    return context.write_parts(asked, context.directory.meant(asked))


@kind("b")
def building_name_twice(context: Context) -> Asked | None:
    """A building name and a town, where two buildings have it."""
    held = context.pick()
    if not held.parts.name or not held.parts.town:
        return None
    asked = Parts(unit=held.parts.unit, name=held.parts.name, town=held.parts.town)
    found = context.directory.meant(asked)
    if len({context.directory.building(other) for other in found}) < 2 or len(_schemes(found)) < 2:
        return None
    return context.write_parts(asked, found)


@kind("a")
def number_where_two_streets_share_a_postcode(context: Context) -> Asked | None:
    """Number and postcode, where a second street held there may have that number too."""
    postcode = context.rng.choice(context.shared_postcodes)
    row = [held for held in context.directory.by_postcode[postcode] if held.parts.number]
    if not row:
        return None
    asked = Parts(number=context.rng.choice(row).parts.number, postcode=postcode)
    return context.write_parts(asked, context.directory.meant(asked))


@kind("b")
def two_addresses(context: Context) -> Asked | None:
    """Two addresses in one text: before and after a move."""
    one, other = context.pick(), context.pick()
    if one.scheme == other.scheme or not context.settled(one.parts) or not context.settled(other.parts):
        return None
    first, second = writing.draft_of(one.parts).text(), writing.draft_of(other.parts).text()
    joint = context.rng.choice((" or ", " / previously ", ", moved to ", " and dad at ", "\n"))
    return Asked(first + joint + second, "", (one, other))


@kind("a", weight=1.5)
def unit_left_out_beside_other_figures(context: Context) -> Asked | None:
    """The flat is not given, and a note holds a figure that a flat of the building has."""
    row = _mixed_block(context)
    figures = [held.parts.unit_id for held in row if held.parts.unit_id.isdigit()]
    asked = writing.with_changes(row[0].parts, unit="") if figures else None
    found = context.directory.meant(asked) if asked else []
    if asked is None or len(_schemes(found)) < 2:
        return None
    draft = writing.draft_of(asked)
    note = context.rng.choice(
        ("({} children)", "(buzzer {})", "- {} wks", "(for {} nights)", "({} beds)", "{}pm visit")
    )
    draft.back.append(note.format(context.rng.choice(figures)))
    return context.write(draft, found)


@kind("b", weight=1.5)
def number_left_out_beside_other_figures(context: Context) -> Asked | None:
    """The house number is not given, and a note holds a figure that a held house of the street has."""
    held = context.rng.choice(context.houses)
    asked = Parts(
        street=held.parts.street,
        locality=held.parts.locality,
        town=held.parts.town,
        postcode=held.parts.postcode,
    )
    if not held.parts.number.isdigit():
        return None
    draft = writing.draft_of(asked)
    note = context.rng.choice(
        ("({} nights)", "- {} wks", "(age {})", "moved in {}/9/26", "(room {} at the office)")
    )
    draft.back.append(note.format(held.parts.number))
    return context.write(draft, context.directory.meant(asked))
