"""Finding the town or village in a typed address."""

from directory.rules.addresses.reading import Reading
from directory.rules.addresses.spelling import Match, Vocabulary, find


def find_place(
    reading: Reading,
    words: tuple[str, ...],
    street: Match | None,
    building: Match | None,
    vocabulary: Vocabulary,
) -> Match | None:
    """`_place`, worked out once for addresses that share a town, a street and a building."""
    if not words:
        return None
    key = (words, street, building)
    if key not in reading.memory:
        reading.memory[key] = _place(reading, words, street, building, vocabulary)
    match = reading.memory[key]
    assert match is None or isinstance(match, Match)
    return match


def _place(
    reading: Reading,
    words: tuple[str, ...],
    street: Match | None,
    building: Match | None,
    vocabulary: Vocabulary,
) -> Match | None:
    """Where a town or locality stands outside the street and building: its last mention, or first word."""
    taken = [match for match in (street, building) if match]

    def free(start: int, end: int) -> bool:
        return all(end <= match.start or start >= match.end for match in taken)

    size = len(words)
    for start in range(len(reading.words) - size, -1, -1):
        if reading.words[start : start + size] == words and free(start, start + size):
            return Match(start, start + size, "same")
    match = find(reading, words, vocabulary)
    if match and match.kind != "rival" and free(match.start, match.end):
        return match
    if size > 1 and len(words[0]) >= 5:
        for start in range(len(reading.words) - 1, -1, -1):
            if reading.words[start] == words[0] and free(start, start + 1):
                return Match(start, start + 1, "part")
    return None
