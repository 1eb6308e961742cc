"""Whether somebody put a note about a family where an address belongs.

An address with a word too many is read all the same; whoever pastes a case note is told so, in place of being
asked which of several addresses is meant, and nothing of it goes further.
"""

import re

from directory.rules.private import looks_like

#: More words than that are no address, with whoever lives there and how to get in.
_MOST_WORDS = 30
#: Of a text this long, one word that tells a story is enough; of a shorter one it takes two.
_LONG = 15
#: No postcode is written with more characters, spaces and all.
_LONGEST_POSTCODE = 16


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W\d_]+")
#: Words of a story, which are in no address and do not lead up to one.
_TELLING = _words(
    """
    was were had because her his them him their when which but said says told saw heard fled hit hits beaten
    abused abuse abusive pregnant aged dob born disclosed arrested violent violence assaulted attends attended
    named called years yrs months worried concerns concerned reported alleged alleges threatened injured
    drinks drugs alcohol neglect bruise bruises allegation strategy referral referred safeguarding diagnosed
    autistic
    """
)

_WRITE = (
    "Write number, street, town and postcode alone, such as '12 High Street, Chelmsford, CM1 1AA', and "
    "nothing about the family; a place that is listed can be named by `scheme` or `premises`."
)
NO_POSTCODE = "This is not a UK postcode. Write one such as 'CM1 1AA' and nothing else, or leave it out."


def refuse_note(text: str) -> str | None:
    """Why a text is no address but a note, in words that do not repeat it; None where it may be one."""
    if alike := looks_like(text):
        return f"This is not an address: it holds what looks like {alike}. {_WRITE}"
    words = [word.casefold() for word in _WORD.findall(text)]
    telling = _TELLING.intersection(words)
    if len(words) > _MOST_WORDS or len(telling) > 1 or (telling and len(words) > _LONG):
        return f"This is not an address: it reads like a note. {_WRITE}"
    return None


def refuse_no_postcode(text: str) -> str | None:
    """Why a text cannot be a postcode, nor the beginning of one; None where it may be."""
    return NO_POSTCODE if len(text.strip()) > _LONGEST_POSTCODE else None
