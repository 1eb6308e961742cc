"""flask directory session"""

import uuid
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from directory.cli.operator import operator
from directory.services import sessions

command = AppGroup("session", help="List and end the sessions of people who signed in.")


@command.command("list")
def show() -> None:
    """List who is signed in, newest first."""
    found, _ = sessions.live_sessions(operator(), datetime.now(UTC))
    for each in found:
        who = each.person.name or each.person.email or each.person.id
        click.echo(
            f"{each.id}  {each.role:12}  {each.started_at:%Y-%m-%d %H:%M} to "
            f"{each.expires_at:%Y-%m-%d %H:%M} UTC  {each.scope or 'whole directory'}  {who}"
        )


@command.command("end")
@click.argument("session", type=click.UUID)
def end(session: uuid.UUID) -> None:
    """End SESSION, by its id in the list. It stops working within a second."""
    sessions.end(session, datetime.now(UTC), operator())
    click.echo("Ended.")
