"""Who runs a command."""

import getpass

from directory.rules.permissions import Reader, Role


def operator() -> Reader:
    """Whoever is signed in to the machine: they hold the database, and so may do anything."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        user = "unknown"
    return Reader(Role.ADMIN, f"console:{user}"[:80])
