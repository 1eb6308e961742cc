"""Slips of the finger and of the scanner, none of which makes another real word."""

from collections.abc import Callable

from bench import writing
from bench.answerable.asked import asked_about, kind, without
from bench.held import Held
from bench.kinds import Asked, Context
from bench.writing import draft_of


def _slipped(
    context: Context,
    slip: writing.Slip,
    parts_of: tuple[str, ...],
    drop: tuple[str, ...] = (),
    times: int = 1,
) -> Asked | None:
    """One of the named parts mistyped, where no other street nearby is spelt like the result."""
    rng, held = context.rng, context.pick()
    asked = without(held, *drop)
    draft = draft_of(asked)
    done = 0
    for _ in range(6):
        part = rng.choice(parts_of)
        before = getattr(draft, part)
        after = writing.slip_in(rng, before, slip, known=context.known_words)
        if after != before:
            setattr(draft, part, after)
            done += 1
        if done == times:
            break
    about = context.settled(asked)
    if done < times or held not in about or not context.streets_apart(asked, draft.street):
        return None
    return context.write(draft, about)


@kind("a")
def letters_transposed(context: Context) -> Asked | None:
    return _slipped(context, writing.transposed, ("street", "street", "name", "town"))


@kind("b")
def letter_doubled(context: Context) -> Asked | None:
    return _slipped(context, writing.doubled, ("street", "street", "name", "town"))


@kind("b")
def letter_dropped(context: Context) -> Asked | None:
    return _slipped(context, writing.dropped, ("street", "street", "name", "town"))


@kind("a")
def neighbouring_key(context: Context) -> Asked | None:
    return _slipped(context, writing.neighbour_key, ("street", "street", "name", "town"))


@kind("b")
def two_slips(context: Context) -> Asked | None:
    slip = context.rng.choice((writing.transposed, writing.dropped, writing.neighbour_key))
    return _slipped(context, slip, ("street", "name", "town"), times=2)


@kind("a")
def scanned_letters(context: Context) -> Asked | None:
    return _slipped(context, writing.scanned, ("street", "name", "town"))


@kind("b")
def slip_without_postcode(context: Context) -> Asked | None:
    slip = context.rng.choice((writing.transposed, writing.dropped, writing.doubled, writing.neighbour_key))
    return _slipped(context, slip, ("street", "town"), drop=("postcode",))


@kind("b")
def word_split(context: Context) -> Asked | None:
    held = context.pick()
    return (
        asked_about(
            context,
            held,
            lambda draft: setattr(
                draft, "street", writing.slip_in(context.rng, draft.street, writing.split_word, least=7)
            ),
        )
        if any(len(word) >= 7 for word in held.parts.street.split()[:1])
        else None
    )


@kind("a")
def words_joined(context: Context) -> Asked | None:
    rng, held = context.rng, context.pick()
    part = rng.choice(
        [name for name in ("street", "name", "town") if " " in getattr(held.parts, name)] or ["street"]
    )
    return asked_about(
        context, held, lambda draft: setattr(draft, part, getattr(draft, part).replace(" ", "", 1))
    )


def _with_street(context: Context, marked: Callable[[str], bool]) -> Held | None:
    for _ in range(30):
        held = context.pick()
        if marked(held.parts.street):
            return held
    return None


@kind("a")
def saint_spelt_out(context: Context) -> Asked | None:
    held = _with_street(context, lambda street: street.startswith("St "))
    if held is None:
        return None
    written = context.rng.choice(("Saint ", "St. ", "S. ")) + held.parts.street[3:]
    return asked_about(context, held, lambda draft: setattr(draft, "street", written))


@kind("b")
def apostrophe(context: Context) -> Asked | None:
    """The apostrophe left out, or of another form."""
    held = _with_street(context, lambda street: "'" in street)
    if held is None:
        return None
    written = held.parts.street.replace("'", context.rng.choice(("", "\u2019", " ")))
    return asked_about(context, held, lambda draft: setattr(draft, "street", written))
