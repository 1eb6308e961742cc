"""How Alembic reaches our database: as its owner where one is set, else as the service; all its tables."""

from alembic import context
from flask import current_app

import directory.model  # noqa: F401 - importing it is what fills the metadata
from directory.db import db
from directory.services.roles import owner_engine

with owner_engine() as engine, engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
