"""Where templates come from, and what all of them may use."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from directory.equipment import equipment
from directory.pages import navigation, words
from directory.pages.assets import asset_address
from directory.pages.map import METRES_PER_MILE
from directory.rules.catalogue import Source
from directory.rules.hours import LONDON, moment_in_words, time_in_words
from directory.rules.telling import (
    ages_in_words,
    day_in_words,
    either,
    hours_in_words,
    limit_in_words,
    support_details,
    taken_along,
)


def set_up(app: Flask) -> None:
    """Have `app` find our templates and the design system's macros."""
    # The macros look into what they were not given.
    app.jinja_env.undefined = ChainableUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(Path(__file__).parent / "templates"),
            PrefixLoader(
                {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
            ),
        ]
    )
    WTFormsHelpers(app)
    app.jinja_env.globals |= {"asset": asset_address, "navigation": navigation.entries, "words": words}
    app.jinja_env.filters |= {
        "day": day_in_words,
        "hours": hours_in_words,
        "moment": lambda at: moment_in_words(at.astimezone(LONDON)),
        "clock": _clock,
        "dialled": dialled,
        "ages": lambda scheme: ages_in_words(scheme["age_from"], scheme["age_to"]),
        "taken_along": lambda scheme: taken_along(scheme["sons_under"], scheme["daughters_under"]),
        "limit_in_words": limit_in_words,
        "support_details": _support_details,
        "councils_named": _councils_named,
        "sources": _sources,
        "miles": _miles,
        "length_in_miles": lambda miles: f"{miles:g} {'mile' if miles == 1 else 'miles'}",
    }


def dialled(number: str) -> str:
    """A telephone number as a telephone takes it: `07700 900206` as `07700900206`."""
    return "".join(each for each in number if each.isdigit() or each == "+")


def _clock(at: datetime) -> str:
    """The time of day in London: `5:30pm`."""
    local = at.astimezone(LONDON)
    return time_in_words(local.hour * 60 + local.minute)


def _support_details(support: Mapping[str, Any]) -> str:
    return support_details(support, equipment().catalogue.support_levels)


def _councils_named(codes: Iterable[str]) -> str:
    """Councils by name, of their codes: `this or that`."""
    return either(equipment().authorities[code].name for code in codes)


def _sources(slugs: Iterable[str]) -> list[Source]:
    """The texts with these slugs."""
    return [equipment().catalogue.sources[slug] for slug in slugs]


def _miles(metres: float) -> str:
    """A distance as people have it: `2.4 miles`, `less than 0.1 miles`."""
    miles = metres / METRES_PER_MILE
    return f"{miles:.1f} miles" if miles >= 0.1 else "less than 0.1 miles"
