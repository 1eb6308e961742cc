"""What is private is nowhere after a whole run but where a table says it may be (tests/canary/marks.py)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from directory.equipment import equipment_of
from tests import databases
from tests.access.table import routes_of
from tests.canary.commands import COMMANDS, GO_ON, Console, commands_of
from tests.canary.conftest import Run
from tests.canary.faults import (
    a_table_is_gone,
    a_view_fails,
    nonsense_is_sent,
    the_database_does_not_answer,
)
from tests.canary.marks import MAY_BE, Place
from tests.canary.planting import NOT_WORDS, WORDS, PlantedRecords, columns_of_text, watch_token
from tests.canary.processes import look_through, serves
from tests.canary.routes import (
    a_scheme_becomes_confidential,
    everybody_asks,
    families_are_asked_about,
    people_ask_every_page,
    places_are_given_to_confidential_schemes,
)
from tests.editors import an_editor
from tests.watching.leftovers import dump

on_one_database = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.mark.parametrize("kind", databases.KINDS)
def test_nothing_private_is_found_where_it_must_not_be(
    run_on: Callable[[str], Run], kind: str, tmp_path: Path
) -> None:
    run = run_on(kind)
    with run.app.app_context():
        records = PlantedRecords(run.marks)
        everybody_asks(run, records, routes_of(run.app))
        people_ask_every_page(run, records)
        for role in ("practitioner", "admin"):
            client = an_editor(run.app, role=role)
            watch_token(run.marks, client, role)
            families_are_asked_about(run, client, role)
            nonsense_is_sent(run, client, role)
        places_are_given_to_confidential_schemes(run, client, "admin", records)
        a_scheme_becomes_confidential(run, client, "admin")
        look_through(run.marks, *run.folders())  # at once, before anything else is written over it
        a_view_fails(run, client, "admin")
    written = tmp_path / "written"
    written.mkdir()
    console = Console(run, records, written)
    for use in COMMANDS.values():
        use(console)
    look_through(run.marks, *run.folders())
    if kind == "postgresql":
        run.marks.look(Place("database", "dump"), _dump(run.app))
    a_table_is_gone(run, client, "admin")
    the_database_does_not_answer(run.marks, run.instance)
    said = run.said()
    assert b'"event":"request"' in said, "the log has been looked through"
    run.marks.look(Place("log", "standard error"), said)
    assert "\n".join(run.marks.leaks) == ""
    assert run.marks.looked == {"answer", "output", "file", "database", "log"}


def _dump(app: Flask) -> bytes:
    url = equipment_of(app).settings.owner_database
    assert url is not None
    return dump(url.render_as_string(hide_password=False))


def test_nothing_private_is_said_or_written_by_the_service_itself(
    run_on: Callable[[str], Run], tmp_path: Path
) -> None:
    run = run_on("sqlite")
    client = an_editor(run.app)
    watch_token(run.marks, client, "a program")
    settings = equipment_of(run.app).settings
    environ = {
        "DIRECTORY_MODE": "local",
        "DIRECTORY_SECRET_KEY": settings.secret_key,
        "DIRECTORY_AUDIT_KEY": settings.audit_key,
        "DIRECTORY_OIDC_CLIENT_SECRET": settings.oidc_client_secret,
        "DIRECTORY_OIDC_ISSUER": settings.oidc_issuer,
        "DIRECTORY_OIDC_CLIENT_ID": settings.oidc_client_id,
        "DIRECTORY_OIDC_ROLES": settings.oidc_roles,
        "DIRECTORY_PUBLIC_URL": settings.public_url,
        "GEOCODER_OPTIONS": settings.geocoder_options,
        "DATABASE_URL": settings.database_url,
    }
    told = {name: value for name, value in environ.items() if value is not None}
    token = str(client.environ_base["HTTP_AUTHORIZATION"]).removeprefix("Bearer ")
    serves("serve", run.marks, run.folders(), token, **told)
    demo = tmp_path / "demo"
    demo.mkdir()
    (demo / "postcodes.sqlite").symlink_to((run.instance / "postcodes.sqlite").resolve())
    serves("demo", run.marks, [demo], None)
    assert "\n".join(run.marks.leaks) == ""


@on_one_database
def test_every_command_is_driven(app: Flask) -> None:
    assert commands_of(app) == {*COMMANDS, *GO_ON}


@pytest.mark.parametrize("noun", WORDS)
def test_every_column_of_words_has_a_canary(noun: str) -> None:
    model, planted = WORDS[noun]
    assert columns_of_text(model) - NOT_WORDS == {*planted}


def test_the_kinds_of_canaries_have_a_place_or_none() -> None:
    assert {place for places in MAY_BE.values() for place, _ in places} <= {
        "answer",
        "output",
        "file",
        "database",
    }, "nothing private may be in a log, of whatever kind it is"
