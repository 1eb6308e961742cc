"""flask directory token"""

from datetime import UTC, datetime, timedelta

import click
from flask.cli import AppGroup

from directory.rules.permissions import Role, Scope
from directory.services import tokens

command = AppGroup("token", help="Hand out, list and end the tokens other systems ask with.")


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
    issued = tokens.issue(Role(role), label, datetime.now(UTC), timedelta(days=days), scope)
    click.echo(issued.text)
    until = f"{issued.expires_at:%Y-%m-%d}"
    click.echo(f"{role}, until {until}; end it with: token revoke {issued.prefix}", err=True)


@command.command("list")
def show() -> None:
    """List every token ever handed out, newest first, by its prefix."""
    for token in tokens.every_token(datetime.now(UTC)):
        scope = token.scope or "whole directory"
        click.echo(
            f"{token.prefix}  {token.state:8}  {token.role:12}  {token.issued_at:%Y-%m-%d} to "
            f"{token.expires_at:%Y-%m-%d}  {scope}  {token.label}"
        )


@command.command("revoke")
@click.argument("prefix")
def revoke(prefix: str) -> None:
    """End the token with this PREFIX: the eight characters after hd_. It stops working within a second."""
    tokens.revoke(prefix.removeprefix("hd_").partition("_")[0], datetime.now(UTC))
    click.echo("Revoked.")
