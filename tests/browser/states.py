"""Every page in every state it can be in: how one comes to it, and what status it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: What is looked up in the sample: one address, a whole house, a street that has none, a text that is none.
FOUND = "flat 3 sprocket house, 40 thistlequay rd chelmsford CM1 1PN"
CHOICE = "40 thistlequay rd CM1 1PN"
NOT_LISTED = "12 nowhere road CM1 1PN"


@dataclass(frozen=True, slots=True)
class State:
    """A page as somebody gets to see it: opened at `path`, or by sending the form there filled in like that.

    `{scheme}`, `{other}` and `{refuge}` in a path are ids of the sample.
    """

    name: str
    path: str
    form: Mapping[str, str] | None = None
    status: int = 200
    signed_in: bool = True
    about: str = field(default="")


_DAY = {"since-day": "1", "since-month": "12", "since-year": "2026"}
_THREE = "type=da-refuge&type=da-dispersed&type=da-second-stage"

STATES = (
    State("start, signed out", "/", signed_in=False),
    State("sign in", "/sign-in", signed_in=False),
    State("start", "/"),
    State("accessibility", "/accessibility", signed_in=False),
    State("privacy", "/privacy", signed_in=False),
    State("sources", "/sources", signed_in=False),
    State("types", "/types", signed_in=False),
    State("a guide", "/types/ta-bnb-shared", signed_in=False),
    State("a guide to a safe place", "/types/da-refuge"),
    State("types to compare", "/types/compare"),
    State("types compared", f"/types/compare?{_THREE}", signed_in=False),
    State("too many types compared", f"/types/compare?{_THREE}&type=foyer", status=422),
    State("look-up", "/look-up"),
    State("look-up, empty", "/look-up", {"address": ""}, 422),
    State("look-up, too long", "/look-up", {"address": "12 Thistlequay Road " * 60}, 422),
    State("look-up, not an address", "/look-up", {"address": "LEEDS"}, 422),
    State("look-up, no such day", "/look-up", {"address": "", **_DAY, "since-month": "13"}, 422),
    State("found", "/look-up", {"address": FOUND}),
    State("found, with a first night", "/look-up", {"address": FOUND, **_DAY}),
    State("to choose", "/look-up", {"address": CHOICE}),
    State("not listed", "/look-up", {"address": NOT_LISTED}),
    State("not in England", "/look-up", {"address": "1 High Street, Belfast BT1 1AA"}),
    State("find", "/find-accommodation"),
    State("find, from a guide", "/find-accommodation?type=da-refuge"),
    State("find, wrong", "/find-accommodation", {"near": "Leeds", "child_age": "x"}, 422),
    State("found near", "/find-accommodation", {"near": "CM1 1AA", "support": "childcare"}),
    State("found everything", "/find-accommodation", {}),
    State("found nothing", "/find-accommodation", {"q": "no such name"}),
    State("found without a map", "/find-accommodation", {"type": "da-refuge"}),
    State("a scheme", "/schemes/{scheme}"),
    State("a scheme without a place", "/schemes/{refuge}"),
    State("schemes compared", "/find-accommodation/compare?scheme={scheme}&scheme={other}&scheme={refuge}"),
    State("no schemes to compare", "/find-accommodation/compare", status=422),
    State("no such page", "/no/such/page", status=404),
)
