import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.postcodes import Postcode, find_outward, find_postcodes

pieces = st.sampled_from(
    [
        "CM1",
        "cm1",
        "1AA",
        " ",
        "\u00a0",
        "-",
        ".",
        ",",
        "\n",
        "Flat",
        "B2",
        "3rd",
        "floor",
        "OAA",
        "12",
        "É",
        "ſ",
        "_",
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 Kirkgate, Chelmsford, CM1 1AA", ["CM1 1AA"]),
        ("12 Kirkgate Chelmsford cm11aa", ["cm11aa"]),
        ("Chelmsford,CM1  1AA", ["CM1  1AA"]),
        ("ChelmsfordCM1 1AA", ["CM1 1AA"]),
        ("cm1-1aa", ["cm1-1aa"]),
        ("CM1.1AA.", ["CM1.1AA"]),
        ("CM1\u00a01AA", ["CM1\u00a01AA"]),
        ("12 Kirkgate\nCM1 1AA\nEssex", ["CM1 1AA"]),
        ("from CM1 1AA to SS0 7AA", ["CM1 1AA", "SS0 7AA"]),
        ("(CM1 1AA)", ["CM1 1AA"]),
        ("GIR 0AA and npt0ad", ["GIR 0AA", "npt0ad"]),
        ("12 Kirkgate, CM1 4TH", ["CM1 4TH"]),
    ],
)
def test_a_postcode_is_found_in_an_address(text: str, found: list[str]) -> None:
    assert [one.text for one in find_postcodes(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Flat 3, 12 Kirkgate",
        "Flat B2 3rd floor, 12 Kirkgate",
        "Unit B2, 3rd floor",
        "Room A1 2nd Floor",
        "Tel 07700 900123, 020 7946 0018",
        "CM1 1AAA",
        "1CM1 1AA",
        "QQ 12 34 56 C",
        "AB12 CDE",
        "É1 1AA",
        "CM1",
        "CM1 OAA",
        "CM1--1AA",
    ],
)
def test_what_only_resembles_a_postcode_is_passed_over(text: str) -> None:
    assert find_postcodes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 Kirkgate, Chelmsford CM2 OAA", ["CM2 OAA"]),
        ("12 Kirkgate, CMI IAA, Essex", []),
        ("12 Kirkgate, CM1 IAA, Essex", ["CM1 IAA"]),
        ("12 Kirkgate, CM1 1AA", ["CM1 1AA"]),
        ("Block B2 Old Hall", []),
        ("Flat B2 Old", []),
        ("Sea Hill", []),
        ("Tel 01245 550 112", []),
        ("Tel 01245 55011", []),
    ],
)
def test_a_misread_postcode_is_found_only_where_a_line_or_part_ends(text: str, found: list[str]) -> None:
    assert [one.text for one in find_postcodes(text, scanned=True)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chelmsford CM1", ["CM1"]),
        ("CM1, Chelmsford", ["CM1"]),
        ("Chelmsford CM1 1", ["CM1 1"]),
        ("Chelmsford CM1 1A", ["CM1 1A"]),
        ("CM1 1 Kirkgate", ["CM1"]),
        ("Chelmsford CM1 1AA", []),
        ("Flat B2, Kirkgate", []),
        ("Flat 3, 12 Kirkgate", []),
        ("Unit B2 3rd floor, Leeds LS1", ["LS1"]),
    ],
)
def test_the_beginning_of_a_postcode_is_found(text: str, found: list[str]) -> None:
    assert [one.text for one in find_outward(text)] == found


@given(st.lists(pieces, max_size=12).map("".join) | st.text(max_size=60))
def test_what_is_found_stands_where_it_says_and_can_be_parsed(text: str) -> None:
    found = find_postcodes(text)
    for one in found:
        assert text[one.start : one.end] == one.text
        Postcode.parse(one.text)
    for one in [*find_outward(text), *find_postcodes(text, scanned=True)]:
        assert text[one.start : one.end] == one.text
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(
    st.from_regex(r"(CM|B|SS|EC)[1-9][0-9]?", fullmatch=True),
    st.sampled_from(["", " ", "  ", "   ", "-", " - ", ".", "\u00a0", "\t", "   - "]),
    st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True),
    st.sampled_from(["", "Chelmsford ", "12 Kirkgate,", "(", "Essex\n"]),
    st.sampled_from(["", ",", " England", ")", ".", "\r\n"]),
    st.booleans(),
)
def test_a_postcode_is_found_in_every_dress(
    outward: str, gap: str, inward: str, before: str, after: str, small: bool
) -> None:
    typed = f"{outward}{gap}{inward}"
    typed = typed.lower() if small else typed
    assert [one.text for one in find_postcodes(before + typed + after)] == [typed]
    assert Postcode.parse(typed).text == f"{outward} {inward}"


@pytest.mark.parametrize(
    "piece",
    ["A1", "CM1 ", "CM1         ", "CM1 1AA ", " ", "flat B2 ", "CM2 OAA,", "1L ", "\u00a0", "A", "B2 3rd "],
)
def test_a_hundred_thousand_hostile_characters_take_no_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]

    def seconds(of: str) -> float:
        started = time.thread_time()
        if of == "scanned":
            find_postcodes(text, scanned=True)
        else:
            (find_outward if of == "outward" else find_postcodes)(text)
        return time.thread_time() - started

    for of in ("whole", "scanned", "outward"):
        assert min(seconds(of) for _ in range(3)) < 0.05, of
