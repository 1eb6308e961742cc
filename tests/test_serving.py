"""Starting and stopping, as `make run` does."""

import http.client
import json
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from directory import serving
from directory.config import Settings
from directory.errors import Unavailable
from tests.live import free_port, ready, running


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_starts_answers_and_stops_cleanly(
    postcode_index: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    instance = tmp_path / "an instance"
    instance.mkdir(mode=0o700)
    (instance / "postcodes.sqlite").symlink_to(postcode_index)
    port = free_port()
    with running(instance, port) as process:
        ready(port, process)
        held = json.loads((instance / "demo-tokens.json").read_text())
        process.send_signal(stop)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/docs" in out
    assert "curl" in out
    assert not any(token in out + err for token in held.values())
    assert "Traceback" not in err
    files = [path for path in instance.iterdir() if not path.is_symlink()]
    assert [path.name for path in files if path.stat().st_mode & 0o077] == []


def test_a_port_that_is_taken_is_said_to_be(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Unavailable, match=f"Port {port} on 127.0.0.1 is taken"):
            serving.refuse_taken_port(Settings(instance_dir=tmp_path, port=port))
        with running(tmp_path / "new", port) as process:
            _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err.strip().splitlines()[-1].startswith(f"Error: Port {port} on 127.0.0.1 is taken")
    assert not (tmp_path / "new").exists()


def test_the_demo_refuses_a_real_database(tmp_path: Path) -> None:
    with running(tmp_path, free_port(), DATABASE_URL="postgresql://db.example/directory") as process:
        _, err = process.communicate(timeout=30)
    assert process.returncode != 0
    assert "DATABASE_URL is set in demo mode" in err


def test_nobody_who_is_being_answered_when_it_stops_goes_without(
    postcode_index: Path, tmp_path: Path
) -> None:
    (tmp_path / "postcodes.sqlite").symlink_to(postcode_index)
    # One may call in the microseconds between the last look into the queue and its closing, and more when
    # others have the processor just then: hardly three times running. Without that look all four are dropped.
    assert any(len(_dropped_when_stopped(tmp_path)) <= 1 for _ in range(3))


def _dropped_when_stopped(instance: Path) -> list[str]:
    """How the requests of four callers failed that were under way when a server was told to stop."""
    port = free_port()
    answered: list[int] = []
    dropped: list[str] = []

    def ask_until_refused() -> None:
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                connection.connect()
            except ConnectionRefusedError:
                return
            try:
                connection.request("GET", "/api/v1/sources", headers={"Connection": "close"})
                answered.append(connection.getresponse().status)
            except OSError as fault:
                dropped.append(type(fault).__name__)
            finally:
                connection.close()

    with running(instance, port, DIRECTORY_LOG_LEVEL="error") as process:
        ready(port, process)
        callers = [threading.Thread(target=ask_until_refused) for _ in range(4)]
        for caller in callers:
            caller.start()
        time.sleep(0.5)
        process.terminate()
        for caller in callers:
            caller.join(20)
        process.communicate(timeout=20)
    assert process.returncode == 0
    assert set(answered) == {200}
    return dropped


def test_a_limit_holds_for_all_workers_together(postcode_index: Path, tmp_path: Path) -> None:
    (tmp_path / "postcodes.sqlite").symlink_to(postcode_index)
    port = free_port()
    settings = {
        "DIRECTORY_WORKERS": "3",
        "DIRECTORY_REQUESTS_PER_MINUTE": "50",
        "DIRECTORY_LOG_LEVEL": "error",
    }
    statuses: list[int] = []

    def ask() -> None:
        for _ in range(40):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/api/v1/openapi.json", headers={"Connection": "close"})
            statuses.append(connection.getresponse().status)
            connection.close()

    with running(tmp_path, port, **settings) as process:
        ready(port, process)
        callers = [threading.Thread(target=ask) for _ in range(4)]
        begun = time.monotonic()
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join(60)
        took_s = time.monotonic() - begun
    assert len(statuses) == 160
    assert set(statuses) == {200, 429}
    # Three limits of 50 would let 150 through; one lets 50 through, and one more with every 1.2 seconds.
    assert 50 <= statuses.count(200) <= 51 + took_s / 1.2
