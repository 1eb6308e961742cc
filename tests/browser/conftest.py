"""The demo with its sample, served on this machine, and a browser to look at it with."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from directory import create_app, demo
from directory.config import Settings
from directory.db import db
from directory.services import authorities, memory
from directory.services.changes import begin_log
from tests.browser.bringing import browser as the_browser
from tests.browser.states import State


class _Quiet(WSGIRequestHandler):
    """Says nothing of requests."""

    def log(self, type: str, message: str, *args: object) -> None: ...


@dataclass(frozen=True)
class Site:
    """The demo, where it is served, and ids of its sample by name."""

    app: Flask
    address: str
    ids: dict[str, str]

    def path(self, state: State) -> str:
        """Where a state is opened, or its form is."""
        return re.sub(r"{(\w+)}", lambda found: self.ids[found[1]], state.path)


def signed_in(app: Flask, role: str = "practitioner") -> FlaskClient:
    """A client of the demo who has signed in as somebody of that role."""
    client = app.test_client()
    token = form_text(client.get("/sign-in").text)
    assert client.post("/sign-in/demo", data={"role": role, "csrf_token": token}).status_code == 303
    return client


def form_text(page: str) -> str:
    """What a form on a page sends along."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="session")
def site(postcode_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo with its sample, made and served once for all tests of this process."""
    instance = tmp_path_factory.mktemp("site")
    (instance / "postcodes.sqlite").symlink_to(postcode_index)
    app = create_app(Settings(mode="demo", instance_dir=instance, log_level="error"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        flask_migrate.upgrade()
        begin_log()
        authorities.align()
        demo.load_sample(datetime.now(UTC).date())
        memory.forget()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(app, f"http://127.0.0.1:{server.server_port}", _ids(signed_in(app)))
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _ids(client: FlaskClient) -> dict[str, str]:
    near = client.get("/api/v1/schemes?near=CM1+1PN&radius_km=5").get_json()["items"]
    refuges = client.get("/api/v1/schemes?type=da-refuge").get_json()["items"]
    return {"scheme": near[0]["id"], "other": near[1]["id"], "refuge": refuges[0]["id"]}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser. There is one, or the test fails."""
    found = the_browser()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=str(found.path), env={**found.environ}, args=["--no-sandbox"]
        )
        yield launched
        launched.close()
