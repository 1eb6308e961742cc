"""The councils of England, found by code, by name and by county."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from directory.rules.authorities.records import Authority, CouncilSettings, SafeguardingArea, TierNote

#: Words that say what kind of council it is and not which one.
_KIND = {"authority", "borough", "city", "corporation", "council", "county", "district"} | {
    *("london", "metropolitan", "of", "royal", "the", "unitary")
}
_WORDS = re.compile(r"[a-z0-9]+")


class Authorities(Mapping[str, Authority]):
    """Every council on record by code: present, former (since 2019) and planned.

    Iterates in the order of the files. A code that a council has given up is no key; `known_as` takes it.
    """

    def __init__(
        self,
        authorities: Iterable[Authority],
        safeguarding_areas: Iterable[SafeguardingArea] = (),
        tier_notes: Iterable[TierNote] = (),
        settings: Iterable[CouncilSettings] = (),
    ) -> None:
        self._by_gss = {authority.gss: authority for authority in authorities}
        self.safeguarding_areas = tuple(safeguarding_areas)
        self.tier_notes = tuple(tier_notes)
        #: By code, of the councils that have set something.
        self.settings: Mapping[str, CouncilSettings] = {each.gss: each for each in settings}
        self._now_called = {code: a.gss for a in self._by_gss.values() for code in a.former_codes}
        self._area_of = {gss: area for area in self.safeguarding_areas for gss in area.members}
        self._districts: dict[str, list[Authority]] = defaultdict(list)
        self._by_words: dict[frozenset[str], list[Authority]] = defaultdict(list)
        for authority in self._by_gss.values():
            if authority.county_gss:
                self._districts[authority.county_gss].append(authority)
            for words in {_words(name) for name in _names(authority)}:
                self._by_words[words].append(authority)

    def __getitem__(self, gss: str) -> Authority:
        return self._by_gss[gss]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_gss)

    def __len__(self) -> int:
        return len(self._by_gss)

    def known_as(self, code: str) -> Authority | None:
        """The council with that code now or formerly; None when no English council has had it."""
        return self._by_gss.get(self._now_called.get(code, code))

    def in_force(self, on: date) -> tuple[Authority, ...]:
        """Every council that stands on that day; on a day after a planned change, the planned ones."""
        return tuple(a for a in self._by_gss.values() if a.in_force(on))

    def districts_of(self, county_gss: str, on: date) -> tuple[Authority, ...]:
        """The district councils of a county on that day; empty for anything but a county."""
        return tuple(a for a in self._districts.get(county_gss, ()) if a.in_force(on))

    def safeguarding_area(self, gss: str) -> SafeguardingArea | None:
        """The shared child protection procedures of a children's authority; None when none is recorded."""
        return self._area_of.get(gss)

    def named(self, text: str, on: date | None = None) -> tuple[Authority, ...]:
        """The councils that go by these words, whatever kind of council the words say.

        `Chelmsford`, `chelmsford council` and `Chelmsford City Council` are one. With `on`, only those
        that stand on that day. More than one means that the words do not decide: Dorset was a county
        council and is a unitary one. Empty when nothing is so called; there is no guessing at spelling.
        """
        found = self._by_words.get(_words(text), ())
        return tuple(a for a in found if on is None or a.in_force(on))

    def place_names(self, on: date) -> dict[str, str]:
        """Names of areas, as people write them, each with the code of its council on that day.

        Counties are among them (`Essex`). A name that two councils share is left out: it places nothing.
        """
        owners: dict[str, set[str]] = defaultdict(set)
        for authority in self.in_force(on):
            for name in (authority.area_name, *authority.places):
                owners[name].add(authority.gss)
        return {name: next(iter(codes)) for name, codes in owners.items() if len(codes) == 1}

    def source_ids(self) -> frozenset[str]:
        """Every source that a council, an area or a note relies on."""
        named = {source for a in self._by_gss.values() for source in a.sources}
        for note in (*(area.note for area in self.safeguarding_areas), *(n.note for n in self.tier_notes)):
            named.update(note.sources)
        return frozenset(named)


def _names(authority: Authority) -> Iterator[str]:
    yield from (authority.name, authority.area_name, *authority.aliases, *authority.places)


def _words(name: str) -> frozenset[str]:
    """What tells one name from another: no kind of council, no order, no punctuation."""
    plain = name.casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    words = frozenset(_WORDS.findall(plain))
    return words - _KIND or words - {"council"}
