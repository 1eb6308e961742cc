"""What the negative kinds share: a question that nothing held can be the answer to."""

from bench import writing
from bench.held import Held, Parts, numbers_of
from bench.kinds import Asked, Context, Kinds

KINDS = Kinds("negative")
kind = KINDS.kind


def nothing_held(context: Context, asked: Parts) -> Asked | None:
    """The question, when nothing held can be what it says; now and then without postcode or town."""
    rng = context.rng
    draw = rng.random()
    shown = asked
    if draw < 0.25 and asked.town:
        shown = writing.with_changes(asked, postcode="")
    elif draw < 0.45 and asked.postcode:
        shown = writing.with_changes(asked, town="", locality="")
    if not (shown.postcode or shown.town) or context.directory.possible(shown):
        return None
    return context.write_parts(shown)


def numbered(context: Context) -> Held | None:
    held = context.pick()
    return held if held.parts.number and "-" not in held.parts.number else None


def with_number(context: Context, held: Held, number: str) -> Asked | None:
    span = numbers_of(number)
    if number == held.parts.number or span is None or span[0] < 1:
        return None
    return nothing_held(context, writing.with_changes(held.parts, number=number, name=""))
