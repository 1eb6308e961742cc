"""Who answers for housing, children and adults at a place on a date, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directory.rules.authorities.records import FUNCTIONS, Authority, Function, Note, SafeguardingArea
from directory.rules.authorities.register import Authorities

_COUNTRIES: Final = {
    "E": "England",
    "S": "Scotland",
    "W": "Wales",
    "N": "Northern Ireland",
    "L": "Channel Islands",
    "M": "Isle of Man",
}
_CODE = re.compile(r"[ESWNLM]\d{8}")


@dataclass(frozen=True)
class Responsible:
    """The councils that answer for a place on a day.

    A function that nobody could be named for is None. `planned` says that on that day a council named
    here, or one that it may be, is only a plan. `unresolved` holds the functions that the records do not
    settle, each with the councils it may be; a function in it can have a council named all the same, as
    the likeliest. `certain` is True when all three are named and there is no doubt of any of these kinds.
    """

    gss: str | None
    on: date
    country: str | None
    housing: Authority | None
    children: Authority | None
    adults: Authority | None
    planned: bool
    unresolved: Mapping[Function, tuple[Authority, ...]]
    certain: bool
    safeguarding: SafeguardingArea | None
    notes: tuple[Note, ...]


def country_of(gss: str | None) -> str | None:
    """The country that an ONS code lies in, by its name; None for what is no such code.

    Codes of the Channel Islands and the Isle of Man are the placeholders that postcode data uses.
    """
    if gss is None:
        return None
    if gss.startswith("planned:"):
        return "England"
    return _COUNTRIES[gss[0]] if _CODE.fullmatch(gss) else None


def responsible(authorities: Authorities, gss: str | None, on: date) -> Responsible:
    """Who answers for housing, children and adults in the area with this code on that day.

    The code may be any that the area has or had; a code of before a reorganisation gives the council that
    took over, and a code of after it, on an earlier day, the councils that were there. On and after a
    planned change the planned council is named, with `planned` True: never taken as certain. Where a
    county is to be divided, its functions stay unresolved as well: they pass by an Order, not by place
    alone. A place outside England, or none, has nobody named and a note that says why.
    """
    asked = authorities.known_as(gss) if gss else None
    if asked is None:
        return _nobody(gss, on)

    holders = {function: _holders(authorities, asked, function, on) for function in FUNCTIONS}
    named = {function: found[0] if len(found) == 1 else None for function, found in holders.items()}
    unresolved = {function: tuple(found) for function, found in holders.items() if len(found) != 1}
    divided = _county_to_be_divided(authorities, asked, on)
    if divided:
        heirs = tuple(authorities[code] for code in divided.successors)
        unresolved |= {function: heirs for function in FUNCTIONS if function in divided.functions}

    doubts = [
        tier_note.note
        for tier_note in authorities.tier_notes
        if asked.tier in tier_note.tiers and on >= tier_note.since and asked.last_day is None
    ]
    planned = any(council.planned for found in holders.values() for council in found)
    children = named["children"]
    return Responsible(
        gss=gss,
        on=on,
        country="England",
        housing=named["housing"],
        children=children,
        adults=named["adults"],
        planned=planned,
        unresolved=unresolved,
        certain=not (planned or unresolved or doubts) and all(named.values()),
        safeguarding=authorities.safeguarding_area(children.gss) if children else None,
        notes=(*_notes(authorities, asked, on, named.values(), divided), *doubts),
    )


def _nobody(gss: str | None, on: date) -> Responsible:
    country = country_of(gss)
    if not gss:
        text = "No council is recorded for this place."
    elif country is None:
        text = f"'{gss}' is not an ONS code of a council's area, such as E07000070."
    elif country == "England":
        text = f"No council of this directory has or had the code {gss}."
    else:
        place = f"the {country}" if country in ("Channel Islands", "Isle of Man") else country
        text = f"This place is in {place}. This directory covers the councils of England only."
    return Responsible(gss, on, country, None, None, None, False, {}, False, None, (Note(text),))


def _holders(authorities: Authorities, asked: Authority, function: Function, on: date) -> list[Authority]:
    """The councils that may hold a function in the area of `asked` on that day; one when it is settled."""
    if asked.last_day and on > asked.last_day:
        return _each(_holders(authorities, authorities[code], function, on) for code in asked.successors)
    if function not in asked.functions:
        if asked.county_gss:
            return _holders(authorities, authorities[asked.county_gss], function, on)
        return [a for a in authorities.districts_of(asked.gss, on) if function in a.functions]
    if asked.valid_from and on < asked.valid_from:
        earlier = [authorities[code] for code in asked.predecessors]
        return _each(_holders(authorities, a, function, on) for a in earlier if function in a.functions)
    return [asked]


def _each(groups: Iterable[list[Authority]]) -> list[Authority]:
    """All councils of the groups, each once, in order."""
    return list({authority.gss: authority for group in groups for authority in group}.values())


def _county_to_be_divided(authorities: Authorities, asked: Authority, on: date) -> Authority | None:
    """The county of a district, once the day has come on which it is planned to go to several councils."""
    county = authorities.get(asked.county_gss or "")
    if county and county.planned_end and on > county.planned_end and len(county.successors) > 1:
        return county
    return None


def _notes(
    authorities: Authorities,
    asked: Authority,
    on: date,
    named: Iterable[Authority | None],
    divided: Authority | None,
) -> list[Note]:
    notes = []
    if asked.last_day and on > asked.last_day:
        heirs = [authorities[code] for code in asked.successors]
        verb = "is planned to end" if asked.planned_end else "ended"
        text = f"{asked.name} {verb} on {_day(asked.last_day)}, followed by {_list(heirs)}."
        notes.append(Note(text, asked.verification, _sources(heirs)))
    elif asked.valid_from and on < asked.valid_from:
        earlier = [authorities[code] for code in asked.predecessors]
        verb = "is planned to begin" if asked.planned else "began"
        before = f" Before it: {_list(earlier)}." if earlier else ""
        text = f"{asked.name} {verb} on {_day(asked.valid_from)}.{before}"
        notes.append(Note(text, asked.verification, asked.sources))
    elif asked.tier == "county":
        text = f"{asked.name} is a county council: housing is with the district council of the place."
        notes.append(Note(text))
    planned = {council.gss: council for council in named if council and council.planned}
    notes += [Note(f"{c.name}: {c.note}", c.verification, c.sources) for c in planned.values() if c.note]
    if divided and divided.last_day:
        text = (
            f"From {_day(divided.last_day + timedelta(days=1))} the work of {divided.name} is planned to be"
            f" divided among {len(divided.successors)} councils. Cases, placements and contracts pass by"
            " Order, not by place alone: ask who holds each one."
        )
        notes.append(Note(text, divided.verification, _sources([authorities[c] for c in divided.successors])))
    if asked.in_force(on) and asked.note and not asked.planned:
        notes.append(Note(f"{asked.name}: {asked.note}", asked.verification, asked.sources))
    return notes


def _sources(councils: Iterable[Authority]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for council in councils for source in council.sources))


def _list(councils: Iterable[Authority]) -> str:
    names = [council.name for council in councils]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
