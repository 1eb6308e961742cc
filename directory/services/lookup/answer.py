"""The answer to a look-up, in words a person can act on."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from directory.equipment import equipment
from directory.rules.addresses import Reading, Verdict
from directory.rules.lookup import MOST_CHOICES, Candidate, Decision, Outcome, Ranked, natural_order
from directory.rules.permissions import Reader
from directory.services.contracts import scheme_contracted
from directory.services.lookup.candidates import HeldPremises
from directory.services.lookup.given import Given
from directory.services.lookup.notes import notes_on
from directory.services.shown import (
    AuthoritiesShown,
    authorities_shown,
    premises_shown,
    read_schemes,
    turns_of_schemes,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A decision, the rows it was made on, and what was given."""

    decision: Decision
    rows: Mapping[object, HeldPremises]
    given: Given
    by_number: bool = False  # a UPRN was given, and no address

    @classmethod
    def by_key(cls, rows: Sequence[HeldPremises]) -> "Answered":
        """The answer by key: nothing to compare, so one scheme is `found` and more are a choice."""
        schemes = {row.scheme_id for row in rows}
        outcome: Outcome = "not_listed" if not rows else "found" if len(schemes) == 1 else "choose"
        ordered = sorted(rows, key=lambda row: (natural_order(row.held.text), row.id.hex))
        ranked = tuple(
            Ranked.certain(Candidate(row.id, row.held, row.scheme_id, Verdict.AGREE))
            for row in ordered[: 1 if outcome == "found" else MOST_CHOICES]
        )
        given = Given(Reading(()), None, None, "absent", None)
        return cls(Decision(outcome, ranked), {row.id: row for row in rows}, given, by_number=True)


def answer(answered: Answered, at: datetime, on: date, reader: Reader) -> dict[str, Any]:
    """The whole answer: outcome, matches with scheme, provider and contacts, authorities, postcode, notes."""
    return answer_and_area(answered, at, on, reader)[0]


def answer_and_area(
    answered: Answered, at: datetime, on: date, reader: Reader
) -> tuple[dict[str, Any], str | None]:
    """The whole answer, and the code of the area whose councils it names; None when it names none."""
    given = answered.given
    schemes = read_schemes({answered.rows[item.candidate.key].scheme_id for item in answered.decision.ranked})
    answered = _of_those_told(answered, {key for key, found in schemes.items() if found.is_near_told(reader)})
    decision = answered.decision
    rows = [answered.rows[item.candidate.key] for item in decision.ranked]
    turns = turns_of_schemes({key: found.provider_id for key, found in schemes.items()}, at, on)
    shown = {
        key: {
            "scheme": found.scheme,
            "provider": found.provider,
            "contacts": turns[key].contacts,
            "nobody_now": turns[key].nobody_now,
            "safeguarding_cover": scheme_contracted(key, found.provider_id, on),
        }
        for key, found in schemes.items()
    }
    matches = [
        {
            "premises": premises_shown(row),
            "score": item.comparison.score,
            "why": item.comparison.agreeing,
            "differs": item.comparison.differing,
            **shown[row.scheme_id],
        }
        for item, row in zip(decision.ranked, rows, strict=True)
    ]
    gss = _where(answered)
    authorities = authorities_shown(gss, on, at) if gss else _NOT_SAID
    found = {
        "outcome": decision.outcome,
        "matches": matches,
        "authorities": authorities.shown,
        "postcode": {"given": given.postcode, "used": given.used, "status": given.status},
        "notes": [*notes_on(decision, given, by_number=answered.by_number), *authorities.notes],
    }
    return found, gss


def _of_those_told(answered: Answered, told: Collection[uuid.UUID]) -> Answered:
    """The answer without schemes that the reader may not find by an address, as if they were not there."""
    decision = answered.decision
    kept = tuple(item for item in decision.ranked if answered.rows[item.candidate.key].scheme_id in told)
    if len(kept) == len(decision.ranked):
        return answered
    outcome: Outcome = "choose" if kept else "not_listed"
    return replace(answered, decision=Decision(outcome, kept))


_NOT_SAID = AuthoritiesShown(
    {
        "housing": None,
        "children": None,
        "adults": None,
        "country": None,
        "certain": False,
        "unresolved": {},
        "safeguarding_area": None,
    },
    (),
)


def _where(answered: Answered) -> str | None:
    """The area whose councils are named: the postcode's, else that of the one address that was typed."""
    if answered.given.place and not answered.given.several:
        return answered.given.place.gss
    ranked = answered.decision.ranked
    if answered.decision.outcome != "found" and not all(
        item.comparison.agreed and not item.candidate.namesakes for item in ranked
    ):
        return None
    # Schemes that share an address leave it open whose the family is, but not where.
    postcodes = {answered.rows[item.candidate.key].held.postcode for item in ranked}
    place = equipment().postcodes.get(postcodes.pop()) if len(postcodes) == 1 else None
    return place.gss if place else None
