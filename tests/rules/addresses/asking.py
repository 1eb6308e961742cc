"""A small directory in memory, asked as the service asks the real one."""

from collections.abc import Sequence
from dataclasses import replace

from directory.rules.addresses import Held, Verdict, Vocabulary, read, run_together, words_of
from directory.rules.addresses.english import english_words
from directory.rules.lookup import Candidate, Decision, decide


def an_address(line: str, postcode: str = "CM1 1AA", covers: str | None = None) -> Held:
    """Held premises from `unit | building | number | street | locality | town`, empty parts allowed."""
    unit, building, number, street, locality, town = (part.strip() or None for part in line.split("|"))
    return Held(
        unit, building, number, street, locality, town, postcode, covers or ("unit" if unit else "building")
    )


def vocabulary_of(held: Sequence[Held]) -> Vocabulary:
    """What these addresses teach."""
    names = [name for each in held for name in (each.building_name, each.street, each.locality, each.town)]
    places = [name for each in held for name in (each.locality, each.town)]
    return Vocabulary(
        words=frozenset(word for name in names for word in words_of(name)),
        places=frozenset(run_together(words_of(name)) for name in places if name),
        buildings=frozenset(
            run_together(words_of(each.building_name)) for each in held if each.building_name
        ),
        english=english_words(),
    )


def ask(
    text: str,
    *held: Held,
    postcode: str | None = None,
    schemes: Sequence[object] | None = None,
    also_known: Sequence[str] = (),
    councils: Sequence[str] = (),
) -> Decision:
    """The decision on `text`, with `postcode` given; every address is a scheme of its own unless told.

    councils: the areas of those that the postcode is in.
    """
    vocabulary = vocabulary_of(held)
    vocabulary = replace(
        vocabulary,
        words=vocabulary.words | {word for name in also_known for word in words_of(name)},
        places=vocabulary.places | {run_together(words_of(name)) for name in also_known},
    )

    def verdict(each: Held) -> Verdict:
        if postcode is None:
            return Verdict.MISSING
        return Verdict.AGREE if each.postcode == postcode else Verdict.DIFFER

    candidates = [
        Candidate(index, each, schemes[index] if schemes else index, verdict(each))
        for index, each in enumerate(held)
    ]
    reading = replace(read(text), councils=frozenset(run_together(words_of(name)) for name in councils))
    return decide(reading, candidates, vocabulary)


def found(decision: Decision) -> object:
    """Which address was found, by its place in the list; None when none was."""
    return decision.ranked[0].candidate.key if decision.outcome == "found" else None
