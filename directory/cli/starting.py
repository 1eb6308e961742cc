"""Starting, or saying in one line why not."""

import os
import sys

from flask import Flask

from directory import create_app
from directory.errors import BadReference, DirectoryError

#: What a process ends with that cannot start with what it was told.
CANNOT_START = 2

#: gunicorn makes a worker anew, for ever, unless it ends with this.
_NO_WORKER_CAN = 3


def app_or_end() -> Flask:
    """The application, with the settings of the environment.

    Where they cannot be used the process ends, with one line on standard error that says why and what to do.
    A traceback would bury it.
    """
    try:
        return create_app()
    except DirectoryError as fault:
        sys.stderr.write(f"Error: {why_not(fault)}\n")
    by_gunicorn = os.environ.get("SERVER_SOFTWARE", "").startswith("gunicorn")
    raise SystemExit(_NO_WORKER_CAN if by_gunicorn else CANNOT_START)


def why_not(fault: DirectoryError) -> str:
    """What keeps the service from starting, and what to do about it."""
    if not isinstance(fault, BadReference):
        return str(fault)
    return (
        f"{fault}{'' if str(fault).endswith('?') else '.'} Put that right, or change REFERENCE_DIR; "
        "`flask --app wsgi directory protocol check` tells everything that is wrong."
    )
