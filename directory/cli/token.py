"""flask directory token"""

from datetime import UTC, datetime, timedelta

import click
from flask.cli import AppGroup

from directory.cli.operator import operator
from directory.rules.permissions import Role, Scope
from directory.services import tokens

command = AppGroup("token", help="Hand out, list, replace and end the tokens other systems ask with.")


class _ScopeText(click.ParamType[Scope]):
    name = "scope"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Scope:
        try:
            return Scope.parse(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


@command.command("issue")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--label", required=True, help="Who will hold it, such as 'case system, test'.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 365), help="Lifetime.")
@click.option("--scope", type=_ScopeText(), help="authority:<gss> or provider:<id>; else everything.")
def issue(role: str, label: str, days: int, scope: Scope | None) -> None:
    """Print a new token. It is shown this once: only its hash is kept."""
    issued = tokens.issue(Role(role), label, datetime.now(UTC), timedelta(days=days), scope, operator())
    _hand_over(issued)


@command.command("list")
def show() -> None:
    """List every token ever handed out, newest first, by its prefix, with when it was last used."""
    for token in tokens.every_token(datetime.now(UTC)):
        scope = token.scope or "whole directory"
        used = f"used {token.last_used_at:%Y-%m-%d %H:%M}" if token.last_used_at else "never used"
        click.echo(
            f"{token.prefix}  {token.state:8}  {token.role:12}  {token.issued_at:%Y-%m-%d} to "
            f"{token.expires_at:%Y-%m-%d}  {used:21}  {scope}  {token.label}"
        )


@command.command("rotate")
@click.argument("prefix")
@click.option(
    "--overlap-hours",
    default=24,
    show_default=True,
    type=click.IntRange(0, tokens.LONGEST_OVERLAP.days * 24),
    help="How long the old one works on.",
)
def rotate(prefix: str, overlap_hours: int) -> None:
    """Print a new token in place of the one with this PREFIX, with the same role, scope, label and lifetime.

    Its holder changes over while both work.
    """
    now, overlap = datetime.now(UTC), timedelta(hours=overlap_hours)
    _hand_over(tokens.rotate(_prefix(prefix), now, overlap, operator()))
    click.echo(f"The old one works until {now + overlap:%Y-%m-%d %H:%M} UTC at the latest.", err=True)


@command.command("revoke")
@click.argument("prefix")
def revoke(prefix: str) -> None:
    """End the token with this PREFIX: the eight characters after hd_. It stops working within a second."""
    tokens.revoke(_prefix(prefix), datetime.now(UTC), operator())
    click.echo("Revoked.")


def _hand_over(issued: tokens.IssuedToken) -> None:
    """The token alone on standard output, so that a script can take it."""
    click.echo(issued.text)
    until = f"{issued.expires_at:%Y-%m-%d}"
    click.echo(f"{issued.role}, until {until}; end it with: token revoke {issued.prefix}", err=True)


def _prefix(text: str) -> str:
    """The prefix out of a whole token, too: what follows is then not looked at."""
    return text.removeprefix("hd_").partition("_")[0]
