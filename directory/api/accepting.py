"""Which of several forms a request's Accept header asks for most (RFC 9110, 12.5.1)."""

from collections.abc import Iterable, Sequence


def best_of(forms: Sequence[str], accepted: Iterable[tuple[str, float]]) -> str | None:
    """The form of the highest quality; None where the header takes none of them, the first where it is empty.

    `accepted` are the header's ranges, each with its quality. Of those that a form fits the most specific
    gives its quality, so that `text/csv;q=0, */*` is all but CSV. Of forms of the same quality one that is
    named counts before one that a `*` lets in, and then the order of `forms`. Parameters such as `charset`
    are no matter.
    """
    ranges = [(_plain(kind), quality) for kind, quality in accepted]
    if not ranges:
        return forms[0]
    ranked = [(*_quality(form, ranges), -place) for place, form in enumerate(forms)]
    quality, _, place = max(ranked)
    return forms[-place] if quality > 0 else None


def _quality(form: str, ranges: Iterable[tuple[str, float]]) -> tuple[float, int]:
    """The quality of a form, and by how specific a range: 2 its name, 1 its kind, 0 anything."""
    ways = {"*/*": 0, f"{form.partition('/')[0]}/*": 1, form: 2}
    fitting = [(ways[kind], quality) for kind, quality in ranges if kind in ways]
    specific, quality = max(fitting, default=(0, 0.0))
    return quality, specific


def _plain(kind: str) -> str:
    plain = kind.partition(";")[0].strip().casefold()
    return "*/*" if plain == "*" else plain
