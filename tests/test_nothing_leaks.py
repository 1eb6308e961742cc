"""A real server, asked in every way that goes wrong, repeats nothing of it: to no caller, log or file."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from directory.config import PROJECT
from tests.live import free_port, ready

CANARY = "canary7kirkgate"

#: The service, with three routes that go wrong in ways it should not: one raises what it was asked, in the
#: background too; one raises it after it has begun to answer; one hangs.
SERVER = """
import os, threading, time
from flask import Response, request
from directory import create_app, demo, serving
from directory.cli.prepare import prepare
from directory.config import Settings

settings = Settings.from_environ(os.environ)
app = create_app(settings)
with app.app_context():
    prepare(settings)

def asked():
    return f"{request.full_path} {dict(request.headers)} {request.get_data()}"

def raises():
    said = asked()
    def in_background():
        raise RuntimeError(said)
    thread = threading.Thread(target=in_background)
    thread.start()
    thread.join()
    raise RuntimeError(said)

def raises_late():
    said = asked()
    def parts():
        yield b"begun"
        raise RuntimeError(said)
    return Response(parts(), direct_passthrough=True)

def hangs(name):
    time.sleep(3)
    return asked()

for name, view in (("docs.page", raises), ("docs.start", raises_late), ("docs.file", hangs)):
    view.__dict__.update(app.view_functions[name].__dict__)
    app.view_functions[name] = view
serving.serve(app, settings, lambda: print("ready", flush=True))
"""


@contextmanager
def served(instance: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environ = {
        "PATH": os.environ["PATH"],
        "INSTANCE_DIR": str(instance),
        "PORT": str(port),
        "DIRECTORY_LOG_LEVEL": "debug",
        "DIRECTORY_WORKERS": "1",
    }
    with (
        (instance / "out").open("wb") as out,
        subprocess.Popen(
            [sys.executable, "-c", SERVER], cwd=PROJECT, env=environ, stdout=out, stderr=out
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            process.wait(40)


def sent(port: int, raw: bytes, wait_s: float = 10.0) -> bytes:
    """What the server answers to these bytes, until it closes or says nothing more."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait_s) as connection:
        connection.sendall(raw)
        received = b""
        try:
            while part := connection.recv(65536):
                received += part
        except (TimeoutError, ConnectionResetError):
            pass
        return received


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [line, "Host: localhost", "Connection: close", *headers]
    if body and not any(header.startswith("Transfer-Encoding") for header in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


C = CANARY
JSON = "Content-Type: application/json"
CHUNKED = "Transfer-Encoding: chunked"
EVERYWHERE = (f"Cookie: session={C}", f"X-{C}: {C}", f"Authorization: Bearer hd_{C}", f"User-Agent: {C}")

#: What is sent, and the status that comes back; None where no answer can be expected.
WRONG: dict[str, tuple[bytes, int | None]] = {
    "no request at all": (f"{C}\r\n\r\n".encode(), 400),
    "a version there is none of": (f"GET /{C} HTTP/9.{C}\r\n\r\n".encode(), 400),
    "a method with odd letters": (request(f"G@T{C} /{C} HTTP/1.1"), 400),
    "a method of one's own": (request(f"{C.upper()[:12]} /healthz HTTP/1.1"), 405),
    "a header without a name": (request(f"GET /{C} HTTP/1.1", f": {C}"), 400),
    "a header with odd letters": (request(f"GET /{C} HTTP/1.1", f"x({C}: {C}"), 400),
    "a folded header": (request(f"GET /{C} HTTP/1.1", f"x: {C}", f"  {C}"), 400),
    "NUL in a header": (request(f"GET /{C} HTTP/1.1", f"x: {C}\0"), 400),
    "two lengths": (request(f"POST /{C} HTTP/1.1", "Content-Length: 1", f"Content-Length: 2{C}"), 400),
    "a line too long": (request(f"GET /{C}?{'a' * 5000}{C} HTTP/1.1"), 414),
    "a query too long": (request(f"GET /api/v1/sources?q={C}{'a' * 2500} HTTP/1.1"), 414),
    "a header too long": (request("GET /healthz HTTP/1.1", f"x: {C}{'a' * 9000}"), 431),
    "too many headers": (request("GET /healthz HTTP/1.1", *[f"x{n}: {C}" for n in range(100)]), 431),
    "a coding unknown": (request(f"POST /{C} HTTP/1.1", f"Transfer-Encoding: {C}"), 501),
    "an expectation unknown": (request(f"POST /{C} HTTP/1.1", f"Expect: {C}"), 417),
    "an address unknown": (request(f"GET /{C}?{C}={C} HTTP/1.1", *EVERYWHERE), 404),
    "a wrong token": (request(f"GET /api/v1/schemes?q={C} HTTP/1.1", *EVERYWHERE), 401),
    "a fault of ours": (request(f"POST /docs?{C} HTTP/1.1", *EVERYWHERE, body=C.encode()), 405),
    "a fault of ours, asked": (request(f"GET /docs?{C} HTTP/1.1", *EVERYWHERE, body=C.encode()), 500),
    "a fault after the answer began": (request(f"GET /docs/start.js?{C} HTTP/1.1", *EVERYWHERE), 200),
    "a parameter unknown": (request(f"GET /api/v1/sources?{C}x={C} HTTP/1.1"), 422),
}


@pytest.fixture(scope="module")
def instance(postcode_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    instance = tmp_path_factory.mktemp("leaks")
    (instance / "postcodes.sqlite").symlink_to(postcode_index)
    return instance


def test_nothing_that_goes_wrong_is_repeated_anywhere(instance: Path) -> None:
    port = free_port()
    with served(instance, port) as process:
        ready(port, process)  # type: ignore[arg-type]  # of bytes, which it only asks whether it runs
        issue = ["directory", "token", "issue", "--role", "practitioner", "--label", "a test"]
        token = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *issue],
            cwd=PROJECT,
            env={"PATH": os.environ["PATH"], "INSTANCE_DIR": str(instance)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        holder = f"Authorization: Bearer {token}"
        post = "POST /api/v1/lookups HTTP/1.1"
        wrong = WRONG | {
            "a chunk of no size": (request(post, holder, JSON, CHUNKED, body=f"{C}\r\n".encode()), 400),
            "a chunk cut short": (request(post, holder, JSON, CHUNKED, body=f"5\r\n{C}".encode()), 400),
            "a body too large": (request(post, holder, JSON, body=b'"' + C.encode() * 80_000), 413),
            "chunks too large": (request(post, holder, JSON, CHUNKED, body=_chunks(1_200_000)), 413),
            "no JSON": (request(post, holder, JSON, body=f"{{{C}".encode()), 400),
            "a field unknown": (request(post, holder, JSON, body=json.dumps({C: C}).encode()), 422),
            "no address": (request(post, holder, JSON, body=json.dumps({"address": C}).encode()), 422),
            "an address": (request(post, holder, JSON, body=_address()), 200),
            "a text that is no JSON": (request(post, holder, f"Content-Type: {C}", body=C.encode()), 415),
        }
        answers = {name: (sent(port, raw), status) for name, (raw, status) in wrong.items()}
        # Callers who hang up: in the middle of a request, of its body, and of the answer.
        for raw in (f"GET /{C}".encode(), request(post, holder, JSON, body=C.encode() * 99)[:-50]):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(raw)
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(request(f"GET /docs?{C} HTTP/1.1", *EVERYWHERE))
        # A worker that is ended in the middle of an answer, as one that does not answer is.
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(request(f"GET /docs/{C} HTTP/1.1", *EVERYWHERE))
            time.sleep(0.5)
            (worker,) = _children(process.pid)
            os.kill(worker, signal.SIGABRT)
            time.sleep(1.5)
        ready(port, process)  # type: ignore[arg-type]  # as above
    for name, (answer, status) in answers.items():
        head, _, body = answer.partition(b"\r\n\r\n")
        assert answer.startswith(f"HTTP/1.1 {status} ".encode()), (name, answer)
        assert CANARY.encode() not in body.lower() or name in _SAYS_WHICH, (name, answer)
        assert CANARY.encode() not in head.lower(), (name, answer)
        assert b"gunicorn" not in answer.lower(), (name, answer)
        assert b"python" not in answer.lower(), (name, answer)
        for header in (b"X-Content-Type-Options: nosniff", b"Referrer-Policy: no-referrer", b"no-store"):
            assert header in head or status == 200, (name, answer)
        if status != 200:
            assert b"application/problem+json" in head, (name, answer)
            assert json.loads(body)["status"] == status, (name, answer)
    out = (instance / "out").read_bytes()
    assert b"Traceback" not in out
    assert token.encode() not in out
    assert b'"route":"/api/v1/lookups"' in out
    assert b'"error":"RuntimeError"' in out
    held = [path for path in instance.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(held) > 2
    for path in held:
        assert CANARY.encode() not in path.read_bytes().lower(), path


#: A caller who sent a name that is not known is told which, and nobody else is.
_SAYS_WHICH = {"a parameter unknown", "a field unknown"}


def _address() -> bytes:
    return json.dumps({"address": f"12 {CANARY} Road, Chelmsford, CM1 1AA"}).encode()


def _chunks(size: int) -> bytes:
    block = (CANARY * 1000).encode()
    chunk = f"{len(block):x}\r\n".encode() + block + b"\r\n"
    return chunk * (size // len(block) + 1) + b"0\r\n\r\n"


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(each) for each in found.stdout.split()]
