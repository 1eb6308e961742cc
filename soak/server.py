"""The real server in processes of its own, which can be killed."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType

from directory.config import PROJECT, Settings

#: How long it may take to answer after a start.
START_S = 60

_SERVE = (sys.executable, "-m", "flask", "--app", "wsgi", "directory", "serve")


class Server:
    """`directory serve` with two workers, started again whenever all of it was killed."""

    def __init__(self, settings: Settings) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port: int = trial.getsockname()[1]
        self._environ = {
            "PATH": os.environ["PATH"],
            "INSTANCE_DIR": str(settings.instance_dir),
            "DATABASE_URL": settings.database_url or "",
            "PORT": str(self.port),
            "DIRECTORY_WORKERS": "2",
            "DIRECTORY_LOG_LEVEL": "error",
        }
        self._log = settings.instance_dir / "serve.log"
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> "Server":
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(40)
        except subprocess.TimeoutExpired:
            self._kill_all()

    def kill(self, chance: random.Random) -> str:
        """Kill some of its processes, and have it answer again; what was killed."""
        what = chance.choice(("a worker", "all workers", "the keeper", "everything"))
        workers = _children(self._process.pid)
        if what == "a worker":
            _end(workers[:1])
        elif what == "all workers":
            _end(workers)
        elif what == "the keeper":
            # Its workers notice and leave, and until then go on answering.
            _end([self._process.pid])
            self._process.wait()
            self._start()
        else:
            self._kill_all()
            self._start()
        self._wait()
        return what

    def _kill_all(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _start(self) -> None:
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            with self._log.open("ab") as output:
                self._process = subprocess.Popen(
                    _SERVE,
                    cwd=PROJECT,
                    env=self._environ,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                )
            if self._comes_up(until):
                return
            time.sleep(0.1)  # the port was still held by workers whose keeper was killed
        raise RuntimeError(
            f"the server does not start; {self._log} says why:\n{self._log.read_text()[-2000:]}"
        )

    def _comes_up(self, until: float) -> bool:
        while time.monotonic() < until:
            if self._process.poll() is not None:
                return False
            if _children(self._process.pid) and self._answers():
                return True
            time.sleep(0.05)
        return False

    def _wait(self) -> None:
        until = time.monotonic() + START_S
        while not self._answers():
            if time.monotonic() > until:
                raise RuntimeError("the server does not answer any more")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).close()
        except (OSError, urllib.error.URLError):
            return False
        return True


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _end(pids: list[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
