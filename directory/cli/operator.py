"""Who runs a command."""

import os
import pwd

from directory.rules.permissions import Reader, Role


def operator() -> Reader:
    """Whoever runs this command, as the audit log knows them: by their user on this machine.

    Whoever has a shell beside the database may do all there is to do.
    """
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run as a number that no user has
        name = str(os.getuid())
    return Reader(Role.ADMIN, f"console:{name}"[:80])
