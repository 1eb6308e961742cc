"""What the kinds of records have in common when they are edited."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from directory.errors import Invalid
from directory.model import AuthorityRecord
from directory.rules.disclosure import Owner, may_change, may_name
from directory.rules.permissions import Reader
from directory.rules.revisions import revision_of
from directory.services.editing.values import read_value
from directory.services.loading.cells import tidy
from directory.services.loading.columns import Columns

#: Gives the value of a column, as it is or as it is to be.
Get = Callable[[str], Any]

NEEDED = "is needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A field that names another row: `field` in a request, `column` in the table.

    `owner` is what it makes the other: the provider, authority or scheme whose the record is; or nothing.
    """

    field: str
    column: str
    model: type[Any]
    word: str
    required: bool = False
    owner: str = ""


@dataclass
class Draft:
    """An edit that is being checked: what is given, what the row holds (None: it is new), what it will."""

    session: Session
    by: Reader
    today: date
    given: Mapping[str, Any]
    row: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def after(self, column: str) -> Any:
        """The value of a column once the edit is made."""
        return self.values[column] if column in self.values else self.before(column)

    def before(self, column: str) -> Any:
        """The value of a column as it is; None for a new row."""
        return getattr(self.row, column) if self.row is not None else None

    def refuse_if_faulty(self) -> None:
        """Nothing, when nothing is wrong.

        Raises:
            Invalid: with every fault.
        """
        if self.faults:
            told = "; ".join(f"{name}: {message}" for name, message in list(self.faults.items())[:5])
            raise Invalid(told, next(iter(self.faults)), self.faults)


class Noun(ABC):
    """One kind of record: what may be given of it, whose it is, and what must hold within it.

    `kept_as` says which column a field is kept in, where that has another name.
    """

    word: ClassVar[str]
    model: ClassVar[type[Any]]
    links: ClassVar[tuple[Link, ...]] = ()
    kept_as: ClassVar[Mapping[str, str]] = {}
    #: Columns of `model` that tell one revision from another, besides those of the links.
    own: ClassVar[tuple[str, ...]]

    @abstractmethod
    def columns(self, today: date) -> Columns:
        """What may be given, besides links and parts, and how each is read."""

    @abstractmethod
    def owner(self, session: Session, get: Get) -> Owner:
        """Whose a record with these values is."""

    def refuse_new(self, by: Reader) -> None:
        """Nothing, where whoever may edit may also add.

        Raises:
            Forbidden: `by` may change such records, but not add any.
        """
        return None

    def lock(self, session: Session, key: object) -> Any:
        """The row, which nobody else changes until the transaction ends; None when there is none."""
        return locked(session, self.model, key)

    def is_there(self, session: Session, row: Any) -> bool:
        """Whether anybody may know of the row: not when it, or what it belongs to, is suppressed."""
        return not getattr(row, "suppressed", False)

    def hidden(self, draft: Draft) -> str:
        """Why no value may be repeated; empty when they may be."""
        return ""

    def read(self, draft: Draft) -> None:
        """Follow the links that are given, then read the other values.

        A record that the editor may not name ends it at once, before anything else is looked at: what is
        said must not depend on whether it is there.
        """
        for link in self.links:
            self._follow(draft, link)
        draft.refuse_if_faulty()
        hidden = self.hidden(draft)
        linked = {link.field for link in self.links} | {"id"}
        for column in self.columns(draft.today):
            if column.name in linked:
                continue
            if column.name in draft.given:
                try:
                    value = read_value(column, draft.given[column.name], hidden)
                except Invalid as fault:
                    draft.faults |= fault.faults
                    continue
                draft.values[self.kept_as.get(column.name, column.name)] = value
                missing = column.required and value is None
            else:
                missing = column.required and draft.row is None
            if missing:
                draft.faults[column.name] = NEEDED
        self.read_parts(draft, hidden)
        draft.refuse_if_faulty()

    def read_parts(self, draft: Draft, hidden: str) -> None:
        """A chance to read what is kept in rows of its own."""
        return None

    @abstractmethod
    def settle(self, draft: Draft) -> None:
        """Check what must hold between values, and work out those that follow from others."""

    def before_write(self, draft: Draft) -> bool:
        """A chance to do what has to be done first; whether something was erased for good."""
        return False

    def write_parts(self, draft: Draft, row: Any) -> None:
        """A chance to keep what has rows of its own."""
        return None

    def parts(self, session: Session, row: Any) -> Mapping[str, Any]:
        """What belongs to the record and is kept in rows of its own, by field."""
        return {}

    def keep_removed(self, session: Session, row: Any, today: date) -> bool:
        """A chance to keep a record that is taken out, for what was told of it; whether it is kept."""
        return False

    def remove_parts(self, session: Session, row: Any) -> None:
        """Take out the rows that are part of the record."""
        return None

    def revision(self, session: Session, row: Any) -> str:
        """What tells this state of the record from any other that an editor could have made."""
        columns = (*(link.column for link in self.links), *self.own)
        fields = {name: self.told(session, row, name) for name in columns}
        return revision_of({"kind": self.word, "id": row.id, **fields, **self.parts(session, row)})

    def told(self, session: Session, row: Any, column: str) -> Any:
        """The value of a column as readers are shown it: None in place of what they must not know of."""
        return getattr(row, column)

    def may_change(self, session: Session, by: Reader, row: Any) -> bool:
        """Whether `by` may change the row as it is."""
        return may_change(by, self.owner(session, partial(getattr, row)))

    def refuse_outside(self, draft: Draft) -> None:
        """Nothing, when the record will be one that the editor may change.

        Raises:
            Invalid: it would be outside of what they look after; said of the field that makes it so.
        """
        if may_change(draft.by, self.owner(draft.session, draft.after)):
            return
        kind = draft.by.scope.kind if draft.by.scope else ""
        field = next((link.field for link in self.links if link.owner == kind), None)
        raise Invalid(f"must name the {kind} whose records you look after", field)

    def _follow(self, draft: Draft, link: Link) -> None:
        if link.field not in draft.given:
            if link.required and draft.row is None:
                draft.faults[link.field] = NEEDED
            return
        named = draft.given[link.field]
        draft.values[link.column] = None
        if named is None or named == "":
            if link.required:
                draft.faults[link.field] = NEEDED
            return
        target = self.named(draft, link, named)
        if target is None:
            raise Invalid(f"names no {link.word} that you may name here", link.field)
        draft.values[link.column] = named if link.owner != "authority" else target.gss

    def named(self, draft: Draft, link: Link, key: Any) -> Any:
        """The row that a link names; None when there is none that the editor may name there."""
        if link.owner == "authority":
            return authority_named(draft, key)
        target = draft.session.get(link.model, key)
        if target is not None and link.owner and not may_name(draft.by, link.owner, target.id):
            return None
        return target


def authority_named(draft: Draft, code: str) -> AuthorityRecord | None:
    """The council with a code; None when there is none that the editor may name."""
    try:
        tidied = tidy(code)
    except Invalid:
        return None
    found = draft.session.get(AuthorityRecord, tidied.upper() if tidied[:1] == "e" else tidied)
    return found if found is not None and may_name(draft.by, "authority", found.gss) else None


def locked(session: Session, model: type[Any], key: object) -> Any:
    """A row as it is now, which nobody else changes until the transaction ends; None when there is none."""
    return session.get(model, key, with_for_update=True, populate_existing=True)


def check_period(draft: Draft) -> None:
    """Note it when a record would end before it begins."""
    first, last = draft.after("valid_from"), draft.after("valid_to")
    if first is not None and last is not None and last < first:
        draft.faults["valid_to"] = f"'{last}' is before valid_from, '{first}'"


def refuse_itself(draft: Draft, link: Link) -> None:
    """Note it when a record would name itself."""
    if draft.row is not None and draft.values.get(link.column) == draft.row.id:
        draft.faults[link.field] = "names the record itself"
