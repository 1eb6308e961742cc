"""The cookie of somebody who signed in: an opaque text that nothing can be read from."""

from flask import Response, request

from directory.config import Settings
from directory.equipment import equipment


def name(settings: Settings) -> str:
    """What the cookie is called. With `__Host-` browsers take it from this very host and over https only."""
    return "__Host-directory" if settings.secure_cookies else "directory"


def held() -> str | None:
    """The text that the browser holds, if any; of whatever worth."""
    return request.cookies.get(name(equipment().settings))


def hand_over(answer: Response, text: str) -> None:
    """Have the browser hold `text` until it is closed; how long it is good for is ours to say."""
    settings = equipment().settings
    answer.set_cookie(
        name(settings), text, path="/", secure=settings.secure_cookies, httponly=True, samesite="Lax"
    )


def take_back(answer: Response) -> None:
    """Have the browser hold nothing."""
    settings = equipment().settings
    answer.delete_cookie(
        name(settings), path="/", secure=settings.secure_cookies, httponly=True, samesite="Lax"
    )
