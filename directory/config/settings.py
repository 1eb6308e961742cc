"""Every setting: its name, type, default and meaning. To start on a missing or unsafe one is refused.

Settings come from the environment and from nowhere else. Every field of `Settings` names the variable it
is read from; `flask --app wsgi directory settings` prints them all.
"""

import dataclasses
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints

from sqlalchemy import URL

from directory.config.checks import (
    SHORTEST_SECRET,
    check_database,
    check_one_of,
    check_options,
    check_range,
    check_secret,
    database_url,
    is_loopback,
)
from directory.config.signing_in import check_sign_in, refuse_sign_in_of_others
from directory.errors import Invalid
from directory.rules.sign_in import Grant, read_grants

PROJECT = Path(__file__).resolve().parent.parent.parent

#: Names that begin so are ours: one that is not known is a typing error, and not somebody else's.
PREFIX = "DIRECTORY_"
MODES = ("local", "demo", "production")
LOG_LEVELS = ("debug", "info", "warning", "error")


def setting(variable: str, meaning: str, default: Any, told: str = "", *, secret: bool = False) -> Any:
    """A field of Settings, read from the environment `variable`; `told` says a default that is worked out.

    A `secret` one is never printed, nor part of what a Settings looks like.
    """
    shown = told or ("(none)" if default is None else str(default))
    metadata = {"variable": variable, "meaning": meaning, "default": shown, "secret": secret}
    return dataclasses.field(default=default, metadata=metadata, repr=not secret)


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
    public_url: str | None = setting(
        "DIRECTORY_PUBLIC_URL", "where people reach this service, such as https://directory.example", None
    )
    session_idle_minutes: int = setting(
        "DIRECTORY_SESSION_IDLE_MINUTES", "minutes without a request that end a session, 5 to 480", 60
    )
    session_hours: int = setting(
        "DIRECTORY_SESSION_HOURS", "hours after which every session ends, 1 to 24", 10
    )
    oidc_issuer: str | None = setting(
        "DIRECTORY_OIDC_ISSUER",
        "identity provider that people sign in with, exactly as it calls itself",
        None,
    )
    oidc_client_id: str | None = setting(
        "DIRECTORY_OIDC_CLIENT_ID", "what the identity provider calls this service", None
    )
    oidc_client_secret: str | None = setting(
        "DIRECTORY_OIDC_CLIENT_SECRET", "what this service proves itself to it with", None, secret=True
    )
    oidc_roles: str | None = setting(
        "DIRECTORY_OIDC_ROLES",
        "what people may do: a JSON object, by a value of the claim, of role and, where not all, scope",
        None,
    )
    oidc_roles_claim: str = setting(
        "DIRECTORY_OIDC_ROLES_CLAIM", "the claim that says what somebody is, roles or groups", "roles"
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
        check_one_of("DIRECTORY_MODE", self.mode, MODES)
        check_one_of("DIRECTORY_LOG_LEVEL", self.log_level, LOG_LEVELS)
        check_range("PORT", self.port, 1, 65535)
        check_range("DIRECTORY_WORKERS", self.workers, 1, 64)
        check_range("DIRECTORY_THREADS", self.threads, 1, 64)
        check_range("DIRECTORY_MAX_BODY_BYTES", self.max_body_bytes, 1_000, 25_000_000)
        check_range("DIRECTORY_KEEP_HOLDERS_DAYS", self.keep_holders_days, 1, 3650)
        check_range("DIRECTORY_KEEP_PEOPLE_DAYS", self.keep_people_days, 1, 3650)
        check_database("DATABASE_URL", self.database_url)
        self._check_owner()
        check_options(self.geocoder_options)
        check_secret("DIRECTORY_SECRET_KEY", self.secret_key)
        check_secret("DIRECTORY_AUDIT_KEY", self.audit_key)
        if self.mode == "demo":
            self._check_demo()
        check_sign_in(self)
        if self.mode == "production":
            self._check_production()
        if self.secret_key is None:
            object.__setattr__(self, "secret_key", secrets.token_hex(32))

    def _check_owner(self) -> None:
        """An owner is somebody else than the service, of the same kind of database."""
        check_database("DATABASE_OWNER_URL", self.database_owner_url)
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
        if not is_loopback(self.host):
            raise Invalid(
                f"DIRECTORY_HOST is {self.host} in demo mode, which other machines must not reach; "
                "it takes 127.0.0.1",
                "DIRECTORY_HOST",
            )
        refuse_sign_in_of_others(self)

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
        return database_url(self.database_url)

    @property
    def signs_in(self) -> bool:
        """Whether people can sign in with an identity provider: all settings of it are there, or none."""
        return self.oidc_issuer is not None

    @cached_property
    def grants(self) -> Mapping[str, Grant]:
        """What each value of the claim gives; `oidc_roles`, read."""
        return read_grants(self.oidc_roles) if self.oidc_roles else {}

    @property
    def secure_cookies(self) -> bool:
        """Whether browsers are told to send cookies over https only.

        Not on a machine's own address without production: some browsers and most tools would then not
        send them at all.
        """
        over_https = self.public_url is not None and self.public_url.startswith("https://")
        return self.mode == "production" or over_https or not is_loopback(self.host)

    @property
    def session_idle(self) -> timedelta:
        """How long a session lasts without a request."""
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def session_lasts(self) -> timedelta:
        """How long a session lasts at the most."""
        return timedelta(hours=self.session_hours)

    @property
    def owner_database(self) -> URL | None:
        """The database as its owner reaches it, where that is another than the service."""
        return None if self.database_owner_url is None else database_url(self.database_owner_url)

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
