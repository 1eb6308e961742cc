"""What the answerable kinds share: a question about premises, only where its parts leave no doubt."""

import re
from collections.abc import Callable

from bench import writing
from bench.held import Held, Parts
from bench.kinds import Asked, Context, Kinds
from bench.writing import Draft, draft_of

KINDS = Kinds("answerable")
kind = KINDS.kind


def asked_about(
    context: Context, held: Held, edit: Callable[[Draft], None], parts: Parts | None = None
) -> Asked | None:
    """A question about the premises, edited; None when `parts` (by default all of them) leave doubt."""
    about = context.settled(parts or held.parts)
    if held not in about:
        return None
    draft = draft_of(parts or held.parts)
    edit(draft)
    return context.write(draft, about)


def without(held: Held, *names: str) -> Parts:
    return writing.with_changes(held.parts, **dict.fromkeys(names, ""))


def unchanged(draft: Draft) -> None:
    """Leaves the draft as it is."""


def unit_of_a_building(context: Context, pattern: str, door: bool = True) -> Held | None:
    for _ in range(20):
        row = context.rng.choice(context.flats)
        held = context.rng.choice(row)
        if re.fullmatch(pattern, held.parts.unit) and (held.parts.number or not door):
            return held
    return None
