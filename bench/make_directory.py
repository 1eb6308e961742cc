"""Writes an invented directory as a load folder: providers, schemes, premises, contacts and support.

    python -m bench.make_directory --premises 5000 --seed 7 --out DIR [--region essex|england]

The postcodes are real; every street, building, organisation and person is made up. Phone numbers lie in
Ofcom's ranges for drama and mail addresses end in `.example`. The same arguments give the same bytes.
"""

import argparse
import csv
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bench import words
from bench.buildings import Building, build
from bench.organisations import Organisations, Provider, Scheme
from bench.postcodes import Spot, english
from bench.streets import Streets

PROVIDER_COLUMNS = (
    *("id", "name", "kind", "trading_names", "former_names", "register", "registration_no", "successor_id"),
    *("phone", "email", "website", "valid_from", "valid_to"),
)
SCHEME_COLUMNS = (
    *("id", "provider_id", "name", "accommodation_type", "authority", "placing_authorities", "age_from"),
    *("age_to", "accessible", "referral", "hours", "capacity", "valid_from", "valid_to", "confirmed_on"),
)
PREMISES_COLUMNS = (
    *("id", "scheme_id", "sub_building", "building_name", "number", "street", "locality", "town", "postcode"),
    *("uprn", "covers", "latitude", "longitude", "valid_from", "valid_to"),
)
SUPPORT_COLUMNS = (
    *("scheme_id", "support_type", "offered", "level", "hours_per_week", "hours", "who_for"),
    "evidence_date",
)
CONTACT_COLUMNS = (
    *("id", "provider_id", "scheme_id", "authority", "role", "holder", "email", "phone", "hours"),
    *("out_of_hours", "covered_by", "vacant", "failing_since", "valid_from", "valid_to", "confirmed_on"),
)

#: Directories up to this size fit into Greater Essex.
ESSEX_PREMISES = 20_000

_HOME_DAY = date(2026, 10, 31)
_DRAMA = (
    ("01632 960", 3),
    ("0113 496 0", 3),
    ("0121 496 0", 3),
    ("0161 496 0", 3),
    ("020 7946 0", 3),
    ("07700 900", 3),
)
_SUPPORT = (
    "key-work",
    "parenting-support",
    "out-of-hours",
    "move-on",
    "safe-sleep",
    "tenancy-sustainment",
    "da-support",
)
_LEVELS = ("visiting", "onsite_office_hours", "onsite_extended", "sleep_in", "waking_24h", "on_call")
_HOURS = ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00", "24/7", "Mo-Sa 08:00-20:00")
_UPRN_STRIDE = 387_420_489  # shares no factor with 10**9, so every index gives another number


def _phone(rng: random.Random) -> str:
    head, digits = rng.choice(_DRAMA)
    return f"{head}{rng.randrange(10**digits):0{digits}d}"


def _day(rng: random.Random) -> str:
    return (_HOME_DAY - timedelta(days=rng.randrange(500))).isoformat()


def _spots(rng: random.Random, spots: Sequence[Spot], premises: int) -> Iterator[Spot]:
    """Postcodes to build at, for ever: spread over the region, with neighbours of the last in between."""
    pool = rng.sample(range(len(spots)), min(len(spots), max(40, premises // 4)))
    last = pool[0]
    while True:
        draw = rng.random()
        if draw < 0.18:
            last = min(len(spots) - 1, last + 1)
        elif draw > 0.30:
            last = rng.choice(pool)
        yield spots[last]


class _Writer:
    """Turns buildings into premises rows, and gives each a scheme."""

    def __init__(self, rng: random.Random, organisations: Organisations, seed: int, wanted: int) -> None:
        self._rng = rng
        self._organisations = organisations
        self._seed = seed
        self._wanted = wanted
        self._held: set[tuple[str, ...]] = set()
        self.rows: list[tuple[str, ...]] = []

    @property
    def full(self) -> bool:
        return len(self.rows) >= self._wanted

    def _uprn(self, index: int) -> str:
        return f"999{(index * _UPRN_STRIDE + self._seed) % 10**9:09d}"

    def _schemes(self, building: Building) -> list[Scheme]:
        """One scheme, or two for a block split between providers, which take its units in turn."""
        rng, stretch = self._rng, building.stretch
        town, gss = stretch.street.town, stretch.spot.gss
        title = building.name or f"{building.number} {stretch.street.name}"
        scattered = building.shape == "dispersed" or (building.shape == "block" and rng.random() < 0.35)
        if scattered:
            first = self._organisations.dispersed(town, gss)
        else:
            first = self._organisations.own(building.shape, title, town, gss)
        split = building.twin or (len(building.units) > 1 and rng.random() < 0.3)
        return [first, self._organisations.dispersed(town, gss, besides=first)] if split else [first]

    def add(self, building: Building) -> None:
        stretch = building.stretch
        street = stretch.street
        spot = stretch.spot
        place = (building.name, building.number, street.name, spot.postcode)
        if place in self._held:
            return
        self._held.add(place)
        schemes = self._schemes(building)
        town = "" if self._rng.random() < 0.01 else street.town
        covers = "building" if building.whole else ""
        uprn = self._uprn(len(self.rows) + 1)
        turns = range(2) if building.twin else range(max(1, len(building.units)))
        for turn in turns:
            if self.full:
                return
            scheme = schemes[turn % len(schemes)]
            scheme.homes += 1
            identity = len(self.rows) + 1
            unit = building.units[turn] if building.units else ""
            self.rows.append(
                (
                    f"M{identity:07d}",
                    scheme.id,
                    unit,
                    building.name,
                    building.number,
                    street.name,
                    street.locality,
                    town,
                    spot.postcode,
                    uprn if building.twin else self._uprn(identity),
                    covers,
                    "",
                    "",
                    "",
                    "",
                )
            )


def _provider_rows(rng: random.Random, providers: Iterable[Provider]) -> Iterator[tuple[str, ...]]:
    for provider in providers:
        former = f"{rng.choice(words.ORGANISATION_HEADS)} Homes" if rng.random() < 0.05 else ""
        yield (
            provider.id,
            provider.name,
            provider.kind,
            provider.trading,
            former if former != provider.name else "",
            "invented register",
            f"ZZ{rng.randrange(10**6):06d}",
            "",
            _phone(rng),
            f"enquiries@{provider.domain}",
            f"https://www.{provider.domain}/",
            "",
            "",
        )


def _scheme_rows(rng: random.Random, schemes: Iterable[Scheme]) -> Iterator[tuple[str, ...]]:
    for scheme in schemes:
        yield (
            scheme.id,
            scheme.provider.id,
            scheme.name,
            scheme.type,
            scheme.gss,
            "",
            rng.choice(("", "16", "18")),
            rng.choice(("", "", "25")) if scheme.type in ("foyer", "yp-supported") else "",
            rng.choice(("yes", "no", "ask")),
            "",
            "",
            str(max(1, scheme.homes)),
            "",
            "",
            _day(rng),
        )


def _support_rows(rng: random.Random, schemes: Iterable[Scheme]) -> Iterator[tuple[str, ...]]:
    for scheme in schemes:
        for slug in rng.sample(_SUPPORT, rng.randint(1, 3)):
            offered = rng.choices(("yes", "no", "ask"), (7, 1, 2))[0]
            level = rng.choice(_LEVELS) if offered == "yes" else ""
            hours = str(rng.randint(1, 20)) if offered == "yes" and rng.random() < 0.6 else ""
            yield (scheme.id, slug, offered, level, hours, "", "", _day(rng))


def _contact_rows(
    rng: random.Random, providers: Iterable[Provider], schemes: Iterable[Scheme]
) -> Iterator[tuple[str, ...]]:
    count = 0

    def row(provider: str, scheme: str, role: str, domain: str, cover: str = "") -> tuple[str, ...]:
        nonlocal count
        count += 1
        vacant = rng.random() < 0.04
        holder = f"{rng.choice(words.FORENAMES)} {rng.choice(words.SURNAMES)}"
        always = role == "provider-ooh"
        return (
            f"C{count:07d}",
            provider,
            scheme,
            "",
            role,
            "" if vacant or always else holder,
            f"{role}@{domain}" if provider else f"{scheme.lower()}@{domain}",
            _phone(rng),
            "24/7" if always else rng.choice(_HOURS),
            "yes" if always else "no",
            cover,
            "yes" if vacant else "no",
            "",
            "",
            "",
            _day(rng),
        )

    for provider in providers:
        deputy = row(provider.id, "", "provider-dsl-deputy", provider.domain)
        yield deputy
        yield row(provider.id, "", "provider-dsl", provider.domain, cover=deputy[0])
        yield row(provider.id, "", "provider-ooh", provider.domain)
    for scheme in schemes:
        if rng.random() < 0.6:
            yield row("", scheme.id, "scheme-manager", scheme.provider.domain)


def _write(path: Path, columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> int:
    count = 0
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def make_directory(folder: Path, premises: int, seed: int, region: str | None = None) -> dict[str, int]:
    """Writes the five files into `folder` and returns how many rows each has.

    `region` is `essex` or `england`; by default Essex up to 20,000 premises.
    """
    rng = random.Random(f"directory {premises} {seed} {region}")
    spots = english(region or ("essex" if premises <= ESSEX_PREMISES else "england"))
    streets = Streets(spots, seed)
    organisations = Organisations(rng, premises)
    writer = _Writer(rng, organisations, seed, premises)
    last = spots[0]
    for spot in _spots(rng, spots, premises):
        if writer.full:
            break
        last = spot
        stretches = streets.at(spot)
        stretch = stretches[-1] if rng.random() < 0.4 else stretches[0]
        for building in build(rng, stretch):
            writer.add(building)
    for _ in range(max(2, len(organisations.schemes) // 60)):
        town = streets.at(last)[0].street.town
        organisations.add_without_address(town, last.gss)
    folder.mkdir(parents=True, exist_ok=True)
    schemes, providers = organisations.schemes, organisations.providers
    return {
        "providers": _write(folder / "providers.csv", PROVIDER_COLUMNS, _provider_rows(rng, providers)),
        "schemes": _write(folder / "schemes.csv", SCHEME_COLUMNS, _scheme_rows(rng, schemes)),
        "premises": _write(folder / "premises.csv", PREMISES_COLUMNS, writer.rows),
        "support": _write(folder / "support.csv", SUPPORT_COLUMNS, _support_rows(rng, schemes)),
        "contacts": _write(folder / "contacts.csv", CONTACT_COLUMNS, _contact_rows(rng, providers, schemes)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Write an invented directory as a load folder.")
    parser.add_argument("--premises", type=int, required=True, help="how many addresses")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--region", choices=("essex", "england"), default=None)
    chosen = parser.parse_args()
    started = time.perf_counter()
    counts = make_directory(chosen.out, chosen.premises, chosen.seed, chosen.region)
    print(
        " ".join(f"{name}={count}" for name, count in counts.items()),
        f"{time.perf_counter() - started:.1f} s",
    )


if __name__ == "__main__":
    main()
