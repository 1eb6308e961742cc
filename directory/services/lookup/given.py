"""What was asked: the address as read, and what became of the postcode in it."""

import re
import unicodedata
from dataclasses import dataclass

from directory.errors import Invalid
from directory.postcodes import Place, PostcodeIndex, Resolved, find_outward, find_postcodes
from directory.rules.addresses import MAX_LENGTH, Reading, Verdict, Vocabulary, read, run_together
from directory.rules.addresses.words import BUILDING_TYPES, STREET_TYPES

_PROPERTY_NUMBER = re.compile(r"(?:uprn[\s:]{0,3})?\d{9,12}", re.I | re.ASCII)
#: A postcode with its spaces in odd places, at the end of a line or before a comma: `CO 33EX`, `SS7 2 HU`.
_SPACED = re.compile(
    r"(?<![^\W_])[A-Z]{1,2} ?\d ?[A-Z\d]? ?\d ?[A-Z] ?[A-Z](?=\s*(?:[,;|\r\n)]|\Z))", re.I | re.ASCII
)
#: The beginning of a postcode: CM1, or CM1 1.
_BEGINNING = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(?:\s+(\d)[A-Z]?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Given:
    """An address and its postcode, understood as far as they can be without the directory.

    status: `known`; `corrected` (a scanning confusion such as O for 0, undone); `unknown` (no such
        postcode); `absent`.
    slips: for an unknown postcode, the existing ones a slip away from it.
    outward: the beginning of a postcode (CM1), where no whole one was given.
    several: two different postcodes were given, so that neither is certain; `used` is the first that exists.
    existing: all those given that exist.
    """

    reading: Reading
    postcode: str | None
    used: str | None
    status: str
    place: Place | None
    slips: frozenset[str] = frozenset()
    outward: str | None = None
    several: bool = False
    existing: frozenset[str] = frozenset()

    def verdict(self, held: str) -> Verdict:
        """How a held postcode compares with what was given."""
        if self.used is not None:
            return Verdict.AGREE if held == self.used and not self.several else Verdict.DIFFER
        if self.status == "unknown":
            if held not in self.slips:
                return Verdict.DIFFER
            given = "".join((self.postcode or "").upper().split())
            same_sector = given[:-2] == held.replace(" ", "")[:-2] and len(given) == len(held) - 1
            return Verdict.CLOSE if same_sector else Verdict.MISSING
        if self.outward:
            return Verdict.PART if held.startswith(self.outward) else Verdict.DIFFER
        return Verdict.MISSING


def understand(address: str, postcode: str | None, index: PostcodeIndex) -> Given:
    """Read an address and its postcode, which may stand in either of the two.

    Raises:
        Invalid: too long, or what was given as the postcode can be none.
    """
    if _PROPERTY_NUMBER.fullmatch(address.strip()) and not (postcode or "").strip():
        raise Invalid("That looks like a UPRN: give it as `uprn`, in place of an address.", "address")
    if not address.isascii():
        address = unicodedata.normalize("NFKC", address)  # full-width letters and figures
    text, written = _without_postcodes(address, index)
    outward: str | None = None
    if postcode and postcode.strip():
        outward = _whole_outward(postcode, index)
        if outward is None:
            written.insert(0, postcode.strip())
    if not written and outward is None:
        text, outward = _without_outward(text, index)
    reading = read(text)
    if not written:
        return Given(reading, None, None, "absent", None, outward=outward)
    resolved = [_resolved(each, index) for each in written]
    best = next((each for each in resolved if each.used), resolved[0])
    if best.used is None:
        return Given(reading, best.given, None, "unknown", None, slips=frozenset(index.variants(best.given)))
    used = {each.used for each in resolved}
    return Given(
        reading,
        best.given,
        best.used,
        best.status,
        best.place,
        several=len(used) > 1,
        existing=frozenset(each for each in used if each),
    )


def _without_postcodes(address: str, index: PostcodeIndex) -> tuple[str, list[str]]:
    """The address without the postcodes in it, and those postcodes as typed."""
    if len(address) > 2 * MAX_LENGTH:
        return address, []  # `read` refuses it
    found = find_postcodes(address) or [
        each for each in find_postcodes(address, scanned=True) if index.resolve(each.text).used
    ]
    text = address
    for start, end, _ in reversed(found):
        text = f"{text[:start]} , {text[end:]}"
    written = [each.text for each in found]
    if not found and (spaced := _SPACED.search(address)):
        together = "".join(spaced[0].split())
        if index.resolve(together).used:
            text = f"{address[: spaced.start()]} , {address[spaced.end() :]}"
            written = [together]
    return text, written


def _resolved(text: str, index: PostcodeIndex) -> Resolved:
    try:
        return index.resolve(text)
    except Invalid as fault:
        if index.variants(text):
            return Resolved(text, None, "unknown")
        raise Invalid(fault.message, "postcode") from None


def _without_outward(text: str, index: PostcodeIndex) -> tuple[str, str | None]:
    """The text without the beginning of a postcode (CM1, CM1 1) at its end, and that beginning."""
    for start, end, begun in reversed(find_outward(text)):
        if outward := _whole_outward(begun, index):
            return f"{text[:start]} , {text[end:]}", outward
    return text, None


def _whole_outward(text: str, index: PostcodeIndex) -> str | None:
    """`cm1` as what its postcodes begin with, `CM1 `; `cm1 1` as `CM1 1`; None for anything else."""
    match = _BEGINNING.fullmatch(text.strip().upper())
    if match is None or match[1] not in index.outwards:
        return None
    return f"{match[1]} {match[2] or ''}"


def refuse_unrecognisable(given: Given, vocabulary: Vocabulary, *, names_known: bool) -> None:
    """Refuse what holds no address: no postcode, no street or building, and no number beside a name.

    Raises:
        Invalid: there is nothing to look for.
    """
    if given.postcode is not None or names_known:
        return
    words = [token.text for token in given.reading.tokens if token.kind == "word" and len(token.text) > 1]
    numbers = [token for token in given.reading.tokens if token.kind != "word"]
    place_only = run_together(words) in vocabulary.places
    if (numbers and words and not place_only) or (
        len(words) >= 2 and not place_only and _reads_as_address(words)
    ):
        return
    raise Invalid(
        "No address was recognised. Give a number or building name and a street, with a postcode or a town, "
        "such as '12 High Street, CM1 1AA'.",
        "address",
    )


def _reads_as_address(words: list[str]) -> bool:
    return any(word in STREET_TYPES or word in BUILDING_TYPES for word in words[1:])
