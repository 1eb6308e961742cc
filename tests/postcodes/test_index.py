import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import Invalid, Unavailable
from directory.postcodes import PostcodeIndex, Resolved, build, find_postcodes

# As a server does that loads the application before it starts its workers.
FORKED = """
import os, sys
from directory.postcodes import PostcodeIndex

index = PostcodeIndex(sys.argv[1])
assert index.get("CM1 1AA")
workers = []
for _ in range(3):
    worker = os.fork()
    if worker == 0:
        os._exit(0 if all(index.get("BT1 1AA") and index.variants("CM1 1ZZ") for _ in range(200)) else 1)
    workers.append(worker)
assert all(index.get("CM1 1AA") for _ in range(200))
assert [os.waitpid(worker, 0)[1] for worker in workers] == [0, 0, 0]
"""


def test_a_postcode_has_its_council_and_position(index: PostcodeIndex) -> None:
    place = index.get("CM1 1AA")
    assert place is not None
    assert (place.postcode, place.gss, place.country) == ("CM1 1AA", "E07000070", "England")
    assert place.latitude == pytest.approx(51.7372, abs=0.0005)
    assert place.longitude == pytest.approx(0.4760, abs=0.0005)


def test_belfast_is_in_belfast_and_not_in_the_sea(index: PostcodeIndex) -> None:
    place = index.get("BT1 1AA")
    assert place is not None
    assert place.latitude == pytest.approx(54.6024, abs=0.0005)
    assert place.longitude == pytest.approx(-5.9223, abs=0.0005)
    assert (place.gss, place.country) == ("N09000003", "Northern Ireland")


@pytest.mark.parametrize(
    ("postcode", "country"),
    [
        ("CF10 1EP", "Wales"),
        ("IM1 1AA", "Isle of Man"),
        ("JE1 1AA", "Channel Islands"),
        ("NPT 0AD", "Wales"),
        ("N1P 3JJ", None),
    ],
)
def test_the_country_follows_from_the_council(
    index: PostcodeIndex, postcode: str, country: str | None
) -> None:
    place = index.get(postcode)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize("postcode", ["IM1 1AA", "JE1 1AA"])
def test_the_islands_have_no_position(index: PostcodeIndex, postcode: str) -> None:
    place = index.get(postcode)
    assert place is not None
    assert place.latitude is None
    assert place.longitude is None


@pytest.mark.parametrize("spelling", ["CM1 1AA", "cm11aa", " Cm1  1aA ", "CM1-1AA", "CM1\u00a01AA"])
def test_any_spelling_finds_the_postcode(index: PostcodeIndex, spelling: str) -> None:
    place = index.get(spelling)
    assert place is not None
    assert place.postcode == "CM1 1AA"


@pytest.mark.parametrize(
    "text", ["CM1 1ZZ", "LEEDS", "", "CM1 IAA", "\ud800", "CM1\x00", "C" * 100_000, "%", "CM1 1A_"]
)
def test_what_is_not_listed_is_none(index: PostcodeIndex, text: str) -> None:
    assert index.get(text) is None


def test_many_are_looked_up_at_once_under_the_spelling_they_came_in(index: PostcodeIndex) -> None:
    asked = ["CM1 1AA", "cm11aa", "BT1 1AA", "CM1 1ZZ", "LEEDS", "\ud800"]
    assert index.known(asked) == {"CM1 1AA", "cm11aa", "BT1 1AA"}
    places = index.places(iter(asked))
    assert places.keys() == {"CM1 1AA", "cm11aa", "BT1 1AA"}
    assert places["cm11aa"] == places["CM1 1AA"] == index.get("CM1 1AA")
    assert index.known([]) == set()


def test_many_are_more_than_one_query_takes(index: PostcodeIndex) -> None:
    sectors = [f"CM{district} {sector}" for district in range(1, 12) for sector in range(10)]
    asked = [sector + a + b for sector in sectors for a in "ABD" for b in ascii_uppercase]
    assert len(asked) > 5000
    assert index.known(asked) == {one for one in asked if index.get(one)}


@pytest.mark.parametrize(
    ("prefix", "limit", "answers"),
    [
        ("CM1 1A", 3, ["CM1 1AA", "CM1 1AE", "CM1 1AF"]),
        ("cm11a", 3, ["CM1 1AA", "CM1 1AE", "CM1 1AF"]),
        ("CM1 1AA", 3, ["CM1 1AA"]),
        ("CM11AA", 3, ["CM1 1AA"]),
        ("CM11", 4, ["CM1 1AA", "CM1 1AE", "CM11 1AA", "CM11 1AB"]),
        ("cm1 ", 2, ["CM1 1AA", "CM1 1AE"]),
        ("CM11 ", 2, ["CM11 1AA", "CM11 1AB"]),
        ("CM1\u00a01", 1, ["CM1 1AA"]),
        ("NPT0", 1, ["NPT 0AD"]),
        ("", 5, []),
        (" ", 5, []),
        ("%", 5, []),
        ("CM1 1AA 9", 5, []),
        ("C" * 1000, 5, []),
        ("CM1", 0, []),
        ("CM1", -1, []),
    ],
)
def test_a_beginning_is_completed(index: PostcodeIndex, prefix: str, limit: int, answers: list[str]) -> None:
    assert index.complete(prefix, limit) == answers


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("CM2 OAA", "CM2 0AA"),
        ("CMI IAA", "CM1 1AA"),
        ("MC1 1AA", "CM1 1AA"),
        ("CM 1AA", "CM1 1AA"),
        ("CM11 1AAA", "CM11 1AA"),
        ("CM1 1A", "CM1 1AA"),
        ("XM1 1AA", "CM1 1AA"),
        ("BT1 1AQ", "BT1 1AA"),
    ],
)
def test_a_slip_away_lies_the_postcode_that_was_meant(index: PostcodeIndex, wrong: str, right: str) -> None:
    near = index.variants(wrong)
    assert right in near
    assert index.known(near) == set(near)
    assert len(near) == len(set(near))


def test_look_alikes_come_first_and_then_the_same_town(index: PostcodeIndex) -> None:
    assert index.variants("CM2 OAA")[0] == "CM2 0AA"
    unlisted = index.variants("CM1 1ZZ")
    towns = [one.startswith("CM1 ") for one in unlisted]
    assert towns == sorted(towns, reverse=True)


def test_a_postcode_is_no_variant_of_itself(index: PostcodeIndex) -> None:
    assert "CM1 1AA" not in index.variants("CM1 1AA")


@pytest.mark.parametrize("text", ["", "LEEDS!", "CM1", "\ud800", "C" * 100_000, "ſſſſſſ"])
def test_what_is_far_from_any_postcode_has_no_variants(index: PostcodeIndex, text: str) -> None:
    assert index.variants(text) == []


def test_variants_can_be_limited(index: PostcodeIndex) -> None:
    assert index.variants("CM1 1ZZ", limit=2) == index.variants("CM1 1ZZ")[:2]


def test_variants_take_under_two_milliseconds(index: PostcodeIndex) -> None:
    def seconds() -> float:
        started = time.thread_time()
        index.variants("BN1O 1ZZ")
        return time.thread_time() - started

    assert min(seconds() for _ in range(5)) < 0.002


@pytest.mark.parametrize(
    ("given_text", "used", "status"),
    [
        ("CM1 1AA", "CM1 1AA", "known"),
        ("cm11aa", "CM1 1AA", "known"),
        ("CM2 OAA", "CM2 0AA", "corrected"),
        ("CMI IAA", "CM1 1AA", "corrected"),
        ("CM2O 1AA", "CM20 1AA", "corrected"),
        ("8T1 1AA", "BT1 1AA", "corrected"),
        ("CM1 1ZZ", None, "unknown"),
        ("XM1 1AA", None, "unknown"),
        ("CM1 OZZ", None, "unknown"),
    ],
)
def test_only_what_a_scanner_misreads_is_put_right(
    index: PostcodeIndex, given_text: str, used: str | None, status: str
) -> None:
    resolved = index.resolve(given_text)
    assert (resolved.given, resolved.used, resolved.status) == (given_text, used, status)


def test_a_postcode_too_new_for_the_index_does_not_become_one_in_another_town(index: PostcodeIndex) -> None:
    # BL1 is Bolton and B11 Birmingham: an unlisted postcode of one must stay so, though 1 and L look alike.
    listed = index.complete("BL1 1", 500)
    unlisted = [f"B11 {one[-3:]}" for one in listed if not index.get(f"B11 {one[-3:]}")]
    assert unlisted
    assert {index.resolve(one).status for one in unlisted} == {"unknown"}


@pytest.mark.parametrize("text", ["LEEDS", "", "CM1", "CM1 1AAA", "\x00", "C" * 100_000])
def test_what_cannot_be_read_as_a_postcode_is_invalid(index: PostcodeIndex, text: str) -> None:
    with pytest.raises(Invalid, match="is not a UK postcode"):
        index.resolve(text)


@given(st.text("BCINMT012O1IL5S ", max_size=10))
def test_what_is_used_is_always_listed(index: PostcodeIndex, text: str) -> None:
    try:
        resolved = index.resolve(text)
    except Invalid:
        return
    assert (resolved.used is None) == (resolved.status == "unknown")
    assert resolved.used is None or index.get(resolved.used)
    assert isinstance(resolved, Resolved)


@given(
    st.lists(st.sampled_from(["CM", "2", " ", "O", "1", "AA", "-", ",", "\n", "B", "0", "Q"]), max_size=12)
)
def test_whatever_is_found_as_misread_can_be_resolved(index: PostcodeIndex, pieces: list[str]) -> None:
    for found in find_postcodes("".join(pieces), scanned=True):
        assert index.resolve(found.text).given == found.text


def test_many_threads_share_one_index(index: PostcodeIndex) -> None:
    asked = index.complete("CM1 1", 50) * 20
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(index.get, asked))
    assert [place.postcode for place in found if place] == asked


def test_a_forked_process_uses_the_index_of_its_parent(index_file: Path) -> None:
    subprocess.run([sys.executable, "-c", FORKED, str(index_file)], check=True, timeout=60)


def test_a_new_file_in_its_place_is_seen_by_new_threads_and_upsets_no_old_one(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    build(path, letters="J")
    index = PostcodeIndex(path)
    before = index.get("JE1 1AA")
    build(path, letters="Z")
    assert index.get("JE1 1AA") == before

    seen: list[object] = []
    thread = threading.Thread(target=lambda: seen.extend([index.get("JE1 1AA"), index.get("ZE1 0AA")]))
    thread.start()
    thread.join()
    assert seen[0] is None
    assert getattr(seen[1], "gss", None) == "S12000027"


def test_an_index_can_be_closed_and_used_again(index_file: Path) -> None:
    index = PostcodeIndex(index_file)
    index.close()
    index.close()
    assert index.get("CM1 1AA")


def test_no_index_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="build it again"):
        PostcodeIndex(tmp_path / "none.sqlite")


def test_a_page_gone_bad_is_said_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    build(path, letters="Z")
    data = bytearray(path.read_bytes())
    index = PostcodeIndex(path)
    found = data.rfind(b"ZE1 0AA")
    page = found // 4096 * 4096
    data[page : page + 8] = b"\xff" * 8
    index.close()
    path.write_bytes(data)
    with pytest.raises(Unavailable, match="cannot be read"):
        PostcodeIndex(path).get("ZE1 0AA")
