"""Where templates come from, and what all of them may use."""

from datetime import datetime
from pathlib import Path

from flask import Flask
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from directory.pages import navigation, words
from directory.pages.assets import asset_address
from directory.rules.hours import LONDON, moment_in_words, time_in_words
from directory.rules.telling import day_in_words, hours_in_words


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
    }


def dialled(number: str) -> str:
    """A telephone number as a telephone takes it: `07700 900206` as `07700900206`."""
    return "".join(each for each in number if each.isdigit() or each == "+")


def _clock(at: datetime) -> str:
    """The time of day in London: `5:30pm`."""
    local = at.astimezone(LONDON)
    return time_in_words(local.hour * 60 + local.minute)
