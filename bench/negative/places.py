"""The same street and number somewhere else, and texts that are no address."""

from rapidfuzz.distance import OSA

from bench import writing
from bench.kinds import Asked, Context
from bench.negative.asked import kind, nothing_held


@kind("a", weight=2)
def same_street_in_the_next_town(context: Context) -> Asked | None:
    held = context.pick()
    town = context.other_town(held)
    if town is None:
        return None
    asked = writing.with_changes(held.parts, town=town, locality="", postcode=context.real_postcode(town))
    return nothing_held(context, asked)


@kind("b", weight=2)
def next_town_without_postcode(context: Context) -> Asked | None:
    held = context.pick()
    town = context.other_town(held)
    if town is None:
        return None
    asked = writing.with_changes(held.parts, town=town, locality="", postcode="")
    return None if context.directory.possible(asked) else context.write_parts(asked)


@kind("a", weight=1.5)
def another_postcode_of_the_town(context: Context) -> Asked | None:
    """The street and number in another part of the same town: another street of that name."""
    held = context.pick()
    if not held.parts.town:
        return None
    postcode = context.real_postcode(held.parts.town)
    if OSA.distance(postcode, held.parts.postcode) < 2 or postcode[:-2] == held.parts.sector:
        return None
    asked = writing.with_changes(held.parts, locality="", postcode=postcode)
    return None if context.directory.possible(asked) else context.write_parts(asked)


@kind("b", weight=1.5)
def postcode_from_elsewhere(context: Context) -> Asked | None:
    held = context.pick()
    town = context.other_town(held)
    if town is None:
        return None
    postcode = context.real_postcode(town)
    if postcode[:-4] == held.parts.outward:
        return None
    asked = writing.with_changes(held.parts, postcode=postcode)
    return None if context.directory.possible(asked) else context.write_parts(asked)


@kind("a")
def same_street_in_the_next_village(context: Context) -> Asked | None:
    """Another village of the same post town, which the directory knows."""
    held = context.pick()
    parts = held.parts
    if not (parts.locality and parts.town):
        return None
    others = sorted(
        name
        for name, sector in context.localities[parts.town]
        if name != parts.locality and sector != parts.sector
    )
    if not others:
        return None
    asked = writing.with_changes(parts, locality=context.rng.choice(others), postcode="")
    rivals = context.directory.possible(asked)
    if any(rival.parts.locality in ("", asked.locality) for rival in rivals):
        return None
    return context.write_parts(asked)


@kind("b")
def elsewhere_in_the_kingdom(context: Context) -> Asked | None:
    held, rng = context.pick(), context.rng
    district, town = rng.choice(
        (
            ("BT7", "Belfast"),
            ("BT48", "Londonderry"),
            ("EH6", "Edinburgh"),
            ("G41", "Glasgow"),
            ("AB24", "Aberdeen"),
            ("CF24", "Cardiff"),
            ("LL57", "Bangor"),
            ("SA1", "Swansea"),
        )
    )
    postcode = rng.choice(context.register.starting(district))
    return nothing_held(context, writing.with_changes(held.parts, locality="", town=town, postcode=postcode))


NOT_ADDRESSES = (
    "tbc",
    "address not known",
    "No fixed abode",
    "NFA, Chelmsford",
    "see referral form",
    "as above",
    "same as mum",
    "strategy meeting Tuesday 3pm room 2",
    "core group 12 March 10:00",
    "please ring duty on 01632 960 123",
    "PO Box 12, Colchester",
    "mum's new flat",
    "hotel in Basildon",
    "?",
    "12",
    "Flat 3",
    "Essex",
    "The Street",
    "family of 4, 2 bed needed",
    "ref 2026/1123",
    "out of area placement",
    "c/o the housing office",
    "unknown, last seen near the station",
    "http://www.example.org/12-high-street",
    "1234567890",
    "A1",
    "flat 3 flat 3 flat 3",
    "n/a",
    "moving to Leeds next week",
)


@kind("b")
def not_an_address(context: Context) -> Asked | None:
    return Asked(context.rng.choice(NOT_ADDRESSES))
