"""flask directory audit"""

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click
from flask import current_app
from flask.cli import AppGroup
from tqdm import tqdm

from directory.cli.moments import Moment
from directory.cli.operator import operator
from directory.errors import Invalid
from directory.rules.audit import Anchor, Fault
from directory.rules.hours import moment_in_words
from directory.services import audit
from directory.services.audit import Exposure, SchemeReader
from directory.services.looks import Look, record_look

command = AppGroup("audit", help="Read and prove the log of who did and saw what.")

_since = click.option("--since", type=Moment(), help="A day or a time, London time unless it has an offset.")
_until = click.option("--until", type=Moment(end_of_day=True), help="Up to here; a day is included.")


class _AnchorText(click.ParamType[Anchor]):
    name = "anchor"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Anchor:
        try:
            return Anchor.parse(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


@command.command("verify")
@click.option(
    "--anchor",
    "anchors",
    type=_AnchorText(),
    multiple=True,
    metavar="NUMBER:SEAL",
    help="An entry that was noted elsewhere, as this command printed it; may be given again.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Verify what `audit export` has written, and not the database.",
)
def verify(anchors: tuple[Anchor, ...], file: Path | None) -> None:
    """Say whether the log is what was written, from the first entry to the last.

    Each fault is named with the entry at which it shows. The last entry is noted in INSTANCE_DIR/audit.seen,
    and printed: kept where nobody with the database and the key can go, it shows when all was written anew.

    Ends with status 1 when anything is wrong.
    """

    def tell(fault: Fault) -> None:
        with tqdm.external_write_mode():
            click.echo(f"Entry {fault.seq}: {fault.message}.")

    if file is not None:
        with _bar("Bytes", "B") as progress:
            found = audit.verify_file(file, tell, anchors, progress)
    else:
        with _bar("Entries", " entries") as progress:
            found = audit.verify(tell, datetime.now(UTC), anchors, progress)
    entries = f"{found.entries:,} {'entry' if found.entries == 1 else 'entries'}"
    if found.faults:
        click.echo(f"Not whole: {found.faults:,} {'fault' if found.faults == 1 else 'faults'} in {entries}.")
        raise click.exceptions.Exit(1)
    click.echo(f"Whole: {entries}.")
    if found.end:
        click.echo(f"Keep this elsewhere, for --anchor: {found.end}")


@command.command("export")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@_since
@_until
@click.option("--format", "form", type=click.Choice(audit.FORMATS), default="json", show_default=True)
def export(file: Path, since: datetime | None, until: datetime | None, form: str) -> None:
    """Write entries into FILE, or with - to standard output: JSON lines with their seals, or CSV.

    What is written as JSON lines can be verified by itself: audit verify --file FILE.
    """
    with _bar("Entries", " entries") as progress, _output(file) as stream:
        written = audit.export(stream, form, since, until, progress)
    record_look(operator(), Look(action="export-audit"))
    click.echo(f"{written:,} {'entry' if written == 1 else 'entries'}.", err=True)


@command.command("readers")
@click.option("--scheme", required=True, help="Its id, or its reference in the council's own file.")
@_since
@_until
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def readers(scheme: str, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """List everybody who was shown a scheme, or changed it: who, in which role, when and how often, by what.

    For the day on which a place has become known to somebody who must not know it.
    """
    found = audit.readers_of(scheme, since, until)
    record_look(operator(), Look(action="see-audit", subject=("audit", found.scheme)))
    if as_json:
        click.echo(current_app.json.dumps(_as_json(found), indent=2))
    else:
        click.echo(_in_words(found))


def _as_json(found: Exposure) -> dict[str, Any]:
    def shown(reader: SchemeReader) -> dict[str, Any]:
        return {
            "actor": reader.actor,
            "name": reader.name,
            "role": reader.role,
            "first_at": reader.first_at,
            "last_at": reader.last_at,
            "times": reader.times,
            "actions": dict(reader.actions),
            "purposes": sorted(reader.purposes),
        }

    return {
        "scheme": {"id": found.scheme, "name": found.name},
        "readers": [shown(reader) for reader in found.readers],
        "wholesale": [shown(reader) for reader in found.wholesale],
    }


def _in_words(found: Exposure) -> str:
    lines = [f"{found.name or 'A scheme that is no longer held'} ({found.scheme})", ""]
    lines += _listed(found.readers) or ["Nobody was shown it in that time."]
    if found.wholesale:
        lines += ["", "In that time many schemes at once, this one perhaps among them, went through:"]
        lines += _listed(found.wholesale)
    return "\n".join(lines)


def _listed(those: Any) -> list[str]:
    lines: list[str] = []
    for reader in those:
        actions = ", ".join(f"{action} {times}" for action, times in reader.actions.most_common())
        why = f"; for: {', '.join(sorted(reader.purposes))}" if reader.purposes else ""
        lines += [
            f"{reader.name or 'name not known'} ({reader.actor}), {reader.role or 'no role'}",
            f"    first {moment_in_words(reader.first_at)}; last {moment_in_words(reader.last_at)}",
            f"    {actions}{why}",
        ]
    return lines


@contextmanager
def _bar(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where somebody watches."""
    with tqdm(desc=what, unit=unit, unit_scale=True, file=sys.stderr, disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress


@contextmanager
def _output(file: Path) -> Iterator[IO[str]]:
    """Standard output, or a file that is there only when it is whole."""
    if str(file) == "-":
        yield sys.stdout
        return
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("x", encoding="utf-8", newline="") as stream:
            yield stream
        unfinished.replace(file)
    except OSError as fault:
        raise Invalid(f"{file} cannot be written: {fault.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)
