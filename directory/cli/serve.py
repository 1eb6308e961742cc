"""flask directory serve"""

import click
from flask import current_app

from directory import serving
from directory.equipment import equipment_of


@click.command("serve")
def command() -> None:
    """Answer requests until told to stop. `prepare` comes first."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy, to a type checker an app
    settings = equipment_of(app).settings
    equipment_of(app).read_references()
    serving.refuse_taken_port(settings)
    where = f"http://{settings.host}:{settings.port}"
    serving.serve(app, settings, lambda: click.echo(f"Answering on {where} in {settings.mode} mode."))
