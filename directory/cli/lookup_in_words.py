"""The answer to a look-up as text: for somebody tired, who has to ring somebody now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from directory.cli.page import LABEL, Page
from directory.equipment import equipment
from directory.rules.hours import moment_in_words
from directory.rules.lookup import MOST_CHOICES
from directory.rules.telling import (
    ages_in_words,
    day_in_words,
    either,
    hours_in_words,
    support_details,
    taken_along,
)

_OUTCOMES = {"found": "FOUND", "choose": "CHOOSE", "not_listed": "NOT LISTED"}
_ROLES = {
    "postcode": "the postcode",
    "number": "the number",
    "street": "the street",
    "building": "the building's name",
    "unit": "the flat or room",
    "place": "the town or village",
}
_OFFERED = {"yes": "Yes", "no": "No", "ask": "Not known: ask"}
_FUNCTIONS = {"housing": "Housing", "children": "Children", "adults": "Adults"}
#: Room for a telephone number.
_PHONE = 17
#: How many of a council's contacts are listed: the first, or these where nobody nearer is known.
_COUNCIL_CONTACTS = 3


def in_words(found: Mapping[str, Any], at: datetime, width: int) -> str:
    """What a person reads of an answer, in lines of at most `width` characters, 60 or more.

    Outcome and notes first; then, when found, whom to ring, the place, and its support; or what there is
    to choose from; the councils last. Long words, such as e-mail addresses, are never broken.
    """
    page = Page(width)
    matches: Sequence[Mapping[str, Any]] = found["matches"]
    outcome = found["outcome"]
    page.outcome(_OUTCOMES[outcome], matches[0]["premises"]["address"] if outcome == "found" else "")
    for note in found["notes"]:
        page.text(note)
    if outcome == "found":
        _ring(page, matches[0])
        _place(page, matches[0])
        _support(page, matches[0]["scheme"])
    elif outcome == "choose":
        _choices(page, matches)
    _councils(page, found["authorities"], 1 if outcome == "found" else _COUNCIL_CONTACTS)
    page.gap()
    page.text(f"As of {moment_in_words(at)}.")
    return page.whole


def _ring(page: Page, match: Mapping[str, Any]) -> None:
    contacts: Sequence[Mapping[str, Any]] = match["contacts"]
    nobody = match["nobody_now"]
    page.heading("NOBODY TO RING NOW" if nobody else "RING NOW")
    if nobody:
        page.text(nobody, 2)
    places = {str(contact["id"]): place for place, contact in enumerate(contacts, start=1)}
    for place, contact in enumerate(contacts, start=1):
        if place == 1 and nobody:
            page.heading("In this order, when they can be reached")
        elif place == 2 and not nobody:
            page.heading("If that fails, in this order")
        _contact(page, contact, places)


def _contact(page: Page, contact: Mapping[str, Any], places: Mapping[str, int]) -> None:
    """One contact: its telephone number first, then who that is, and how far to trust it."""
    first, others = _channels(contact)
    number = places[str(contact["id"])]
    page.row(f"{number}  {first or 'no phone'}", _who(contact), _PHONE + 3, bold=bool(first))
    told = [contact["reason"]]
    if instead := places.get(str(contact["use_instead"])):
        told.append(f"Better: number {instead}.")
    if contact["reachable_now"] is False and contact["hours"]:
        told.append(f"Hours: {hours_in_words(contact['hours'])}.")
    page.text(" ".join(told), _PHONE + 5)
    for other in others:
        page.text(other, _PHONE + 5)


def _channels(contact: Mapping[str, Any]) -> tuple[str | None, list[str]]:
    """The telephone number, and whatever else there is."""
    values = [(channel["kind"], channel["value"]) for channel in contact["channels"]]
    phone = next((value for kind, value in values if kind == "phone"), None)
    return phone, [value for _, value in values if value != phone]


def _who(contact: Mapping[str, Any]) -> str:
    at = "" if contact["of"] == "authority" else f"at the {contact['of']}"
    return ", ".join(_listed(contact["role_name"], contact["holder"], at))


def _place(page: Page, match: Mapping[str, Any]) -> None:
    scheme, provider = match["scheme"], match["provider"]
    kind = scheme["accommodation_type"]
    page.heading("THE PLACE")
    page.row("Scheme", scheme["name"] + _confirmed(scheme["confirmed_on"]))
    page.row("Type", f"{kind['name']}. {kind['description']}")
    page.row("Provider", ", ".join(_listed(provider["name"], _kind(provider["kind"]), provider["phone"])))
    if provider["successor_id"]:
        page.row("", "Another provider has taken over from this one.")
    if match["safeguarding_cover"]:
        page.row("Contract", "Safeguarding cover is contracted.")
    for label, value in (
        ("Staff", scheme["hours"]),
        ("Ages", ages_in_words(scheme["age_from"], scheme["age_to"])),
        ("Taken along", taken_along(scheme["sons_under"], scheme["daughters_under"])),
        ("Referral", scheme["referral"]),
        ("Time limit", kind["statutory_time_limit"]),
    ):
        if value:
            page.row(label, value)
    for limit in kind["time_limits"]:
        if last := limit.get("ends_on"):
            counted = f" from {limit['starts']}" if limit["starts"] else ""
            page.row("Ends on", f"{day_in_words(last)}, counted{counted} ({_checked(limit)})")
    page.row("Step-free", _OFFERED[scheme["accessible"]])


def _support(page: Page, scheme: Mapping[str, Any]) -> None:
    kind = scheme["accommodation_type"]
    page.heading("SUPPORT FOR A FAMILY THERE")
    for offered, label in _OFFERED.items():
        listed = [_one_support(each) for each in scheme["support"] if each["offered"] == offered]
        if listed:
            page.row(label, "; ".join(listed) + ".")
    page.row("Normally not", f"{kind['not_normally_provided']} (of places of this type, {_checked(kind)}).")
    if kind["questions"]:
        page.row("Worth asking", " ".join(kind["questions"]))


def _one_support(support: Mapping[str, Any]) -> str:
    details = support_details(support, equipment().catalogue.support_levels)
    return f"{support['name']} ({details})" if details else str(support["name"])


def _choices(page: Page, matches: Sequence[Mapping[str, Any]]) -> None:
    page.heading(_how_many(len(matches)))
    one_address = len({match["premises"]["address"] for match in matches}) == 1
    for place, match in enumerate(matches, start=1):
        page.row(str(place), match["premises"]["address"], 3, bold=True)
        page.text(f"{match['scheme']['name']}, of {match['provider']['name']}", 5)
        if match["differs"]:
            differing = ", ".join(_ROLES[role] for role in match["differs"])
            page.text(f"Not as typed: {differing}.", 5)
        if one_address and len(matches) > 1:
            # Nothing more can be typed to tell them apart, so both have to be at hand.
            _first_contacts(page, match, 1, 5)
        elif match["premises"]["uprn"]:
            page.text(f"UPRN {match['premises']['uprn']}", 5)
    page.gap()
    if one_address and len(matches) > 1:
        page.text("The address is in more than one scheme: ask the family, or ring each, before you act.")
    else:
        page.text("Ask again with the whole of the right address, or with its UPRN (--uprn).")


def _how_many(matches: int) -> str:
    if matches == 1:
        return "One may be meant"
    return f"{matches} may be meant" + (", or more" if matches == MOST_CHOICES else "")


def _councils(page: Page, authorities: Mapping[str, Any], most: int) -> None:
    page.heading("THE COUNCILS")
    if not any(authorities[function] or function in authorities["unresolved"] for function in _FUNCTIONS):
        country = authorities["country"] or "England"
        page.text("Give a postcode to have them named." if country == "England" else "None is named.", 2)
        return
    for function, label in _FUNCTIONS.items():
        council = authorities[function]
        may_be = authorities["unresolved"].get(function)
        if council is None:
            page.row(label, f"Not settled: {_names(may_be)}." if may_be else "No council is named.")
            continue
        page.row(label, council["name"] + (" (planned)" if council["planned"] else ""))
        if may_be:
            page.text(f"Not settled: it may be {_names(may_be)}.", LABEL + 2)
        _first_contacts(page, council, most, LABEL + 2)
    if area := authorities["safeguarding_area"]:
        page.row("Procedures", area["name"])


def _first_contacts(page: Page, owner: Mapping[str, Any], most: int, indent: int) -> None:
    """The contacts to try first, in short; with a telephone number before those without."""
    if owner["nobody_now"]:
        page.text(owner["nobody_now"], indent)
    for contact in owner["contacts"][:most]:
        first, others = _channels(contact)
        told = [first or (others[0] if others else "no phone"), f"{_who(contact)}.", contact["reason"]]
        page.text(" ".join(told), indent)


def _names(codes: Iterable[str]) -> str:
    authorities = equipment().authorities
    return either(authorities[code].name for code in codes)


def _listed(*values: str | None) -> list[str]:
    return [value for value in values if value]


def _kind(kind: str | None) -> str | None:
    return kind.replace("_", " ") if kind else None


def _checked(entry: Mapping[str, Any]) -> str:
    """How far the catalogue's entry was checked, in its own word."""
    return str(entry["verification"])


def _confirmed(on: date | None) -> str:
    return f" (confirmed on {day_in_words(on)})" if on else " (never confirmed)"
