"""A plain comparison: the most alike text wins, as a directory without rules of its own would do it.

Within the postcode of the question, and if it has none among all, the premises with the highest
`token_set_ratio` is the answer when that reaches a threshold.
"""

import re
from collections import defaultdict

from rapidfuzz import fuzz, process, utils

from bench.asking import Answer, Ask, Match
from bench.held import Directory, Held

THRESHOLDS = (85.0, 95.0, 100.0)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})\b", re.IGNORECASE)


def _text(held: Held) -> str:
    parts = held.parts
    pieces = (parts.unit, parts.name, f"{parts.number} {parts.street}", parts.locality, parts.town)
    return utils.default_process(" ".join(piece for piece in pieces if piece))


def ranked(directory: Directory) -> Ask:
    """An `ask` that ranks by likeness and leaves the decision to `decide`."""
    everything = [_text(held) for held in directory.premises]
    in_postcode: dict[str, list[int]] = defaultdict(list)
    for place, held in enumerate(directory.premises):
        in_postcode[held.parts.postcode].append(place)

    def ask(text: str, postcode: str) -> Answer:
        match = _POSTCODE.search(postcode or text)
        code = f"{match.group(1)} {match.group(2)}".upper() if match else ""
        asked = utils.default_process(_POSTCODE.sub(" ", text))
        if code:
            best = process.extract(
                asked,
                {place: everything[place] for place in in_postcode.get(code, ())},
                scorer=fuzz.token_set_ratio,
                limit=10,
            )
        else:
            best = process.extract(asked, everything, scorer=fuzz.token_set_ratio, limit=10)
        matches = tuple(
            Match("", held.uprn, held.scheme, everything[place], score / 100)
            for _, score, place in best
            for held in (directory.premises[place],)
        )
        return Answer("choose" if matches else "not_listed", matches)

    return ask


def decide(answer: Answer, threshold: float) -> Answer:
    """The answer as found, when its first match is as alike as `threshold`, from 0 to 100."""
    if answer.matches and 100 * answer.matches[0].score >= threshold:
        return Answer("found", answer.matches[:1])
    return answer
