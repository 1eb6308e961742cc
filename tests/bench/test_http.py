"""The load generator and the bare server."""

import json
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from bench.ceiling import create_app, keys_of
from bench.http import Sample, ask_for, compare, provider_requests, ratio, request_bytes, row_requests
from bench.plans import bodies
from tests.bench.test_accuracy import ANSWERABLE


class _Rows(BaseHTTPRequestHandler):
    """Has the row `a` and no other."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200 if asked["id"] == "a" else 404)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_GET(self) -> None:
        self.send_response(203)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'rows.sqlite'}")
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE premises (id, number, street, town, postcode, uprn)"))
        connection.execute(text("INSERT INTO premises VALUES ('a', '12', 'Mill Lane', '', 'CM8 1AA', '')"))
    yield made
    made.dispose()


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Rows)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_bare_server_gives_one_row_by_its_key(engine: Engine) -> None:
    client = create_app(engine).test_client()
    assert client.post("/row", json={"id": "a"}).get_json()["street"] == "Mill Lane"
    assert client.post("/row", json={"id": "b"}).status_code == 404


def test_a_request_says_how_long_it_is() -> None:
    made = request_bytes("host", "/row", {"id": "ä"}, token="t")
    head, _, body = made.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    assert b"Authorization: Bearer t" in head


def test_keys_are_those_of_the_table(engine: Engine) -> None:
    assert keys_of(engine) == ["a"]


def test_answers_are_counted_by_status(url: str) -> None:
    sample = ask_for(url, row_requests(url, ["a", "none"]), connections=2, seconds=0.3)
    assert set(sample.statuses) == {200, 404}
    assert sum(sample.statuses.values()) == len(sample.latencies)
    assert sample.rate > 1


def test_what_is_compared_is_measured_in_turn(url: str) -> None:
    rows = row_requests(url, ["a"])
    providers = provider_requests(url, "t", [uuid.uuid4().hex])
    comparison = compare(url, rows, providers, url, rows, rounds=2, seconds=0.1)
    assert len(comparison.lookup.rate) == len(comparison.provider.rate) == len(comparison.ceiling.rate) == 2
    assert set(comparison.provider.statuses) == {203}
    assert ratio(comparison.lookup, comparison.ceiling) > 0.1


def test_a_percentile_is_in_milliseconds() -> None:
    sample = Sample(latencies=[place / 1000 for place in range(1, 101)])
    assert sample.percentile(0.5) == pytest.approx(51)
    assert sample.percentile(0.99) == pytest.approx(100)


def test_a_plan_is_over_four_addresses_and_each_at_another_time() -> None:
    asked = list(bodies([ANSWERABLE] * 11))
    assert [len(body["people"]) for body in asked] == [4, 4]
    assert len({body["starts_at"] for body in asked}) == 2
