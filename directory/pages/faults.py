"""What goes wrong, told to people as a page."""

from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Flask, Response, request

from directory.api.csrf import SAFE
from directory.api.problems import PROBLEM_JSON
from directory.pages.own_path import own_path
from directory.pages.showing import fault_page, onwards

#: Headers of an answer that are about its body, which is another now.
_OF_THE_BODY = ("Content-Type", "Content-Length")


def register(app: Flask, pages: Collection[str]) -> None:
    """Tell problems as pages to whoever asked for one: for a route of `pages`, or as browsers do."""

    @app.after_request
    def tell(answer: Response) -> Response:
        if answer.mimetype != PROBLEM_JSON or request.path.startswith("/api/"):
            return answer
        if request.blueprint not in pages and "text/html" not in request.headers.get("Accept", ""):
            return answer
        if answer.status_code == 401 and request.method in SAFE:
            after = own_path(request.full_path.rstrip("?"))
            return onwards(f"/sign-in?{urlencode({'next': after})}")
        title = HTTPStatus(answer.status_code).phrase
        shown = fault_page(answer.status_code, title, answer.get_json()["detail"])
        for name, value in answer.headers.items():
            if name not in _OF_THE_BODY:
                shown.headers[name] = value
        return shown
