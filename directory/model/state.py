"""What has happened to the directory as a whole."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model


class DirectoryState(Model):
    """A single row whose `version` grows with every change, so that a process knows its memory is old."""

    __tablename__ = "directory_state"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
