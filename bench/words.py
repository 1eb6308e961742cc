"""The vocabulary of the invented directory: streets, villages, buildings, organisations and people."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


COMMON_STREETS = _listed(
    "High Street|Church Lane|Church Road|Mill Lane|Mill Road|Hill Road|Station Road|London Road|School Lane|"
    "The Street|The Green|Green Lane|Park Road|Park Avenue|Victoria Road|Albert Road|King's Road|"
    "Queens Road|Queen Street|King Street|Manor Road|New Road|North Road|South Street|West Street|"
    "East Street|Chapel Lane|Church Street|Springfield Road|St John's Road|St Mary's Road|St Peters Close|"
    "Windsor Road|York Road|Grange Road|Broadway|Kingsway|The Avenue|Orchard Close|Elm Road|Elm Grove|"
    "Oak Road|Ash Road|"
    "Beech Avenue|Beach Road|Meadow Way|Mead Way|Mile Road|Wood Lane|Ward Lane|Bell Lane|Dell Lane|"
    "Vale Road|Dale Road|Bridge Street|Market Place|Back Lane|Hall Lane|Crown Road|Castle Road|Lower Road|"
    "Upper Road|Fore Street|Cross Street|Norfolk Road|Suffolk Road|Gordon Road|Clarence Road|Nelson Road"
)

STREET_HEADS = _listed(
    "Alder|Amber|Ash|Aspen|Bar|Bark|Barn|Beacon|Beech|Bel|Birch|Black|Bracken|Bram|Bran|Brent|Briar|Broad|"
    "Brock|Brook|Bur|Cald|Carl|Castle|Charl|Clay|Clover|Cold|Col|Cop|Cran|Crow|Dan|Deep|Den|Dove|Drake|Dun|"
    "East|Elder|Elm|Fair|Fal|Farn|Fen|Fern|Field|Fir|Fox|Frog|Gar|Glen|Gold|Gorse|Grass|Grey|Hale|Ham|Har|"
    "Hart|Haw|Hazel|Heath|Hed|Hern|High|Hol|Holly|Horn|Hurst|Ivy|Jay|Ken|King|Kirk|Lack|Lark|Laver|Ley|"
    "Lind|Long|Lyn|Mal|Map|March|Marl|Marsh|Mead|Mer|Milk|Moor|Moss|Nether|New|Nor|North|Oak|Old|Orch|Os|"
    "Otter|Park|Peb|Pen|Pine|Plum|Pool|Quarry|Rad|Raven|Red|Reed|Ridge|Ring|Rook|Rose|Row|Rush|Rye|Salt|"
    "Sand|Sedge|Shel|Shep|Silver|Sloe|Snow|South|Spring|Stan|Stock|Stone|Sud|Swan|Tan|Tar|Teal|Thorn|"
    "Thistle|Tim|Up|Wal|War|Wat|Way|Wel|Wes|West|Wheat|White|Wick|Wil|Willow|Win|Wood|Wren|Wyn|Yar|Yew"
)

STREET_TAILS = _listed(
    "bank|beck|berry|borough|bourne|bridge|brook|bury|combe|cote|croft|dale|dean|don|down|fall|field|ford|"
    "gate|grove|ham|hay|hill|holme|hurst|land|leigh|ley|mead|mere|mill|more|moor|ridge|rith|shaw|side|"
    "stead|sted|stock|stoke|stone|thorpe|ton|tree|vale|wade|water|way|well|wick|wold|wood|worth"
)

SHORT_STREETS = _listed(
    "Acacia|Adelaide|Alma|Almond|Anchor|Angel|Arundel|Bader|Balmoral|Bay|Beatrice|Bishop Wilton|Bluebell|"
    "Bramble|Butcher|Byron|Cannon|Cedar|Chancel|Chestnut|Clifton|Coronation|Cottage|Cricketers|Cypress|"
    "Daffodil|Deanery|Devon|Dickens|Duke|Earl|Ferry|Foundry|Garrison|George|Gloucester|Hamlet|Harbour|"
    "Hastings|Hawthorn|Heron|Honeysuckle|Jubilee|Juniper|Keats|Kestrel|Laburnum|Lavender|Lilac|Lime|Linnet|"
    "Lodge|Magnolia|Maple|Maltings|Marigold|Mariner|Market|Maypole|Milton|Mulberry|Nightingale|Northgate|"
    "Southgate|Eastfield|Westfield|Nursery|Osprey|Partridge|Pasture|Pavilion|Pound|Primrose|Priory|Prospect|"
    "Quay|Railway|Rectory|Regent|Reservoir|Rowan|Sandpiper|Saxon|Shakespeare|Shelley|Skylark|Smithy|"
    "St Andrews|St Anne's|St Catherine's|St David's|St George's|St James|St Michael's|Stanley|Swallow|"
    "Sycamore|Tennyson|Thomas|Trinity|Tudor|Vicarage|Violet|Walnut|Warwick|Waterloo|Wellington|Woodpecker"
)

STREET_TYPES = (
    ("Road", 26),
    ("Close", 16),
    ("Street", 10),
    ("Avenue", 11),
    ("Drive", 10),
    ("Lane", 6),
    ("Way", 6),
    ("Gardens", 4),
    ("Grove", 4),
    ("Crescent", 4),
    ("Court", 2),
    ("Place", 3),
    ("Terrace", 3),
    ("Walk", 3),
    ("Mews", 2),
    ("Hill", 2),
    ("Square", 1),
    ("Rise", 2),
    ("Croft", 1),
    ("View", 1),
    ("Green", 1),
    ("Row", 1),
    ("Mead", 1),
    ("Chase", 1),
    ("Parade", 1),
)

VILLAGE_HEADS = _listed(
    "Aldin|Ard|Bad|Bas|Bel|Ber|Bock|Bor|Brox|Cal|Chig|Clav|Cop|Dag|Den|Eas|Elm|Faulk|Fel|Fin|Fob|Gos|Had|"
    "Hal|Hemp|Hey|Ick|Ing|Kel|Lam|Laver|Lin|Lit|Mash|Mes|Mor|Nave|Net|Or|Pag|Pel|Pleb|Quen|Ram|Ret|Rod|Sal|"
    "Shal|Sib|Stam|Sten|Tak|Ten|Ter|Tol|Ulc|Wak|Wen|Whit|Wid|Wim|Wrab|Yeld"
)

VILLAGE_TAILS = _listed(
    "bourne|burgh|bury|den|don|ey|field|ford|ham|hanger|ing|ingham|ington|ley|low|mere|more|ness|over|sham|"
    "stead|sted|stock|thorpe|ton|wick|worth"
)

VILLAGE_FRONTS = ("Great", "Little", "High", "Upper", "Lower", "North", "South", "Old", "Abbess", "Marks")

BUILDING_HEADS = _listed(
    "Oak|Ash|Elm|Maple|Rowan|Cedar|Willow|Beech|Holly|Laurel|Hazel|Linden|Poplar|Juniper|Aspen|Alder|"
    "Kestrel|Falcon|Heron|Swift|Curlew|Plover|Lapwing|Merlin|Osprey|Swan|Wren|Robin|Avon|Severn|Trent|Medway|"
    "Tamar|Derwent|Kennet|Wensum|Alexandra|Victoria|Albert|Windsor|Balmoral|Sandringham|Osborne|Tudor|Stuart|"
    "Hanover|Lancaster|York|Trinity|Priory|Abbey|Chapel|Minster|Bishop's|Prior's|Abbot's|Monk's|Harbour|"
    "Anchor|Mariner|Lighthouse|Beacon|Compass|Sailmakers|Ropewalk|Tannery|Brewery|Foundry|Saddlers|Weavers|"
    "Millers|Maltsters|Coopers|Fletcher|Chandler|Wheelwright|Smithfield|Haywain|Barley|Meadow|Orchard|"
    "Bramley|Pippin|Russet|Damson|Quince|Medlar|Mulberry|Jasmine|Clematis|Bluebell|Primrose|Foxglove|"
    "Northfield|Southfield|Eastgate|Westgate|Highfield|Fairview|Hillcrest|Riverside|Parkside|Woodside|"
    "Lakeside|Bridge|Crown|Sceptre|Regent|Regal|Imperial|Jubilee|Coronation|Century|Millennium|Horizon"
)

BUILDING_TYPES = (
    ("House", 34),
    ("Court", 30),
    ("Lodge", 10),
    ("Place", 6),
    ("Hall", 4),
    ("Mansions", 3),
    ("Heights", 3),
    ("Point", 3),
    ("Tower", 2),
    ("Villas", 2),
    ("Apartments", 3),
)

COTTAGE_HEADS = _listed(
    "Rose|Ivy|Honeysuckle|Apple Tree|Pear Tree|Corner|Orchard|Wisteria|Lilac|Bramble|Thatched|Well|Pump|"
    "Forge|Smithy|School|Church|Chapel|Vicarage|Rectory|Mill|Brook|Ford|Bridge|Hill|Valley|Meadow|Stable|"
    "Clover|Poppy|Barley|Wheatsheaf|Plough|Harrow|Shepherd's|Keeper's|Gardener's|Coachman's|Woodman's|"
    "Ferryman's|Weaver's|Tithe|Dairy|Granary|Cherry|Walnut|Hawthorn|Elder|Larch|Juniper|Magpie|Swallow"
)

COTTAGE_TYPES = (("Cottage", 46), ("Farm", 12), ("Barn", 14), ("House", 12), ("Farmhouse", 6), ("Lodge", 6))

LONE_NAMES = _listed(
    "The Old Rectory|The Old Vicarage|The Bungalow|The Cottage|The Old School House|The Gables|The Laurels|"
    "The Firs|The Willows|The Old Forge|The Old Dairy|The Coach House|The Gatehouse|The Hollies|The Limes|"
    "Fairhaven|Hillside|Meadowside|Greenacre|Woodlands|Sunnybank|Rosemount|Thornlea|Westholme|Brookside"
)

ORGANISATION_HEADS = _listed(
    "Alderway|Amberstone|Archwell|Ashgrove|Beaconfield|Birchover|Bluestone|Bridgeways|Brightmoor|Broadleaf|"
    "Cairnwood|Calderbrook|Cedarbank|Clearwater|Copperfield|Cornerways|Crossbridge|Doveleaf|Eastwell|"
    "Elmbridge Vale|Evergate|Fairholm|Fenwood|Fernhollow|Firstlight|Foxbarrow|Goldcrest|Greenhithe Vale|"
    "Harbourlight|Hartwell Rise|Havenbrook|Hazelbourne|Hearthside|Holmwell|Ivyleigh|Keystead|Kingsmere|"
    "Lanternbank|Larkmead|Limewood|Lindenhall|Longmere|Marlpit|Meadowgate|Millrace|Moorland Gate|Newhearth|"
    "Northlight|Oakhanger|Openfield|Orchardway|Owlsgate|Pathways Fen|Pebblebrook|Quayside Vale|Ravensmoor|"
    "Redwing|Ridgeway Vale|Rivermead|Rooksdown|Rushmere Vale|Saltmarsh|Sandgate Vale|Sedgefen|Silverbirch|"
    "Skylark Fen|Southernwood|Springhollow|Stepstone|Stonebeck|Sunmeadow|Swanhollow|Thornbury Vale|"
    "Threshold Fen|Tidewater|Tollgate|Upfield|Valewood|Waterlane|Wayfarer|Westmarsh|Wharfside|Whitebeam|"
    "Wildbrook|Willowgate|Windrush Vale|Woodbarrow|Wrenfield|Yarrowby|Yewdale"
)

ORGANISATION_KINDS = (
    ("Housing Association", "housing_association", 24),
    ("Homes", "housing_association", 20),
    ("Housing Group", "housing_association", 8),
    ("Trust", "charity", 10),
    ("Project", "charity", 8),
    ("Family Support", "charity", 6),
    ("Foundation", "charity", 4),
    ("Lettings Ltd", "company", 8),
    ("Residential Ltd", "company", 6),
    ("Support Services Ltd", "company", 4),
    ("Hotels Ltd", "company", 3),
    ("Community Interest Company", "other", 3),
)

FORENAMES = _listed(
    "Amina|Ben|Carys|Dele|Edie|Farid|Gwen|Hana|Idris|Jo|Kofi|Leona|Marek|Nadia|Owen|Priya|Rafe|Sana|Tomas|"
    "Una|Vera|Wes|Yusuf|Zoe"
)

SURNAMES = _listed(
    "Abbotsway|Barleycote|Calderson|Dunmarsh|Eastlea|Fennimore|Garsdale|Hollinby|Inkersole|Jessamy|Kelworth|"
    "Larkham|Marlowe-Finch|Netherby|Osgarth|Penhallow|Quillfeather|Ravensby|Saltersby|Thackerby|Underhay|"
    "Vexley|Wetherell-Moss|Yardsworth"
)

#: Pairs of real words a letter or two apart, both of which make a street: a different street, never a slip.
NEAR_WORDS = (
    ("Mill", "Hill"),
    ("Mill", "Mile"),
    ("Hall", "Hill"),
    ("Dell", "Bell"),
    ("Dale", "Vale"),
    ("Wood", "Ward"),
    ("Beech", "Beach"),
    ("Marsh", "March"),
    ("Mead", "Meadow"),
    ("Park", "Bark"),
    ("North", "South"),
    ("East", "West"),
    ("Upper", "Lower"),
    ("Oak", "Ash"),
    ("Ash", "Elm"),
    ("Queens", "King's"),
    ("Queen", "King"),
    ("Northgate", "Southgate"),
    ("Eastfield", "Westfield"),
    ("Norfolk", "Suffolk"),
    ("Maple", "Staple"),
    ("Swallow", "Shallow"),
    ("Rowan", "Roman"),
    ("Chapel", "Chancel"),
    ("Crown", "Brown"),
    ("Victoria", "Victory"),
)
