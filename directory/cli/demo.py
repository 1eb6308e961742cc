"""flask directory demo"""

from datetime import UTC, datetime

import click
from flask import current_app

from directory import demo, serving
from directory.cli.prepare import prepare
from directory.config import Settings
from directory.equipment import equipment_of
from directory.errors import Forbidden
from directory.rules.hours import LONDON

#: An address of the sample, as a practitioner might type it.
ADDRESS = "flat 3 sprocket house, 40 thistlequay rd chelmsford CM1 1PN"


@click.command("demo")
def command() -> None:
    """Set up the invented sample, hand out a token for each role, and serve. Demo mode only."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy, to a type checker an app
    settings = equipment_of(app).settings
    equipment_of(app).read_references()
    if settings.mode != "demo":
        raise Forbidden("This is for demo mode: set DIRECTORY_MODE=demo, as `make run` does.")
    serving.refuse_taken_port(settings)
    prepare(settings)
    now = datetime.now(UTC)
    demo.load_sample(now.astimezone(LONDON).date())
    demo.hand_out_tokens(settings, now)
    serving.serve(app, settings, lambda: click.echo(_welcome(settings)))


def _welcome(settings: Settings) -> str:
    where = f"http://{settings.host}:{settings.port}"
    file = demo.tokens_file(settings)
    return f"""
Housing Directory, with an invented sample: no provider, scheme or person in it exists.

  Answering on  {where}
  To sign in    {where}/sign-in, as anybody
  To browse     {where}/docs
  Tokens        {file}

Try it, in another terminal:

  TOKEN=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["practitioner"])' '{file}')
  curl -s {where}/api/v1/lookups -H "Authorization: Bearer $TOKEN" \\
    -H 'Content-Type: application/json' -d '{{"address": "{ADDRESS}"}}'

Ctrl-C stops it.
"""
