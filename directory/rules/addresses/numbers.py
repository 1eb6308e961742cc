"""House numbers: single, lettered, and ranges such as 10-14."""

import re
from dataclasses import dataclass

_SINGLE = re.compile(r"(\d{1,6})([a-z]?)")
_LEFT_OUT = re.compile(r"\s|no\.?")
_RANGE = re.compile(r"(\d{1,6})([a-z]?)[-/](\d{1,6})([a-z]?)")


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house number as held: `first` and `last` are equal unless it is a range."""

    text: str
    first: int
    last: int
    suffix: str

    @property
    def is_range(self) -> bool:
        return self.first != self.last

    def includes(self, asked: str) -> bool:
        """Whether `asked` is this number, or a plain number on this range's side of the street."""
        if asked == self.text:
            return True
        if not self.is_range or not asked.isdigit():
            return False
        number = int(asked)
        if not self.first <= number <= self.last:
            return False
        one_side = self.first % 2 == self.last % 2
        return not one_side or number % 2 == self.first % 2


def house_number(text: str | None) -> HouseNumber | None:
    """The house number that a record's field holds; None where it holds none that can be read."""
    if not text:
        return None
    squeezed = _LEFT_OUT.sub("", text.lower().replace("–", "-").replace("to", "-").replace("&", "-"))
    if single := _SINGLE.fullmatch(squeezed):
        number = int(single[1])
        return HouseNumber(f"{number}{single[2]}", number, number, single[2])
    if span := _RANGE.fullmatch(squeezed):
        first, last = int(span[1]), int(span[3])
        if first < last:
            return HouseNumber(f"{first}{span[2]}-{last}{span[4]}", first, last, span[2] or span[4])
        if first == last:
            return HouseNumber(f"{first}{span[2]}-{last}{span[4]}", first, last, f"{span[2]}-{span[4]}")
    return None


def is_slip(asked: str, held: str) -> bool:
    """Whether one number may be the other mistyped: one digit wrong, missing, added, or two swapped."""
    if abs(len(asked) - len(held)) > 1 or asked == held:
        return False
    if len(asked) == len(held):
        wrong = [index for index in range(len(asked)) if asked[index] != held[index]]
        return len(wrong) == 1 or (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and asked[wrong[0]] == held[wrong[1]]
            and asked[wrong[1]] == held[wrong[0]]
        )
    longer, shorter = (asked, held) if len(asked) > len(held) else (held, asked)
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
