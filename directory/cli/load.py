"""flask directory load"""

import sys
from datetime import datetime
from pathlib import Path

import click
from tqdm import tqdm

from directory.cli.operator import operator
from directory.rules.hours import LONDON
from directory.services import loading


@click.command("load")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--dry-run", is_flag=True, help="Check every row and say what would change; write nothing.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write the report, as .json, .csv (a line a fault) or .txt.",
)
def command(folder: Path, dry_run: bool, report: Path | None) -> None:
    """Load the CSV files in DIR: all of them, or, when one row is wrong, none.

    docs/loading.md describes the files. Ends with status 1 when something is wrong.
    """
    if report:
        loading.check_name(report)
    with tqdm(desc="Rows", unit=" rows", unit_scale=True, file=sys.stderr, disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        today = datetime.now(LONDON).date()
        result = loading.load(folder, today, dry_run=dry_run, progress=progress, by=operator())
    if report:
        loading.write_report(result, report)
    click.echo(loading.as_text(result), nl=False)
    if not result.ok:
        raise click.exceptions.Exit(1)
