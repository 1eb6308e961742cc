"""flask directory settings"""

import click

from directory.equipment import equipment


@click.command("settings")
def command() -> None:
    """Print every setting: its value, its default and what it means. Secrets are not shown."""
    for variable, value, default, meaning in equipment().settings.rows():
        click.echo(f"{variable} = {value}")
        told = f"{meaning}. Default: {default}."
        click.echo(click.wrap_text(told, initial_indent="    ", subsequent_indent="    "))
