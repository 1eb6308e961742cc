"""Running the service's own commands, with stand-ins for them."""

import os
import sys
from pathlib import Path

import pytest

from bench.service import Service, memory_of


def test_an_import_is_timed_and_weighed(tmp_path: Path) -> None:
    script = "import time; x = bytearray(50_000_000); time.sleep(0.3); print('{folder}')"
    loaded = Service(tmp_path).load(tmp_path / "files", (sys.executable, "-c", script))
    assert loaded.seconds > 0
    assert (loaded.peak_bytes > 50_000_000) is Path("/proc/self/status").exists()
    assert (tmp_path / "load.log").read_text().strip().endswith("files")


def test_an_import_is_not_charged_with_what_the_measuring_process_held(tmp_path: Path) -> None:
    held = bytearray(300_000_000)
    held[::4096] = b"x" * len(held[::4096])
    loaded = Service(tmp_path).load(tmp_path, (sys.executable, "-c", "import time; time.sleep(0.3)"))
    assert loaded.peak_bytes < 150_000_000


def test_an_import_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="row 3 is wrong"):
        Service(tmp_path).load(tmp_path, (sys.executable, "-c", "raise SystemExit('row 3 is wrong')"))


def test_a_server_that_ends_at_once_is_reported(tmp_path: Path) -> None:
    service = Service(tmp_path, (sys.executable, "-c", "raise SystemExit('no such setting')"))
    with pytest.raises(RuntimeError, match="no such setting"), service.running():
        pass


def test_a_server_is_stopped_at_the_end(tmp_path: Path) -> None:
    script = (
        "import os, http.server as h; "
        "h.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), h.BaseHTTPRequestHandler).serve_forever()"
    )
    with Service(tmp_path, (sys.executable, "-c", script)).running() as pid:
        assert memory_of(pid).processes == 1
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_memory_is_told_in_bytes_where_the_system_tells_it() -> None:
    told = Path("/proc/self/smaps_rollup").exists()
    assert (memory_of(os.getpid()).all_bytes > 1_000_000) is told
