"""Answering requests over HTTP, until told to stop."""

import errno
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

from directory.config import Settings
from directory.db import db
from directory.equipment import equipment_of
from directory.errors import Unavailable
from directory.services import audit

#: A worker that has not answered for so long is replaced; one that is told to stop has so long to finish.
PATIENCE_S = 30

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
            "loglevel": "error",
            # Nobody stands between us and the caller unless a setting says so, whatever X-Forwarded-* claims.
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "when_ready": lambda _: when_ready(),
            "post_fork": lambda _arbiter, _worker: _leave_at_once(),
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


class _Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker that, told to stop, still takes the callers who stand in the queue for a connection."""

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


def _leave_at_once() -> None:
    """In a worker that has not begun: stop as soon as told."""
    for each in _STOPS:
        signal.signal(each, lambda *_: os._exit(0))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


def _leave_when_told() -> None:
    """In a worker that answers: leave Ctrl-C, which reaches all of a terminal, to our keeper."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
