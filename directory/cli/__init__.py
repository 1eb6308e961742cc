"""The commands of `flask --app wsgi directory`; `--help` after any of them says what it takes."""

import os

import click
from flask import Flask
from flask.cli import AppGroup, ScriptInfo

from directory.cli import (
    audit,
    demo,
    load,
    lookup,
    plan,
    prepare,
    protocol,
    retention,
    serve,
    session,
    settings,
    token,
    what_if,
)
from directory.cli.starting import CANNOT_START, why_not
from directory.errors import BadReference, DirectoryError


class CannotStart(click.ClickException):
    """The files that everything rests on cannot be used."""

    exit_code = CANNOT_START


class Commands(AppGroup):
    """A group whose commands run in the application, and tell what went wrong in one line."""

    def invoke(self, ctx: click.Context) -> object:
        os.umask(0o077)  # whatever a command writes is for the user who runs it
        app = ctx.ensure_object(ScriptInfo).load_app()
        try:
            with app.app_context():
                return super().invoke(ctx)
        except BadReference as fault:
            raise CannotStart(why_not(fault)) from fault
        except DirectoryError as fault:
            raise click.ClickException(str(fault)) from fault


def register(app: Flask) -> None:
    """Put every command into `app`."""
    group = Commands("directory", help="Look after the housing directory.")

    modules = (
        settings,
        prepare,
        load,
        lookup,
        plan,
        what_if,
        token,
        session,
        audit,
        retention,
        protocol,
        serve,
        demo,
    )
    for module in modules:
        group.add_command(module.command)
    app.cli.add_command(group)
