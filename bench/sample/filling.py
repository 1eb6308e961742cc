"""The bulk of the sample: providers and schemes of every type, spread over Essex and its neighbours."""

from bench.sample.making import Maker, Provider
from bench.sample.places import ESSEX, NEIGHBOURS

#: How many schemes of each type, and the kinds of provider that run them.
_MIX = """
ta-bnb-shared 11 company
ta-nightly-self-contained 26 company
ta-hostel-family 13 council housing_association charity
ta-assessment-unit 5 council
ta-la-ha-stock 27 council housing_association
ta-psl 22 housing_association company
ta-private-direct 4 company
da-refuge 7 refuge
da-specialist 2 refuge
da-dispersed 5 refuge
da-second-stage 3 refuge
da-sanctuary 3 refuge
da-designated-emergency 2 refuge
rfc 4 company charity
parent-child-foster 3 company
mother-baby-unit 1 other
sa-single-occupancy 9 company
sa-shared-ringfenced 6 company charity
sa-shared-open 7 charity
sa-private-residence 4 charity company
supported-lodgings 6 charity
staying-close 3 charity
foyer 4 charity
yp-supported 12 charity housing_association
young-parent-scheme 9 charity housing_association
training-flat 4 charity
nightstop 2 charity
family-supported-housing 11 charity housing_association
supported-exempt-noncommissioned 8 company
housing-first 5 charity
floating-support 10 charity housing_association
supported-living-parent 5 charity
s17-accommodation 5 company
nrpf-accommodation 4 charity company
asylum-initial-hotel 2 company
asylum-dispersal 5 company
msvcc-safe-house 1 refuge
approved-premises 1 other
cas2 1 company
cas3 3 company
residential-rehab 2 charity
social-assured 5 housing_association
"""

#: Types for which the sample holds no address: a confidential or family place, or a service without a place.
_NO_PLACE = ("da-", "msvcc", "floating", "approved", "social-", "parent-child", "nightstop")
#: Types of which no area finer than a county may be known.
_COUNTY_ONLY = ("da-", "msvcc", "approved")

_PROVIDERS = {
    "housing_association": (15, "Homes|Housing Association|Housing Group|Housing Society"),
    "charity": (15, "Project|Trust|Family Support|Youth Trust|Foundation"),
    "company": (14, "Lettings Ltd|Residential Ltd|Care Ltd|Supported Living Ltd"),
    "refuge": (3, "Refuge|Women's Aid Network"),
    "council": (3, "Borough Council"),
    "other": (2, "NHS Trust|Probation Service"),
}
_YOUNG = ("sa-", "yp-", "foyer", "young-parent", "supported-lodgings", "staying", "training")


def add_filling(make: Maker, existing: list[Provider]) -> None:
    """Further providers, until each type has its schemes; `existing` take a share of those of their kind."""
    pool = _providers(make)
    for provider in existing:
        if provider.kind in ("charity", "housing_association") and "Refuge" not in provider.name:
            pool[provider.kind].append(provider)
    for entry in _MIX.strip().splitlines():
        kind, count, *runners = entry.split()
        for _ in range(int(count)):
            _scheme(make, make.rng.choice(pool[make.rng.choice(runners)]), kind)


def _providers(make: Maker) -> dict[str, list[Provider]]:
    pool: dict[str, list[Provider]] = {}
    for sort, (count, endings) in _PROVIDERS.items():
        kind = "charity" if sort == "refuge" else sort
        for number in range(count):
            choices = endings.split("|")
            stem = make.words.stem()
            name = f"{stem} {choices[number % len(choices)]}"
            trading = "".join(word[0] for word in name.split()) if make.rng.random() < 0.25 else ""
            former = f"{make.words.stem()} {choices[-1]}" if make.rng.random() < 0.15 else ""
            provider = make.provider(name, kind, trading_names=trading, former_names=former)
            make.leads(provider, deputy=make.rng.random() < 0.85, out_of_hours=make.rng.random() < 0.85)
            if kind == "company" and make.rng.random() < 0.4:
                make.post(
                    "nominated-individual", provider_id=provider.id, email=f"registered@{provider.domain}"
                )
            pool.setdefault(sort, []).append(provider)
    return pool


def _scheme(make: Maker, provider: Provider, kind: str) -> None:
    rng = make.rng
    across = rng.random() < 0.14
    gss = rng.choice(list(NEIGHBOURS if across else ESSEX))
    stem = provider.name.split()[0]
    if kind.startswith(_COUNTY_ONLY):
        gss = gss if gss[:3] in ("E06", "E09") else "E10000012"
        label = {"da-": "Safe Homes", "msv": "Recovery Service", "app": "Supervised Service"}[kind[:3]]
        make.scheme(provider, f"{stem} {label} {rng.randrange(10, 99)}", kind, gss, capacity="", age_from=16)
        return
    if kind.startswith(_NO_PLACE):
        make.scheme(provider, f"{stem} {kind.replace('-', ' ').title()} {rng.randrange(10, 99)}", kind, gss)
        return
    street = make.words.street()
    building = make.words.building() if rng.random() < 0.45 else None
    ages = {"age_from": 16, "age_to": rng.choice((18, 21, 25))} if kind.startswith(_YOUNG) else {}
    placed = (
        ";".join(rng.sample(("E09000016", "E09000025", "E09000031", "E09000002"), 2))
        if rng.random() < 0.08
        else ""
    )
    name = building or f"{street} {rng.choice(('Homes', 'Project', 'Service', 'Scheme'))}"
    scheme = make.scheme(provider, name, kind, gss, placing_authorities=placed, **ages)
    _premises(make, scheme, gss, street, building)


def _premises(make: Maker, scheme: str, gss: str, street: str, building: str | None) -> None:
    rng = make.rng
    postcode = make.places.draw(gss)
    number = str(rng.randrange(1, 180))
    drawn = rng.random()
    if building and drawn < 0.45:
        for flat in range(1, rng.randrange(3, 9)):
            make.address(
                scheme, postcode, street, number, sub_building=f"Flat {flat}", building_name=building
            )
    elif building:
        make.address(
            scheme, postcode, street, rng.choice((number, None)), building_name=building, covers="building"
        )
    elif drawn < 0.55:
        make.address(scheme, postcode, street, number)
    elif drawn < 0.8:
        for step in range(rng.randrange(2, 4)):
            make.address(scheme, postcode, street, str(int(number) + 2 * step))
    else:
        for room in range(1, rng.randrange(3, 5)):
            make.address(scheme, postcode, street, number, sub_building=f"Room {room}")
