"""What an answer says of itself: how a postcode was read, why it is a choice, what was left out."""

from directory.rules.addresses import AGREEING, Verdict
from directory.rules.lookup import Decision
from directory.services.lookup.given import Given


def notes_on(decision: Decision, given: Given, *, by_number: bool) -> list[str]:
    """What to know before acting on a decision. `by_number`: what was given is the number of a property."""
    notes = []
    if given.several:
        notes.append("Two different postcodes were given, so neither is certain.")
    if given.status == "corrected":
        notes.append(f"The postcode was read as {given.used}.")
    elif given.status == "unknown":
        notes.append(
            f"{given.postcode} is not a postcode this service knows."
            + (
                " The postcode of the address found is a slip away from it."
                if decision.outcome == "found"
                else ""
            )
        )
    elif given.status == "absent" and decision.outcome != "found" and not by_number:
        notes.append("No postcode was given; with one, the answer can be certain more often.")
    if decision.outcome == "choose":
        notes.append(_MORE_SCHEMES if by_number else _why_choose(decision))
    elif decision.outcome == "not_listed":
        what = "property" if by_number else "address"
        notes.append(
            f"This {what} is not listed here. That does not say that nobody provides housing there: "
            "ask the council's housing team."
        )
    elif decision.unit_left_out:
        notes.append("No flat or room was given. Every one held at this address belongs to the same scheme.")
    return notes


_MORE_SCHEMES = "More than one scheme has homes at this property. Pick the right one before acting."


def _why_choose(decision: Decision) -> str:
    best = decision.ranked[0].comparison
    if best.differing:
        return (
            "None of these agrees with everything that was typed: see what differs, and do not act on one "
            "without checking the address."
        )
    if best.roles["unit"] is Verdict.MISSING:
        return "Which flat or room? The homes at this address are not all known to be one scheme's."
    if (
        best.roles["building"] in AGREEING
        and best.roles["street"] is Verdict.MISSING
        and best.roles["postcode"] not in AGREEING
    ):
        return "Another building may have this name: give its street or its postcode as well."
    if best.roles["number"] is Verdict.MISSING:
        return "Which number? None was recognised in the address."
    located = best.roles["postcode"] in AGREEING or best.roles["place"] in AGREEING
    if located and Verdict.EXTRA in (best.roles["number"], best.roles["unit"]):
        return "A number was given that this entry does not have: it may be next door's. Check before acting."
    if located and not best.agreed:
        return (
            "Not all that was typed is part of this address, so nothing is certain. Pick it if it is right, "
            "or ask again with the address alone."
        )
    if decision.ranked[0].candidate.namesakes:
        return "Its street's name is known elsewhere too: give the postcode, or the village and the town."
    return "More than one entry may be meant. Pick the right address before acting."
