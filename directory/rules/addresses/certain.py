"""Whether an address is the one meant, as far as it and what was typed can tell."""

from directory.rules.addresses.account import accounts_for_all
from directory.rules.addresses.forms import Form
from directory.rules.addresses.layout import Layout
from directory.rules.addresses.names import Names
from directory.rules.addresses.reading import Reading
from directory.rules.addresses.spelling import Match, Vocabulary
from directory.rules.addresses.verdicts import AGREEING, Verdict
from directory.rules.addresses.words import COMMONEST_STREETS

#: Second words of towns that go by their first: Southend-on-Sea, Stoke-on-Trent, Burton upon Trent.
_LINKING = frozenset(["on", "upon", "le", "in", "under", "by", "next", "the", "super"])


def is_certain(
    reading: Reading, form: Form, names: Names, roles: dict[str, Verdict], vocabulary: Vocabulary
) -> bool:
    """Whether nothing disagrees, building and place are pinned down, and all that was typed is accounted for.

    The unit may be missing: whether that matters depends on the other homes in the building.
    """
    layout, building = names.layout, names.building
    if names.beside or layout.several or not _is_pinned(form, names, roles):
        return False
    if roles["number"] is Verdict.EXTRA:
        return False  # a house number that nobody can confirm may be next door's
    if roles["unit"] is Verdict.EXTRA and not layout.units:
        return False  # a bare number before the house's may be a house's too
    if layout.beyond is not None and roles["number"] is not Verdict.AGREE:
        return False
    if _is_a_pair_too_many(form, layout) or _lengthens(layout, building):
        return False
    if roles["number"] is not Verdict.AGREE and building is not None and building.edits > 1:
        return False  # with its name alone to go by, no more than one slip in it
    return accounts_for_all(reading, form, names, roles, vocabulary)


def _is_pinned(form: Form, names: Names, roles: dict[str, Verdict]) -> bool:
    """Nothing disagrees; the building is pinned down; and where it is, by postcode or by place."""
    if Verdict.DIFFER in roles.values():
        return False
    by_postcode = roles["postcode"] in (Verdict.AGREE, Verdict.CLOSE)
    number, street, building = roles["number"], roles["street"], roles["building"]
    by_number = number is Verdict.AGREE and (
        street in AGREEING or (by_postcode and street is not Verdict.EXTRA)
    )
    by_name = building in (Verdict.AGREE, Verdict.CLOSE) and (street in AGREEING or by_postcode)
    if not by_number and not by_name:
        return False
    if roles["postcode"] is Verdict.AGREE:
        return True
    if street not in (Verdict.AGREE, Verdict.CLOSE) or names.unexplained:
        return False
    if roles["postcode"] is Verdict.CLOSE and street is Verdict.AGREE:
        return True
    town, locality = names.town, names.locality
    if roles["postcode"] is not Verdict.PART and not _is_placed(form, town, locality):
        return False
    # A village's High Street is not its post town's: without postcode or village, it is not certain.
    return by_name or locality is not None or not form.locality or form.street not in COMMONEST_STREETS


def _is_placed(form: Form, town: Match | None, locality: Match | None) -> bool:
    """Whether a place is named so that no other can be meant, where no postcode says it.

    Maldon and Malden, Hatfield and Hatfield Peverel are two places each; and London is too many.
    """
    if locality is not None and locality.kind == "same":
        return True
    if town is None or form.town == ("london",):
        return False
    return town.kind == "same" or (town.kind == "part" and form.town[1] in _LINKING)


def _lengthens(layout: Layout, building: Match | None) -> bool:
    """Whether a home is named twice, once as the building may be: the annexe of The Teals Annexe."""
    return (
        building is not None
        and len(layout.units) > 1
        and any(each.unit.kind == "named" and each.start == building.end for each in layout.units)
    )


def _is_a_pair_too_many(form: Form, layout: Layout) -> bool:
    """Whether two numbers stand for the house, in "Flat 5, 294/292 High Street", and it has but one."""
    paired = layout.number is not None and ("/" in layout.number or "-" in layout.number)
    return bool(layout.units) and paired and (form.number is None or layout.number != form.number.text)
