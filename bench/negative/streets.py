"""Another street or building whose name is near to one that is held."""

from rapidfuzz.distance import OSA

from bench import words, writing
from bench.held import Held, Parts
from bench.kinds import Asked, Context
from bench.negative.asked import kind, nothing_held, numbered

_TYPES = [name for name, _ in words.STREET_TYPES]
_BUILDING_TYPES = [name for name, _ in words.BUILDING_TYPES]


def _other_street(context: Context, held: Held, street: str) -> Asked | None:
    return (
        None
        if street == held.parts.street
        else nothing_held(context, writing.with_changes(held.parts, street=street, name=""))
    )


@kind("a", weight=2)
def road_for_close(context: Context) -> Asked | None:
    held = numbered(context)
    head, _, tail = held.parts.street.rpartition(" ") if held else ("", "", "")
    if held is None or not head or head == "The" or tail not in _TYPES:
        return None
    return _other_street(
        context, held, f"{head} {context.rng.choice([name for name in _TYPES[:14] if name != tail])}"
    )


@kind("b", weight=2)
def word_of_another_street(context: Context) -> Asked | None:
    """Mill Road where Hill Road is held."""
    for _ in range(40):
        held = numbered(context)
        if held is None:
            continue
        for one, other in words.NEAR_WORDS:
            pieces = held.parts.street.split(" ")
            for here, there in ((one, other), (other, one)):
                if here in pieces:
                    return _other_street(
                        context, held, " ".join(there if piece == here else piece for piece in pieces)
                    )
    return None


@kind("a", weight=2)
def another_street_of_the_postcode(context: Context) -> Asked | None:
    """The right number and postcode with a street of quite another name."""
    held = numbered(context)
    if held is None:
        return None
    street = context.rng.choice(words.COMMON_STREETS)
    if OSA.distance(street, held.parts.street) < 5:
        return None
    asked = writing.with_changes(held.parts, street=street, name="")
    return None if context.directory.possible(asked) else context.write_parts(asked)


@kind("a", weight=1.5)
def court_for_house(context: Context) -> Asked | None:
    """Oak Court where Oak House is held, with no street number to settle it."""
    held = context.pick()
    head, _, tail = held.parts.name.rpartition(" ")
    if not head or tail not in _BUILDING_TYPES:
        return None
    other = context.rng.choice([name for name in ("House", "Court", "Lodge", "Place") if name != tail])
    return nothing_held(context, writing.with_changes(held.parts, name=f"{head} {other}", number=""))


@kind("b")
def another_named_house(context: Context) -> Asked | None:
    held = context.rng.choice(context.named)
    head, _, tail = held.parts.name.rpartition(" ")
    if not head or head == "The":
        return None
    other = context.rng.choice([name for name in words.COTTAGE_HEADS if name != head])
    return nothing_held(context, writing.with_changes(held.parts, name=f"{other} {tail}"))


@kind("b")
def street_not_held(context: Context) -> Asked | None:
    rng, held = context.rng, context.pick()
    if not held.parts.town:
        return None
    street = f"{rng.choice(words.SHORT_STREETS)} {rng.choice(_TYPES)}"
    asked = Parts(
        number=str(rng.randint(1, 90)),
        street=street,
        town=held.parts.town,
        postcode=context.real_postcode(held.parts.town),
    )
    return nothing_held(context, asked)
