"""Who may do what: the permissions, the roles that hold them, and the reader who asks."""

import enum
import uuid
from dataclasses import dataclass


class Permission(enum.Enum):
    """Everything a route can ask of its reader. Every route asks for exactly one."""

    #: The reference catalogue, the API's description, health. Anyone, without a token.
    READ_REFERENCE = enum.auto()
    #: Who is at an address, who is responsible for a postcode, and whom to ring.
    LOOK_UP = enum.auto()
    #: Whom to invite to a meeting about a family, and who came.
    PLAN_MEETINGS = enum.auto()
    #: What contracts promise, what they lack, and how well providers take part.
    READ_CONTRACTS = enum.auto()
    #: Change and import providers, schemes, premises, contacts and contracts of one's own scope.
    EDIT_DIRECTORY = enum.auto()
    #: Tokens, users and the audit log.
    ADMINISTER = enum.auto()


#: Why somebody asks. A few words of ours and no free text, in which something about a family might stand.
PURPOSES = ("enquiry", "meeting", "placement", "contract", "upkeep", "test")


class Role(enum.StrEnum):
    """What a reader is, each including the one before."""

    PRACTITIONER = "practitioner"
    ORGANISER = "organiser"
    COMMISSIONER = "commissioner"
    STEWARD = "steward"
    ADMIN = "admin"


#: What each role may do that the one before may not.
_ADDS: dict[Role, frozenset[Permission]] = {
    Role.PRACTITIONER: frozenset({Permission.LOOK_UP}),
    Role.ORGANISER: frozenset({Permission.PLAN_MEETINGS}),
    Role.COMMISSIONER: frozenset({Permission.READ_CONTRACTS}),
    Role.STEWARD: frozenset({Permission.EDIT_DIRECTORY}),
    Role.ADMIN: frozenset({Permission.ADMINISTER}),
}

#: What anyone may do, signed in or not.
PUBLIC = frozenset({Permission.READ_REFERENCE})


def permissions_of(role: Role | None) -> frozenset[Permission]:
    """All that `role` may do; None is somebody who has not signed in."""
    if role is None:
        return PUBLIC
    held = PUBLIC
    for each, added in _ADDS.items():
        held |= added
        if each is role:
            break
    return held


_HELD = {role: permissions_of(role) for role in (None, *Role)}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader may change: what is one authority's (`id` its gss code), or one provider's."""

    kind: str
    id: str

    @classmethod
    def parse(cls, text: str) -> "Scope":
        """The scope written as `authority:E10000012` or `provider:<id>`.

        Raises:
            ValueError: it is neither.
        """
        kind, _, identity = text.partition(":")
        if kind not in ("authority", "provider") or not identity:
            raise ValueError(f"'{text}' is not a scope, such as authority:E10000012 or provider:<its id>")
        if kind == "provider":
            uuid.UUID(identity)
        return cls(kind, identity)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is asking. `role` None is somebody who has not signed in; `scope` None is the whole directory.

    `actor` is what the audit log calls them: `token:<prefix>`, `person:<id>` or `console:<user>`.
    `purpose` is why they ask, in one of PURPOSES, where they said so.
    """

    role: Role | None
    actor: str = "anyone"
    scope: Scope | None = None
    purpose: str | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this reader's role holds `permission`."""
        return permission in _HELD[self.role]


#: Somebody who has not signed in.
ANYONE = Reader(role=None)

#: The service itself, in what it does by its own account: preparing an instance, for one.
SERVICE = Reader(role=Role.ADMIN, actor="service")
