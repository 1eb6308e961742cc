"""Words of English, so that a slip of spelling can be told from another name.

From the list that pyspellchecker (MIT) ships: about 160,000 words met in films and books, common names
among them.
"""

from functools import cache

from spellchecker import SpellChecker

from directory.rules.addresses.words import short


@cache
def english_words() -> frozenset[str]:
    """Every word of the list of three letters or more, in its short form; about 0.4 s and 15 MB once."""
    listed = SpellChecker(language="en").word_frequency.keys()
    return frozenset(short(word) for word in listed if len(word) > 2 and word.isalpha())
