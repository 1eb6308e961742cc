"""What goes wrong, told to people as a page."""

from collections.abc import Collection
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException

from directory.api import cookies, csrf
from directory.api.csrf import SAFE
from directory.api.problems import PROBLEM_JSON
from directory.pages.own_path import own_path
from directory.pages.showing import fault_page, onwards

#: Headers of an answer that are about its body, which is another now.
_OF_THE_BODY = ("Content-Type", "Content-Length")

#: What to say of a fault, where its own words are for programs. Each is a title and what to do.
_TOLD = {
    401: (
        "You have been signed out",
        "Nobody had used this for a while, or you signed in somewhere else.",
        "Sign in, and enter it again: nothing that you typed was kept.",
    ),
    403: (
        "Your role does not allow this",
        "Whoever looks after this service for your organisation can give you another role.",
    ),
    404: (
        "There is no such page",
        "If you typed the address of the page, check it. If you followed a link, what it led to is no longer "
        "there, or is not for your role.",
    ),
    405: ("This page cannot be opened like that", "Start again from the start page."),
    413: ("That is too much text", "Enter one address, of at most a few lines."),
    500: (
        "Something went wrong here",
        "It was not your doing, and has been recorded, without what you typed. Try again in a minute.",
        "If somebody is at risk now, do not wait for this page: ring the council’s children’s or adults’ "
        "social care, or 999.",
    ),
    503: (
        "The directory cannot be reached just now",
        "Try again in a minute.",
        "If somebody is at risk now, do not wait for this page: ring the council’s children’s or adults’ "
        "social care, or 999.",
    ),
}
#: What a page of ours sent did not come with the text that belongs to this session.
_FORGED = (
    "This page had been open for too long",
    "Or it was not one of ours. Go back, reload the page and try again.",
)


def register(app: Flask, pages: Collection[str]) -> None:
    """Tell problems as pages to whoever asked for one: for a route of `pages`, or as browsers do."""

    @app.after_request
    def tell(answer: Response) -> Response:
        if answer.mimetype != PROBLEM_JSON or request.path.startswith("/api/"):
            return answer
        if request.blueprint not in pages and "text/html" not in request.headers.get("Accept", ""):
            return answer
        if answer.status_code == 401 and request.method in SAFE:
            return onwards(_sign_in(request.full_path.rstrip("?")))
        shown = _page(answer.status_code, answer.get_json()["detail"])
        for name, value in answer.headers.items():
            if name not in _OF_THE_BODY:
                shown.headers[name] = value
        return shown


def _page(status: int, detail: str) -> Response:
    if status == 401:
        return fault_page(401, *_TOLD[401], again=_sign_in(_page_at(request.path)), again_label="Sign in")
    if status == 400 or (status == 403 and _is_forged()):
        return fault_page(status, *_FORGED, again=_page_at(request.path), again_label="Start again")
    if status == 429:
        return fault_page(429, "That was too much in a short time", detail)
    title, *told = _TOLD.get(status, ("This did not work", detail))
    return fault_page(status, title, *told)


def _is_forged() -> bool:
    """Whether somebody signed in sent a form without the text of their session."""
    signed_in = g.get("signed_in") is not None and request.method not in SAFE
    return signed_in and csrf.is_forged(cookies.held() or "", request.form.get(csrf.FIELD))


def _sign_in(after: str) -> str:
    return f"/sign-in?{urlencode({'next': own_path(after)})}"


def _page_at(path: str) -> str:
    """`path`, when there is a page to open at it; else the start page."""
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return "/"
    return own_path(path)
