"""The service as an operator has it: prepared, loaded and served by its own commands, in its own folder."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Commands of the service; `{folder}` is the load folder.
_DIRECTORY = (sys.executable, "-m", "flask", "--app", "wsgi", "directory")
PREPARE = (*_DIRECTORY, "prepare")
LOAD = (*_DIRECTORY, "load", "{folder}")
TOKEN = (*_DIRECTORY, "token", "issue", "--role", "organiser", "--label", "measurement", "--days", "1")
SERVE = (*_DIRECTORY, "serve")

START_SECONDS = 60.0
STOP_SECONDS = 40.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """How long an import took, and the most memory it held at once, in bytes; 0 where no system says."""

    seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What a server's processes hold, in bytes: the largest of its workers, and all of it.

    `all_bytes` counts a page that several processes share once.
    """

    worker_bytes: int
    all_bytes: int
    processes: int


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Service:
    """One instance. `serve` may be another command, to measure the service on other server software."""

    def __init__(
        self, instance: Path, serve: Sequence[str] = SERVE, workers: int = 2, threads: int = 4
    ) -> None:
        self.instance = instance
        self._serve = tuple(serve)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = f"sqlite:///{instance / 'directory.sqlite'}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DIRECTORY_")},
            "INSTANCE_DIR": str(instance),
            "PORT": str(self.port),
            "DATABASE_URL": self.database_url,
            "DIRECTORY_WORKERS": str(workers),
            "DIRECTORY_THREADS": str(threads),
        }

    def _run(self, command: Sequence[str]) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
        return done.stdout

    def prepare(self) -> None:
        """Builds the postcode index and the tables."""
        self._run(PREPARE)

    def token(self) -> str:
        return self._run(TOKEN).split()[0]

    def load(self, folder: Path, command: Sequence[str] = LOAD) -> Loaded:
        """Imports a load folder.

        Raises:
            RuntimeError: the import was refused or failed; the message ends with what it said.
        """
        words = [word.format(folder=folder) for word in command]
        log = self.instance / "load.log"
        started = time.perf_counter()
        with log.open("w") as output:
            process = subprocess.Popen(words, env=self.environment, stdout=output, stderr=output)
            peak = 0
            while process.poll() is None:
                peak = max(peak, _peak(process.pid))
                time.sleep(0.02)
        seconds = time.perf_counter() - started
        if process.returncode:
            raise RuntimeError(f"The import ended with {process.returncode}:\n{log.read_text()[-2000:]}")
        return Loaded(seconds, peak)

    @contextmanager
    def running(self) -> Iterator[int]:
        """The server, answering; gives its process id, and stops it at the end."""
        log = self.instance / "serve.log"
        with _process(self._serve, self.environment, log, f"{self.url}/healthz") as pid:
            yield pid


@contextmanager
def ceiling(database_url: str, log: Path, workers: int, threads: int) -> Iterator[str]:
    """A server of `bench.ceiling` over the same database; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "bench.ceiling", "--database", database_url, "--port", str(port)]
    command += ["--workers", str(workers), "--threads", str(threads)]
    with _process(command, dict(os.environ), log, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _process(command: Sequence[str], environment: dict[str, str], log: Path, probe: str) -> Iterator[int]:
    with log.open("w") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            _wait(process, probe, log)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], probe: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(probe, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not answer at {probe}:\n{log.read_text()[-2000:]}")


def _peak(pid: int) -> int:
    """The most bytes a process has held so far, as Linux counts them; 0 elsewhere, and of one that has ended.

    Not what waiting for it tells, `ru_maxrss`: that goes on from the peak of whoever started it.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _sizes(pid: int) -> tuple[int, int]:
    """Resident and proportional bytes of a process, as Linux counts them; zeros elsewhere."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    if not rollup.exists():
        return 0, 0
    found = {
        name: int(rest.split()[0]) * 1024
        for name, _, rest in (line.partition(":") for line in rollup.read_text().splitlines()[1:])
    }
    return found["Rss"], found["Pss"]


def memory_of(pid: int) -> Memory:
    """What a server's processes hold now; zeros where the system does not say."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    workers = [int(word) for word in children.read_text().split()] if children.exists() else []
    sizes = [_sizes(one) for one in workers] or [_sizes(pid)]
    return Memory(
        worker_bytes=max(resident for resident, _ in sizes),
        all_bytes=sum(shared for _, shared in sizes) + (_sizes(pid)[1] if workers else 0),
        processes=len(workers) + 1,
    )
