"""Flask's own session, switched off: nothing here keeps one, and opening it for each request costs time."""

from flask import Flask, Request
from flask.sessions import NullSession, SessionInterface

_NONE = NullSession()


class NoSessions(SessionInterface):
    """The same empty session for every request; writing to it raises."""

    def open_session(self, app: Flask, request: Request) -> NullSession:
        return _NONE
