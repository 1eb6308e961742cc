"""Made-up words: organisations, streets, buildings and people that nobody could mistake for real ones."""

import random
import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words(
    """
Brindle Zephyr Quell Thrum Ovex Fennim Pellow Mistle Wexo Drumble Ysol Tamber Grenv Ossel Kestrin Vellum
Ulver Nembr Astel Dovet Fawl Inkl
"""
)
_LAST = _words(
    """
marsh wyke thornby acre hollow meadow croft holme garth ridge combe spire
"""
)
_STREET = _words(
    """
Plumbleton Quillmarsh Tansywick Ombrewell Vexmoor Larkspindle Tottlebury Yarnspool Candlewrack Pepperfold
Thistlequay Wimblestow Marrowgate Bobbinhurst Cloudberry Inkhorn Gillyfax Sprocket Snapdragon Tumbrel
Merrythought Hobnail Wherrymead Dragonet Periwig Quincunx Rumpelford Saltcellar Umberlode Zinnia
Bellwether Cockleshaw Featherbed Gobstopper Hullabaloo Jackanape Kittiwink Lollipop Mothwing Noggin
"""
)
_STREET_TYPE = _words(
    """
Avenue Close Crescent Drive Gardens Grove Hill Lane Mews Place Rise Road Row Street Terrace Walk Way
"""
)
_TREE = _words(
    """
Acorn Alder Almond Aspen Beech Birch Bramble Cedar Cherry Chestnut Elder Elm Fern Hawthorn Hazel Heather
Holly Hornbeam Juniper Larch Laurel Lilac Lime Linden Magnolia Maple Mulberry Myrtle Pine Poplar Rowan
Sorrel Sycamore Walnut Whitebeam Willow Yarrow
"""
)
_BUILDING = _words(
    """
House Court Lodge Place Heights Mansions Hall
"""
)
_FORENAME = _words(
    """
Exempla Mocka Sampla Fictia Inventa Trialo Placehold Dummia Pretenda Specima Testo Imagino
"""
)
_SURNAME = _words(
    """
Thimblequist Orangepeel Candlefudge Wobblethorpe Quavermint Pockettwist Bumblecrank Figglesworth
Nutmegger Snickerdown Tadpolling Umbrellow Whistlecroft Yodelham Zigzagger Marmalode
"""
)

#: Numbers that Ofcom keeps free for drama: the part before the last three digits.
_DRAMA = (
    "01632 960 ",
    "020 7946 0",
    "0113 496 0",
    "0114 496 0",
    "0115 496 0",
    "0116 496 0",
    "0117 496 0",
    "0118 496 0",
    "0121 496 0",
    "0151 496 0",
    "0161 496 0",
    "0191 498 0",
    "0808 157 0",
    "03069 990 ",
)
_DRAMA_MOBILE = "07700 900"


class Words:
    """Names drawn one after another; organisations, telephone numbers and streets never twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._stems = [first + last for first in _FIRST for last in _LAST]
        rng.shuffle(self._stems)
        self._streets = [f"{name} {kind}" for name in _STREET for kind in _STREET_TYPE]
        rng.shuffle(self._streets)
        self._trees = [f"{tree} {kind}" for tree in _TREE for kind in _BUILDING]
        rng.shuffle(self._trees)
        self._phones = [f"{start}{number:03d}" for start in _DRAMA for number in range(1000)]
        rng.shuffle(self._phones)
        self._mobiles = [f"{_DRAMA_MOBILE}{number:03d}" for number in range(1000)]
        rng.shuffle(self._mobiles)

    def stem(self) -> str:
        """The first word of an organisation's name."""
        return self._stems.pop()

    def street(self) -> str:
        """A street that stands in no other address yet."""
        return self._streets.pop()

    def building(self) -> str:
        """The name of a building, such as `Maple Court`."""
        return self._trees.pop()

    def person(self) -> str:
        """A person who does not exist."""
        return f"{self._rng.choice(_FORENAME)} {self._rng.choice(_SURNAME)}"

    def phone(self) -> str:
        """A telephone number that rings nowhere."""
        return self._phones.pop()

    def mobile(self) -> str:
        """A mobile number that rings nowhere."""
        return self._mobiles.pop()


def slug(name: str) -> str:
    """`name` in lower case letters, digits and hyphens, for a mail or web address."""
    plain = name.lower().replace("'", "").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
