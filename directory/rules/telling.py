"""Facts in the words that pages and the command line have for them."""

from collections.abc import Iterable
from datetime import date

from directory.errors import Invalid
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
