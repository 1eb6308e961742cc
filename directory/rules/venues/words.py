"""The words by which a home is spoken of, and those of places where people meet."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


#: One person of a family, or who stands to it in such a part.
ONE_OF_THEM = _words(
    """
    mother mum mummy mom mam ma mama mammy father dad daddy papa parent nan nana nanny nanna gran granny
    grandma grandmother grandad granddad grandpa grandfather grandparent godmother godfather aunt auntie
    aunty uncle sister brother cousin niece nephew son daughter child baby kid twin sibling friend mate
    partner boyfriend girlfriend bf gf husband wife spouse ex fiance fiancee carer guardian tenant
    resident client victim survivor perpetrator neighbour neighbor lodger landlord landlady childminder
    girl boy teenager family foster stepmother stepmum stepfather stepdad stepsister stepbrother stepson
    stepdaughter mgm mgf pgm pgf mggm pggm law lady woman man person
    """
)
#: Several of them. What belongs to them is as often a public place: a children's centre.
SEVERAL_OF_THEM = _words(
    """
    parents grandparents children babies kids twins siblings families tenants residents clients victims
    carers neighbours neighbors aunts uncles cousins girls boys mothers mums fathers dads nans grans
    """
)
#: Those before which no apostrophe is needed: `family home`, `mum house`.
BEFORE_A_HOME = _words(
    """
    family parental mother mum mummy father dad daddy parent parents nan nana gran granny grandma
    grandmother grandad grandfather grandparent grandparents aunt auntie uncle carer tenant resident
    client victim child
    """
)
#: Houses and places are called by these as well: Child House, Tenant House.
NOT_A_HOUSE_OF = _words("carer tenant resident client victim child aunt uncle")
NAMED_AFTER = _words("carers children families tenants residents clients victims kids babies boys girls")
#: Short forms in which the apostrophe is left out: `at mums`.
WITHOUT_APOSTROPHE = _words("mums dads nans grans grandmas grandads mams moms nanas uncles exs partners")

OWN = _words("my our your her his their")
THEIR_OWN = _words("their's mine ours yours hers theirs")
WHO_LIVE = OWN | _words("i we she he they you") | ONE_OF_THEM | SEVERAL_OF_THEM
LIVE = _words(
    """
    live lives lived living stay stays stayed staying reside resides residing sleep sleeps sleeping
    placed housed
    """
)

#: What people live in, and the parts of it in which one would meet.
HOMES = _words(
    """
    home homes house hse flat address addr place bungalow maisonette bedsit apartment studio digs
    lodgings gaff pad crib residence accommodation placement tenancy property cottage caravan boat
    household doorstep hostel refuge kitchen lounge garden bedroom living front door room
    """
)
#: Of a family, these are as often a public place's: a family room.
NOT_OF_A_FAMILY = _words("room garden kitchen lounge living front door studio accommodation hostel")
BETWEEN = _words(
    """
    own new old current temporary former last present previous usual other private main permanent temp
    first second step nice little big whole actual
    """
)
BEHIND = _words("in on at near by for from off with and or opposite")

#: A home by itself, as a part of an address: `Home, Mill Lane`.
ALONE = _words(
    """
    home house flat bungalow residence property digs address household placement accommodation lodgings
    hostel tenancy
    """
)
#: A house or a flat by where it is: `the flat above the shop`.
LIKE_A_HOUSE = _words("house flat home bungalow maisonette cottage door")
BY_WHERE = _words(
    "above over below under next opposite behind beside near by on in at where with between off"
)
BEFORE_ALONE = _words("the at in a this that same above said")

#: Words that tell of a home, or of a place that nobody is to know, whatever stands beside them.
PHRASES = _phrases(
    """
    refuge | refuges | safe house | safe houses | safehouse | safehouses | safe accommodation | safe
    address | women's shelter | womens shelter | secret address | secret location | confidential address
    | confidential location | undisclosed address | undisclosed location | home address | home visit |
    home visits | home of | at home | at the address | private address | private home | private house |
    living room | front room | spare room | kitchen table | doorstep | on the doorstep | front door of |
    foster home | foster placement | supported lodgings | sofa surfing | last known address | current
    address | previous address | old address | new address | usual address | known address | address on
    file | address on record | address held | address given | address as above | family address | same
    address | their door | temporary accommodation | the placement | at placement | current placement |
    place of residence | residential address | correspondence address | next door to
    """
)

#: Words that make of one of those the name of an organisation or a public place: `Family Home Centre`.
PUBLIC = _words(
    """
    academy agency arena association baths cafe café cathedral centre center centres chambers chapel
    church civic clinic college constabulary consulate council embassy forum foundation gallery gurdwara
    gym headquarters hospital hq hub institute laboratory leisure library magistrates medical mosque
    museum nursery office offices parish pavilion police preschool school service services shop stadium
    station studios supermarket surgery synagogue team temple theatre tribunal trust union university
    start group england visiting conference ministry company
    """
)
#: With one of these before it, a hall, a court or a building is public as well.
PUBLIC_KINDS = _words(
    "town village county city guild community church parish memorial school civic council shire sports moot "
    "exhibition crown family magistrates combined meeting conference function reading"
)
HALLS = _words("hall court building house buildings room rooms")

#: Words before a number that is no house's: of a room, or of what is dialled.
NOT_A_HOUSE = _words(
    """
    room rooms rm floor flr level lvl suite bay desk table committee conference meeting ext extension
    line wing ward section entrance courtroom id passcode code pin zone stage pod booth exit tel phone
    lift
    """
)
#: Said of a house by way of another one.
BESIDE = _words(
    "opposite opp next adjacent beside besides behind near nr between facing above below neighbouring"
)
