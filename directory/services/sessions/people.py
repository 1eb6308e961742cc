"""Who somebody is to the identity provider, and whom demo mode makes up."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.errors import Invalid
from directory.rules.permissions import ANYONE, Role
from directory.services.audit import Happening
from directory.services.changes import put_down

#: In place of an identity provider's address, for the people demo mode makes up.
DEMO = "demo"

_DEMO_NAMES = {
    Role.PRACTITIONER: "Posy Practitioner",
    Role.ORGANISER: "Odo Organiser",
    Role.COMMISSIONER: "Cosmo Commissioner",
    Role.STEWARD: "Stella Steward",
    Role.ADMIN: "Addie Admin",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, as an identity provider knows them: by `subject`, which nobody else there has."""

    issuer: str
    subject: str
    name: str | None = None
    email: str | None = None

    @classmethod
    def from_claims(cls, issuer: str, claims: Mapping[str, Any]) -> "Identity":
        """Who the claims of `issuer` are about. A name or e-mail that cannot be shown is left out.

        Raises:
            Invalid: they name nobody.
        """
        subject = claims.get("sub")
        if not isinstance(subject, str) or _text(subject, 255) != subject:
            raise Invalid("The identity provider does not say who this is.", "sub")
        email = _text(claims.get("email"), 254) or _text(claims.get("preferred_username"), 254)
        return cls(issuer, subject, _text(claims.get("name"), 200), email if email and "@" in email else None)


def invented(role: Role) -> Identity:
    """The person demo mode makes up for a role."""
    return Identity(DEMO, role.value, _DEMO_NAMES[role])


def refused(identity: Identity) -> None:
    """Put down that somebody known to the identity provider came and has no role here. No more is kept."""
    put_down(
        ANYONE,
        [
            Happening(
                action="sign-in",
                outcome="refused",
                subject_kind="identity",
                subject_id=identity.subject[:120],
            )
        ],
    )


def _text(value: object, most: int) -> str | None:
    """`value` in one line, when it is text that can be shown and stored; None when it is not."""
    if not isinstance(value, str):
        return None
    text = " ".join(unicodedata.normalize("NFC", value).split())
    return text if text and text.isprintable() and len(text) <= most else None
