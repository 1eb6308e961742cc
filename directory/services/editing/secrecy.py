"""Types of accommodation whose place is confidential, and what that forbids in a text."""

from collections.abc import Callable, Iterable

from directory.equipment import equipment
from directory.postcodes import find_postcodes
from directory.services.loading.desk import SECRET
from directory.services.loading.sheet import NO_PLACE, NOT_KNOWN

__all__ = ["HAS_POSTCODE", "NOT_KNOWN", "NO_PLACE", "holds_postcode", "is_secret", "tells_of"]

#: Said of a text of a confidential scheme that holds a postcode.
HAS_POSTCODE = f"holds a postcode; {NO_PLACE}"

#: A name as short as this may stand in any text and mean nothing.
_SHORTEST_NAME = 4


def is_secret(accommodation_type: str | None) -> bool:
    """Whether the place of a scheme of this type is confidential. A type out of use counts as such."""
    if accommodation_type is None:
        return False
    kind = equipment().catalogue.accommodation_types.get(accommodation_type)
    return kind is None or kind.location_policy in SECRET


def holds_postcode(text: object) -> bool:
    """Whether a text holds a postcode, in any spelling."""
    return isinstance(text, str) and bool(find_postcodes(text))


def tells_of(names: Iterable[str | None]) -> Callable[[object], bool]:
    """A test of a text: whether it holds a postcode, or one of these names of streets and buildings."""
    told = {name.casefold() for name in names if name and len(name) >= _SHORTEST_NAME}

    def tells(text: object) -> bool:
        if not isinstance(text, str):
            return False
        folded = " ".join(text.casefold().split())
        return holds_postcode(text) or any(name in folded for name in told)

    return tells
