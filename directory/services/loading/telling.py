"""Texts that tell where a scheme is."""

from collections.abc import Callable, Iterable

from directory.postcodes import find_postcodes

#: Said of a text that tells where a scheme is that becomes confidential.
TELLS = "tells the place, which is to be confidential"

#: Where such texts stand, beside the scheme's name, by table.
TEXTS_OF_SCHEME = ("referral", "hours")
TEXTS_OF_SUPPORT = ("hours", "who_for")
TEXTS_OF_CONTACTS = ("holder", "email", "phone")

#: A name as short as this may stand in any text and mean nothing.
_SHORTEST_NAME = 4

Tells = Callable[[object], bool]


def holds_postcode(text: object) -> bool:
    """Whether a text holds a postcode, in any spelling."""
    return isinstance(text, str) and bool(find_postcodes(text))


def tells_of(names: Iterable[str | None]) -> Tells:
    """A test of a text: whether it holds a postcode, or one of these names of streets and buildings."""
    told = {name.casefold() for name in names if name and len(name) >= _SHORTEST_NAME}

    def tells(text: object) -> bool:
        if not isinstance(text, str):
            return False
        folded = " ".join(text.casefold().split())
        return holds_postcode(text) or any(name in folded for name in told)

    return tells
