"""Words of British addresses: how each may be shortened, and what each is the name of.

Every word is reduced to one short form, so that `Street`, `St.` and `Saint` all read `st`: telling a
street from a saint is never needed to compare two addresses.
"""

from collections.abc import Iterable

_STREETS = """
alley aly|approach app|arcade arc|avenue ave av aven avn|bank bk|boulevard blvd bvd|bridge bri brg
broadway bdwy|brow|bypass|causeway cswy|chase|circus|close cl clo|common cmn|corner cnr|court ct crt
crescent cres cr crs|croft|cross|cul|dale|dene|drift|drive dr drv|drove|embankment emb|end|esplanade esp
fairway|field fld|fields flds|fold|gardens gdns gdn gds grdns garden|garth|gate|ginnel|glade|glebe
glen|green grn|grove gr grv gro|heath|hill hl|lane ln la|lawn|lea|loke|loop|mead|meadow mdw|meadows mdws
mews mws|mount mt|orchard|oval|paddock|parade pde|park pk pa|passage psge|path|place pl plc|precinct
promenade prom|quay|quadrant|ride|ridge|ring|rise|road rd roa|roundabout|row|sands|slade|slip|spinney
square sq sqr|steps|strand|street st str saint snt sreet|terrace ter terr tce terrice|track trk|turn
turnpike|vale|view vw|walk wlk|way wy|wharf|wood wd|woods|wynd|yard yd
"""

_BUILDINGS = """
almshouse|almshouses|annexe annex|apartments apts|barn|barns|block blk|building bldg bld
buildings bldgs blds|bungalow bung|centre center ctr|chambers|cottage cott cot|cottages cotts
court ct crt|farm|farmhouse|foyer|grange|hall|heights hts|hostel|hotel htl|house hse ho hs|hub|inn
lodge ldg lge|maisonettes|manor mnr|mansions mans|mill|place pl|point pt|project|rectory|refuge|rooms
school|shelter|tower twr|towers|trees|tree|vicarage|villa|villas
"""

_OTHERS = """
and|north nth n|south sth s|east e|west w|upper upr|lower lwr|great gt|little lt ltl|near nr|on upon
first 1st|second 2nd|third 3rd|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th|ninth 9th
tenth 10th|doctor|floor flr|basement bsmt bmt|ground grd gnd
"""


def _shortened(table: str) -> dict[str, str]:
    """Each spelling and the form it is reduced to: the first abbreviation of its line, else the word."""
    found: dict[str, str] = {}
    for line in table.replace("\n", "|").split("|"):
        spellings = line.split()
        if not spellings:
            continue
        form = spellings[1] if len(spellings) > 1 else spellings[0]
        for spelling in spellings:
            found.setdefault(spelling, form)
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _shorts(text: str) -> frozenset[str]:
    return frozenset(short(word) for word in text.split())


def _names(text: str) -> frozenset[tuple[str, ...]]:
    """Names separated by bars or line ends, each as its words in short form."""
    names = (name.split() for name in text.replace("\n", "|").split("|"))
    return frozenset(tuple(short(word) for word in name) for name in names if name)


_STREET_FORMS = _shortened(_STREETS)
_BUILDING_FORMS = _shortened(_BUILDINGS)

#: Spelling → short form. Streets last, so that they win: `ct`, `pl` and `gdn` mean the same in both lists.
SHORT = {**_shortened(_OTHERS), **_BUILDING_FORMS, **_STREET_FORMS}


def short(word: str) -> str:
    """The form that every spelling of `word` shares, such as `rd` for `road`; itself when it has none."""
    return SHORT.get(word, word)


#: Short form → every spelling it stands for, in full and abbreviated.
SPELLINGS = {
    form: tuple(spelling for spelling, shared in SHORT.items() if shared == form)
    for form in set(SHORT.values())
}


def run_together(words: Iterable[str]) -> str:
    """Words in short form as one, spelt out, so that it does not matter where they were parted.

    `st` stays, being both Street and Saint.
    """
    return "".join([_SPELT_OUT.get(word, word) for word in words])


_SPELT_OUT = {form: spellings[0] for form, spellings in SPELLINGS.items()} | {"st": "st"}


#: Short forms that end the name of a street.
STREET_TYPES = frozenset(_STREET_FORMS.values())
#: Short forms that end the name of a building.
BUILDING_TYPES = frozenset(_BUILDING_FORMS.values())
#: Street types that are hardly ever anything else; a run of words ending so names a street.
PLAIN_STREET_TYPES = _words("rd st ave cl ln dr cres gdns ter blvd wy sq gr rise row wlk mws wynd aly")

_UNIT_CLASSES = {
    "flat": """flat flt fl falt flatt apartment apartments apts apt appt appartment apartement maisonette mais
        unit suite""",
    "room": "room rm rom bedroom bedsit bedsitter",
    "studio": "studio std",
    "plot": "plot lot",
    "pitch": "pitch berth caravan",
    "block": "block blk",
}
#: What a unit may be called, and the class it belongs to. Within a class the same number is the same unit.
UNITS = {word: kind for kind, words in _UNIT_CLASSES.items() for word in words.split()}

_FLOOR_WORDS = {
    "basement": "basement bmt bsmt",
    "ground": "ground grd gnd",
    "1": "first 1st",
    "2": "second 2nd",
    "3": "third 3rd",
    "4": "fourth 4th",
    "5": "fifth 5th",
    "6": "sixth 6th",
    "top": "top",
}
#: Words for the storey of a flat that has no number.
FLOORS = {word: floor for floor, words in _FLOOR_WORDS.items() for word in words.split()}

_INITIALS = {"ground": "gff gf", "1": "fff ff", "2": "sff", "top": "tff", "basement": "bff bf lgff lgf"}
#: Initials that agents and councils write for a floor and the flat on it.
FLOOR_INITIALS = {initials: floor for floor, many in _INITIALS.items() for initials in many.split()}
#: Parts of a building that are a home of their own.
NAMED_UNITS = _words("annexe annex rear garden upper lower front back attic coachhouse penthouse")

_COUNTED = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty"""
#: `one` to `twenty` and the numbers they are.
NUMBER_WORDS = {word: number for number, word in enumerate(_COUNTED.split(), start=1)}
#: `twenty` to `ninety`, which may have one of the first nine behind them.
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

#: Words that say nothing about where an address is.
NOISE = _words(
    """the no number num nos address addr lives living staying at in of is currently postcode post code tel
    telephone phone mobile mob email uk england united kingdom gb great britain english mr mrs ms miss dr
    family home temporary accommodation placed placement unknown tbc na near nr opp opposite via attn fao
    please housing association support supported"""
)

#: Words that name another place by way of this one, when they stand before it.
BESIDE = _words(
    "opposite opp behind beside besides adjacent next door near nr above below between rear off by across"
)

#: Words that say, wherever they stand, that an address is not, or not only, where the family is.
NOT_HERE = _words("not formerly previously previous former ex or moved moving until")

#: Words with which a landmark may be added behind an address: "near the station".
LANDMARK = _words("opposite opp behind beside near nr by")

#: Words beside an address that make it doubtful: another time, another place, another person's, not sure.
ELSEWHERE = (
    (BESIDE - _words("by door"))
    | NOT_HERE
    | _shorts(
        """old prev last longer used was were been left fled evicted vacated never didnt doesnt dont isnt
        instead wrong excluded due going will would from to then later since both either also another other
        others earlier before after ago past beyond nextdoor nxt neighbour neighbours neighbouring adjoining
        adj facing corner round around along alongside outside side further down up upstairs downstairs over
        under beneath back front attached doors but except anywhere near
        perhaps maybe possibly probably approx approximately about unsure think uncertain
        mum mother dad father gran grandmother grandfather nan sister brother aunt uncle partner perpetrator
        school nursery work lka pob contact correspondence mailing postal billing registered
        stables stable gatehouse outhouse outbuilding garage caravan coach shed"""
    )
)

#: Words that may lead up to an address in its own piece.
LEADING_IN = _shorts(
    """the address addr home current currently now lives living live staying stays stay resides residing
    resident placed placement accommodation temporary temp family household families mother mum baby child
    children client tenant tenants parents is are she he they we at in no nos number num house premises
    property location supported housing please look lookup find check a re ta regarding
    who provider runs there hi hello tell me can you i we have has been into and visiting moved"""
)
#: Those that may stand right before its first part; not "family of 4".
LEADING_IN_LAST = _shorts("the at in into is no nos number num runs re")

#: Of the country, and of the words that say that a postcode follows or that one is missing.
COUNTRY = _shorts("uk england united kingdom gb great britain postcode post code unknown tbc na")

#: Pieces that say nothing: titles, and what a telephone number or e-mail address left behind.
POINTLESS = NOISE - BESIDE - NOT_HERE | _words("careof t m")

#: Words that end the name of an organisation or a service: whoever runs the place, not where it is.
ORGANISATIONS = _shorts(
    """project foyer scheme shelter hub service services homes housing trust association ltd limited council
    society group support living foundation charity cic company team office partnership agency"""
)

#: Words in the names of schemes that add nothing to the address they are named for.
SCHEME = _shorts("project foyer scheme hostel house homes housing flats rooms centre hub the service")

#: Words that make of a name another one: North, Old.
DIRECTIONS = frozenset(short(word) for word in ("north", "south", "east", "west", "upper", "lower"))
LENGTHENING = DIRECTIONS | {short(word) for word in ("new", "old", "great", "little")}

#: Ceremonial, historic and postal counties and their usual abbreviations: true of many towns, proof of none.
COUNTIES = _names(
    """avon|bedfordshire|beds|berkshire|berks|buckinghamshire|bucks|cambridgeshire|cambs|cheshire|cleveland
    cornwall|cumbria|derbyshire|derbys|devon|dorset|county durham|co durham|east sussex|west sussex|sussex
    essex
    gloucestershire|glos|greater london|greater manchester|gtr manchester|hampshire|hants|isle|wight
    herefordshire|hertfordshire|herts|humberside|kent|lancashire|lancs|leicestershire|leics|lincolnshire
    lincs|merseyside|middlesex|middx|norfolk|northamptonshire|northants|northumberland|nottinghamshire|notts
    oxfordshire|oxon|rutland|shropshire|salop|somerset|staffordshire|staffs|suffolk|surrey|tyne and wear
    warwickshire|warks|west midlands|midlands|wiltshire|wilts|worcestershire|worcs|yorkshire|yorks
    north yorkshire|n yorks|south yorkshire|s yorks|west yorkshire|w yorks|east riding"""
)

#: Street names so common in England that many towns hold several, told apart by their village or suburb.
#: From general knowledge of British street names; it only makes answers more careful.
COMMONEST_STREETS = _names(
    """high street|station road|main street|park road|church road|church street|london road|victoria road
    green lane|manor road|church lane|park avenue|avenue|crescent|queens road|new road|grange road|kings road
    kingsway|windsor road|highfield road|mill lane|alexander road|alexandra road|york road|st johns road
    main road|broadway|king street|green|springfield road|george street|park lane|victoria street|albert road
    queensway|new street|queen street|west street|north street|south street|east street|manchester road|grove
    richmond road|grove road|school lane|drive|north road|stanley road|chester road|mill road|street|close
    bridge street|chapel lane|vicarage lane|princes street|market place|lane|hill|rise|square|mill street
    hall lane|school road|brook street|ford road|west road|east road|south road|union street|chapel street
    orchard close|meadow close"""
)
