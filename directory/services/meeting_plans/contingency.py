"""Ending a child-in-need plan: which agencies must hold the contingency plan, and which say they do (H8)."""

from collections.abc import Iterable, Sequence
from hashlib import blake2s
from typing import Any

from directory.rules.invites import Side
from directory.services.meeting_plans.asked import Asked
from directory.services.meeting_plans.inviting import Invitee, Resident

#: The meeting that ends a plan.
_ENDING = "cin-closure"


def acknowledgements(
    asked: Asked,
    sides: Sequence[Side],
    side: Side,
    invitees: Iterable[Invitee],
    residents: Sequence[Resident],
) -> list[dict[str, Any]]:
    """The agencies of a list, each to be ticked by the organiser; empty unless the meeting ends a plan.

    They are the organisations of everybody on the list, and the councils of the children. A gap of which no
    organisation is known stands there as its role: somebody has to be found. `key` is what is sent back in
    `acknowledged`; nothing of it is kept. An agency that is on two of the `sides` holds a plan for each: its
    keys differ, and one is no answer for the other.
    """
    if asked.meeting != _ENDING:
        return []
    of_list = _mark(side, residents) if len(sides) > 1 else ""
    found: dict[str, dict[str, Any]] = {}
    for invitee in invitees:
        organisation = invitee.filled.organisation
        key = f"{organisation['kind']}:{organisation['id']}" if organisation else f"role:{invitee.role}"
        _add(found, key, organisation, invitee.roles, invitee.people)
    for resident in residents:
        if council := resident.place.councils.children:
            organisation = {"kind": "authority", "id": council.gss, "name": council.name}
            _add(found, f"authority:{council.gss}", organisation, ["csc-social-worker"], [resident.label])
    return [
        {"key": f"{of_list}{key}", **entry, "acknowledged": f"{of_list}{key}" in asked.acknowledged}
        for key, entry in found.items()
    ]


def _mark(side: Side, residents: Sequence[Resident]) -> str:
    """What the keys of one list of several begin with: of its name and its people, whatever their order.

    With somebody more on it, or fewer, the plan that an agency holds is another one.
    """
    people = sorted(resident.label for resident in residents)
    return f"{blake2s(repr((side.name, people)).encode(), digest_size=6).hexdigest()}:"


def _add(
    found: dict[str, dict[str, Any]],
    key: str,
    organisation: dict[str, Any] | None,
    roles: Iterable[str],
    people: Iterable[str],
) -> None:
    entry = found.setdefault(key, {"organisation": organisation, "roles": [], "for": []})
    for name, values in (("roles", roles), ("for", people)):
        entry[name] += [value for value in values if value not in entry[name]]
