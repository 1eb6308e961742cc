"""Reads the councils from the reference folder, and refuses what does not fit together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from directory.rules.authorities.records import Authority, CouncilSettings, Note, SafeguardingArea, TierNote
from directory.rules.authorities.register import Authorities
from directory.rules.authorities.rows import Row, read_rows

_COUNCILS = ("authorities.csv", "authorities_former.csv", "authorities_planned.csv")
_COUNCIL_COLUMNS = [
    *("gss", "name", "area_name", "tier", "county_gss", "functions", "valid_from", "valid_to"),
    *("aliases", "places", "former_codes", "note", "verification", "sources"),
]
_SUCCESSIONS = "authority_successions.csv"
_SUCCESSION_COLUMNS = ["predecessor", "successor", "verification", "sources"]
_AREAS = "safeguarding_areas.csv"
_AREA_COLUMNS = ["id", "name", "members", "note", "verification", "sources"]
_SETTINGS = "authority_settings.csv"
_SETTING_COLUMNS = ["gss", "cover_told_by", "note"]
_NOTES = "authority_notes.csv"
_NOTE_COLUMNS = ["id", "tiers", "from", "note", "verification", "sources"]

_PREFIXES = {"E06": "unitary", "E07": "district", "E08": "metropolitan", "E09": "london", "E10": "county"}
_GSS = re.compile(r"E(06|07|08|09|10)\d{6}")
_PLANNED = re.compile(r"planned:[a-z0-9]+(-[a-z0-9]+)*")


def read_authorities(
    *folders: Path,
    known_sources: Collection[str] | None = None,
    known_terms: Collection[str] | None = None,
) -> Authorities:
    """The councils of England from one or more reference folders.

    A later folder may hold any of the files; a row of its own replaces the earlier row with the same key
    (the code; for a succession, both codes) and adds what is new. With `known_sources`, a source id that
    is not among them is a fault; with `known_terms`, a contract term that is not.

    Raises:
        BadReference: a file or column is missing, or a row does not fit; names file and line.
    """
    councils = {row["gss"]: row for row in read_rows(folders, _COUNCILS, _COUNCIL_COLUMNS, ["gss"])}
    successions = read_rows(folders, [_SUCCESSIONS], _SUCCESSION_COLUMNS, ["predecessor", "successor"])
    areas = read_rows(folders, [_AREAS], _AREA_COLUMNS, ["id"])
    notes = read_rows(folders, [_NOTES], _NOTE_COLUMNS, ["id"])
    if known_sources is not None:
        for row in (*councils.values(), *successions, *areas, *notes):
            for source in row.many("sources"):
                if source not in known_sources:
                    raise row.fault(f"there is no source '{source}' in the list of sources")

    authorities = {gss: _authority(row) for gss, row in councils.items()}
    _check_counties(authorities, councils)
    _check_former_codes(authorities, councils)
    _check_names(authorities, councils)
    linked = _link(authorities, councils, successions)
    settings = read_rows(folders, [_SETTINGS], _SETTING_COLUMNS, ["gss"])
    return Authorities(
        linked.values(),
        [_area(row, linked) for row in areas],
        [_tier_note(row) for row in notes],
        [_setting(row, linked, known_terms) for row in settings],
    )


def _authority(row: Row) -> Authority:
    gss = row["gss"]
    planned = bool(_PLANNED.fullmatch(gss))
    if not planned and not _GSS.fullmatch(gss):
        raise row.fault(f"'{gss}' is no code of an English council, such as E07000070 or planned:essex-west")
    tier = row.tier("tier")
    if not planned and _PREFIXES[gss[:3]] != tier:
        raise row.fault(f"a code that begins {gss[:3]} is of tier {_PREFIXES[gss[:3]]}, not {tier}")
    authority = Authority(
        gss=gss,
        name=row.filled("name"),
        tier=tier,
        functions=row.functions("functions"),
        county_gss=row["county_gss"] or None,
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        planned=planned,
        predecessors=(),
        verification=row.verification(),
        sources=row.many("sources"),
        area_name=row.filled("area_name"),
        aliases=row.many("aliases"),
        places=row.many("places"),
        former_codes=row.many("former_codes"),
        note=row["note"],
    )
    if not authority.sources:
        raise row.fault(f"{gss} names no source")
    if authority.valid_from and authority.valid_to and authority.valid_to < authority.valid_from:
        raise row.fault(f"{gss} ends on {authority.valid_to}, before it begins on {authority.valid_from}")
    if planned and authority.valid_from is None:
        raise row.fault(f"{gss} is planned and needs the day it is planned to begin in valid_from")
    return authority


def _check_counties(authorities: dict[str, Authority], rows: dict[str, Row]) -> None:
    for authority in authorities.values():
        county = authorities.get(authority.county_gss or "")
        if authority.tier != "district":
            if authority.county_gss:
                raise rows[authority.gss].fault(f"only a district has a county_gss; {authority.gss} is none")
        elif county is None or county.tier != "county":
            raise rows[authority.gss].fault(
                f"the district {authority.gss} needs a county_gss that is a county of these files,"
                f" not '{authority.county_gss or ''}'"
            )


def _check_former_codes(authorities: dict[str, Authority], rows: dict[str, Row]) -> None:
    taken = dict.fromkeys(authorities, "")
    for gss, authority in authorities.items():
        for code in authority.former_codes:
            if code in taken:
                raise rows[gss].fault(f"the former code {code} of {gss} belongs to another row too")
            taken[code] = gss


def _check_names(authorities: dict[str, Authority], rows: dict[str, Row]) -> None:
    named: dict[str, str] = {}
    for authority in authorities.values():
        if authority.valid_to is None and named.setdefault(authority.name, authority.gss) != authority.gss:
            raise rows[authority.gss].fault(f"{named[authority.name]} is called '{authority.name}' as well")


def _link(
    authorities: dict[str, Authority], councils: dict[str, Row], successions: list[Row]
) -> dict[str, Authority]:
    """The same councils, each knowing whom it follows, who follows it, and when it is planned to end."""
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    begins: dict[str, date] = {}
    for row in successions:
        earlier, later = (_known(authorities, row, column) for column in ("predecessor", "successor"))
        row.verification()
        if later.valid_from is None:
            raise row.fault(f"{later.gss} follows {earlier.gss}, so its row needs a valid_from")
        # Also what keeps a chain of successors from running in a circle.
        if earlier.valid_from and later.valid_from <= earlier.valid_from:
            raise row.fault(f"{later.gss} cannot follow {earlier.gss}, which begins on {earlier.valid_from}")
        eve = later.valid_from - timedelta(days=1)
        if earlier.valid_to != (None if later.planned else eve):
            wanted = "no valid_to, as the change is only planned" if later.planned else f"the valid_to {eve}"
            raise row.fault(f"{later.gss} begins on {later.valid_from}, so {earlier.gss} needs {wanted}")
        if begins.setdefault(earlier.gss, later.valid_from) != later.valid_from:
            raise row.fault(f"the successors of {earlier.gss} begin on different days")
        before[later.gss].append(earlier.gss)
        after[earlier.gss].append(later.gss)
    for gss, authority in authorities.items():
        if authority.valid_to and gss not in after:
            raise councils[gss].fault(f"{gss} has ended, but {_SUCCESSIONS} names nobody that follows it")
        if authority.planned and gss not in before:
            raise councils[gss].fault(f"{gss} is planned, but {_SUCCESSIONS} names nobody that it follows")
    return {
        gss: replace(
            authority,
            predecessors=tuple(before[gss]),
            successors=tuple(after[gss]),
            planned_end=begins[gss] - timedelta(days=1) if gss in begins and not authority.valid_to else None,
        )
        for gss, authority in authorities.items()
    }


def _known(authorities: dict[str, Authority], row: Row, column: str) -> Authority:
    found = authorities.get(row[column])
    if found is None:
        raise row.fault(f"the {column} '{row[column]}' is in none of {', '.join(_COUNCILS)}")
    return found


def _area(row: Row, authorities: dict[str, Authority]) -> SafeguardingArea:
    for gss in row.many("members"):
        if gss not in authorities or "children" not in authorities[gss].functions:
            raise row.fault(f"'{gss}' is no council with the children function")
    return SafeguardingArea(row.filled("id"), row.filled("name"), row.many("members"), _note(row))


def _setting(
    row: Row, authorities: dict[str, Authority], known_terms: Collection[str] | None
) -> CouncilSettings:
    council = _known(authorities, row, "gss")
    for term in row.many("cover_told_by"):
        if known_terms is not None and term not in known_terms:
            raise row.fault(f"there is no contract term '{term}' in use")
    return CouncilSettings(council.gss, row.many("cover_told_by"))


def _tier_note(row: Row) -> TierNote:
    since = row.day("from")
    if since is None:
        raise row.fault("the column from is empty; it holds the first day the note applies")
    return TierNote(row.filled("id"), row.tiers("tiers"), since, _note(row))


def _note(row: Row) -> Note:
    if not row.many("sources"):
        raise row.fault("a note needs a source")
    return Note(row.filled("note"), row.verification(), row.many("sources"))
