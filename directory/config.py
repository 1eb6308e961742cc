"""Every setting: its name, type, default and meaning. To start on a missing or unsafe one is refused.

Settings come from the environment and from nowhere else. Every field of `Settings` names the variable it
is read from; `flask --app wsgi directory settings` prints them all.
"""

import dataclasses
import ipaddress
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from directory.errors import Invalid

PROJECT = Path(__file__).resolve().parent.parent

#: Names that begin so are ours: one that is not known is a typing error, and not somebody else's.
PREFIX = "DIRECTORY_"
MODES = ("local", "demo", "production")
LOG_LEVELS = ("debug", "info", "warning", "error")

#: A shorter secret can be guessed. `openssl rand -hex 32` gives 64 characters.
SHORTEST_SECRET = 32


def setting(variable: str, meaning: str, default: Any, told: str = "", *, secret: bool = False) -> Any:
    """A field of Settings, read from the environment `variable`; `told` says a default that is worked out.

    A `secret` one is never printed.
    """
    shown = told or ("(none)" if default is None else str(default))
    metadata = {"variable": variable, "meaning": meaning, "default": shown, "secret": secret}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What this process was told. `from_environ` reads it; to make one is to check it.

    Raises:
        Invalid: a value cannot be used, or is not safe beside another; `field` is the variable.
    """

    mode: str = setting(
        "DIRECTORY_MODE",
        "local (development), demo (invented sample and tokens, on this machine only) or production",
        "local",
    )
    instance_dir: Path = setting(
        "INSTANCE_DIR",
        "folder for all that is kept: database, postcode index, demo tokens",
        PROJECT / "instance",
        "`instance` beside wsgi.py",
    )
    database_url: str | None = setting(
        "DATABASE_URL",
        "sqlite:///… or postgresql://…; needed in production, refused in demo mode",
        None,
        "directory.sqlite in INSTANCE_DIR",
        secret=True,
    )
    database_owner_url: str | None = setting(
        "DATABASE_OWNER_URL",
        "postgresql://… of the role that owns the tables, used by `prepare` and migrations only; the role of "
        "DATABASE_URL then cannot change the audit log",
        None,
        secret=True,
    )
    secret_key: str | None = setting(
        "DIRECTORY_SECRET_KEY",
        f"signs what browsers hand back, {SHORTEST_SECRET} characters or more; needed in production",
        None,
        "made afresh at each start",
        secret=True,
    )
    audit_key: str | None = setting(
        "DIRECTORY_AUDIT_KEY",
        f"seals the audit log, {SHORTEST_SECRET} characters or more; the same for good, on every machine",
        None,
        "audit.key in INSTANCE_DIR, made once",
        secret=True,
    )
    host: str = setting("DIRECTORY_HOST", "address to listen on; loopback only in demo mode", "127.0.0.1")
    port: int = setting("PORT", "port to listen on, 1 to 65535", 8000)
    workers: int = setting("DIRECTORY_WORKERS", "processes that answer requests, 1 to 64", 2)
    threads: int = setting("DIRECTORY_THREADS", "threads in each of those processes, 1 to 64", 4)
    reference_dir: Path | None = setting(
        "REFERENCE_DIR", "folder of local rows laid over those of data/reference", None
    )
    geocoder: str | None = setting(
        "GEOCODER",
        "geopy's name of a second source of positions (such as nominatim), asked when the postcode index has "
        "none. It is sent what is looked up, so nothing is asked unless one is named",
        None,
    )
    geocoder_options: str = setting(
        "GEOCODER_OPTIONS", "how that source is set up (api_key, …), as a JSON object", "{}", secret=True
    )
    max_body_bytes: int = setting(
        "DIRECTORY_MAX_BODY_BYTES", "largest request body, in bytes, 1000 to 25000000", 1_000_000
    )
    keep_holders_days: int = setting(
        "DIRECTORY_KEEP_HOLDERS_DAYS",
        "days after a post has ended until `retention` erases who held it, 1 to 3650",
        365,
    )
    keep_people_days: int = setting(
        "DIRECTORY_KEEP_PEOPLE_DAYS",
        "days until `retention` erases people not seen, ended sign-ins and labels of ended tokens, 1 to 3650",
        730,
    )
    log_level: str = setting(
        "DIRECTORY_LOG_LEVEL", "debug, info (a line for each request), warning or error", "info"
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings in `environ`. A variable that is set but empty counts as not set."""
        fields = {field.metadata["variable"]: field for field in dataclasses.fields(cls)}
        unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in fields)
        if unknown:
            ours = ", ".join(sorted(name for name in fields if name.startswith(PREFIX)))
            raise Invalid(f"{unknown[0]} is no setting; those of that kind are {ours}", unknown[0])
        hints = get_type_hints(cls)
        return cls(
            **{
                field.name: _read(variable, environ[variable], hints[field.name])
                for variable, field in fields.items()
                if environ.get(variable)
            }
        )

    def __post_init__(self) -> None:
        _check_one_of("DIRECTORY_MODE", self.mode, MODES)
        _check_one_of("DIRECTORY_LOG_LEVEL", self.log_level, LOG_LEVELS)
        _check_range("PORT", self.port, 1, 65535)
        _check_range("DIRECTORY_WORKERS", self.workers, 1, 64)
        _check_range("DIRECTORY_THREADS", self.threads, 1, 64)
        _check_range("DIRECTORY_MAX_BODY_BYTES", self.max_body_bytes, 1_000, 25_000_000)
        _check_range("DIRECTORY_KEEP_HOLDERS_DAYS", self.keep_holders_days, 1, 3650)
        _check_range("DIRECTORY_KEEP_PEOPLE_DAYS", self.keep_people_days, 1, 3650)
        _check_database("DATABASE_URL", self.database_url)
        self._check_owner()
        _check_options(self.geocoder_options)
        _check_secret("DIRECTORY_SECRET_KEY", self.secret_key)
        _check_secret("DIRECTORY_AUDIT_KEY", self.audit_key)
        if self.mode == "demo":
            self._check_demo()
        if self.mode == "production":
            self._check_production()
        if self.secret_key is None:
            object.__setattr__(self, "secret_key", secrets.token_hex(32))

    def _check_owner(self) -> None:
        """An owner is somebody else than the service, of the same kind of database."""
        _check_database("DATABASE_OWNER_URL", self.database_owner_url)
        if self.owner_database is None:
            return
        if self.owner_database.drivername == "sqlite" or self.database.drivername == "sqlite":
            raise Invalid(
                "DATABASE_OWNER_URL is for PostgreSQL, with DATABASE_URL beside it; SQLite has no roles",
                "DATABASE_OWNER_URL",
            )
        if self.owner_database.username == self.database.username:
            raise Invalid(
                "DATABASE_OWNER_URL has the role of DATABASE_URL; it takes the one that owns the tables, "
                "which the service itself must not be",
                "DATABASE_OWNER_URL",
            )

    def _check_demo(self) -> None:
        """Demo tokens lie in a file; they must never open a real database, nor be of use from afar."""
        if self.database_url is not None:
            raise Invalid(
                "DATABASE_URL is set in demo mode, which keeps its invented sample in INSTANCE_DIR and hands "
                "out tokens to it; unset DATABASE_URL, or set DIRECTORY_MODE=local",
                "DATABASE_URL",
            )
        if not _is_loopback(self.host):
            raise Invalid(
                f"DIRECTORY_HOST is {self.host} in demo mode, which other machines must not reach; "
                "it takes 127.0.0.1",
                "DIRECTORY_HOST",
            )

    def _check_production(self) -> None:
        needed = {"DATABASE_URL": self.database_url, "DIRECTORY_SECRET_KEY": self.secret_key}
        for variable, value in needed.items():
            if value is None:
                raise Invalid(f"{variable} is not set; production mode does not start without it", variable)

    @property
    def database(self) -> URL:
        """Where the directory is kept; a SQLite file in `instance_dir` unless another was given."""
        if self.database_url is None:
            return URL.create("sqlite", database=str(self.instance_dir / "directory.sqlite"))
        return _database(self.database_url)

    @property
    def owner_database(self) -> URL | None:
        """The database as its owner reaches it, where that is another than the service."""
        return None if self.database_owner_url is None else _database(self.database_owner_url)

    @property
    def geocoder_config(self) -> dict[str, Any]:
        """`geocoder_options`, read."""
        return dict(json.loads(self.geocoder_options))

    @property
    def postcode_index(self) -> Path:
        """The file that `flask directory prepare` builds the postcode index into."""
        return self.instance_dir / "postcodes.sqlite"

    def make_instance_dir(self) -> None:
        """Have a folder to keep things in; a new or empty one is closed to everybody else on the machine."""
        self.instance_dir.mkdir(parents=True, mode=0o700, exist_ok=True)
        if not any(self.instance_dir.iterdir()):
            self.instance_dir.chmod(0o700)

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Variable, value, default and meaning of every setting; secrets as `(set)` or `(not set)`."""
        return [
            (
                field.metadata["variable"],
                _shown(getattr(self, field.name), secret=field.metadata["secret"]),
                field.metadata["default"],
                field.metadata["meaning"],
            )
            for field in dataclasses.fields(self)
        ]


def audit_key(settings: Settings) -> bytes:
    """What the audit log is sealed with: the setting, else a key of the instance's own, made at first use.

    The log can be checked only with the key it was written with: keep it, and apart from the database.
    """
    if settings.audit_key is not None:
        return settings.audit_key.encode()
    path = settings.instance_dir / "audit.key"
    if not path.exists():
        # Whole before it has its name, and never over another: two processes may come here at once.
        unfinished = path.with_name(f".audit.key.{secrets.token_hex(4)}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        with suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    return path.read_bytes().strip()


def _read(variable: str, text: str, kind: Any) -> Any:
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise Invalid(f"{variable} is '{text}'; it takes a whole number", variable) from None
    if kind in (Path, Path | None):
        return Path(text).expanduser().resolve()
    return text


def _shown(value: Any, *, secret: bool) -> str:
    if value in (None, "", "{}"):
        return "(not set)"
    return "(set)" if secret else str(value)


def _check_secret(variable: str, value: str | None) -> None:
    if value is not None and (len(value) < SHORTEST_SECRET or len(set(value)) < 8):
        raise Invalid(
            f"{variable} has {len(value)} characters, {len(set(value))} of them different; it takes "
            f"{SHORTEST_SECRET} or more at random, such as `openssl rand -hex 32` gives",
            variable,
        )


def _check_one_of(variable: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise Invalid(f"{variable} is '{value}'; it takes one of {', '.join(allowed)}", variable)


def _check_range(variable: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise Invalid(f"{variable} is {value}; it takes {least} to {most}", variable)


def _check_options(text: str) -> None:
    try:
        options = json.loads(text)
    except ValueError:
        options = None
    if not isinstance(options, dict):
        example = '{"user_agent": "…"}'
        raise Invalid(f"GEOCODER_OPTIONS is not a JSON object, such as {example}", "GEOCODER_OPTIONS")


def _database(text: str) -> URL:
    """`text` as SQLAlchemy wants it: hosts hand out postgres://, and our driver for it is psycopg."""
    url = make_url(text)
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _check_database(variable: str, text: str | None) -> None:
    """Refuse what is no database of ours, without repeating it: it may hold a password."""
    if text is None:
        return
    try:
        url = _database(text)
    except ArgumentError:
        url = None
    kinds = ("sqlite", "postgresql+psycopg")
    if url is None or url.drivername not in kinds or url.database in (None, "", ":memory:"):
        raise Invalid(
            f"{variable} is not one this service can use; it takes sqlite:////folder/file.sqlite or "
            "postgresql://user:password@host/name",
            variable,
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
