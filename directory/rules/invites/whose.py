"""Where a role's post is looked for: at the scheme and its provider, or at one of the councils."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from directory.rules.catalogue.meetings import At, Side

#: `scheme` is a scheme with its provider; `commissioner` the councils that have contracts with that provider.
Holder = Literal["scheme", "housing", "children", "adults", "placing", "care", "commissioner"]

_OF_SIDE: Final[Mapping[Side, tuple[Holder, ...]]] = {
    "provider": ("scheme",),
    "landlord": ("scheme", "housing"),
    "lha": ("housing",),
    "authority": ("housing", "children"),
    "csc": ("children",),
    "commissioner": ("commissioner", "children", "housing"),
    "adult": ("adults",),
    "partner": ("scheme", "housing", "children", "adults"),
}
#: Roles that are not where the others of their side are.
_OF_ROLE: Final[Mapping[str, tuple[Holder, ...]]] = {
    "placing-authority": ("placing", "care"),
    "lha-ta-manager": ("placing", "housing"),  # whoever placed the family decides on its moves
    "personal-adviser": ("care",),
    "commissioner-csc": ("children",),
}
_AT: Final[Mapping[At, tuple[Holder, ...]]] = {
    "host_authority": ("housing", "children"),
    "placing_authority": ("placing",),
    "care_authority": ("care",),
}

#: Roles that are a name for whoever of others there is: the worker or landlord at the other address.
_STANDS_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "other-address-worker": ("other-address-worker", "support-worker", "scheme-manager", "housing-officer-rp")
}


def holders_of(role: str, side: Side, at: At = "same") -> tuple[Holder, ...]:
    """Whose posts of a role are meant, in the order to look; `at` as a fallback step says it."""
    return _AT.get(at) or _OF_ROLE.get(role) or _OF_SIDE[side]


def roles_sought(role: str) -> tuple[str, ...]:
    """The roles whose posts fill a role, in order: itself, but for one that stands for several."""
    return _STANDS_FOR.get(role, (role,))


def first_known_only(role: str) -> bool:
    """Whether only the first holder that is known will do: another council's post would be the wrong one."""
    return role in _OF_ROLE
