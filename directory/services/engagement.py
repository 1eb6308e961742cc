"""How well providers take part in meetings, to those who may read their contracts."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from directory.db import db
from directory.equipment import equipment
from directory.errors import Invalid
from directory.model import Attendance, Contract, Provider
from directory.rules.disclosure import may_read_contracts
from directory.rules.engagement import Breakdown, Engagement, Figure, Quarter, Span, Tally, engagement_of
from directory.rules.permissions import Reader
from directory.services.looks import Look, record_look
from directory.services.reading import table

#: Providers, each with the days on which contracts give sight of its figures; None for all days.
_Theirs = Mapping[uuid.UUID, Collection[Span] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose figures; None asks nothing. `authority` is that of a contract, `since` and `until` days."""

    provider: uuid.UUID | None = None
    authority: str | None = None
    since: date | None = None
    until: date | None = None


def find_engagement(wanted: Wanted, reader: Reader, known_on: date) -> list[dict[str, Any]]:
    """The figures of the providers that fit and whose contracts `reader` may read, by name.

    Of quarters that were closed by the day `known_on`, so that they never change. To whom a contract gives
    sight of them, it gives it of those in which it held. A provider of which nothing can be shown is left
    out: whether nobody was invited, or few were, is not told.

    Raises:
        Invalid: `authority` is no council's code.
    """
    if wanted.authority is not None and wanted.authority not in equipment().authorities:
        raise Invalid("This is no council's code, such as E10000012; /authorities has them.", "authority")
    record_look(reader, Look(action="see-engagement"))
    return _figures(wanted, _providers(wanted, reader), known_on)


def engagement_under_contract(
    provider: uuid.UUID, span: Span, until: date, reader: Reader, known_on: date
) -> dict[str, Any] | None:
    """The figures of the provider of a contract that `reader` is shown, of quarters that ended by `until`.

    A council sees those in which the contract held (`span`), its provider and whoever looks after all: all.
    """
    record_look(reader, Look(action="see-engagement"))
    of_council = reader.scope is not None and reader.scope.kind != "provider"
    theirs: _Theirs = {provider: [span] if of_council else None}
    found = _figures(Wanted(provider=provider, until=until), theirs, known_on)
    return found[0] if found else None


def _figures(wanted: Wanted, theirs: _Theirs | None, known_on: date) -> list[dict[str, Any]]:
    tallies: dict[uuid.UUID, list[Tally]] = defaultdict(list)
    names: dict[uuid.UUID, str] = {}
    statement = select(*_COLUMNS, Provider.name).join(Provider, Provider.id == Attendance.provider_id)
    if wanted.provider is not None:
        statement = statement.where(Attendance.provider_id == wanted.provider)
    for row in db.session.execute(statement):
        if theirs is None or row.provider_id in theirs:
            names[row.provider_id] = row.name
            tallies[row.provider_id].append(_tally(row))
    found = []
    for key, name in sorted(names.items(), key=lambda item: (item[1].casefold(), item[0])):
        spans = None if theirs is None else theirs[key]
        figures = engagement_of(tallies[key], known_on, wanted.since, wanted.until, spans)
        if figures is not None:
            found.append({"provider": {"id": key, "name": name}, **_shown(figures)})
    return found


_COLUMNS = (
    Attendance.provider_id,
    Attendance.year,
    Attendance.quarter,
    Attendance.meeting_type,
    Attendance.role,
    Attendance.outcome,
    Attendance.notice_days,
    Attendance.report,
    Attendance.times,
    Attendance.giver,
)


def _providers(wanted: Wanted, reader: Reader) -> _Theirs | None:
    """The providers that fit as far as contracts say so, each with the days on which they say it, or None for
    all days; None where contracts are not asked.
    """
    if reader.scope is None and wanted.authority is None:
        return None
    contracts = table(Contract)
    columns = (contracts.c[name] for name in ("provider_id", "commissioner_gss", "valid_from", "valid_to"))
    spans: dict[uuid.UUID, set[Span]] = defaultdict(set)
    for row in db.session.execute(select(*columns).where(contracts.c.removed_on.is_(None))):
        if wanted.authority in (None, row.commissioner_gss) and may_read_contracts(
            reader, row.commissioner_gss, str(row.provider_id)
        ):
            spans[row.provider_id].add((row.valid_from, row.valid_to))
    theirs: dict[uuid.UUID, Collection[Span] | None] = {**spans}
    # A provider reads its own figures whether it has a contract or not.
    if reader.scope is not None and reader.scope.kind == "provider" and wanted.authority is None:
        theirs[uuid.UUID(reader.scope.id)] = None
    return theirs


def _tally(row: Any) -> Tally:
    return Tally(
        Quarter(row.year, row.quarter),
        row.meeting_type,
        row.role,
        row.outcome,
        row.notice_days,
        row.report,
        row.times,
        row.giver,
    )


def _shown(figures: Engagement) -> dict[str, Any]:
    return {
        "whole": _figure(figures.whole),
        "periods": [
            {
                "period": period.name,
                "first_day": period.first.first_day,
                "last_day": period.last.last_day,
                "figure": _figure(period.figure),
            }
            for period in figures.periods
        ],
        "by_meeting_type": [_breakdown(each, "meeting_type") for each in figures.by_meeting_type],
        "by_role": [_breakdown(each, "role") for each in figures.by_role],
    }


def _figure(found: Figure | None) -> dict[str, Any] | None:
    return asdict(found) if found else None


def _breakdown(found: Breakdown, name: str) -> dict[str, Any]:
    return {
        "year": found.year,
        "counted": [str(quarter) for quarter in found.counted],
        "rows": [{name: key, "figure": _figure(each)} for key, each in found.rows.items()],
    }
