"""The providers and schemes of the invented directory."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field

from bench import words

#: Slugs of the reference catalogue whose schemes may hold an address, by the shape of the building.
TYPES_BY_SHAPE: dict[str, tuple[tuple[str, int], ...]] = {
    "dispersed": (
        ("ta-psl", 26),
        ("ta-la-ha-stock", 26),
        ("ta-nightly-self-contained", 16),
        ("ta-private-direct", 8),
        ("asylum-dispersal", 8),
        ("sa-single-occupancy", 5),
        ("housing-first", 3),
        ("s17-accommodation", 3),
        ("nrpf-accommodation", 3),
        ("supported-living-parent", 2),
    ),
    "block": (
        ("family-supported-housing", 24),
        ("ta-la-ha-stock", 22),
        ("ta-nightly-self-contained", 18),
        ("young-parent-scheme", 10),
        ("yp-supported", 10),
        ("sa-shared-ringfenced", 6),
        ("supported-exempt-noncommissioned", 6),
        ("training-flat", 4),
    ),
    "hostel": (
        ("ta-hostel-family", 28),
        ("ta-bnb-shared", 22),
        ("ta-assessment-unit", 10),
        ("yp-supported", 10),
        ("foyer", 8),
        ("young-parent-scheme", 8),
        ("asylum-initial-hotel", 5),
        ("rfc", 5),
        ("sa-shared-open", 4),
    ),
}

#: Types whose schemes hold no address at all; a few of them are in every directory.
TYPES_WITHOUT_ADDRESS = ("da-refuge", "floating-support")

DISPERSED_SIZE = 30


@dataclass(slots=True)
class Provider:
    id: str
    name: str
    kind: str
    trading: str
    towns: list[str] = field(default_factory=list)

    @property
    def domain(self) -> str:
        return "-".join(re.findall(r"[a-z0-9]+", self.name.lower())) + ".example"


@dataclass(slots=True)
class Scheme:
    id: str
    provider: Provider
    name: str
    type: str
    gss: str
    homes: int = 0


class Organisations:
    """Hands out providers and schemes as buildings need them."""

    def __init__(self, rng: random.Random, premises: int) -> None:
        self._rng = rng
        self.providers: list[Provider] = []
        self.schemes: list[Scheme] = []
        self._names: set[str] = set()
        self._local: dict[str, list[Provider]] = defaultdict(list)
        self._open: dict[tuple[str, str, str], Scheme] = {}
        for _ in range(max(6, premises // 90)):
            self._add_provider()

    def _add_provider(self) -> Provider:
        rng = self._rng
        while True:
            head = rng.choice(words.ORGANISATION_HEADS)
            kinds = [(name, kind) for name, kind, _ in words.ORGANISATION_KINDS]
            tail, kind = rng.choices(kinds, [weight for _, _, weight in words.ORGANISATION_KINDS])[0]
            place = f" ({rng.choice(words.VILLAGE_HEADS)}{rng.choice(words.VILLAGE_TAILS)})"
            name = f"{head} {tail}"
            if name in self._names:
                name += place
            if name not in self._names:
                break
        self._names.add(name)
        trading = f"{head} {rng.choice(('Places', 'Rooms', 'Living'))}" if rng.random() < 0.15 else ""
        provider = Provider(f"P{len(self.providers) + 1:05d}", name, kind, trading)
        self.providers.append(provider)
        return provider

    def _provider(self, town: str) -> Provider:
        local = self._local[town]
        wanted = 4 if len(self.providers) < 40 else 8
        while len(local) < wanted:
            provider = self._rng.choice(self.providers)
            if provider not in local:
                local.append(provider)
        return local[min(int(self._rng.expovariate(0.6)), wanted - 1)]

    def _scheme(self, provider: Provider, name: str, kind: str, gss: str) -> Scheme:
        scheme = Scheme(f"S{len(self.schemes) + 1:06d}", provider, name, kind, gss)
        self.schemes.append(scheme)
        return scheme

    def dispersed(self, town: str, gss: str, besides: Scheme | None = None) -> Scheme:
        """A scheme of scattered homes in the town; another one than `besides`."""
        rng = self._rng
        kinds = TYPES_BY_SHAPE["dispersed"]
        while True:
            provider = self._provider(town)
            kind = rng.choices([slug for slug, _ in kinds], [weight for _, weight in kinds])[0]
            key = (provider.id, town, kind)
            scheme = self._open.get(key)
            if scheme is None or scheme.homes >= DISPERSED_SIZE:
                label = rng.choice(("leased homes", "move-on homes", "family homes", "short-stay homes"))
                scheme = self._scheme(provider, f"{provider.name.split(' ')[0]} {label}, {town}", kind, gss)
                self._open[key] = scheme
            if scheme is not besides:
                return scheme

    def own(self, shape: str, title: str, town: str, gss: str) -> Scheme:
        """A new scheme for one building."""
        rng = self._rng
        kinds = TYPES_BY_SHAPE[shape]
        kind = rng.choices([slug for slug, _ in kinds], [weight for _, weight in kinds])[0]
        tail = rng.choice(("", "", " Project", " Family Service", " Supported Housing", " Scheme"))
        return self._scheme(self._provider(town), f"{title}{tail}", kind, gss)

    def add_without_address(self, town: str, gss: str) -> Scheme:
        """A scheme that holds no address; of a refuge not even the district is told."""
        kind = self._rng.choice(TYPES_WITHOUT_ADDRESS)
        provider = self._provider(town)
        label = "domestic abuse service" if kind == "da-refuge" else "visiting support"
        name = f"{provider.name.split(' ')[0]} {label} {len(self.schemes)}"
        return self._scheme(provider, name, kind, "" if kind == "da-refuge" else gss)
