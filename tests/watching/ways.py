"""The ways by which something leaves the service in a test, each with a net across it."""

import functools
import http.client
import subprocess
from collections.abc import Callable, Iterable
from typing import Any

from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from tests.watching.net import net

Undo = Callable[[], None]


def across_all() -> list[Undo]:
    """Spread a net across every way; each of what comes back takes one away."""
    event.listen(Engine, "before_cursor_execute", _statement)
    return [
        lambda: event.remove(Engine, "before_cursor_execute", _statement),
        _around(FlaskClient, "open", _answer),
        _around(CliRunner, "invoke", _output),
        _around(subprocess.Popen, "communicate", _process),
        _around(http.client.HTTPConnection, "putheader", _header_sent),
        _around(http.client.HTTPConnection, "getresponse", _response_begun),
        _around(http.client.HTTPResponse, "read", _response_read),
    ]


def _around(owner: type, name: str, look: Callable[..., None]) -> Undo:
    """Have a method tell what came of it: look(result, self, arguments, named arguments)."""
    method = getattr(owner, name)

    @functools.wraps(method)
    def watched(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = method(self, *args, **kwargs)
        look(result, self, args, kwargs)
        return result

    setattr(owner, name, watched)
    return lambda: setattr(owner, name, method)


def _answer(answer: TestResponse, _client: FlaskClient, _args: Any, _kwargs: Any) -> None:
    request = answer.request
    known = "Authorization" in request.headers or "Cookie" in request.headers
    try:
        body = answer.get_data()
    except Exception:
        # It broke off, as the test wants it to.
        body = b""
    content = str(answer.headers).encode("utf-8", "surrogateescape") + body
    _look_at_answer(f"{request.method} {request.path}", answer.status_code, content, known=known)


def _look_at_answer(name: str, status: int, content: bytes, *, known: bool) -> None:
    kind = "error" if status >= 400 else "answer"
    net().look(kind, f"{name} {status // 100}xx", content, known=known)


def _output(result: Any, _runner: CliRunner, args: Any, kwargs: Any) -> None:
    typed = kwargs.get("args") or (args[1] if len(args) > 1 else None) or ()
    words = [typed] if isinstance(typed, str) else [str(word) for word in typed]
    content = result.output_bytes + result.stderr_bytes
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        content += repr(result.exception).encode("utf-8", "surrogateescape")
    net().look("output", _command(words), content)


def _process(result: Any, process: Any, _args: Any, _kwargs: Any) -> None:
    typed = process.args if isinstance(process.args, list | tuple) else [process.args]
    for part in result:
        if part:
            net().look("process", _command([str(word) for word in typed]), part)


def _command(words: list[str]) -> str:
    """`directory token issue`, of all that was typed."""
    start = words.index("directory") if "directory" in words else 0
    return " ".join(words[start : start + 3])


def _header_sent(_result: None, connection: Any, args: Any, _kwargs: Any) -> None:
    if str(args[0]).lower() in ("authorization", "cookie"):
        connection.is_known = True


def _response_begun(response: Any, connection: Any, _args: Any, _kwargs: Any) -> None:
    response.is_known = connection.__dict__.pop("is_known", False)


def _response_read(content: bytes, response: Any, _args: Any, _kwargs: Any) -> None:
    status = getattr(response, "status", None)
    if content and isinstance(status, int):
        known = response.__dict__.get("is_known", False)
        _look_at_answer("over HTTP", status, str(response.headers).encode() + content, known=known)


def _statement(
    _connection: Any, _cursor: Any, statement: str, parameters: Iterable[Any], _context: Any, _many: bool
) -> None:
    if statement.startswith(("INSERT", "UPDATE")):
        net().look("statement", " ".join(statement.split(None, 3)[:3]), repr(parameters))
