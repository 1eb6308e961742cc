"""The service in processes of its own, as it runs anywhere, and programs beside it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from directory.config import PROJECT


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


@contextmanager
def running(instance: Path, port: int, what: str = "demo", **environ: str) -> Iterator[subprocess.Popen[str]]:
    """The demo, or another command that goes on, in a process of its own, stopped at the end if need be."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(  # type: ignore[call-overload]  # pipes
        _command(what), cwd=PROJECT, env=_environ(instance, port, environ), **pipes
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(20)


def command(instance: Path, port: int, *args: str) -> str:
    """What a command of the demo's instance prints, run in a process beside it."""
    done = subprocess.run(
        _command(*args),
        cwd=PROJECT,
        env=_environ(instance, port, {}),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def ready(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None, process.communicate()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("not ready within 30 seconds")


def _command(*args: str) -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", "directory", *args]


def _environ(instance: Path, port: int, more: dict[str, str]) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DIRECTORY_MODE": "demo",
        "INSTANCE_DIR": str(instance),
        "PORT": str(port),
        **more,
    }
