"""flask directory what-if"""

import shutil
import uuid
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from directory.cli.operator import operator
from directory.cli.what_if_in_words import reorganisation_in_words, stopping_in_words
from directory.rules.hours import LONDON
from directory.services import contracts, providers

command = AppGroup(
    "what-if", help="Say what is lost when a provider stops, or passes on when councils change."
)

_day = click.DateTime(["%Y-%m-%d"])
_json = click.option("--json", "as_json", is_flag=True, help="Print the answer as the API gives it.")

#: As many contracts as are listed at the console.
_MOST_LISTED = 10_000


@command.command("provider-stops")
@click.argument("provider", nargs=-1, required=True)
@click.option("--on", type=_day, metavar="DAY", help="The day on which it is no more; today unless given.")
@_json
def provider_stops(provider: tuple[str, ...], on: datetime | None, as_json: bool) -> None:
    """Say what is lost if PROVIDER, by its id or name, is no more, and who is left.

    Ends with status 3 when the name may be that of several.
    """
    now = datetime.now(UTC)
    today = now.astimezone(LONDON).date()
    day = on.date() if on else today
    found = contracts.if_it_stops(_key(" ".join(provider)), operator(), now, day, today)
    click.echo(
        current_app.json.dumps(found, indent=2) if as_json else stopping_in_words(found, _width()), nl=as_json
    )


@command.command("reorganisation")
@click.argument("day", type=_day, required=False)
@click.option("--authority", metavar="CODE", help="Only contracts and posts of this council.")
@_json
def reorganisation(day: datetime | None, authority: str | None, as_json: bool) -> None:
    """Say which contracts and posts pass to which council by DAY, and for which nobody can say.

    Without DAY it is the one by which all changes on record have come, the planned ones too.
    """
    today = datetime.now(UTC).astimezone(LONDON).date()
    asked = contracts.Reorganised(
        on=today,
        known_on=today,
        reorganised_on=day.date() if day else contracts.last_reorganisation(today),
        authority=authority,
    )
    found = contracts.reorganisation(asked, operator(), 0, _MOST_LISTED)
    posts = contracts.posts_reorganised(asked, operator())
    click.echo(
        current_app.json.dumps({**found, "posts": posts}, indent=2)
        if as_json
        else reorganisation_in_words(found, posts, _width()),
        nl=as_json,
    )


def _key(text: str) -> uuid.UUID:
    """The provider that is meant."""
    try:
        return uuid.UUID(text)
    except ValueError:
        found = providers.find_providers(text, operator())
    if found["outcome"] == "found":
        key: uuid.UUID = found["matches"][0]["provider"]["id"]
        return key
    for each in found["matches"]:
        click.echo(f"{each['provider']['id']}  {each['provider']['name']}")
    click.echo("Ask again with the id of one of these." if found["matches"] else "No provider is so called.")
    raise click.exceptions.Exit(3)


def _width() -> int:
    return min(100, max(60, shutil.get_terminal_size().columns))
