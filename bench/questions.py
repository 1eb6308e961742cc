"""Writes labelled questions about a load folder.

    python -m bench.questions DIR --seed 1 --out questions.jsonl [--per-kind 60] [--family a|b]

A question is `answerable` (its premises are given), `ambiguous` (a person must pick) or `negative` (nothing
held is meant). `found` is right for the first only. The kinds of each label are in two families, so that work
can be tuned on one and measured on the other; a seed picks other premises and other words.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench import ambiguous, answerable, negative
from bench.held import Directory, read
from bench.kinds import Asked, Context, Family, Kind, Question
from bench.postcodes import Register

ALL_KINDS: tuple[Kind, ...] = (*answerable.KINDS.all, *ambiguous.KINDS.all, *negative.KINDS.all)

#: A kind whose conditions are rare in the directory gives up after so many attempts for each question wanted.
ATTEMPTS = 60


def _question(kind: Kind, number: int, asked: Asked) -> Question:
    about = asked.about
    return Question(
        id=f"{kind.name}-{number}",
        kind=kind.name,
        family=kind.family,
        label=kind.label,
        text=asked.text,
        postcode=asked.postcode,
        premises=tuple(held.id for held in about),
        uprns=tuple(dict.fromkeys(held.uprn for held in about)),
        schemes=tuple(sorted({held.scheme for held in about})),
    )


def questions_about(
    directory: Directory,
    seed: int,
    per_kind: int = 60,
    family: Family | None = None,
    only: Iterable[str] = (),
) -> Iterator[Question]:
    """About `per_kind` questions of each kind (times its weight), without repeats; fewer where it is rare."""
    register = Register()
    wanted_kinds = set(only)
    shared = Context(directory, random.Random(0), register)
    for kind in ALL_KINDS:
        if (family and kind.family != family) or (wanted_kinds and kind.name not in wanted_kinds):
            continue
        shared.rng = random.Random(f"{seed} {kind.name}")
        wanted = max(1, round(per_kind * kind.weight))
        seen: set[tuple[str, str]] = set()
        for _ in range(wanted * ATTEMPTS):
            if len(seen) == wanted:
                break
            asked = kind.make(shared)
            if asked is None or not asked.text.strip() or (asked.text, asked.postcode) in seen:
                continue
            seen.add((asked.text, asked.postcode))
            yield _question(kind, len(seen), asked)


def write_questions(path: Path, questions: Iterable[Question]) -> int:
    """Writes one JSON object a line and returns how many."""
    count = 0
    with path.open("w", encoding="utf-8") as handle:
        for question in questions:
            handle.write(json.dumps(question.as_json(), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_questions(path: Path) -> list[Question]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for name in ("premises", "uprns", "schemes"):
            row[name] = tuple(row[name])
        found.append(Question(**row))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Write labelled questions about a load folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=60)
    parser.add_argument("--family", choices=("a", "b"), default=None, help="only this half of the kinds")
    parser.add_argument("--kind", action="append", default=[], help="only this kind; may be repeated")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    made = questions_about(read(chosen.folder), chosen.seed, chosen.per_kind, chosen.family, chosen.kind)
    print(write_questions(chosen.out, made), "questions")


if __name__ == "__main__":
    main()
