"""What a setting may be. Each of these refuses what may not, naming the variable; none repeats a secret."""

import ipaddress
import json
from urllib.parse import SplitResult, urlsplit

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from directory.errors import Invalid

#: A shorter secret can be guessed. `openssl rand -hex 32` gives 64 characters.
SHORTEST_SECRET = 32

#: Words of secrets that were meant to be replaced.
_STAND_INS = ("changeme", "change-me", "change_me", "changethis", "default", "example", "insecure", "replace")


def check_secret(variable: str, value: str | None) -> None:
    """A secret has been drawn at random: it is long, of many characters, and no stand-in for one."""
    if value is None:
        return
    if len(value) < SHORTEST_SECRET or len(set(value)) < 8:
        raise Invalid(
            f"{variable} has {len(value)} characters, {len(set(value))} of them different; it takes "
            f"{SHORTEST_SECRET} or more at random, such as `openssl rand -hex 32` gives",
            variable,
        )
    # What is its own beginning again and again stands within its double, before the second half.
    repeats = value in (value + value)[1:-1]
    if repeats or any(word in value.casefold() for word in _STAND_INS):
        what = "repeats itself" if repeats else "is a stand-in that was meant to be replaced"
        raise Invalid(f"{variable} {what}; `openssl rand -hex 32` gives one that is random", variable)


def check_one_of(variable: str, value: str, allowed: tuple[str, ...]) -> None:
    """One of a few words."""
    if value not in allowed:
        raise Invalid(f"{variable} is '{value}'; it takes one of {', '.join(allowed)}", variable)


def check_range(variable: str, value: int, least: int, most: int) -> None:
    """A number within its bounds."""
    if not least <= value <= most:
        raise Invalid(f"{variable} is {value}; it takes {least} to {most}", variable)


def check_options(text: str) -> None:
    """The options of the geocoder are a JSON object."""
    try:
        options = json.loads(text)
    except ValueError:
        options = None
    if not isinstance(options, dict):
        example = '{"user_agent": "…"}'
        raise Invalid(f"GEOCODER_OPTIONS is not a JSON object, such as {example}", "GEOCODER_OPTIONS")


def database_url(text: str) -> URL:
    """`text` as SQLAlchemy wants it: hosts hand out postgres://, and our driver for it is psycopg."""
    url = make_url(text)
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def check_database(variable: str, text: str | None) -> None:
    """Refuse what is no database of ours, without repeating it: it may hold a password."""
    if text is None:
        return
    try:
        url = database_url(text)
    except ArgumentError:
        url = None
    kinds = ("sqlite", "postgresql+psycopg")
    if url is None or url.drivername not in kinds or url.database in (None, "", ":memory:"):
        raise Invalid(
            f"{variable} is not one this service can use; it takes sqlite:////folder/file.sqlite or "
            "postgresql://user:password@host/name",
            variable,
        )


def check_address(variable: str, text: str, *, with_path: bool, example: str) -> None:
    """Refuse what is not the https address of a site; http is taken for this machine only."""
    try:
        address = urlsplit(text)
        sound = _is_site(address) and (with_path or address.path in ("", "/"))
    except ValueError:
        sound = False
    if not sound or len(text) > 300 or not text.isascii() or not text.isprintable() or " " in text:
        told = f"{variable} is '{text}'; it takes an address such as {example}"
        raise Invalid(f"{told}, or one with http:// on this machine itself", variable)


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can be meant."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_site(address: SplitResult) -> bool:
    """Whether it has a host and nothing that an address of a site has not. An odd port raises ValueError."""
    _ = address.port
    bare = not (address.query or address.fragment or "@" in address.netloc)
    if not bare or not address.hostname:
        return False
    return address.scheme == "https" or (address.scheme == "http" and is_loopback(address.hostname))


def check_owner(owner: URL | None, service: URL) -> None:
    """An owner of the tables is somebody else than the service, of the same kind of database.

    Raises:
        Invalid: it is not.
    """
    if owner is None:
        return
    if "sqlite" in (owner.drivername, service.drivername):
        raise Invalid(
            "DATABASE_OWNER_URL is for PostgreSQL, with DATABASE_URL beside it; SQLite has no roles",
            "DATABASE_OWNER_URL",
        )
    if owner.username == service.username:
        raise Invalid(
            "DATABASE_OWNER_URL has the role of DATABASE_URL; it takes the one that owns the tables, "
            "which the service itself must not be",
            "DATABASE_OWNER_URL",
        )
