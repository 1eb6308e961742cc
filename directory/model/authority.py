"""Councils, as far as other rows hang on them."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of, ordered
from directory.model.columns import Day


class AuthorityRecord(Model):
    """A council that contacts and contracts may name.

    Functions, county, successors and sources live in the reference catalogue; this row anchors foreign
    keys and carries the dates, and is brought into line with the catalogue by `flask directory prepare`.
    """

    __tablename__ = "authorities"
    __table_args__ = (
        one_of("tier", "county", "district", "unitary", "metropolitan", "london"),
        ordered("valid_from", "valid_to"),
    )

    gss: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    tier: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    planned: Mapped[bool] = mapped_column(default=False)
