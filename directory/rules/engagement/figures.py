"""The figures of one provider, from its tallies: by period, by meeting type and by role."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory.rules.engagement.periods import Quarter, year_name
from directory.rules.engagement.shown import Figure, figure
from directory.rules.engagement.tallies import Cells, Tally, added, nothing
from directory.rules.engagement.withholding import OUTCOME_LADDER, REPORT_LADDER

#: A first day, and a last one where it has come to an end.
Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Period:
    """One quarter, or several of a year that had to be taken together; `figure` None where it is withheld."""

    first: Quarter
    last: Quarter
    figure: Figure | None

    @property
    def name(self) -> str:
        """`2026-27 Q1`, or `2026-27 Q1-Q3`."""
        return f"{self.first}" if self.first == self.last else f"{self.first}-Q{self.last.number}"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The invitations of one year divided; `rows` by slug, all of them.

    `counted` are the quarters that are in it: the last of a year may be left out.
    """

    year: str
    counted: tuple[Quarter, ...]
    rows: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Engagement:
    """What is shown of a provider. `whole` adds up the periods that show at least who took part."""

    whole: Figure | None
    periods: Sequence[Period]
    by_meeting_type: Sequence[Breakdown]
    by_role: Sequence[Breakdown]


def engagement_of(
    tallies: Iterable[Tally],
    today: date,
    since: date | None = None,
    until: date | None = None,
    spans: Collection[Span] | None = None,
) -> Engagement | None:
    """What can be shown of one provider's tallies; None when that is nothing.

    Quarters that are not closed yet are left out. `since` and `until` choose among the periods and years
    that lie wholly between them, and `spans` among those of which every quarter has a day in one of them.
    Neither changes how periods are made up, so that to ask twice tells no more than to ask once.
    """

    def asked_for(quarters: Sequence[Quarter]) -> bool:
        return _within(quarters, since, until) and (
            spans is None or all(any(quarter.touches(*span) for span in spans) for quarter in quarters)
        )

    closed = [tally for tally in tallies if tally.quarter.is_closed(today)]
    blocks, by_type, by_role = [], [], []
    for year in sorted({tally.quarter.year for tally in closed}):
        of_year = [tally for tally in closed if tally.quarter.year == year]
        made = [each for each in _blocks(year, of_year, today) if asked_for(each.quarters)]
        blocks += made
        whole_year = [Quarter(year, number) for number in (1, 2, 3, 4)]
        if whole_year[-1].is_closed(today) and asked_for(whole_year):
            by_type += _breakdown(year, made, of_year, lambda tally: tally.meeting_type)
            by_role += _breakdown(year, made, of_year, lambda tally: tally.role)
    if not any(block.level >= 0 for block in blocks):
        return None
    periods = [Period(block.quarters[0], block.quarters[-1], block.figure) for block in blocks]
    return Engagement(_whole(blocks), periods, by_type, by_role)


@dataclass(frozen=True, slots=True)
class _Block:
    """Quarters in a row that are told as one, and the levels at which they are; -1 is not at all."""

    quarters: tuple[Quarter, ...]
    cells: Cells
    level: int
    report_level: int

    @property
    def figure(self) -> Figure | None:
        return figure(self.cells, self.level, self.report_level) if self.level >= 0 else None


def _blocks(year: int, tallies: Sequence[Tally], today: date) -> list[_Block]:
    """The closed quarters of a year, each told as soon as it can be told who took part, else with the next.

    What was told once is never told again divided otherwise, whatever comes after it. What the end of the
    year leaves over is told with its sum alone, or, with fewer than five, not at all.
    """
    blocks: list[_Block] = []
    quarters: tuple[Quarter, ...] = ()
    cells = nothing()
    for number in (1, 2, 3, 4):
        quarter = Quarter(year, number)
        if not quarter.is_closed(today):
            break
        quarters = (*quarters, quarter)
        cells = cells + added(tally for tally in tallies if tally.quarter == quarter)
        level = OUTCOME_LADDER.finest(cells.outcome_views)
        if level >= 1 or number == 4:
            blocks.append(_Block(quarters, cells, level, REPORT_LADDER.finest(cells.report_views)))
            quarters, cells = (), nothing()
    return blocks


def _breakdown(
    year: int, blocks: Sequence[_Block], tallies: Sequence[Tally], by: Callable[[Tally], str]
) -> list[Breakdown]:
    """A year's invitations divided, where every row can be told; else none at all.

    To put those that cannot be told together, with others for company, would need a choice of rows, and
    whoever has entered some of them could tell from what was chosen how many there are of the rest.

    Rows add up to what the blocks tell already: those of a level below the rows' own are left out, since
    the rest of the year, taken from the sum of the rows, would tell of them.
    """
    best: tuple[int, int, Breakdown] | None = None
    for level in range(len(OUTCOME_LADDER.levels) + 1):
        told = [block for block in blocks if block.level >= level]
        counted = tuple(quarter for block in told for quarter in block.quarters)
        in_it = [tally for tally in tallies if tally.quarter in counted]
        rows = {name: added(each for each in in_it if by(each) == name) for name in sorted({*map(by, in_it)})}
        if not rows or any(OUTCOME_LADDER.finest(cells.outcome_views) < level for cells in rows.values()):
            continue
        reports = min(block.report_level for block in told)
        while not all(REPORT_LADDER.is_safe(cells.report_views, reports) for cells in rows.values()):
            reports -= 1
        figures = {name: figure(cells, level, reports) for name, cells in rows.items()}
        if best is None or (len(rows), level) > best[:2]:
            best = len(rows), level, Breakdown(year_name(year), counted, figures)
    return [best[2]] if best else []


def _whole(blocks: Sequence[_Block]) -> Figure | None:
    told = [block for block in blocks if block.level >= 1]
    if not told:
        return None
    cells = sum((block.cells for block in told), nothing())
    return figure(cells, min(block.level for block in told), min(block.report_level for block in told))


def _within(quarters: Sequence[Quarter], since: date | None, until: date | None) -> bool:
    return (since is None or since <= quarters[0].first_day) and (
        until is None or quarters[-1].last_day <= until
    )
