"""Questions with the errors that councils' own records have, learned from open data by `address-errors`.

Kept are only errors that leave an address what it was: another form of a word, words split or joined, one or
two letters wrong, the street's type or half a building's name left out where the rest settles it. Those that
change a number, a flat or a street would make the label false. The package (MIT, J. Lam) is needed to make
questions, not to run the service.
"""

import csv
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from address_errors import Controls, Corruptor, Profile, load_components  # type: ignore[import-untyped]  # ships no types

from bench.answerable.asked import KINDS
from bench.held import Held
from bench.kinds import Asked, Context, Family, Make

#: Premises drawn for one council's worth of records.
SAMPLE = 1500
#: How often an address is touched, beside what councils show, so that few questions are merely clean.
PREVALENCE = 15.0

_SAFE = re.compile(
    r"FM8:.*|FM9:.*|TX1:.*|TX2:(?!.*_num).*|TX3:(?!.*_(sub|num)).*|SU13:unit_word_(dropped|added)|"
    r"SU10:unit_word_swapped|ST2:street_words_dropped|BN2:.*"
)
_SWITCHED_OFF = (
    *("PN", "SU1", "SU2", "SU3", "SU4", "SU5", "SU6", "SU7", "SU8", "SU9", "SU14", "SU15"),
    *("BN1", "BN3", "BN4", "BN8", "DQ", "ST4", "ST5"),
)
_COLUMNS = ("uprn", "subname", "name", "number", "streetname", "townname", "postcode", "locality", "usrn")


def _records(sample: list[Held]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "components.csv"
        with path.open("w", newline="", encoding="utf-8") as handle:
            writer = csv.writer(handle)
            writer.writerow(_COLUMNS)
            for held in sample:
                parts = held.parts
                upper = (
                    part.upper() for part in (parts.unit, parts.name, parts.number, parts.street, parts.town)
                )
                writer.writerow(
                    (
                        held.id,
                        *upper,
                        parts.postcode,
                        parts.locality.upper(),
                        f"{parts.street} {parts.sector}",
                    )
                )
        records: list[dict[str, Any]] = load_components(str(path))
        return records


def _keeps_its_meaning(context: Context, held: Held, text: str, edits: list[str]) -> bool:
    parts = held.parts
    if not all(_SAFE.fullmatch(edit) for edit in edits):
        return False
    if any(edit.startswith("BN2") for edit in edits) and not parts.number:
        return False
    street_cut = any(edit.startswith("ST2") for edit in edits)
    if street_cut:
        here = context.directory.by_postcode[parts.postcode]
        if len({other.parts.street for other in here}) > 1 or any(edit.startswith("TX") for edit in edits):
            return False
    if any(edit.startswith("TX3") for edit in edits):
        before = {
            word
            for field in (parts.unit, parts.name, parts.street, parts.locality, parts.town)
            for word in field.lower().split()
        }
        new = set(re.findall(r"[^\s,]+", text.lower())) - before
        return not new & context.known_words
    return True


def _written(context: Context, style: str) -> Iterator[Asked]:
    """Premises as a council of that house style might have them on record, one after another."""
    rng = context.rng
    sample = rng.sample(context.directory.premises, min(SAMPLE, len(context.directory.premises)))
    by_id = {held.id: held for held in sample}
    records = _records(sample)
    controls = Controls(
        prevalence=PREVALENCE,
        label_drift=0.0,
        postcode="clean",
        composition=dict.fromkeys(_SWITCHED_OFF, 0.0),
    )
    corruptor = Corruptor(Profile.load(), style=style, seed=rng.randrange(10**6), controls=controls)
    corruptor.index(records)
    for row in corruptor.generate([record["uprn"] for record in records]):
        held = by_id[row["source_uprn"]]
        text = row["recorded_address"]
        edits = [edit for edit in str(row["applied_rules"]).split("|") if edit]
        about = context.settled(held.parts)
        if held not in about or (not edits and rng.random() > 0.1):
            continue
        if _keeps_its_meaning(context, held, text, edits):
            postcode = held.parts.postcode
            apart = rng.random() < 0.25
            yield Asked(text if apart else f"{text} {postcode}", postcode if apart else "", about)


def _kind(style: str, family: Family) -> Make:
    def make(context: Context) -> Asked | None:
        if make.__name__ not in context.streams:
            context.streams[make.__name__] = _written(context, style)
        return next(context.streams[make.__name__], None)

    make.__name__ = f"as_recorded_in_{style}"
    return KINDS.kind(family, 1.5)(make)


_kind("leeds", "a")
_kind("bradford", "a")
_kind("cornwall", "b")
_kind("derby", "b")
