"""What many contracts secure and lack: by provider, scheme, authority and term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.rules.assurance.findings import STATUSES, Finding, Summary, finding, promised_on
from directory.rules.assurance.holding import Status
from directory.rules.assurance.promises import Contract
from directory.rules.assurance.terms import AUDIENCES, Audience, Term, Terms, Verdict

#: The scheme of a contract that names none.
NO_SCHEME: Final = None


@dataclass(frozen=True, slots=True)
class Line:
    """One contract of the report, and its findings counted."""

    contract: Contract
    summary: Summary


@dataclass(frozen=True, slots=True)
class Group:
    """The contracts of one provider, scheme or authority, the first to end first, counted."""

    key: Hashable
    lines: tuple[Line, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Gaps:
    """The contracts in force on a day, and what they lack.

    Every number counts findings, and `findings` lists them. The numbers of the providers, of the
    authorities and of the terms each add up to `summary`. Those of schemes need not: a contract counts
    under every scheme it covers, and under None when it names none. Those of children and of adults both
    hold the findings about both alike.

    lines: the first to end first.  groups: the most gaps first.
    not_in_force: contracts that do not hold on that day, and are counted nowhere.
    """

    on: date
    lines: tuple[Line, ...]
    not_in_force: tuple[Contract, ...]
    summary: Summary
    by_provider: tuple[Group, ...]
    by_scheme: tuple[Group, ...]
    by_authority: tuple[Group, ...]
    by_term: Mapping[str, Summary]
    by_audience: Mapping[Audience, Summary]
    _terms: Terms

    def findings(
        self,
        *,
        provider: Hashable = ...,
        scheme: Hashable = ...,
        authority: Hashable = ...,
        term: str | None = None,
        status: Status | None = None,
        audience: Audience | None = None,
    ) -> Iterator[tuple[Contract, Finding]]:
        """The findings behind a number, with their contracts; what is left out narrows nothing.

        audience: those about children or about adults, those about both alike included.
        """
        for contract, known, verdict in self.behind(
            provider=provider, scheme=scheme, authority=authority, term=term, status=status, audience=audience
        ):
            promised = [each for each in contract.promises if each.term == verdict.term]
            yield contract, finding(known, verdict, [each for each in promised if each.holds_on(self.on)])

    def behind(
        self,
        *,
        provider: Hashable = ...,
        scheme: Hashable = ...,
        authority: Hashable = ...,
        term: str | None = None,
        status: Status | None = None,
        audience: Audience | None = None,
    ) -> Iterator[tuple[Contract, Term, Verdict]]:
        """The same without what is said of each, which takes far longer than to count them."""
        asked = [(slug, known) for slug, known in self._terms.by_slug.items() if term is None or slug == term]
        for line in self.lines:
            contract = line.contract
            if (
                provider not in (..., contract.provider)
                or authority not in (..., contract.authority)
                or (scheme is not ... and scheme not in _schemes(contract))
            ):
                continue
            promised = promised_on(contract, self.on)
            found = [
                (known.places[verdict.status], known, verdict)
                for slug, known in asked
                for verdict in known.verdicts(promised.get(slug, ()))
                if (status is None or status == verdict.status)
                and (audience is None or verdict.concerns in ("both", audience))
            ]
            found.sort(key=_place)
            for _, known, verdict in found:
                yield contract, known, verdict

    def ending_with_a_gap(self, within_days: int) -> tuple[Line, ...]:
        """Contracts that end in so many days from `on`, that day included, and lack something."""
        return tuple(
            line
            for line in self.lines
            if line.contract.valid_to is not None
            and (line.contract.valid_to - self.on).days <= within_days
            and sum(line.summary) > line.summary.met
        )


def gaps(contracts: Iterable[Contract], terms: Terms, on: date) -> Gaps:
    """What the contracts in force on a day secure and lack."""
    lines: list[Line] = []
    asleep: list[Contract] = []
    counted: Counter[Verdict] = Counter()
    known = terms.by_slug.items()
    for contract in contracts:
        if not contract.holds_on(on):
            asleep.append(contract)
            continue
        promised = promised_on(contract, on)
        verdicts = [each for slug, term in known for each in term.verdicts(promised.get(slug, ()))]
        counted.update(verdicts)
        lines.append(Line(contract, Summary.of(verdicts)))
    lines.sort(key=_first_to_end)
    return Gaps(
        on,
        tuple(lines),
        tuple(sorted(asleep, key=_order)),
        _counted(counted),
        _grouped(lines, lambda contract: (contract.provider,)),
        _grouped(lines, _schemes),
        _grouped(lines, lambda contract: (contract.authority,)),
        {slug: _of_term(slug, counted) for slug in terms.by_slug},
        {audience: _of_audience(audience, counted) for audience in AUDIENCES},
        terms,
    )


def _place(found: tuple[int, Term, Verdict]) -> int:
    return found[0]


def _of_term(slug: str, verdicts: Counter[Verdict]) -> Summary:
    return _counted({each: number for each, number in verdicts.items() if each.term == slug})


def _of_audience(audience: Audience, verdicts: Counter[Verdict]) -> Summary:
    return _counted(
        {each: number for each, number in verdicts.items() if each.concerns in ("both", audience)}
    )


def _counted(verdicts: Mapping[Verdict, int]) -> Summary:
    numbers = dict.fromkeys(STATUSES, 0)
    for verdict, number in verdicts.items():
        numbers[verdict.status] += number
    return Summary(**numbers)


def _grouped(lines: Iterable[Line], keys: Callable[[Contract], Iterable[Hashable]]) -> tuple[Group, ...]:
    grouped: dict[Hashable, list[Line]] = {}
    for line in lines:
        for key in keys(line.contract):
            grouped.setdefault(key, []).append(line)
    groups = [
        Group(key, tuple(inside), _total(line.summary for line in inside)) for key, inside in grouped.items()
    ]
    return tuple(sorted(groups, key=lambda each: (each.summary.met - sum(each.summary), str(each.key))))


def _schemes(contract: Contract) -> Iterable[Hashable]:
    return dict.fromkeys(contract.schemes) or (NO_SCHEME,)


def _total(summaries: Iterable[Summary]) -> Summary:
    columns = [*zip(*summaries, strict=True)]
    return Summary(*(sum(column) for column in columns)) if columns else Summary()


def _order(contract: Contract) -> tuple[date, str]:
    return contract.valid_to or date.max, str(contract.key)


def _first_to_end(line: Line) -> tuple[date, str]:
    return _order(line.contract)
