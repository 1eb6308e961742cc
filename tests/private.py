"""Private values that tests plant. No other text has them, so that wherever one turns up it was told or kept.

What may be held is looked for by the words of addresses that records and questions of tests are made of;
`tests/watching/values.py` says where each kind may be.
"""

from typing import Any, Final

#: An address offered to a scheme whose place is confidential: it is refused, and must be nowhere.
#: Its postcode exists; nothing is known to stand there. No moment of the day can be taken for its position:
#: no time in a log has sixty seconds, or a minus sign before them.
REFUSED: Final[dict[str, Any]] = {
    "sub_building": "Flat Quondarywing",
    "building_name": "Quondary Court",
    "number": "9277",
    "street": "Quondaryseed Road",
    "locality": "Quondaryholt",
    "town": "Quondaryford",
    "postcode": "CM1 1AE",
    "uprn": "999277277277",
    "latitude": 60.927727,
    "longitude": -7.927727,
}
#: An address that was held until its scheme became confidential.
ERASED: Final[dict[str, Any]] = {
    "sub_building": "Flat Canarywing",
    "building_name": "Canary Court",
    "number": "9177",
    "street": "Canaryseed Road",
    "locality": "Canaryholt",
    "town": "Canaryford",
    "postcode": "CM1 1AF",
    "uprn": "999177177177",
    "latitude": 60.917717,
    "longitude": -7.917717,
}
#: What says which child it is: a number that keeps the rule of its last figure and was given to nobody.
NHS_NUMBER: Final = "943 476 5919"
