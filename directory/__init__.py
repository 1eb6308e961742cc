"""A directory of the accommodation families live in: who runs it, what support it brings, whom to ring."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from directory.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The application, configured and connected; nothing is opened or written yet.

    `settings` are those of the environment unless given.

    Raises:
        Invalid: a setting is missing or unsafe, or names a council that there is not.
        BadReference: a row of the reference files cannot be used; not on the command line, where
            `protocol check` tells of all of them.
    """
    # Imported here, so that `import directory.rules` brings in neither Flask nor a database driver.
    import os

    from flask import Flask
    from flask_migrate import Migrate

    from directory import api, cli, pages
    from directory.config import PROJECT, Settings
    from directory.config.unsafe import refuse_unsafe
    from directory.db import db
    from directory.equipment import equip, equipment_of

    settings = settings or Settings.from_environ(os.environ)
    app = Flask("directory", root_path=str(PROJECT / "directory"), static_folder=None)
    refuse_unsafe(settings, debugging=app.debug)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings),
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_PARTS=100,
    )
    equip(app, settings)
    db.init_app(app)
    Migrate(app, db, directory=str(PROJECT / "directory" / "migrations"), render_as_batch=True)
    api.register(app)
    pages.register(app)
    cli.register(app)
    # A command reads what it needs, so that one of them can say everything that is wrong with the files.
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
        equipment_of(app).read_references()
    return app


def engine_options(settings: "Settings") -> dict[str, object]:
    """How the database is connected to: a connection a thread, and nothing of what was asked in errors."""
    options: dict[str, object] = {
        "hide_parameters": True,
        "pool_size": settings.threads,
        "max_overflow": 2,
        "pool_timeout": 5,
    }
    if settings.database.drivername.startswith("postgresql"):
        options["connect_args"] = {"connect_timeout": 5, "application_name": "directory"}
    return options
