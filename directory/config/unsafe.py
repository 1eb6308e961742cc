"""What production refuses to start on: each is a way in which a directory came, or could come, to be read.

Settings that are unsafe by themselves are refused wherever they are read; these are unsafe for real data, or
can only be told from the files.
"""

import stat
from pathlib import Path

from directory.config.checks import database_url
from directory.config.settings import Settings
from directory.errors import Invalid


def refuse_unsafe(settings: Settings, *, debugging: bool) -> None:
    """Nothing, when `settings` and what lies in INSTANCE_DIR are fit for real data, or it is not production.

    Raises:
        Invalid: they are not; `field` is the variable to change.
    """
    if settings.mode != "production":
        return
    if debugging:
        raise Invalid(
            "FLASK_DEBUG is on in production, where a fault would show what was asked; unset it",
            "FLASK_DEBUG",
        )
    _check_database(settings)
    _check_closed(settings.instance_dir, "INSTANCE_DIR")
    # Copies, such as a backup's, keep the mode of the file and not that of its folder.
    _check_closed(settings.instance_dir / "audit.key", "INSTANCE_DIR")
    if (settings.instance_dir / "demo-tokens.json").exists():
        raise Invalid(
            "INSTANCE_DIR is that of a demo: it holds demo-tokens.json, a token of every role in clear. "
            "Give production a folder of its own",
            "INSTANCE_DIR",
        )


def _check_database(settings: Settings) -> None:
    """A SQLite file is one for certain, and closed; a server's password is not the user's name."""
    url = database_url(settings.database_url or "")
    if url.drivername == "sqlite":
        path = Path(url.database or "")
        if not path.is_absolute():
            raise Invalid(
                "DATABASE_URL names a file beside where the service is started: started elsewhere, it would "
                "begin an empty directory. Give the whole path, sqlite:////folder/file.sqlite",
                "DATABASE_URL",
            )
        if _is_open(path.parent):
            _check_closed(path, "DATABASE_URL")
    elif url.password is not None and str(url.password) in (url.username, "password", "postgres"):
        raise Invalid("DATABASE_URL has a password that anybody would try first; change it", "DATABASE_URL")


def _check_closed(path: Path, variable: str) -> None:
    if _is_open(path):
        raise Invalid(
            f"{variable}: every user of this machine can get into {path} (mode "
            f"{path.stat().st_mode & 0o777:o}); close it with: chmod o-rwx '{path}'",
            variable,
        )


def _is_open(path: Path) -> bool:
    """Whether users who are neither its owner nor of its group can do anything with what is there."""
    try:
        return bool(path.stat().st_mode & stat.S_IRWXO)
    except OSError:  # made later, by us, and closed from the start
        return False
