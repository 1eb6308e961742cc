"""Column types that several tables share."""

import uuid
from datetime import date
from typing import Annotated

from sqlalchemy import Date, String, Uuid, false
from sqlalchemy.orm import mapped_column

#: A random identity, never reused, that says nothing about what it names.
Identity = Annotated[uuid.UUID, mapped_column(Uuid, primary_key=True, default=uuid.uuid4)]

#: The key a council's own file uses for a row; unique in its table, so that a file can be loaded again.
Reference = Annotated[str | None, mapped_column(String(200), unique=True)]

#: The first or last day on which a fact holds; None is open-ended. Both ends are included.
Day = Annotated[date | None, mapped_column(Date)]

#: An ONS code (E07000070), or `planned:…` for a council that has no code yet.
Gss = Annotated[str, mapped_column(String(40))]

#: Whether nobody is to be shown the row, whatever else would allow it. No load or edit resets it.
Suppressed = Annotated[bool, mapped_column(server_default=false())]
