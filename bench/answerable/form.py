"""Nothing is wrong with the address; it is only written otherwise."""

from collections.abc import Callable

from bench import writing
from bench.answerable.asked import asked_about, kind, unchanged, without
from bench.kinds import Asked, Context
from bench.writing import Draft


@kind("a", weight=2)
def plain(context: Context) -> Asked | None:
    return asked_about(context, context.pick(), unchanged)


def _in_one_line(context: Context, change: Callable[[str], str], separator: str = ", ") -> Asked | None:
    held = context.pick()
    made = asked_about(context, held, lambda draft: setattr(draft, "separator", separator))
    return Asked(change(made.text), change(made.postcode), made.about) if made else None


@kind("a")
def lower_case(context: Context) -> Asked | None:
    return _in_one_line(context, str.lower)


@kind("b")
def capitals(context: Context) -> Asked | None:
    return _in_one_line(context, str.upper)


@kind("a")
def without_commas(context: Context) -> Asked | None:
    return _in_one_line(context, str, " ")


@kind("b", weight=2)
def hurried(context: Context) -> Asked | None:
    """Lower case, no commas, short words and no locality: the commonest thing typed."""
    rng, held = context.rng, context.pick()

    def edit(draft: Draft) -> None:
        writing.shorten_all(rng, draft)
        draft.locality, draft.separator = "", " "

    made = asked_about(context, held, edit, without(held, "locality"))
    return Asked(made.text.lower(), made.postcode.lower(), made.about) if made else None


@kind("a", weight=2)
def short_words(context: Context) -> Asked | None:
    return asked_about(context, context.pick(), lambda draft: writing.shorten_all(context.rng, draft))


@kind("b")
def odd_separators(context: Context) -> Asked | None:
    separator = context.rng.choice((" - ", " / ", "; ", ",", " , ", ". "))
    return asked_about(context, context.pick(), lambda draft: setattr(draft, "separator", separator))


@kind("a")
def several_lines(context: Context) -> Asked | None:
    return asked_about(
        context,
        context.pick(),
        lambda draft: setattr(draft, "separator", context.rng.choice(("\n", ",\n", "\r\n"))),
    )


@kind("b")
def turned_round(context: Context) -> Asked | None:
    """Postcode or town first."""
    held = context.pick()
    about = context.settled(held.parts)
    if not about or held not in about:
        return None
    parts = held.parts
    door = " ".join(piece for piece in (parts.number, parts.street) if piece)
    front = [parts.postcode] if context.rng.random() < 0.5 else [parts.town, parts.postcode]
    rest = [parts.unit, parts.name, door] if context.rng.random() < 0.6 else [door, parts.name, parts.unit]
    return Asked(", ".join(piece for piece in (*front, *rest) if piece), "", about)


@kind("a")
def county_added(context: Context) -> Asked | None:
    held = context.pick()
    county = writing.county_of(held.parts.postcode) or "England"
    return asked_about(context, held, lambda draft: setattr(draft, "county", county))


@kind("b")
def invisible_marks(context: Context) -> Asked | None:
    """Text pasted from a web page or a chat: no-break spaces, zero-width marks, curly quotes, a pictogram."""
    rng = context.rng
    made = asked_about(context, context.pick(), unchanged)
    if made is None:
        return None
    mark = rng.choice(("\u00a0", "\u2009", "  ", "\t", " \u200b", " \ufeff"))
    text = made.text.replace(" ", mark, rng.randint(1, 4)).replace("'", "\u2019")
    return Asked(rng.choice(("", "", "\U0001f3e0 ", "\u2022 ")) + text, made.postcode, made.about)


@kind("a")
def postcode_spacing(context: Context) -> Asked | None:
    rng, held = context.rng, context.pick()
    code = held.parts.postcode
    packed = code.replace(" ", "")
    loose = rng.choice(
        (packed, packed.lower(), code.replace(" ", "  "), code.replace(" ", "-"), code.lower())
    )
    return asked_about(context, held, lambda draft: setattr(draft, "postcode", loose))


@kind("a", weight=2)
def several_at_once(context: Context) -> Asked | None:
    """Two or three of the commonest things together."""
    rng, held = context.rng, context.pick()
    asked = without(held, *rng.choice((("locality",), ("locality", "town"), ())))

    def edit(draft: Draft) -> None:
        writing.shorten_all(rng, draft)
        if rng.random() < 0.5:
            draft.front.append(writing.person(rng))
        if rng.random() < 0.5:
            draft.separator = " "
        if rng.random() < 0.4 and draft.town:
            draft.town = writing.slip_in(rng, draft.town, writing.dropped, known=context.known_words)

    made = asked_about(context, held, edit, asked)
    return Asked(rng.choice((str.lower, str))(made.text), made.postcode, made.about) if made else None
