"""A line for every request: which route, what came of it, how long it took. Never what was asked."""

import logging
import sys
import time

import orjson
import structlog
from flask import Flask, Response, g, request

from directory.config import Settings

log = structlog.get_logger("directory.requests")


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
    """Write log lines as JSON, one a line, to standard error."""
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


def _bytes(event: object, **_: object) -> bytes:
    return orjson.dumps(event, default=str)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(answer: Response) -> Response:
    rule = request.url_rule
    reader = g.get("reader")
    log.info(
        "request",
        method=request.method,
        route=rule.rule if rule else None,
        status=answer.status_code,
        role=reader.role if reader else None,
        took_ms=round((time.perf_counter() - g.started) * 1000, 2),
    )
    return answer
