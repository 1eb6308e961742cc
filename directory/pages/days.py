"""A day as a form has it: three boxes, for day, month and year."""

from collections.abc import Mapping
from datetime import date

from directory.errors import Invalid

#: The boxes of a day, by the ends of their names.
BOXES = ("day", "month", "year")


def boxes_of(name: str) -> tuple[str, ...]:
    """The names of the three boxes of a day: `since-day`, `since-month`, `since-year`."""
    return tuple(f"{name}-{box}" for box in BOXES)


def typed_in(form: Mapping[str, str], name: str) -> dict[str, str]:
    """What stands in the three boxes, to stand there again."""
    return {box: form.get(f"{name}-{box}", "").strip() for box in BOXES}


def read_day(form: Mapping[str, str], name: str, what: str) -> date | None:
    """The day in the three boxes; None when all of them are empty.

    Raises:
        Invalid: they make no day from 1900 to 2100; `what` is what the day is of, in words.
    """
    typed = typed_in(form, name)
    if not any(typed.values()):
        return None
    try:
        day, month, year = (int(typed[box]) if _is_number(typed[box]) else 0 for box in BOXES)
        found: date | None = date(year, month, day)
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2100:
        raise Invalid(f"Enter {what} as day, month and year, such as 27 3 2026", name)
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 4
