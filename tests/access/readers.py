"""Clients of the readers that the table has columns for."""

import uuid

from flask import Flask
from flask.testing import FlaskClient

from tests.access.table import READERS
from tests.editors import an_editor


def a_reader(app: Flask, name: str, council: str, other: str, provider: uuid.UUID) -> FlaskClient:
    """Somebody new who asks as that column says."""
    role, _, scope = name.partition(" of ")
    if role == "nobody":
        return app.test_client()
    scopes = {
        "": None,
        "the council": f"authority:{council}",
        "another council": f"authority:{other}",
        "the provider": f"provider:{provider}",
    }
    return an_editor(app, scopes[scope], role)


def every_reader(app: Flask, council: str, other: str, provider: uuid.UUID) -> dict[str, FlaskClient]:
    """One of each."""
    return {name: a_reader(app, name, council, other, provider) for name in READERS}
