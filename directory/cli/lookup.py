"""flask directory lookup"""

import shutil
import sys
from datetime import UTC, datetime
from typing import Any

import click
from flask import current_app

from directory.cli.lookup_in_words import in_words
from directory.cli.moments import Moment
from directory.cli.operator import operator
from directory.rules.addresses import MAX_LENGTH
from directory.services import lookup

#: What it ends with. 1 and 2 are a fault and a wrong way to ask, as for any command.
STATUS = {"found": 0, "choose": 3, "not_listed": 4}


@click.command("lookup")
@click.argument("address", nargs=-1)
@click.option("--postcode", help="The postcode, where it does not stand in ADDRESS.")
@click.option("--uprn", help="The property's number, 1 to 12 digits, instead of an address.")
@click.option(
    "--at",
    type=Moment(needs_time=True),
    help="Answer for this day and time; London time unless it has an offset.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="When the stay began, such as 2026-12-01: says when its time limit ends.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as POST /api/v1/lookups gives it.")
def command(
    address: tuple[str, ...],
    postcode: str | None,
    uprn: str | None,
    at: datetime | None,
    since: datetime | None,
    as_json: bool,
) -> None:
    """Say who is at ADDRESS, and whom to ring now.

    With neither ADDRESS nor an option in its place, the address is read from standard input, and then stands
    neither in the shell's history nor in the list of processes. What is asked is neither kept nor logged.

    Ends with status 0 when the address was found, 3 when there are several to choose from, and 4 when it is
    not listed; with 1 or 2 when it could not be asked.
    """
    if uprn is not None and (address or postcode):
        raise click.UsageError("Give an address, with or without a postcode, or a UPRN.")
    moment = at or datetime.now(UTC)
    asked: dict[str, Any] = {"since": since.date() if since else None}
    if uprn is not None:
        asked["uprn"] = uprn
    else:
        asked["address"] = " ".join(address) if address or postcode else _typed()
        asked["postcode"] = postcode
    found = lookup.look_up(asked, moment, operator())
    if as_json:
        click.echo(current_app.json.dumps(found, indent=2))
    else:
        width = min(100, max(60, shutil.get_terminal_size().columns))
        click.echo(in_words(found, moment, width), nl=False)
    raise click.exceptions.Exit(STATUS[found["outcome"]])


def _typed() -> str:
    """The address from standard input: a line from a person, all there is from a program."""
    if sys.stdin.isatty():
        line: str = click.prompt("Address", err=True)
        return line
    # Two lengths are enough to be refused as too long.
    return sys.stdin.read(2 * MAX_LENGTH)
