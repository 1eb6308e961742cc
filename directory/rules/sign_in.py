"""What somebody who signs in may do here, by what their identity provider says of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.rules.permissions import Role, Scope

#: Claims that may say what somebody is. Their value is a text, or a list of texts.
ROLE_CLAIMS = ("roles", "groups")

_ORDER = {role: place for place, role in enumerate(Role)}
_EXAMPLE = '{"Housing-Stewards": {"role": "steward", "scope": "authority:E07000070"}}'


@dataclass(frozen=True, slots=True)
class Grant:
    """What a value of a claim gives; `scope` None is the whole directory."""

    role: Role
    scope: Scope | None = None


def read_grants(text: str) -> dict[str, Grant]:
    """What each value of the claim gives, in the order written, from a JSON object.

    Raises:
        ValueError: it is no such object, or gives what there is not; the message says which and why.
    """
    try:
        entries = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError:
        entries = None
    if not isinstance(entries, dict) or not entries:
        raise ValueError(f"is not a JSON object such as {_EXAMPLE}")
    return {value: _grant(value, given) for value, given in entries.items()}


def grant_of(claim: object, grants: Mapping[str, Grant]) -> Grant | None:
    """What somebody with that claim may do; None when nothing in it gives anything.

    Where several values give something, the highest role counts; among equal ones the whole directory comes
    before a part of it, and then what was written first.
    """
    held = {claim} if isinstance(claim, str) else set()
    if isinstance(claim, list | tuple):
        held = {each for each in claim if isinstance(each, str)}
    given = [grant for value, grant in grants.items() if value in held]
    return max(given, key=lambda grant: (_ORDER[grant.role], grant.scope is None), default=None)


def _grant(value: str, given: Any) -> Grant:
    if not isinstance(given, dict) or not {"role"} <= given.keys() <= {"role", "scope"}:
        raise ValueError(f'gives \'{value}\' something else than {{"role": …}} or {{"role": …, "scope": …}}')
    if given["role"] not in [*Role]:
        raise ValueError(f"gives '{value}' the role '{given['role']}'; there are {', '.join(Role)}")
    if "scope" not in given:
        return Grant(Role(given["role"]))
    try:
        return Grant(Role(given["role"]), Scope.parse(str(given["scope"])))
    except ValueError:
        told = f"gives '{value}' the scope '{given['scope']}'"
        raise ValueError(f"{told}; it takes authority:<gss> or provider:<its id>") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise ValueError(f"has '{twice[0]}' twice")
    return dict(pairs)
