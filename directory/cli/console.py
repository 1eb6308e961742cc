"""Whoever works at a terminal of the machine itself."""

import getpass

from directory.rules.permissions import Reader, Role


def at_the_console() -> Reader:
    """The reader that commands act for: who can run them can read the database's file all the same."""
    return Reader(Role.ADMIN, f"console:{getpass.getuser()}"[:80])
