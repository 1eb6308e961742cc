"""A line for every request: which route, what came of it, how long it took. Never what was asked.

What libraries and the server log themselves goes through here too, and loses its words on the way: they may
quote a path, a body or a header.
"""

import logging
import sys
import threading
import time
import traceback
from pathlib import Path

import orjson
import structlog
from flask import Flask, Response, g, request

from directory.config import PROJECT, Settings

#: Methods that are logged by name; the method of a request is the caller's to choose, like its path.
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})

#: How many frames of what failed are told, from where it happened.
_FRAMES = 12

log = structlog.get_logger("directory.requests")
others = structlog.get_logger("directory.others")


def register(app: Flask, settings: Settings) -> None:
    """Log the requests to `app`, unless the setting asks for warnings only.

    The route's pattern is logged in place of the path, and neither query nor body: they may say
    where a family lives.
    """
    set_up(settings)
    if settings.log_level in ("warning", "error"):
        return
    app.before_request(_start)
    app.after_request(_finish)


def set_up(settings: Settings) -> None:
    """Write log lines as JSON, one a line, to standard error; those of libraries without their words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=_bytes),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[settings.log_level.upper()]
        ),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        cache_logger_on_first_use=True,
    )
    if not any(isinstance(handler, WithoutWords) for handler in logging.root.handlers):
        logging.root.addHandler(WithoutWords(logging.WARNING))


class WithoutWords(logging.Handler):
    """Logs that a library logged something: which one, where in it, and the kind of error.

    Its message is left out, and so are the values in it: nobody can say what a library will quote.
    """

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        at = f"{_short(record.pathname)}:{record.lineno} {record.funcName}"
        level = "error" if record.levelno >= logging.ERROR else "warning"
        getattr(others, level)("library", by=record.name, at=at, error=error)


def record_failure(error: BaseException, event: str = "failed") -> None:
    """Log what failed and where, but not the error's own words: they may quote what was asked."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-_FRAMES:]]
    others.error(event, error=type(error).__name__, at=where)


def hush_tracebacks() -> None:
    """In a process that answers requests: record what nobody caught, and print none of its words."""
    sys.excepthook = lambda _kind, error, _trace: record_failure(error)
    threading.excepthook = lambda args: _record_if_any(args.exc_value)
    sys.unraisablehook = lambda args: _record_if_any(args.exc_value)


def _record_if_any(error: BaseException | None) -> None:
    if error is not None:
        record_failure(error)


def _short(filename: str) -> str:
    """The file as it is called within the project, or within the library it belongs to."""
    path = Path(filename)
    if path.is_relative_to(PROJECT / "directory"):
        return str(path.relative_to(PROJECT))
    _, _, within = filename.partition("site-packages/")
    return within or path.name


def _bytes(event: object, **_: object) -> bytes:
    return orjson.dumps(event, default=str)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(answer: Response) -> Response:
    rule = request.url_rule
    reader = g.get("reader")
    log.info(
        "request",
        method=request.method if request.method in _METHODS else "other",
        route=rule.rule if rule else None,
        status=answer.status_code,
        role=reader.role if reader else None,
        actor=reader.actor if reader else None,
        took_ms=round((time.perf_counter() - g.started) * 1000, 2),
    )
    return answer
