"""flask directory plan"""

import os
import shutil
import stat
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import click
from flask import current_app

from directory.api.meeting_plans import PlanQuery
from directory.cli.moments import Moment
from directory.cli.operator import operator
from directory.cli.plan_in_words import choices_in_words, plan_in_words
from directory.errors import ChoiceDue
from directory.services.meeting_plans import asked_for, plan_meeting

#: What it ends with when an address has to be picked first. 1 and 2 are as for any command.
CHOOSE = 3

#: What says where somebody is; one of them is enough.
_PLACES = {"address", "scheme", "premises"}

#: More than this is no list of people.
_MOST_READ = 20_000


@click.command("plan")
@click.option("--meeting", required=True, help="The kind of meeting, such as icpc; see /meeting-types.")
@click.option(
    "--at",
    required=True,
    type=Moment(needs_time=True),
    help="Day and time; London time unless it has an offset.",
)
@click.option("--minutes", type=int, help="How long it lasts; not made up where it is not said.")
@click.option("--person", "people", multiple=True, metavar="LABEL:ADDRESS", help="Who lives where.")
@click.option(
    "--scheme", "schemes", multiple=True, metavar="LABEL:ID", help="Who is in which scheme, by its id."
)
@click.option(
    "--premises", multiple=True, metavar="LABEL:ID", help="Who lives at which premises, by their id."
)
@click.option("--kind", "kinds", multiple=True, metavar="LABEL:TYPE", help="Of which kind their home is.")
@click.option(
    "--side",
    "sides",
    multiple=True,
    metavar="LABEL:SIDE",
    help="Who is on the victim's side, who on the other.",
)
@click.option(
    "--circumstance",
    "circumstances",
    multiple=True,
    metavar="[LABEL:]WHAT",
    help="What is special, such as care-leaver; with a label, about them and nobody else.",
)
@click.option("--format", "way", default="in_person", show_default=True, help="How people attend.")
@click.option("--format-reason", help="Why not in person.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the answer as POST /api/v1/meeting-plans gives it."
)
def command(
    meeting: str,
    at: datetime,
    minutes: int | None,
    people: tuple[str, ...],
    schemes: tuple[str, ...],
    premises: tuple[str, ...],
    kinds: tuple[str, ...],
    sides: tuple[str, ...],
    circumstances: tuple[str, ...],
    way: str,
    format_reason: str | None,
    as_json: bool,
) -> None:
    """Say who from housing to invite to a meeting, why, how to reach them, and where nobody is there.

    People are given as a short label without a name, a colon, and where they are. They are read from standard
    input as well, LABEL:ADDRESS, one a line, where it is a pipe or a file, or where no option names people;
    they then stand neither in the shell's history nor in the list of processes. What is asked is neither
    kept nor logged.

    Ends with status 0 when there is a plan, and 3 when an address has to be picked first; with 1 or 2 when
    it could not be asked.
    """
    if _is_given() or not (people or schemes or premises or kinds):
        people += _typed()
    named = _by_label(
        {
            "address": people,
            "scheme": schemes,
            "premises": premises,
            "accommodation_type": kinds,
            "side": sides,
        }
    )
    of_somebody = [each for each in circumstances if ":" in each]
    _put_to(named, of_somebody)
    body: dict[str, Any] = {
        "meeting_type": meeting,
        "starts_at": at.isoformat(),
        "minutes": minutes,
        "people": named,
        "circumstances": [each for each in circumstances if each not in of_somebody],
        "format": way,
        "format_reason": format_reason,
    }
    width = min(100, max(60, shutil.get_terminal_size().columns))
    try:
        found = plan_meeting(asked_for(_checked(body)), datetime.now(UTC), operator())
    except ChoiceDue as due:
        click.echo(choices_in_words(due.candidates, width), nl=False)
        raise click.exceptions.Exit(CHOOSE) from None
    click.echo(
        current_app.json.dumps(found, indent=2) if as_json else plan_in_words(found, width), nl=as_json
    )


def _checked(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The body as the API takes it; what is wrong is named by its field and not repeated."""
    faults = PlanQuery().validate(body)
    if faults:
        raise click.UsageError(f"Not as it has to be: {', '.join(_fields(faults))}.")
    checked: Mapping[str, Any] = PlanQuery().load(body)
    return checked


def _fields(faults: Mapping[Any, Any], before: str = "") -> Iterable[str]:
    for name, inner in faults.items():
        path = f"{before}{name}"
        if isinstance(inner, Mapping):
            yield from _fields(inner, f"{path}.")
        else:
            yield f"{path} ({' '.join(map(str, inner))})"


def _put_to(people: Iterable[dict[str, Any]], circumstances: Iterable[str]) -> None:
    """Put what is special about somebody to them, by their label."""
    by_label = {person["label"]: person for person in people}
    for text in circumstances:
        label, _, what = (part.strip() for part in text.partition(":"))
        if label not in by_label:
            raise click.UsageError("A circumstance was given of somebody of whom nobody said where they are.")
        by_label[label].setdefault("circumstances", []).append(what)


def _by_label(given: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    """Each label once, with all that was given for it."""
    found: dict[str, dict[str, Any]] = {}
    for field, texts in given.items():
        for text in texts:
            label, colon, value = (part.strip() for part in text.partition(":"))
            if not (label and colon and value):
                raise click.UsageError(
                    "People are given as LABEL:ADDRESS, such as 'father: 12 High Street, CM1 1AA'."
                )
            person = found.setdefault(label, {"label": label})
            if field in person or (field in _PLACES and person.keys() & _PLACES):
                raise click.UsageError(f"Where '{label}' is was given twice: give each a label of their own.")
            person[field] = value
    return [*found.values()]


def _is_given() -> bool:
    """Whether somebody passes something to standard input, and does not only leave it open."""
    try:
        kind = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):  # no file of the system's: in a test
        return True
    return stat.S_ISFIFO(kind) or stat.S_ISREG(kind)


def _typed() -> tuple[str, ...]:
    """The people from standard input: a line each, up to an empty one where a person types."""
    if not sys.stdin.isatty():
        return tuple(line for line in sys.stdin.read(_MOST_READ).splitlines() if line.strip())
    lines: list[str] = []
    while line := click.prompt("Label: address", default="", show_default=False, err=True):
        lines.append(line)
    return tuple(lines)
