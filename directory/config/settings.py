"""The settings of a process."""

import dataclasses
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from sqlalchemy import URL

from directory.config.checks import (
    SHORTEST_SECRET,
    check_database,
    check_one_of,
    check_options,
    check_owner,
    check_range,
    check_secret,
    database_url,
    is_loopback,
)
from directory.config.fields import read, setting, shown
from directory.config.signing_in import check_sign_in, refuse_sign_in_of_others
from directory.errors import Invalid
from directory.rules.sign_in import Grant, read_grants

PROJECT = Path(__file__).resolve().parents[2]

#: Names that begin so are ours: one that is not known is a typing error, and not somebody else's.
PREFIX = "DIRECTORY_"
MODES = ("local", "demo", "production")
LOG_LEVELS = ("debug", "info", "warning", "error")

#: What limits are in production unless set. Elsewhere they are so high that trials never meet them.
LIMITS = {
    "lookups_per_minute": 600,
    "lists_per_minute": 300,
    "requests_per_minute": 1200,
    "sign_ins_per_minute": 300,
    "addresses_per_hour": 1000,
    "numbers_per_street": 25,
}
NO_LIMIT = 1_000_000


def _limit(name: str, meaning: str) -> Any:
    told = f"{LIMITS[name]} in production, else {NO_LIMIT}"
    return setting(f"DIRECTORY_{name.upper()}", meaning, None, told)


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
        "DIRECTORY_PUBLIC_URL",
        "where people reach this service, such as https://directory.council.example; production refuses "
        "requests under any other name",
        None,
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
    keep_attendances_days: int = setting(
        "DIRECTORY_KEEP_ATTENDANCES_DAYS",
        "days until `retention` erases counts of who came to meetings, 400 to 3650; a financial year is kept "
        "until all of it is that old",
        1461,
    )
    proxy_hops: int = setting(
        "DIRECTORY_PROXY_HOPS",
        "proxies in front, 0 to 5, each of which adds to X-Forwarded-For and X-Forwarded-Proto; at 0 "
        "nobody's are believed",
        0,
    )
    lookups_per_minute: int = _limit("lookups_per_minute", "look-ups of one token or person")
    lists_per_minute: int = _limit("lists_per_minute", "pages of lists of one token or person")
    requests_per_minute: int = _limit(
        "requests_per_minute", "everything else of one token or person, or of one client without"
    )
    sign_ins_per_minute: int = _limit(
        "sign_ins_per_minute", "sign-ins and wrong tokens of one client address"
    )
    addresses_per_hour: int = _limit(
        "addresses_per_hour", "different addresses looked up by one token or person, before it is slowed"
    )
    numbers_per_street: int = _limit(
        "numbers_per_street", "doors of one street or postcode in an hour, before it is slowed"
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
            ours = [name.removeprefix(PREFIX) for name in fields if name.startswith(PREFIX)]
            near = get_close_matches(unknown[0].removeprefix(PREFIX), ours, 1)
            told = f"did you mean {PREFIX}{near[0]}?" if near else "unset it; `make settings` prints all"
            raise Invalid(f"{unknown[0]} is no setting; {told}", unknown[0])
        hints = get_type_hints(cls)
        return cls(
            **{
                field.name: read(variable, environ[variable], hints[field.name])
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
        check_range("DIRECTORY_KEEP_ATTENDANCES_DAYS", self.keep_attendances_days, 400, 3650)
        check_database("DATABASE_URL", self.database_url)
        check_database("DATABASE_OWNER_URL", self.database_owner_url)
        check_owner(self.owner_database, self.database)
        check_options(self.geocoder_options)
        check_secret("DIRECTORY_SECRET_KEY", self.secret_key)
        check_secret("DIRECTORY_AUDIT_KEY", self.audit_key)
        check_range("DIRECTORY_PROXY_HOPS", self.proxy_hops, 0, 5)
        if self.mode == "demo":
            self._check_demo()
        check_sign_in(self)
        if self.mode == "production":
            self._check_production()
        for name, limit in LIMITS.items():
            if getattr(self, name) is None:
                object.__setattr__(self, name, limit if self.mode == "production" else NO_LIMIT)
            check_range(f"DIRECTORY_{name.upper()}", getattr(self, name), 1, NO_LIMIT)
        if self.secret_key is None:
            object.__setattr__(self, "secret_key", secrets.token_hex(32))

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
        if self.audit_key == self.secret_key:
            raise Invalid(
                "DIRECTORY_AUDIT_KEY is DIRECTORY_SECRET_KEY over again: whoever learns one could then forge "
                "what the other protects",
                "DIRECTORY_AUDIT_KEY",
            )

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
    def public_host(self) -> str | None:
        """The host of `public_url`, with its port unless it goes without saying; what a Host header says."""
        if self.public_url is None:
            return None
        return urlsplit(self.public_url).netloc.casefold().removesuffix(":443").removesuffix(":80")

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
                shown(getattr(self, field.name), secret=field.metadata["secret"]),
                field.metadata["default"],
                field.metadata["meaning"],
            )
            for field in dataclasses.fields(self)
        ]
