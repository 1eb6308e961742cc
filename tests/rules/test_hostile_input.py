"""No text, however long and however made, takes longer to read than its length makes it."""

import ast
import gc
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from directory.api.json import BadJson, read_json
from directory.config import PROJECT
from directory.errors import Invalid
from directory.postcodes import Postcode, PostcodeIndex, find_outward, find_postcodes
from directory.rules import hours
from directory.rules.addresses import keys_of, read, words_of
from directory.rules.addresses.numbers import house_number
from directory.rules.addresses.units import unit_of
from directory.rules.catalogue import load_catalogue
from directory.rules.characters import strange
from directory.rules.lookup import natural_order
from directory.rules.names import Name, find_names, fold_name
from directory.rules.private import refuse
from directory.rules.private_text import Kind, refuse_private
from directory.rules.venues import Venue, home_of, may_be, may_be_called, speaks_of_a_home
from directory.rules.walking import trace
from directory.rules.wordings import Words, label_key, refuse_label, refuse_reason
from directory.services.loading import cells
from directory.services.lookup.given import understand
from tests.patterns import hostile, patterns, seconds

LONG = 100_000
#: What 100 kB take at the most on a machine that does nothing else, and on one that does a lot besides.
USUAL_S, MOST_S = 0.05, 0.25
#: So much longer for four times the text is still in proportion, given how unevenly a machine works.
IN_PROPORTION = 9.0

PATTERNS = patterns()


@pytest.fixture(autouse=True)
def _no_collection_of_garbage() -> Iterator[None]:
    """What Python tidies up in between is none of the time of a text."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str) -> None:
    pattern = PATTERNS[name]

    def search(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    for pump, end in hostile(pattern):
        long, short = (pump * (size // len(pump)) + end for size in (8_000, 2_000))
        for look in (search, pattern.fullmatch):
            took = seconds(partial(look, long), 0.004)
            # At some ten million steps a second, what grows with the square would take seconds.
            if took > 0.004:
                assert took < seconds(partial(look, short)) * IN_PROPORTION, (pump, end)


def test_no_pattern_hides_in_a_call() -> None:
    calls = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
    hidden = []
    for path in sorted((PROJECT / "directory").rglob("*.py")):
        for node in _inside_functions(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=attr)) if attr in calls:
                    hidden.append(f"{path.relative_to(PROJECT)}:{node.lineno}")
    assert hidden == []


def _inside_functions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            yield from ast.walk(node)


def _json(text: str) -> object:
    return read_json(text.encode("utf-8", "surrogatepass"))


def _names(text: str) -> object:
    held = [Name(number, f"name {number}", "current", f"name {number}") for number in range(50)]
    return find_names(text[:200], held)  # as much as the API takes


_WORDS = Words.of(load_catalogue(PROJECT / "data" / "reference").wordings.values())


def _venue(text: str) -> object:
    venue, other = Venue(text), Venue("12 Nowhere Lane, CM1 1AA")
    home = home_of(text, text)
    return may_be(venue, home), may_be(other, home), may_be_called(venue, text), may_be_called(other, text)


READERS: dict[str, Callable[[str], object]] = {
    "address": read,
    "words of a name": words_of,
    "keys of an address": lambda text: keys_of(text, text, text),
    "house number": house_number,
    "flat": unit_of,
    "order of addresses": lambda text: natural_order(text[:1000]),
    "postcode": Postcode.parse,
    "postcodes in a text": find_postcodes,
    "scanned postcodes in a text": lambda text: find_postcodes(text, scanned=True),
    "beginnings of postcodes": find_outward,
    "hours": hours.parse,
    "telephone number": cells.phone,
    "mail address": cells.mail,
    "web address": cells.website,
    "date": cells.day,
    "UPRN": cells.uprn,
    "cell": cells.tidy,
    "name": fold_name,
    "names": _names,
    "what is counted": lambda text: trace({"address": text, "postcode": text}),
    "UPRN that is counted": lambda text: trace({"uprn": text}),
    "family": refuse,
    "venue beside homes": _venue,
    "venue spoken of": speaks_of_a_home,
    "characters": strange,
    "label of known words": lambda text: (refuse_label(text, _WORDS), refuse_label(text[:500], _WORDS)),
    "reason of known words": lambda text: (refuse_reason(text, _WORDS), refuse_reason(text[:500], _WORDS)),
    "labels that read the same": label_key,
    **{f"{kind.name.lower()} of a plan": partial(refuse_private, kind=kind) for kind in Kind},
    "JSON": lambda text: _json(json.dumps({"address": text})),
    "JSON as it comes": _json,
}

PUMPS = [
    *"09aZ \n\t,.-/'\"@+([{:;\\éﬃİß한²٣",
    *("a ", " a", "1 ", "1a", "a1", "a.", "a@", "@a", "a,", "1-", "1/", "s'", "--", "a-", "+44", "0 ", "(0"),
    *("00 ", "flat ", "flat 1 ", "no ", "c/o ", "the ", "st. ", "thirty ", "www.", "http://", "first floor "),
    *("house", "CM1 1AA", "CM1", "cm1 1a", "OO0 0OO", "A1", "Mo ", "Mo-Fr 09:00-17:00; ", "24/7 ", "9am to "),
    *("closed ", "dob ", "dob 1 ", "born 1/1/", "1/1/15 ", "1 may 15", "01/02/2015 ", "943 476 5919 "),
    *("AB123456C", "4 5 6 7 8 9", "child of ", "Child of Aa Bb", "case no 1"),
    *("\u0301", "e\u0301", "\u200b", "\u202e", "\ufeff", "\u2028", "\ud800", "👨\u200d👩\u200d👧"),
    *('{"a":', "[1,", '{"a":1,"a":2},', "\\u0000", "1e9", "NaN,"),
]


def _reading(reader: Callable[[str], object], text: str) -> None:
    with suppress(Invalid, BadJson):
        reader(text)


@pytest.mark.parametrize("name", READERS)
def test_a_text_takes_time_in_proportion_to_its_length(name: str) -> None:
    reader = READERS[name]
    for pump in PUMPS:
        for end in ("", "\x01"):
            short, long = (pump * (size // len(pump)) + end for size in (LONG // 4, LONG))
            took = seconds(partial(_reading, reader, long), USUAL_S)
            assert took < MOST_S, (pump, end)
            if took > USUAL_S:
                assert took < seconds(partial(_reading, reader, short)) * IN_PROPORTION, (pump, end)


def test_a_text_that_holds_a_bit_of_everything_is_read_as_fast() -> None:
    text = "".join(PUMPS) * (LONG // len("".join(PUMPS)))
    for name, reader in READERS.items():
        assert seconds(partial(_reading, reader, text), USUAL_S) < MOST_S, name


def test_an_address_of_the_longest_kind_is_understood_at_once(postcode_index: Path) -> None:
    index = PostcodeIndex(postcode_index)
    for pump in PUMPS:
        text = (pump * 1000)[:1000]
        assert (
            seconds(partial(_reading, lambda text: understand(text, text[:12], index), text), 0.02) < 0.1
        ), pump


def test_a_pattern_that_is_not_linear_is_noticed() -> None:
    slow = re.compile(r"(?:\d+)+x")
    assert ("5", "\x01") in hostile(slow)
    assert seconds(lambda: slow.search("5" * 22)) > 4 * seconds(lambda: slow.search("5" * 16))
