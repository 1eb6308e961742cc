"""The right word for one that was nearly right."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

#: As many words as help to choose from.
_MOST: Final = 3


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'icpc'?` for what is like `word`, or holds it, best first; empty where nothing is.

    Capitals, spaces and underscores are no difference. `word` itself is not repeated.
    """
    by_plain = {_plain(each): each for each in known}
    wanted = _plain(word)
    near = get_close_matches(wanted, by_plain, _MOST, 0.75)
    near += [each for each in by_plain if len(wanted) > 2 and wanted in each.split("-") and each not in near]
    told = " or ".join(f"'{by_plain[each]}'" for each in near[:_MOST])
    return f" Did you mean {told}?" if told else ""


def _plain(word: str) -> str:
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())
