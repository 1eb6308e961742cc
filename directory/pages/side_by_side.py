"""Support, side by side: what each of up to three things has of it."""

from collections.abc import Mapping, Sequence

from directory.equipment import equipment

#: More columns than this cannot be read.
MOST = 3

#: What something has of one kind of support: yes, no or ask, and the details.
Answer = tuple[str, str]
_ASK: Answer = ("ask", "")


def support_rows(answers: Sequence[Mapping[str, Answer]]) -> list[tuple[str, list[Answer]]]:
    """By name, each kind of support of which any of these says something, with what each has of it.

    `answers` are by the slug of the support type; what is left out is to be asked.
    """
    kinds = equipment().catalogue.support_types
    rows = [(kind.name, [each.get(slug, _ASK) for each in answers]) for slug, kind in kinds.items()]
    return [(name, row) for name, row in rows if any(answer != _ASK for answer in row)]
