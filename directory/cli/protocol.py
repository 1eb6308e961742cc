"""flask directory protocol"""

import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from directory.equipment import REFERENCE, equipment
from directory.errors import BadReference
from directory.rules.authorities import read_authorities
from directory.rules.catalogue import Catalogue, Examined, examine, load_catalogue
from directory.rules.protocol import TABLES, Concern, Difference, concerns, difference_in_words, differences

command = AppGroup("protocol", help="Check and compare a council's own rules for who is invited.")

_folder = click.argument(
    "folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]"
)


@command.command("check")
@_folder
def check(folder: Path | None) -> None:
    """Say everything that is wrong with the files in DIR, or else what they change and what looks odd.

    Without DIR it is the folder that REFERENCE_DIR names; without that, the files of the service itself.
    Nothing is put in force: that is done by setting REFERENCE_DIR and starting the service again.

    Ends with status 1 when anything is wrong. Warnings are no faults.
    """
    local = folder or equipment().settings.reference_dir
    examined = examine(REFERENCE, local)
    faults = [*examined.faults, *_faults_of_councils(local, examined)]
    for fault in faults:
        click.echo(fault)
    if faults or examined.catalogue is None:
        click.echo(f"\nNot usable: {_counted(len(faults), 'fault')}. The service would not start with this.")
        raise click.exceptions.Exit(1)
    odd = concerns(examined.catalogue, only_local=local is not None)
    for concern in odd:
        click.echo(_warning(concern, examined))
    if odd:
        click.echo()
    click.echo(_counts(load_catalogue(REFERENCE), examined.catalogue))
    click.echo(f"Usable, with {_counted(len(odd), 'warning')}.")


@command.command("diff")
@_folder
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with both versions of every row in full.")
def diff(folder: Path | None, as_json: bool) -> None:
    """Say in words what the rules in DIR add to ours, change and remove.

    Without DIR it is the folder that REFERENCE_DIR names. Remarks and dates of noting are left out; of an
    accommodation type, only what decides which rules reach it is compared.
    """
    local = folder or equipment().settings.reference_dir
    if local is None:
        raise click.UsageError("Name a folder, or set REFERENCE_DIR.")
    ours, theirs = load_catalogue(REFERENCE), load_catalogue(REFERENCE, local)
    found = differences(ours, theirs)
    if as_json:
        told = [_as_json(each, difference_in_words(each, ours, theirs)) for each in found]
        counts = Counter(each.kind for each in found)
        whole = {kind: counts[kind] for kind in ("added", "changed", "removed")} | {"differences": told}
        click.echo(current_app.json.dumps(whole, indent=2))
        return
    for each in found:
        click.echo(difference_in_words(each, ours, theirs))
    click.echo("" if found else "No difference.", nl=not found)


def _faults_of_councils(local: Path | None, examined: Examined) -> list[BadReference]:
    """The first thing that is wrong with the councils that the same folder may hold."""
    try:
        read_authorities(
            *filter(None, (REFERENCE, local)),
            known_sources=examined.sources,
            known_terms=examined.catalogue.contract_terms if examined.catalogue else None,
        )
    except BadReference as fault:
        return [fault]
    return []


def _warning(concern: Concern, examined: Examined) -> str:
    file, line = examined.place_of(concern.table, concern.key)
    return f"{file}:{line}: warning: {concern.key}: {concern.text}."


def _counts(ours: Catalogue, theirs: Catalogue) -> str:
    """How many rows of each table are in force, and how they came to differ from ours; what the rules say."""
    lines = []
    for table in TABLES:
        was, now = getattr(ours, table), getattr(theirs, table)
        local = [slug for slug, row in now.items() if row.origin == "local"]
        counts = {
            "added": sum(slug not in was for slug in local),
            "changed": sum(slug in was for slug in local),
            "retired": sum(slug not in now for slug in was),
        }
        told = ", ".join(f"{count} {how}" for how, count in counts.items() if count)
        lines.append(f"{len(now):>5}  {table.replace('_', ' ')}{f' ({told})' if told else ''}")
    rules = theirs.invite_rules.values()
    for field in ("level", "shown_force"):
        counted = Counter(getattr(rule, field) for rule in rules)
        told = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in counted.most_common())
        lines.append(f"{'':>5}  of the rules, by {field.removeprefix('shown_')}: {told}")
    return "\n".join(lines)


def _as_json(difference: Difference, words: str) -> dict[str, Any]:
    def whole(row: Any) -> dict[str, Any] | None:
        return None if row is None else dataclasses.asdict(row)

    return {
        "change": difference.kind,
        "table": difference.table,
        "key": difference.key,
        "words": words,
        "fields": sorted(difference.fields),
        "before": whole(difference.before),
        "after": whole(difference.after),
    }


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
