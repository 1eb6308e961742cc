"""flask directory retention"""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from directory.cli.operator import operator
from directory.equipment import equipment
from directory.services.retention import erase_old

_WORDS = {
    "holders": "posts that ended long ago: holder, e-mail and phone",
    "labels": "tokens that ended long ago: label",
    "sign_ins": "sign-ins that ended long ago",
    "people": "people not seen for long",
    "attendances": "counts of who came to meetings, of financial years long over",
    "keys": "keys of requests, older than a day",
}


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what would be erased; erase nothing.")
def command(dry_run: bool) -> None:
    """Erase what is kept about people once it has served its time. For a timer, once a day.

    Posts, tokens and their history remain, and so does the audit log.
    """
    erased = erase_old(equipment().settings, datetime.now(UTC), operator(), dry_run=dry_run)
    for name, count in asdict(erased).items():
        click.echo(f"{count:>7,}  {_WORDS[name]}")
    click.echo("Nothing was erased: this was a dry run." if dry_run else "Erased.")
