"""The use cases of looking up: by address, or by property number."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.errors import Invalid
from directory.rules.addresses import Verdict
from directory.rules.hours import LONDON
from directory.rules.lookup import Decision, decide
from directory.rules.permissions import Reader
from directory.services import vocabulary
from directory.services.looks import Look, record_look
from directory.services.lookup import candidates
from directory.services.lookup.answer import Answered, answer, answer_and_area
from directory.services.lookup.candidates import HeldPremises
from directory.services.lookup.given import refuse_unrecognisable, understand
from directory.services.lookup.typed import names_typed
from directory.services.shown import counted_from


def find_by_address(
    address: str, postcode: str | None, at: datetime, reader: Reader, on: date | None = None
) -> dict[str, Any]:
    """Who is at an address on a day, and whom to ring at a moment.

    `on` is the day `at` falls on in London unless given. `not_listed` never says whether nothing is there
    or it may not be told.

    Raises:
        Invalid: there is no address in `address`, or it is too long to be one.
    """
    day = on or at.astimezone(LONDON).date()
    found = answer(decide_address(address, postcode, day), at, day, reader)
    record_look(reader, _look(found))
    return found


def resolve(
    asked: Mapping[str, Any], at: datetime, reader: Reader, day: date
) -> tuple[dict[str, Any], str | None]:
    """The answer to a look-up that is part of something larger, which puts down itself what it showed.

    Asked is by `premises` (an id), by `uprn`, or by `address`, `postcode` or both. With it goes the code of
    the area whose councils are named, if any are.

    Raises:
        Invalid: as for a look-up; and there are no such premises that `reader` may be told of.
    """
    if "premises" in asked:
        answered = Answered.by_key(candidates.by_id(asked["premises"], day))
    elif "uprn" in asked:
        answered = Answered.by_key(candidates.by_uprn(_digits(asked["uprn"]), day))
    else:
        answered = decide_address(asked.get("address") or "", asked.get("postcode"), day)
    found, area = answer_and_area(answered, at, day, reader)
    if "premises" in asked and found["outcome"] != "found":
        raise Invalid("There is no such address on that day.", "premises")
    return found, area


def decide_address(address: str, postcode: str | None, day: date) -> Answered:
    """Which held premises are meant, of those in force on a day.

    Raises:
        Invalid: there is no address in `address`, or it is too long to be one.
    """
    names = vocabulary.names()
    given = understand(address, postcode, equipment().postcodes)
    if given.place is not None and given.place.gss:
        given.reading.councils = names.councils.get(given.place.gss, frozenset())
    rows: list[HeldPremises] = []
    if given.several:
        rows = candidates.at_postcodes(given.existing, day)
    elif given.used is not None:
        rows = candidates.at_postcode(given.used, day)
    elif given.slips:
        rows = candidates.at_postcodes(given.slips, day)
    decision = decide(given.reading, candidates.as_candidates(rows, given), names.vocabulary)
    if decision.outcome != "found" and not _settled(decision):
        typed = names_typed(given.reading, names)
        refuse_unrecognisable(given, names.vocabulary, names_known=bool(typed.streets or typed.buildings))
        known = {row.id for row in rows}
        more = [row for row in candidates.by_names(given, typed, day) if row.id not in known]
        if more:
            rows = rows + more
            decision = decide(given.reading, candidates.as_candidates(rows, given), names.vocabulary)
    return Answered(decision, {row.id: row for row in rows}, given)


def _settled(decision: Decision) -> bool:
    """Whether looking further than the postcode can add nothing: the building is there, its flat is open."""
    return any(
        item.comparison.agreed and item.comparison.roles["postcode"] is Verdict.AGREE
        for item in decision.ranked
    )


def find_by_uprn(uprn: str, at: datetime, reader: Reader, on: date | None = None) -> dict[str, Any]:
    """Who is at the property with a UPRN. Two schemes there are a choice, not an answer.

    Raises:
        Invalid: `uprn` is not 1 to 12 digits.
    """
    day = on or at.astimezone(LONDON).date()
    rows = candidates.by_uprn(_digits(uprn), day)
    found = answer(Answered.by_key(rows), at, day, reader)
    record_look(reader, _look(found))
    return found


def find_by_premises(
    key: uuid.UUID, at: datetime, reader: Reader, since: date | None = None
) -> dict[str, Any]:
    """Who is at an address that somebody picked out of several; `not_listed` when there is no such.

    `since` is the day a stay began, as in `look_up`.
    """
    day = at.astimezone(LONDON).date()
    found = answer(Answered.by_key(candidates.by_id(key, day)), at, day, reader)
    record_look(reader, _look(found))
    return _counted(found, since)


def _digits(uprn: str) -> str:
    """A UPRN as it is held.

    Raises:
        Invalid: it is not 1 to 12 digits.
    """
    digits = uprn.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        raise Invalid("A UPRN is 1 to 12 digits, such as 999012345678.", "uprn")
    return digits.lstrip("0") or "0"


def _look(found: Mapping[str, Any]) -> Look:
    """What the log keeps of a look-up: what came of it and the schemes shown, never what was asked."""
    seen = [match["scheme"]["id"] for match in found["matches"]]
    return Look(action="look-up", outcome=found["outcome"], seen=seen)


def look_up(asked: Mapping[str, Any], at: datetime, reader: Reader) -> dict[str, Any]:
    """One look-up as the API takes it: an `address`, a `postcode` or both, or a `uprn`; and the day `on`.

    With `since`, the day a stay began, each time limit of the places found has the day it `ends_on`.
    """
    if "uprn" in asked:
        found = find_by_uprn(asked["uprn"], at, reader, asked.get("on"))
    else:
        address, postcode = asked.get("address") or "", asked.get("postcode")
        found = find_by_address(address, postcode, at, reader, asked.get("on"))
    return _counted(found, asked.get("since"))


def _counted(found: dict[str, Any], since: date | None) -> dict[str, Any]:
    """An answer whose time limits say when they end, where the day is given on which a stay began."""
    if since is None:
        return found
    matches = [{**match, "scheme": counted_from(match["scheme"], since)} for match in found["matches"]]
    return {**found, "matches": matches}
