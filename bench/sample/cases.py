"""The hard cases: addresses, organisations and dates that a careless look-up gets wrong.

Each function is one case; data/sample/README.md lists them for people who try the service out.
"""

from bench.sample.making import Maker, Provider

CHELMSFORD = "E07000070"
COLCHESTER = "E07000071"
BASILDON = "E07000066"
HARLOW = "E07000073"
SOUTHEND = "E06000033"
THURROCK = "E06000034"
TENDRING = "E07000076"
BRAINTREE = "E07000067"
UTTLESFORD = "E07000077"
HAVERING = "E09000016"
ESSEX_COUNTY = "E10000012"
_STREET = "Thistlequay Road"


def add_cases(make: Maker) -> list[Provider]:
    """Every hard case; the providers made for them."""
    homes, stock, trust = _names_alike(make)
    grenv = _taken_over(make)
    refuge = _refuges(make)
    floating = _floating(make)
    _shared_block(make, homes, trust)
    _house_and_court(make, trust, stock)
    _numbers(make, stock)
    _two_towns(make, homes, stock)
    _hostels(make, trust, grenv)
    _dispersed(make, stock)
    _landlord_and_support(make, homes, floating)
    _from_london(make, stock)
    _village(make, trust)
    _not_yet_and_no_more(make, homes)
    return [homes, stock, trust, grenv, refuge, floating]


def _names_alike(make: Maker) -> tuple[Provider, Provider, Provider]:
    """Three organisations that are told apart by one letter or one word."""
    homes = make.provider("Brindlestoke Homes", "housing_association", trading_names="Brindlestoke;BH")
    stock = make.provider("Brindlestock Homes", "company", trading_names="Brindlestock Lettings")
    trust = make.provider("Brindlestoke Housing Trust", "charity", trading_names="BHT")
    make.leads(homes)
    # Nobody stands in for this lead, and nobody answers at night.
    make.leads(stock, deputy=False, out_of_hours=False)
    make.leads(trust)
    return homes, stock, trust


def _taken_over(make: Maker) -> Provider:
    """A society that was merged into a group two and a half years ago, at one address before and after."""
    group = make.provider(
        "Grenvholme Housing Group",
        "housing_association",
        trading_names="Grenvholme",
        former_names="Grenvholme Homes;Larkstoke Housing Society",
    )
    society = make.provider(
        "Larkstoke Housing Society",
        "housing_association",
        successor_id=group.id,
        valid_to="2024-03-31",
        former_names="Larkstoke Cottage Society",
    )
    make.leads(group)
    postcode = make.places.draw(BRAINTREE, "CM7")
    for provider, name, dates in (
        (society, "Inkhorn Terrace", {"valid_to": "2024-03-31"}),
        (group, "Inkhorn Terrace Family Homes", {"valid_from": "2024-04-01"}),
    ):
        scheme = make.scheme(provider, name, "family-supported-housing", BRAINTREE, **dates)
        for number in ("1", "2", "3"):
            make.address(scheme, postcode, "Inkhorn Terrace", number, **dates)
    return group


def _refuges(make: Maker) -> Provider:
    """Safe accommodation: found by provider and need, never by place, for no place is held."""
    provider = make.provider(
        "Zephyrwyke Women's Refuge Network", "charity", trading_names="Zephyrwyke Aid;ZWRN"
    )
    make.leads(provider)
    # Of a son of 15, one says yes, one no, and one has not been asked.
    sons = {
        "Zephyrwyke Refuge Service One": 16,
        "Zephyrwyke Refuge Service Two": 12,
        "Zephyrwyke Recovery Service": "",
    }
    for name, kind, gss in (
        ("Zephyrwyke Refuge Service One", "da-refuge", ESSEX_COUNTY),
        ("Zephyrwyke Refuge Service Two", "da-refuge", ESSEX_COUNTY),
        ("Zephyrwyke Recovery Service", "da-specialist", SOUTHEND),
        ("Zephyrwyke Dispersed Homes", "da-dispersed", ESSEX_COUNTY),
        ("Zephyrwyke Next Step", "da-second-stage", THURROCK),
        ("Zephyrwyke Safer at Home", "da-sanctuary", ESSEX_COUNTY),
    ):
        make.scheme(
            provider,
            name,
            kind,
            gss,
            age_from=16,
            accessible="ask",
            capacity="",
            **({"sons_under": sons[name], "daughters_under": 18} if name in sons else {}),
            referral="Self-referral or through any professional, by telephone, day and night",
        )
    return provider


def _floating(make: Maker) -> Provider:
    """Support that goes to the family, wherever that is."""
    provider = make.provider("Quellmarsh Family Support", "charity", trading_names="QFS;Café Quellmarsh")
    make.leads(provider)
    make.scheme(provider, "Quellmarsh Floating Support North", "floating-support", COLCHESTER)
    make.scheme(provider, "Quellmarsh Floating Support South", "floating-support", BASILDON)
    return provider


def _shared_block(make: Maker, first: Provider, second: Provider) -> None:
    """Twelve flats in one block, six of one provider and five of another; flat 12 belongs to neither."""
    postcode = make.places.draw(CHELMSFORD, "CM1")
    lower = make.scheme(first, "Sprocket House Family Flats", "ta-la-ha-stock", CHELMSFORD)
    upper = make.scheme(
        second, "Sprocket House Young Parents", "young-parent-scheme", CHELMSFORD, age_from=16, age_to=25
    )
    for flat in range(1, 12):
        make.address(
            lower if flat <= 6 else upper,
            postcode,
            _STREET,
            "40",
            sub_building=f"Flat {flat}",
            building_name="Sprocket House",
        )


def _house_and_court(make: Maker, first: Provider, second: Provider) -> None:
    """Oak House and Oak Court in one street, with the same numbers of flats."""
    postcode = make.places.draw(COLCHESTER, "CO1")
    beside = make.places.neighbour(COLCHESTER, postcode)
    house = make.scheme(first, "Oak House", "ta-hostel-family", COLCHESTER)
    court = make.scheme(second, "Oak Court", "ta-nightly-self-contained", COLCHESTER)
    for flat in ("1", "2", "3", "12"):
        make.address(
            house, postcode, "Tumbrel Street", "7", sub_building=f"Flat {flat}", building_name="Oak House"
        )
        make.address(
            court, beside, "Tumbrel Street", "9", sub_building=f"Flat {flat}", building_name="Oak Court"
        )


def _numbers(make: Maker, provider: Provider) -> None:
    """12 and 12A, flat 2 at 12 beside a house numbered 212, a range of numbers, floors without a number."""
    postcode = make.places.draw(SOUTHEND, "SS1")
    street = "Cockleshaw Avenue"
    plain = make.scheme(provider, "Cockleshaw Nightly Lets", "ta-nightly-self-contained", SOUTHEND)
    leased = make.scheme(provider, "Cockleshaw Leased Homes", "ta-psl", SOUTHEND)
    make.address(plain, postcode, street, "12")
    make.address(leased, postcode, street, "12A")
    make.address(leased, postcode, street, "12B", sub_building="Flat 2")
    make.address(plain, postcode, street, "212")
    make.address(plain, postcode, street, "16-20", building_name="Cockleshaw Lodge")
    for floor in ("Basement Flat", "Ground Floor Flat", "First Floor Flat", "Top Floor Flat"):
        make.address(leased, postcode, street, "24", sub_building=floor)
    make.address(leased, postcode, street, "26", sub_building="Annexe")


def _two_towns(make: Maker, first: Provider, second: Provider) -> None:
    """The same number in a street of the same name in two towns, with two providers."""
    for provider, kind, gss, outward in (
        (first, "ta-la-ha-stock", HARLOW, "CM20"),
        (second, "ta-psl", TENDRING, "CO15"),
    ):
        name = f"Snapdragon Road {'Homes' if outward == 'CM20' else 'Leases'}"
        scheme = make.scheme(provider, name, kind, gss)
        postcode = make.places.draw(gss, outward)
        for number in ("3", "5", "5A"):
            make.address(scheme, postcode, "Snapdragon Road", number)


def _hostels(make: Maker, trust: Provider, group: Provider) -> None:
    """Whole buildings: any room asked for is in the one scheme; one hostel lists some of its rooms too."""
    postcode = make.places.draw(THURROCK, "RM17")
    foyer = make.scheme(trust, "Hobnail Lodge Foyer", "foyer", THURROCK, age_from=16, age_to=25)
    make.address(
        foyer, postcode, "Merrythought Lane", "1-5", building_name="Hobnail Lodge", covers="building"
    )
    postcode = make.places.draw(CHELMSFORD, "CM2")
    hostel = make.scheme(group, "Periwig House", "ta-hostel-family", CHELMSFORD)
    make.address(hostel, postcode, "Periwig Hill", None, building_name="Periwig House", covers="building")
    for room in ("Room 1", "Room 2", "Room 2A"):
        make.address(hostel, postcode, "Periwig Hill", None, sub_building=room, building_name="Periwig House")


def _dispersed(make: Maker, provider: Provider) -> None:
    """One scheme whose flats stand in six towns."""
    scheme = make.scheme(provider, "Brindlestock Dispersed Lets", "ta-private-direct", None)
    for gss, outward in (
        (CHELMSFORD, "CM1"),
        (COLCHESTER, "CO2"),
        (HARLOW, "CM18"),
        (BASILDON, "SS14"),
        (TENDRING, "CO12"),
        (UTTLESFORD, "CB11"),
        (HAVERING, "RM3"),
    ):
        street = make.words.street()
        make.address(
            scheme,
            make.places.draw(gss, outward),
            street,
            str(make.rng.randrange(1, 90)),
            sub_building="Flat 1",
        )


def _landlord_and_support(make: Maker, landlord: Provider, support: Provider) -> None:
    """One house in two schemes, the landlord's and a charity's for support: a person must choose."""
    postcode = make.places.draw(BASILDON, "SS15")
    homes = make.scheme(landlord, "Gillyfax Close Homes", "ta-la-ha-stock", BASILDON)
    helped = make.scheme(support, "Gillyfax Close Supported Families", "family-supported-housing", BASILDON)
    for scheme in (homes, helped):
        make.address(scheme, postcode, "Gillyfax Close", "8")
    make.address(homes, postcode, "Gillyfax Close", "10")


def _from_london(make: Maker, provider: Provider) -> None:
    """Families placed in Essex by London boroughs: the host council did not put them there."""
    hotel = make.provider("Marrowgate Lodge Hotels Ltd", "company")
    make.leads(hotel, deputy=False)
    inn = make.scheme(
        hotel,
        "Marrowgate Lodge Hotel",
        "ta-bnb-shared",
        HARLOW,
        placing_authorities="E09000025;E09000031",
        hours="Reception and night porter only",
    )
    make.address(
        inn,
        make.places.draw(HARLOW, "CM20"),
        "Marrowgate Way",
        "2",
        building_name="Marrowgate Lodge",
        covers="building",
    )
    flats = make.scheme(
        provider,
        "Umberlode Court",
        "ta-nightly-self-contained",
        THURROCK,
        placing_authorities="E09000002;E09000026;E09000030",
    )
    postcode = make.places.draw(THURROCK, "RM16")
    for letter in "ABCDEF":
        make.address(
            flats,
            postcode,
            "Umberlode Drive",
            None,
            sub_building=f"Flat {letter}",
            building_name="Umberlode Court",
        )


def _village(make: Maker, provider: Provider) -> None:
    """Houses with a name and no number, in a village whose post town is miles away."""
    scheme = make.scheme(provider, "Bobbinhurst Young Parents' Cottages", "young-parent-scheme", UTTLESFORD)
    postcode = make.places.draw(UTTLESFORD, "CM6")
    for name in ("Thimble Cottage", "The Old Thimble Works", "Thimble Barn"):
        make.address(
            scheme, postcode, "The Quillets", None, building_name=name, locality="Nether Bobbinhurst"
        )


def _not_yet_and_no_more(make: Maker, provider: Provider) -> None:
    """A scheme that opens next spring, one that closed last year, one that loses a house on 31 December."""
    postcode = make.places.draw(CHELMSFORD, "CM1")
    opening = make.scheme(
        provider, "Zinnia Rise", "ta-hostel-family", CHELMSFORD, valid_from="2027-04-01", confirmed_on=""
    )
    make.address(opening, postcode, "Zinnia Rise", "1", covers="building", valid_from="2027-04-01")
    closed = make.scheme(provider, "Pepperfold Hostel", "ta-hostel-family", BRAINTREE, valid_to="2025-09-30")
    make.address(
        closed,
        make.places.draw(BRAINTREE, "CM8"),
        "Pepperfold Street",
        "31",
        covers="building",
        valid_to="2025-09-30",
    )
    going = make.scheme(provider, "Saltcellar Row Homes", "ta-la-ha-stock", COLCHESTER)
    postcode = make.places.draw(COLCHESTER, "CO4")
    make.address(going, postcode, "Saltcellar Row", "2")
    make.address(going, postcode, "Saltcellar Row", "4", valid_to="2026-12-31")
