"""Labels and reasons are made of words that are known: what is not known may be a name, or a place.

A list of what may not stand there could never be long enough: `mother, kirkgate` and `child ruby` hold
nothing that looks like anything. So a label is people, what they are to each other, a few words beside these,
and in a name's place a letter or a small number: `older sibling`, `child A`, `children 1, 2 and 3`. An age is
none of it. The words are those of `data/reference/wordings.yaml`; no text of the asker's is repeated.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.rules.catalogue.wordings import Wording
from directory.rules.private_text import Kind, refuse_private

#: Children, siblings and other people of one plan are so many at the most; above begin ages.
MOST = 10

_TOKENS = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*['’‘]?|[^\s\w]|_")
_OWNED = re.compile(r"(?:['’‘]s|(?<=s)['’‘])\Z")
_SHORTENED = re.compile(r"(?:n['’‘]t|['’‘](?:re|ll|ve|m|d))\Z")
_ORDINAL = re.compile(r"(?:[1-9]|10)(?:st|nd|rd|th)")
_OF_A_REASON = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|hrs?|km|mins?)?")
#: `P1` and `C2`, for a person and a child; postcodes begin otherwise.
_LETTERED = re.compile(r"[pc](?:[1-9]|10)", re.IGNORECASE)
_BETWEEN = frozenset([",", "&", "+", "/", "and", "or"])
_BEFORE_A_NUMBER = frozenset(["-", "#", ".", "no", "number"])
_MARKS = frozenset(",;:.&+/-–—()’'‘\"“”!?#")
_MANY = frozenset(["children", "people", "men", "women", "stepchildren", "grandchildren"])


@dataclass(frozen=True, slots=True)
class Words:
    """The words that are known, by what they may be used for."""

    who: frozenset[str]
    numbered: frozenset[str]
    beside: frozenset[str]
    reason: frozenset[str]

    @classmethod
    def of(cls, wordings: Iterable[Wording]) -> "Words":
        """The words of the catalogue's rows."""
        found: Mapping[str, set[str]] = {"who": set(), "numbered": set(), "beside": set(), "reason": set()}
        for each in wordings:
            found[each.use].update(each.words)
        return cls(**{use: frozenset(words) for use, words in found.items()})

    def says_who(self, word: str) -> bool:
        """Whether a word, in small letters, says who somebody is; several of them, too."""
        return any(each in self.who or each in self.numbered for each in _singular(word))

    def may_be_numbered(self, word: str) -> bool:
        """Whether a letter or a small number may stand behind a word."""
        return any(each in self.numbered for each in _singular(word))

    def in_a_label(self, word: str) -> bool:
        """Whether a label may have a word in it."""
        return word in self.beside or self.says_who(word)

    def in_a_reason(self, word: str) -> bool:
        """Whether a reason may have a word in it."""
        return word in self.reason or self.in_a_label(word)


def refuse_label(text: str, words: Words) -> str | None:
    """Why `text` may not be a label, in words that do not repeat it; None when it may."""
    told = refuse_private(text, Kind.LABEL)
    if told is not None:
        return told
    told = _Label(_tokens(text), words).fault()
    return None if told is None else f"{told} {Kind.LABEL.value}"


def refuse_reason(text: str, words: Words) -> str | None:
    """Why `text` may not be a reason for another format, in words that do not repeat it; None when it may."""
    told = refuse_private(text, Kind.REASON)
    if told is not None:
        return told
    said = [token for token in _tokens(text) if token not in _MARKS]
    for place, token in enumerate(said, start=1):
        if not (_OF_A_REASON.fullmatch(token.casefold()) or words.in_a_reason(_plain(token))):
            return f"Word {place} of this is not one of those that reasons are made of. {Kind.REASON.value}"
    return None if said else f"This says nothing. {Kind.REASON.value}"


def label_key(text: str) -> str:
    """The same for two labels that read the same."""
    return " ".join(_plain(token) for token in _tokens(text))


class _Label:
    """A label as it is read from its front to its back."""

    def __init__(self, tokens: Sequence[str], words: Words) -> None:
        self._tokens = tokens
        self._words = words
        self._folded = [_plain(token) for token in tokens]
        self._says_who = False
        #: Whether a number or a letter may come: right behind somebody (`child 2`), or in a list (`2 and 3`).
        self._behind_somebody = self._listing = self._may_go_on = False

    def fault(self) -> str | None:
        """What is wrong with it, in words; None where nothing is."""
        place = 0
        for index, token in enumerate(self._tokens):
            if token in _MARKS:
                self._pass(self._folded[index])
                continue
            place += 1
            if self._is_numeral(token):
                if not self._may_stand(index):
                    return _NO_AGE
                self._note_numeral(index)
            elif self._is_letter(index):
                self._note_numeral(index)
            elif self._words.in_a_label(self._folded[index]) or _ORDINAL.fullmatch(self._folded[index]):
                self._note_word(self._folded[index])
            else:
                return f"Word {place} of this is not one of those that labels are made of."
        if not place:
            return "This says nothing."
        return None if self._says_who else "This does not say who somebody is."

    @staticmethod
    def _is_numeral(token: str) -> bool:
        return token.isdigit() or bool(_LETTERED.fullmatch(token))

    def _is_letter(self, index: int) -> bool:
        """Whether a letter stands for somebody there, or two that are the same."""
        article = self._tokens[index] == "a"
        if article and index + 1 < len(self._tokens) and self._folded[index + 1] not in _BETWEEN:
            return False  # `mother and a child`
        return _is_letter(self._tokens[index]) and (
            self._behind_somebody or self._goes_on() or self._stands_alone()
        )

    def _may_stand(self, index: int) -> bool:
        """Whether a number is somebody's or says how many there are; never an age."""
        if not self._tokens[index].isdigit():
            return True
        token = self._tokens[index]
        if not token.isascii() or token.startswith("0") or int(token[:3]) > MOST:
            return False
        return self._behind_somebody or self._goes_on() or self._stands_alone() or self._counts(index)

    def _goes_on(self) -> bool:
        return self._listing and self._may_go_on

    def _stands_alone(self) -> bool:
        """Whether there is nothing but letters and numbers, and what joins them: `A`, `1`, `A and B`."""
        return all(
            token in _BETWEEN if place % 2 else _is_letter(token) or token.isdigit()
            for place, token in enumerate(self._tokens)
        )

    def _counts(self, index: int) -> bool:
        """Whether people stand behind a number: `2 children`, `3 older siblings`."""
        for place in range(index + 1, min(len(self._folded), index + 4)):
            word = self._folded[place]
            if self._words.says_who(word):
                return self._tokens[index] == "1" or word in _MANY or word.endswith("s")
            if word not in self._words.beside:
                return False
        return False

    def _note_numeral(self, index: int) -> None:
        if self._stands_alone() or _LETTERED.fullmatch(self._tokens[index]):
            self._says_who = True
        self._behind_somebody, self._listing, self._may_go_on = False, True, False

    def _note_word(self, word: str) -> None:
        self._says_who = self._says_who or self._words.says_who(word)
        if self._words.may_be_numbered(word):
            self._behind_somebody, self._listing, self._may_go_on = True, False, False
        else:
            self._pass(word)

    def _pass(self, token: str) -> None:
        """What a number may come behind goes on over a mark or a word, or ends there."""
        if self._listing and token in _BETWEEN:
            self._may_go_on = True
        elif not (self._behind_somebody and token in _BEFORE_A_NUMBER):
            self._behind_somebody = False
            self._listing = self._listing and self._may_go_on and token in _BETWEEN


_NO_AGE = (
    "A number in a label says which of them it is, as in 'child 2', or how many, as in '2 children'. "
    f"It is {MOST} at the most, and never an age."
)


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(unicodedata.normalize("NFKC", text))


def _is_letter(token: str) -> bool:
    """Whether a letter stands there as one: alone, or twice as courts write it. Two others are initials."""
    if not (token.isascii() and token.isalpha()):
        return False
    return len(token) == 1 or (len(token) == 2 and token.isupper() and token[0] == token[1])


def _plain(word: str) -> str:
    """A word in small letters, without accents and what makes it somebody's: `Mother’s` is `mother`."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    shortened = _SHORTENED.sub("", bare)
    return (
        {"ca": "can", "wo": "will", "sha": "shall"}.get(shortened, shortened)
        if shortened != bare
        else _OWNED.sub("", bare)
    )


def _singular(word: str) -> tuple[str, ...]:
    return (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,)
