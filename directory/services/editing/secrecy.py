"""Types of accommodation whose place is confidential, and what that forbids in a text."""

from directory.equipment import equipment
from directory.services.loading.desk import SECRET
from directory.services.loading.sheet import NO_PLACE, NOT_KNOWN
from directory.services.loading.telling import holds_postcode, tells_of

__all__ = ["HAS_POSTCODE", "NOT_KNOWN", "NO_PLACE", "holds_postcode", "is_secret", "tells_of"]

#: Said of a text of a confidential scheme that holds a postcode.
HAS_POSTCODE = f"holds a postcode; {NO_PLACE}"


def is_secret(accommodation_type: str | None) -> bool:
    """Whether the place of a scheme of this type is confidential. A type out of use counts as such."""
    if accommodation_type is None:
        return False
    kind = equipment().catalogue.accommodation_types.get(accommodation_type)
    return kind is None or kind.location_policy in SECRET
