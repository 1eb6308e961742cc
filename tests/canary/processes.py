"""The service in a process of its own, with canaries among its settings and in what it is sent."""

import hashlib
import json
import socket
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.canary.marks import Marks, Place
from tests.canary.routes import API
from tests.live import free_port, ready, running


def serves(what: str, marks: Marks, folders: Sequence[Path], token: str | None, **environ: str) -> None:
    """`flask directory serve` or `demo`, asked right and wrong, stopped; and all that it said and wrote.

    Of the folders the first is the instance; without a token, one of those that the demo hands out is used.
    """
    instance, port = folders[0], free_port()
    with running(instance, port, what, DIRECTORY_LOG_LEVEL="debug", **environ) as process:
        ready(port, process)
        if token is None:
            handed_out = json.loads((instance / "demo-tokens.json").read_text())
            token = handed_out["practitioner"]
            for role, text in handed_out.items():
                marks.literal("token", f"demo token of a {role}", text.rpartition("_")[2])
                digest = hashlib.sha256(text.encode()).hexdigest()
                marks.literal("token digest", f"demo token of a {role}", digest)
        for address in ("a look-up over HTTP", "another look-up over HTTP"):
            body = {"address": f"9 {marks.word('asked', address)} Road, Chelmsford"}
            _post(port, token, json.dumps(body).encode())
        _post(port, token, f'{{"address": "{marks.word("asked", "broken JSON over HTTP")}'.encode())
        for lines in (
            (f"GET /{marks.word('asked', 'a path over HTTP')} HTTP/1.1", "Host: x", "Connection: close"),
            (marks.word("asked", "no request"),),
            ("GET / HTTP/1.1", "Host: x", f"X-{'a' * 9000}: {marks.word('asked', 'a header too long')}"),
            ("POST /api HTTP/1.1", f"Content-Length: {marks.word('asked', 'no length')}"),
        ):
            _send(port, "\r\n".join([*lines, "", ""]).encode())
        process.terminate()
        out, err = process.communicate(timeout=20)
    marks.look(Place("output", what), out)
    marks.look(Place("log", what), err)
    look_through(marks, *folders)


def look_through(marks: Marks, *folders: Path) -> None:
    """Every file of an instance, byte by byte, but for the postcode index, which is the same everywhere."""
    for file in [each for folder in folders for each in sorted(folder.rglob("*"))]:
        if file.is_file() and not file.name.startswith("postcodes.sqlite"):
            kind = "database" if ".sqlite" in file.name else "file"
            marks.look(Place(kind, file.name), file.read_bytes())


def _post(port: int, token: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{API}/lookups", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()
    except urllib.error.HTTPError as refused:
        refused.close()


def _send(port: int, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):
            pass
