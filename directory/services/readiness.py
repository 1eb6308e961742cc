"""Whether the directory can be asked: the database is there and in date, and a postcode is found."""

from sqlalchemy import select

from directory.db import db
from directory.equipment import equipment
from directory.errors import Unavailable
from directory.model import DirectoryState

#: A postcode that is in every issue of the index: Chelmsford's council offices stand near it.
CANARY = "CM1 1JE"


def check() -> None:
    """Nothing, when the service can answer.

    Raises:
        Unavailable: it cannot; the message says what is missing.
    """
    version = db.session.scalar(select(DirectoryState.version))
    if version is None:
        raise Unavailable("The database is empty; `flask --app wsgi directory prepare` sets it up.", 5)
    if equipment().postcodes.get(CANARY) is None:
        raise Unavailable("The postcode index does not hold what it should; build it again.", 5)
