"""Opening hours as people write them, read into a week.

What is read is a small part of OpenStreetMap's `opening_hours`
(https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification) and the plain
forms people type for the same things:

    24/7                                  always, bank holidays included
    Mo-Fr 09:00-17:00; PH off             days, then times; PH are bank holidays
    Mo,We 09:00-12:00,13:00-17:00         several days, several spans
    Mo-Su,PH 17:00-09:00                  over midnight: belongs to the day it starts on
    Su 00:00-33:00                        until 09:00 the day after
    Mon to Fri 9am to 5pm, Sat 10-12      plain words; `9-5` is 09:00-17:00
    9-5 weekdays except bank holidays     times may come first

After a `;` a rule replaces what was said of its days; after a `,` it adds to it.
Refused rather than guessed: hours without days, `6-10` (morning or evening?), seasons,
single dates, sunrise, comments and open ends such as `09:00+`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from directory.errors import Invalid
from directory.rules.hours.clock import Unclear, Written, span
from directory.rules.hours.week import ALL_DAY, BANK_HOLIDAY, NEVER, Spans, Week, merged, settled

MAX_LENGTH: Final = 500
EXAMPLE: Final = "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off"

_DAYS: Final = {
    word: day
    for day, words in enumerate(
        (
            "mo mon mons monday mondays",
            "tu tue tues tuesday tuesdays",
            "we wed weds wednesday wednesdays",
            "th thu thur thurs thursday thursdays",
            "fr fri fris friday fridays",
            "sa sat sats saturday saturdays",
            "su sun suns sunday sundays",
            "ph",
        )
    )
    for word in words.split()
}
_GROUPS: Final = {"weekdays": range(5), "weekends": range(5, 7), "daily": range(7)}
# Plain words become the few that the grammar knows, in this order.
_PHRASES: Final = tuple(
    (re.compile(pattern, re.ASCII), said)
    for pattern, said in (
        (r"[\u2010-\u2015\u2212]", "-"),
        (r"[()]", " "),
        (r"\b(?:bank|public) ?(?:holidays?|hols?)\b", "ph"),
        (r"\b24 ?/ ?7(?: ?/ ?365)?\b", " always "),
        (r"\b24 ?(?:hours?|hrs?|h)(?: (?:a|per) day)?,? (?:7|seven) days(?: (?:a|per) week)?\b", " always "),
        (r"\b24[ -]?(?:hours?|hrs?|h)\b(?: (?:a|per) day\b)?", " allday "),
        (r"\b(?:(?:7|seven) days(?: (?:a|per) week)?|every ?day)\b", " daily "),
        (r"\b(weekday|weekend)\b", r"\1s"),
        (r"\b(?:except|excluding|excl\.?|but not|not|closed|no)(?: on)?(?: the)? ph\b", " ; ph off "),
        (r"\b(?:including|incl\.?|inc\.?) ph\b", " plus "),
        (r"\b([ap])\.m\b\.?", r"\1m"),
        (r"\b(?:to|until|till)\b", "-"),
        (r"\band\b|&", ","),
        (r"\b(?:open|from|on)\b", " "),
        (r"\bclosed\b", "off"),
        (r"\b(?:noon|midday)\b", "12pm"),
        (r"\bmidnight\b", "12am"),
    )
)
_TOKEN: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.]?(?P<minute>[0-9]{2}))?(?: ?(?P<half>[ap]m)\b)?(?![0-9])"
    r"|(?P<word>[a-z]+)[.:]?"
    r"|(?P<mark>[-,;])"
    r"|(?P<other>[^ ][^ ,;]*)"
)

_Token = Written | str


def read(text: str) -> Week:
    """The week that `text` says.

    Raises:
        Invalid: part of it is not understood or has two meanings; the message shows a right example.
    """
    given = text.strip()
    try:
        if len(given) > MAX_LENGTH:
            raise Unclear(f"are longer than {MAX_LENGTH} characters")
        return _Reading(_tokens(given)).week()
    except Unclear as fault:
        shown = given if len(given) <= 60 else given[:60] + "…"
        raise Invalid(
            f"the hours '{shown}' {fault}. Right would be, for example, {EXAMPLE}, or 24/7; "
            "leave them empty when they are not known",
            field="hours",
        ) from None


def _tokens(text: str) -> list[_Token]:
    plain = ";".join(" ".join(line.split()) for line in text.lower().splitlines())
    for pattern, said in _PHRASES:
        plain = pattern.sub(said, plain)
    return [_token(match) for match in _TOKEN.finditer(plain)]


def _token(match: re.Match[str]) -> _Token:
    if hour := match["hour"]:
        half = match["half"]
        return Written(
            match[0],
            int(hour),
            int(match["minute"]) if match["minute"] else None,
            "am" if half == "am" else "pm" if half else None,
        )
    word = match["word"] or match["mark"]
    if word is None or not (match["mark"] or word in _KNOWN):
        raise Unclear(f"hold {match[0]!r}, which is not understood")
    return word


_KNOWN: Final = _DAYS.keys() | _GROUPS.keys() | {"always", "allday", "off", "plus"}


class _Reading:
    """One reading of one text: the tokens, how far it has come, and the week so far."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.said: list[Spans | None] = [()] * BANK_HOLIDAY + [None]
        #: Days named since the last `;`: a further rule adds to these and replaces the others.
        self.named: set[int] = set()

    def week(self) -> Week:
        if all(token in (";", ",") for token in self.tokens):
            raise Unclear("say nothing")
        if self.tokens == ["off"]:
            return NEVER
        while self.at < len(self.tokens):
            if self.take(";"):
                self.named.clear()
            elif not self.take(","):
                self.rule()
        return settled(self.said)

    def rule(self) -> None:
        """One set of days with one set of times, in either order."""
        if self.take("always"):
            self.take("plus")
            self.put(range(8), ALL_DAY)
            return
        days = self.days()
        if self.take("off"):
            days = days or self.days()
            if not days:
                raise Unclear("do not say on which days they are closed")
            self.put(days, None)
            return
        spans = ALL_DAY if self.take("allday") else self.spans()
        if not spans:
            raise Unclear("name days without times" if days else "cannot be read as days and times")
        days = days or self.days()
        if not days:
            if spans != ALL_DAY:
                raise Unclear("do not say on which days")
            days = list(range(BANK_HOLIDAY))
        if self.take("plus"):
            days.append(BANK_HOLIDAY)
        self.put(days, spans)

    def put(self, days: Iterable[int], spans: Spans | None) -> None:
        for day in days:
            before = self.said[day] if day in self.named and spans else None
            self.said[day] = merged((*(before or ()), *(spans or ())))
            self.named.add(day)

    def days(self) -> list[int]:
        days: list[int] = []
        while isinstance(word := self.peek(), str):
            if word not in _DAYS and word not in _GROUPS and not (word == "plus" and days):
                break
            self.at += 1
            days += self.day_range(word)
            if self.peek() == "," and (self.peek(1) in _DAYS or self.peek(1) in _GROUPS):
                self.at += 1
        return days

    def day_range(self, word: str) -> Iterable[int]:
        if word == "plus":
            return (BANK_HOLIDAY,)
        if word in _GROUPS:
            return _GROUPS[word]
        first = _DAYS[word]
        if not self.take("-"):
            return (first,)
        token = self.peek()
        last = _DAYS.get(token, BANK_HOLIDAY) if isinstance(token, str) else BANK_HOLIDAY
        if BANK_HOLIDAY in (first, last):
            raise Unclear(f"have no day from Monday to Sunday on both sides of the '-' after '{word}'")
        self.at += 1
        return (day % 7 for day in range(first, last + (1 if last >= first else 8)))

    def spans(self) -> Spans:
        spans = []
        while isinstance(start := self.peek(), Written):
            self.at += 1
            dash, end = self.take("-"), self.peek()
            if not dash or not isinstance(end, Written):
                raise Unclear(f"do not say until when, after {start.text!r}")
            self.at += 1
            spans.append(span(start, end))
            if self.peek() == "," and isinstance(self.peek(1), Written):
                self.at += 1
        return merged(spans)

    def peek(self, ahead: int = 0) -> _Token | None:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def take(self, word: str) -> bool:
        """Whether `word` came next; if so it is behind us now."""
        if self.peek() != word:
            return False
        self.at += 1
        return True
