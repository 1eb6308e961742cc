"""Agreements between a commissioner and a provider, and what each said from which day."""

import uuid
from datetime import date
from typing import get_args

from sqlalchemy import CheckConstraint, Date, ForeignKey, ForeignKeyConstraint, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Model, one_of, ordered
from directory.model.columns import Day, Identity, Reference
from directory.rules.catalogue.contracts import Concern
from directory.rules.catalogue.units import Unit

#: Why a version was put down after the first: the two sides agreed on it, or the register caught up.
CHANGE_KINDS = ("extension", "variation", "upkeep")
#: The first; a change; or that the contract should never have been there.
VERSION_KINDS = ("original", *CHANGE_KINDS, "removal")


class Contract(Model):
    """A contract as its latest version has it: what other tables and lists ask for.

    `removed_on`: the day on which somebody took it out. What was told of it before that day stays told.
    """

    __tablename__ = "contracts"
    __table_args__ = (ordered("valid_from", "valid_to"),)

    id: Mapped[Identity]
    reference: Mapped[Reference]
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("providers.id"), index=True)
    commissioner_gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[Day]
    removed_on: Mapped[Day]


class ContractVersion(Model):
    """All that a contract says from `starts_on` on, put down on `recorded_on`. Never changed afterwards.

    Of two versions the one with the higher number counts from its first day on (rules.versions).
    """

    __tablename__ = "contract_versions"
    __table_args__ = (
        ordered("valid_from", "valid_to"),
        one_of("kind", *VERSION_KINDS),
        CheckConstraint("number > 0", name="number_positive"),
    )

    contract_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date] = mapped_column(Date)
    recorded_on: Mapped[date] = mapped_column(Date)
    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("providers.id"), index=True)
    commissioner_gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"))
    title: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[Day]
    review_on: Mapped[Day]
    owner: Mapped[str | None] = mapped_column(String(200))
    notice_id: Mapped[str | None] = mapped_column(String(100))
    subcontractors: Mapped[str | None] = mapped_column(String(500))  # names, `;` between them


class ContractScheme(Model):
    """A scheme that a version of a contract covers."""

    __tablename__ = "contract_schemes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["contract_id", "number"],
            ["contract_versions.contract_id", "contract_versions.number"],
            ondelete="CASCADE",
        ),
    )

    contract_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    scheme_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("schemes.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ContractTerm(Model):
    """One promise in a version of a contract, with its clause. `position` is its place, from 0."""

    __tablename__ = "contract_terms"
    __table_args__ = (
        ForeignKeyConstraint(
            ["contract_id", "number"],
            ["contract_versions.contract_id", "contract_versions.number"],
            ondelete="CASCADE",
        ),
        one_of("unit", *get_args(Unit)),
        one_of("concerns", *get_args(Concern)),
        CheckConstraint("term <> ''", name="term_named"),
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("(quantity IS NULL) = (unit IS NULL)", name="quantity_has_unit"),
        CheckConstraint("unit <> 'percent' OR quantity <= 100", name="percent_within"),
        CheckConstraint("unit <> 'yes_no' OR quantity IN (0, 1)", name="yes_or_no"),
    )

    contract_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    term: Mapped[str] = mapped_column(String(60))
    measure: Mapped[str | None] = mapped_column(String(60))
    quantity: Mapped[float | None]
    unit: Mapped[str | None] = mapped_column(String(20))
    concerns: Mapped[str] = mapped_column(String(10))
    clause_number: Mapped[str | None] = mapped_column(String(40))
    clause_text: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(String(500))  # `;` between them
