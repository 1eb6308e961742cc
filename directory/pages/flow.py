"""Flask's own session, kept to the pages that need something before there is a session of ours."""

from flask import Flask, Request, Response
from flask.sessions import NullSession, SecureCookieSessionInterface, SessionInterface, SessionMixin

_NONE = NullSession()
_SIGNED = SecureCookieSessionInterface()


class OnlyForPages(SessionInterface):
    """Opens the signed cookie for pages; the API has the same empty session for every request.

    Opening one for each request would cost a look-up more than finding its premises does.
    """

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:
        return _NONE if request.path.startswith("/api/") else _SIGNED.open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session is not _NONE:
            _SIGNED.save_session(app, session, response)
