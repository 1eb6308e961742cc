"""Answering requests over HTTP, until told to stop."""

import errno
import os
import signal
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from flask import Flask, Response
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http import errors, wsgi
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from directory.api.headers import of_raw_error
from directory.api.log import WithoutWords, hush_tracebacks, record_failure
from directory.api.problems import problem
from directory.config import Settings
from directory.db import db
from directory.equipment import equipment_of
from directory.errors import Unavailable
from directory.services import audit

#: A worker that has not answered for so long is replaced; one that is told to stop has so long to finish.
PATIENCE_S = 30

#: What gunicorn cannot read, by its own names; anything else it cannot read is a 400.
_STATUS: dict[type[Exception], int] = {
    errors.ConfigurationProblem: 500,
    errors.ExpectationFailed: 417,
    errors.ForbiddenProxyRequest: 403,
    errors.InvalidResponseHeader: 500,
    errors.InvalidResponseHeaderName: 500,
    errors.LimitRequestHeaders: 431,
    errors.LimitRequestLine: 414,
    errors.UnsupportedTransferCoding: 501,
}
_DETAIL = {
    400: "This is not a request as HTTP has it.",
    403: "Your role does not allow this.",
    414: "The address is longer than this service takes.",
    417: "The Expect header asks for something this service does not do.",
    431: "The headers are more or longer than this service takes.",
    500: "Something failed here, not in your request. It has been recorded.",
    501: "The body is encoded for transfer in a way this service does not know.",
}

# What serves it is nobody's business who asks.
wsgi.SERVER = "directory"

_STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def refuse_taken_port(settings: Settings) -> None:
    """Nothing, when the port is free.

    Raises:
        Unavailable: something else listens there, or we may not.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                why = "is taken by another program"
            elif fault.errno == errno.EACCES:
                why = "may not be used by this user"
            else:
                why = f"cannot be used: {fault.strerror}"
            port, other = settings.port, settings.port % 65535 + 1
            message = f"Port {port} on {settings.host} {why}; choose another, such as PORT={other}."
            raise Unavailable(message) from None


def serve(app: Flask, settings: Settings, when_ready: Callable[[], None]) -> None:
    """Answer with `settings.workers` processes of `settings.threads` threads; returns when stopped.

    SIGTERM and Ctrl-C let every request that has begun come to its end; a second Ctrl-C does not wait.
    `when_ready` is called once, when requests are taken.

    Raises:
        Unavailable: there is no postcode index yet, or the audit log is sealed with another key.
    """
    with app.app_context():
        _ = equipment_of(app).postcodes
        audit.refuse_other_key()
        # A connection must not be shared with the processes forked from this one.
        db.session.remove()
        db.engine.dispose()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    _Server(
        app,
        {
            "bind": f"{host}:{settings.port}",
            "workers": settings.workers,
            "worker_class": _Worker,
            "threads": settings.threads,
            "preload_app": True,
            "timeout": PATIENCE_S,
            "graceful_timeout": PATIENCE_S,
            "keepalive": 30,
            "loglevel": "warning",
            "logger_class": _Log,
            "limit_request_line": 4094,
            "limit_request_fields": 64,
            "limit_request_field_size": 8190,
            # Nobody stands between us and the caller unless a setting says so, whatever X-Forwarded-* claims.
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "when_ready": lambda _: when_ready(),
            "post_fork": lambda _arbiter, worker: _begin(worker, settings),
            "post_worker_init": lambda _: _leave_when_told(),
        },
    ).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn with our options, and without its own files and command line."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app

    def run(self) -> None:
        _Arbiter(self).run()


class _Arbiter(Arbiter):  # type: ignore[misc]  # gunicorn ships no types
    """The process that keeps the workers, stopping them in the same way for Ctrl-C as for SIGTERM.

    gunicorn's own way for Ctrl-C drops what is being answered, and can hang on a lock when it
    interrupts a worker that is handing a request to a thread.
    """

    def handle_int(self) -> None:
        self.handle_term()

    def spawn_worker(self) -> int:
        # A worker is born with our handlers, which would lose a signal that came before it has its own.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            pid: int = super().spawn_worker()
            return pid
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


class _Log(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's log of errors, without its words: they quote the path, the query and the headers."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers = [WithoutWords()]

    # gunicorn's own methods stand between the log and the line that logs: the third from here is that line.
    def critical(self, msg: object, *args: object, **kwargs: Any) -> None:
        super().critical(msg, *args, stacklevel=3, **kwargs)

    def error(self, msg: object, *args: object, **kwargs: Any) -> None:
        super().error(msg, *args, stacklevel=3, **kwargs)

    def warning(self, msg: object, *args: object, **kwargs: Any) -> None:
        super().warning(msg, *args, stacklevel=3, **kwargs)

    def exception(self, msg: object, *args: object, **kwargs: Any) -> None:
        super().exception(msg, *args, stacklevel=3, **kwargs)


class _Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker that answers what it cannot read as any other fault is answered, repeating nothing of it.

    Told to stop, it still takes the callers who stand in the queue for a connection.
    """

    settings: Settings

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        status = _STATUS.get(type(exc), 400 if isinstance(exc, ParseException) else 500)
        if status == 500:
            record_failure(exc)
        with suppress(OSError):
            client.sendall(_raw(problem(status, _DETAIL[status]), of_raw_error(self.settings)))

    def set_accept_enabled(self, enabled: bool) -> None:
        if self.alive:
            super().set_accept_enabled(enabled)
        if self.alive or not self._accepting:
            return
        for listener in self.sockets:
            held = -1
            while held < self.nr_conns:
                held = self.nr_conns
                self.accept(listener)
        super().set_accept_enabled(enabled)
        # At once, so that the next caller is refused and tries elsewhere, and is not left waiting.
        for listener in self.sockets:
            listener.close()


def _raw(answer: Response, headers: Iterable[tuple[str, str]]) -> bytes:
    """An answer as it is sent, for a client that is not asked anything more."""
    body = answer.get_data()
    lines = [f"HTTP/1.1 {answer.status}", "Connection: close", f"Content-Type: {answer.mimetype}"]
    lines += [f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _begin(worker: _Worker, settings: Settings) -> None:
    """In a worker that has not begun: print nothing of what was asked, and stop as soon as told."""
    hush_tracebacks()
    worker.settings = settings
    for each in _STOPS:
        signal.signal(each, lambda *_: os._exit(0))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


def _leave_when_told() -> None:
    """In a worker that answers: leave Ctrl-C, which reaches all of a terminal, to our keeper."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
