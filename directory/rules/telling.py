"""Facts in the words that pages and the command line have for them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from directory.errors import Invalid
from directory.rules.catalogue import SupportLevel
from directory.rules.hours import read
from directory.rules.hours.writing import in_words


def day_in_words(day: date) -> str:
    """`24 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def hours_in_words(text: str) -> str:
    """Opening hours in words; as they stand where they are not in that notation."""
    try:
        return in_words(read(text))
    except Invalid:
        return text


def ages_in_words(age_from: int | None, age_to: int | None) -> str | None:
    """`16 to 24`, `up to 18`, `18 and over`; None where nothing is known."""
    if age_from is None:
        return None if age_to is None else f"up to {age_to}"
    return f"{age_from} and over" if age_to is None else f"{age_from} to {age_to}"


def taken_along(sons_under: int | None, daughters_under: int | None) -> str | None:
    """Which children come along with a parent; None where nothing is known of either sex."""
    if sons_under is None and daughters_under is None:
        return None
    told = []
    for who, under in (("sons", sons_under), ("daughters", daughters_under)):
        if under is None:
            told.append(f"{who}: not known, ask")
        else:
            told.append(f"{who} under {under}" if under else f"no {who}")
    return "; ".join(told)


def weekly_hours(hours: float) -> str:
    """`1 hour a week`, `7.5 hours a week`."""
    return f"{hours:g} {'hour' if hours == 1 else 'hours'} a week"


def either(names: Iterable[str]) -> str:
    """`this or that or another`."""
    return " or ".join(names)


#: How support that nobody has said anything of stands in places of that type.
_NORMALLY = {"yes": "usual in places of this type", "no": "unusual in places of this type"}


def support_details(support: Mapping[str, Any], levels: Mapping[str, SupportLevel]) -> str:
    """What is known of one kind of support as it is shown, but for its name; empty where that is nothing.

    `visiting, 7.5 hours a week, Monday to Friday 9am to 5pm, for parents under 25`.
    """
    level = levels[support["level"]].name.lower() if support["level"] in levels else None
    weekly = support["hours_per_week"]
    told = (
        level if level != "none" else None,
        weekly_hours(weekly) if weekly else None,
        hours_in_words(support["hours"]) if support["hours"] else None,
        support["who_for"],
        _NORMALLY.get(support["normally"]),
    )
    return ", ".join(each for each in told if each)


#: What kind of limit a number is.
_LIMITS = {
    "maximum": "at most {length}",
    "deadline": "within {length}",
    "ahead": "at least {length} before",
    "interval": "at least every {length}",
    "age": "until the age of {number}",
}


def limit_in_words(limit: Mapping[str, Any]) -> str:
    """A time limit as it is shown, with the day it ends on where that was asked: a sentence."""
    number, unit = f"{limit['quantity']:g}", limit["unit"].replace("_", " ")
    length = f"{number} {unit.removesuffix('s') if limit['quantity'] == 1 else unit}"
    told = _LIMITS[limit["kind"]].format(length=length, number=number)
    starts = limit["starts"]
    if starts:
        told += f" {starts}" if limit["kind"] == "ahead" else f", counted from: {starts}"
    if ends_on := limit.get("ends_on"):
        told += f"; that is until {day_in_words(ends_on)}"
    return f"{limit['what']}: {told}."
