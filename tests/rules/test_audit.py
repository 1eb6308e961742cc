"""The audit log's seals: an untouched log is whole, and no tampering without the key goes unseen."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.audit import (
    NOTHING,
    Anchor,
    Check,
    Entry,
    Fault,
    Head,
    extract_seal,
    faults,
    head_after,
    seal_of,
)
from soak.tampering import KINDS, Log

_MICROSECOND = timedelta(microseconds=1)
KEY = b"a key that is not in the database"

_texts = st.text(st.characters(codec="utf-8"), max_size=12)
_maybe = st.none() | _texts
_moments = st.integers(0, 10**12).map(lambda steps: datetime(2020, 1, 1, tzinfo=UTC) + steps * _MICROSECOND)
_happenings = st.fixed_dictionaries(
    {
        "at": _moments,
        "actor": _texts,
        "role": _maybe,
        "action": _texts,
        "purpose": _maybe,
        "outcome": _maybe,
        "subject_kind": _maybe,
        "subject_id": _maybe,
        "seen": _maybe,
        "detail": _maybe,
    }
)


def sealed(happened: list[dict[str, object]], key: bytes = KEY) -> Log:
    """The log of what happened, as it is written."""
    entries: list[Entry] = []
    last = NOTHING
    for seq, each in enumerate(happened, start=1):
        entry = Entry(seq=seq, previous=last, **each)  # type: ignore[arg-type]  # drawn to fit
        last = seal_of(key, entry)
        entries.append(replace(entry, seal=last))
    return Log(entries, head_after(key, len(entries), last))


logs = st.lists(_happenings, min_size=2, max_size=8).map(sealed)


@given(log=logs)
def test_a_log_nobody_touched_has_no_fault(log: Log) -> None:
    assert [*faults(KEY, log.entries, log.head)] == []


@pytest.mark.parametrize("kind", KINDS)
@given(log=logs, seed=st.integers(0, 2**32))
def test_no_tampering_goes_unseen(kind: str, log: Log, seed: int) -> None:
    after = KINDS[kind](log, random.Random(seed))
    assert [*faults(KEY, after.entries, after.head)] != []


@given(log=logs, at=st.integers(0, 7))
def test_one_changed_entry_is_the_one_that_is_named(log: Log, at: int) -> None:
    entry = log.entries[at % len(log.entries)]
    entries = [replace(each, actor=each.actor + "x") if each is entry else each for each in log.entries]
    assert [fault.seq for fault in faults(KEY, entries, log.head)] == [entry.seq]


@given(log=logs, kept=st.integers(1, 7))
def test_a_log_cut_short_by_somebody_with_the_key_is_told_by_an_anchor(log: Log, kept: int) -> None:
    entries = log.entries[: min(kept, len(log.entries) - 1)]
    head = head_after(KEY, entries[-1].seq, entries[-1].seal)
    assert [*faults(KEY, entries, head)] == []
    anchors = {log.entries[-1].seq: log.entries[-1].seal}
    assert len([*faults(KEY, entries, head, anchors)]) == 1


@given(one=logs, other=logs)
def test_a_log_written_anew_by_somebody_with_the_key_is_told_by_an_anchor(one: Log, other: Log) -> None:
    seq = min(len(one.entries), len(other.entries))
    seen, now = one.entries[seq - 1].seal, other.entries[seq - 1].seal
    told = [*faults(KEY, other.entries, other.head, {seq: seen})]
    assert [fault.seq for fault in told] == ([] if seen == now else [seq])


def test_before_its_first_entry_a_log_has_none_that_was_changed() -> None:
    assert Check(KEY).sealed


def test_an_empty_log_is_a_fault_whoever_sealed_its_head() -> None:
    for head in (Head(0, NOTHING, NOTHING), head_after(KEY, 0, NOTHING)):
        assert [fault.message for fault in faults(KEY, [], head)] == [
            "the log is empty: it was not begun, or all of it was taken away"
        ]


def four_entries() -> Log:
    """A log of four entries alike."""
    return sealed([{"at": datetime(2026, 12, 1, tzinfo=UTC), "actor": "a", "role": None, "action": "x"}] * 4)


def test_an_entry_that_was_taken_out_is_missed_where_it_stood() -> None:
    log = four_entries()
    entries = [log.entries[0], *log.entries[2:]]
    assert [*faults(KEY, entries, log.head)] == [Fault(3, "entry 2 should stand here, and 3 does")]


def test_what_is_wrong_at_the_end_is_told_with_its_last_number() -> None:
    log, other = four_entries(), head_after(b"another key", 4, four_entries().entries[-1].seal)
    at_9, at_0 = head_after(KEY, 9, NOTHING), head_after(KEY, 0, NOTHING)
    told = "the log ends here, and its head says that it ends at"
    for entries, head, at, message in (
        (log.entries, None, 4, "the head of the log is missing"),
        (log.entries, at_9, 4, f"{told} 9"),
        (log.entries, at_0, 4, f"{told} 0"),
        ([], at_9, 0, f"{told} 9"),
        (log.entries, other, 4, "the head of the log was changed, or sealed with another key"),
    ):
        assert [*faults(KEY, entries, head)] == [Fault(at, message)]


def test_of_several_anchors_beyond_the_end_the_furthest_is_told() -> None:
    log = four_entries()
    anchors = {4: log.entries[-1].seal, 6: NOTHING, 5: NOTHING}
    assert [*faults(KEY, log.entries, log.head, anchors)] == [
        Fault(4, "the log ends here, and was seen to go on to 6 before")
    ]


def test_what_is_no_text_is_no_seal() -> None:
    log = four_entries()
    entries = [*log.entries[:3], replace(log.entries[3], seal=b"bytes")]  # type: ignore[arg-type]  # as above
    told = [fault.message for fault in Check(KEY, number=3, last=log.entries[2].seal).entry(entries[3])]
    assert told == ["was changed after it was sealed, or sealed with another key"]


def test_a_log_of_an_older_version_still_reads_as_sealed() -> None:
    # Whoever changes how seals are made makes every log kept so far read as tampered with.
    entry = Entry(
        seq=7,
        at=datetime(2026, 12, 1, 10, 30, tzinfo=UTC),
        actor="token:aaaaaaaa",
        role="practitioner",
        action="look-up",
        purpose="enquiry",
        outcome="found",
        subject_kind="schemes",
        subject_id="10000000-0000-4000-8000-000000000001",
        seen='["é"]',
        detail='{"n": 1}',
        previous=NOTHING,
    )
    assert seal_of(KEY, entry) == "f77f0ec9c67f971182eb937c84aecc4dabbb48c56abb83b2a2048c5e123ed8cf"
    assert (
        head_after(KEY, 7, seal_of(KEY, entry)).seal
        == "c6379f04ecfff59ac51299bca43dda980fc4b961f2457ddd990197f7c8c23949"
    )
    assert (
        extract_seal(KEY, 7, NOTHING, 9, "ab" * 32)
        == "4c149f1894d5ba3396c6d0fbd607991ef77adbfc07f7ce28dc583d2d3ec8c320"
    )


def test_a_part_of_a_log_is_sealed_over_where_it_begins_and_ends() -> None:
    whole = (KEY, 7, NOTHING, 9, "ab" * 32)
    others = [(b"other", *whole[1:]), (KEY, 8, *whole[2:]), (*whole[:3], 8, whole[4]), (*whole[:4], NOTHING)]
    assert len({extract_seal(*each) for each in [whole, *others]}) == 5


def test_a_part_of_a_log_is_followed_from_where_it_begins() -> None:
    log = sealed([{"at": datetime(2026, 12, 1, tzinfo=UTC), "actor": "a", "role": None, "action": "x"}] * 4)
    second, third, fourth = log.entries[1:]
    check = Check(KEY, number=1, last=log.entries[0].seal)
    assert [fault for entry in (second, third, fourth) for fault in check.entry(entry)] == []
    check = Check(KEY, number=1, last=NOTHING)
    assert [fault.message for fault in check.entry(second)] == ["does not follow from the entry before it"]


@pytest.mark.parametrize("odd", ["\udcff", b"bytes", 7, 1.5])
def test_anything_that_stands_in_a_field_can_be_checked(odd: object) -> None:
    log = sealed([{"at": datetime(2026, 12, 1, tzinfo=UTC), "actor": "a", "role": None, "action": "x"}])
    for name in ("actor", "previous", "seal", "detail"):
        entries = [replace(log.entries[0], **{name: odd})]  # type: ignore[arg-type]  # what SQLite might hold
        assert [*faults(KEY, entries, log.head)] != []


def test_an_anchor_reads_as_it_is_written() -> None:
    anchor = Anchor(1234, "ab" * 32)
    assert Anchor.parse(f" {anchor}\n") == anchor
    for text in (
        "",
        "1234",
        ":",
        "x:" + "a" * 64,
        "1234:abc",
        "-1:" + "a" * 64,
        "٣:" + "a" * 64,
        "9" * 19 + ":" + "a" * 64,
    ):
        with pytest.raises(ValueError, match="is not a number and a seal, such as 1234:000000…"):
            Anchor.parse(text)
    assert Anchor.parse("9" * 18 + ":" + "a" * 64).seq == 10**18 - 1
