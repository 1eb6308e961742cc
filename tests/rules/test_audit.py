"""The audit log's seals: an untouched log is whole, and no tampering without the key goes unseen."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.audit import NOTHING, Anchor, Check, Entry, Head, faults, head_after, seal_of
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


def test_an_empty_log_is_a_fault_whoever_sealed_its_head() -> None:
    for head in (Head(0, NOTHING, NOTHING), head_after(KEY, 0, NOTHING)):
        assert [fault.message for fault in faults(KEY, [], head)] == [
            "the log is empty: it was not begun, or all of it was taken away"
        ]


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
        "9" * 19 + ":",
    ):
        with pytest.raises(ValueError, match="is not a number and a seal"):
            Anchor.parse(text)
