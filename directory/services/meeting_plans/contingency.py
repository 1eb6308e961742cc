"""Ending a child-in-need plan: which agencies must hold the contingency plan, and which say they do (H8)."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from directory.services.meeting_plans.inviting import Invitee, Resident

#: The meeting that ends a plan.
_ENDING = "cin-closure"


def acknowledgements(
    meeting: str, invitees: Iterable[Invitee], residents: Sequence[Resident], acknowledged: Collection[str]
) -> list[dict[str, Any]]:
    """The agencies of a list, each to be ticked by the organiser; empty unless the meeting ends a plan.

    They are the organisations of everybody on the list, and the councils of the children. A gap of which no
    organisation is known stands there as its role: somebody has to be found. `key` is what is sent back in
    `acknowledged`; nothing of it is kept.
    """
    if meeting != _ENDING:
        return []
    found: dict[str, dict[str, Any]] = {}
    for invitee in invitees:
        organisation = invitee.filled.organisation
        key = f"{organisation['kind']}:{organisation['id']}" if organisation else f"role:{invitee.role}"
        _add(found, key, organisation, invitee.roles, invitee.people)
    for resident in residents:
        if council := resident.place.councils.children:
            organisation = {"kind": "authority", "id": council.gss, "name": council.name}
            _add(found, f"authority:{council.gss}", organisation, ["csc-social-worker"], [resident.label])
    return [entry | {"acknowledged": key in acknowledged} for key, entry in found.items()]


def _add(
    found: dict[str, dict[str, Any]],
    key: str,
    organisation: dict[str, Any] | None,
    roles: Iterable[str],
    people: Iterable[str],
) -> None:
    entry = found.setdefault(key, {"key": key, "organisation": organisation, "roles": [], "for": []})
    for name, values in (("roles", roles), ("for", people)):
        entry[name] += [value for value in values if value not in entry[name]]
