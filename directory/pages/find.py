"""Finding accommodation: what fits, as a list and on a map; one scheme; up to three side by side."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from directory.api import limits
from directory.api.access import current_reader, needs
from directory.api.schemes import wanted_in
from directory.equipment import equipment
from directory.errors import Invalid
from directory.pages.finding import FIELDS, PAGE_SIZE, FindForm
from directory.pages.forms import form_token, refuse_unknown
from directory.pages.map import Drawn, Position, draw
from directory.pages.showing import page
from directory.pages.side_by_side import MOST, Answer, support_rows
from directory.rules.hours import LONDON
from directory.rules.permissions import Permission
from directory.rules.telling import support_details
from directory.services import schemes

blueprint = Blueprint("find", __name__)

_FORM = (
    "type",
    "support",
    "level",
    "near",
    "radius",
    "authority",
    "child_age",
    "child_sex",
    "accessible",
    "q",
)


@blueprint.get("/find-accommodation")
@needs(Permission.LOOK_UP)
def form() -> Response:
    """What can be asked; a `type` may be in the address already, from its guide."""
    return _form(FindForm(MultiDict({"type": request.args.get("type", ""), "radius": "6", "child_sex": ""})))


@blueprint.post("/find-accommodation")
@needs(Permission.LOOK_UP)
@limits.counted_as(limits.Flow.LISTS)
def find() -> Response:
    """The schemes that fit, and apart from them those of which it is not known.

    Asked in the body, since a postcode near which somebody looks may be that of a family.
    """
    refuse_unknown(*FIELDS, "radius", "accessible", "page")
    typed = FindForm(request.form)
    query = typed.query(request.form.get("page", "1"))
    if query is None:
        return _form(typed, 422)
    now, reader = datetime.now(UTC), current_reader()
    wanted = wanted_in(query)
    try:
        found = schemes.find_schemes(wanted, now, None, query["page"], PAGE_SIZE, reader)
    except Invalid as fault:
        typed.say(fault.field or "near", fault.message)  # what is no postcode is said without a field
        return _form(typed, 422)
    first = (query["page"] - 1) * PAGE_SIZE + 1
    listed = [*found.items, *found.unknown]
    return page(
        "find/results.html",
        form=typed,
        form_token=form_token(),
        found=found,
        first=first,
        page_number=query["page"],
        pages=max(1, -(-max(found.total, found.unknown_total) // PAGE_SIZE)),
        map=_map(listed, wanted, now),
        unknown_starts=len(found.items) + 1,
        asked=_asked(query),
        most=MOST,
    )


@blueprint.get("/find-accommodation/compare")
@needs(Permission.LOOK_UP)
def compare() -> Response:
    """Up to three schemes side by side, with whom to ring for each."""
    keys = list(dict.fromkeys(_key(each) for each in request.args.getlist("scheme")))
    if not 1 <= len(keys) <= MOST:
        raise Invalid(f"Tick up to {MOST} schemes to compare.", "scheme")
    now, reader = datetime.now(UTC), current_reader()
    compared = [schemes.scheme(key, now, reader) for key in keys]
    return page(
        "find/compare.html", schemes=compared, support=support_rows([_answers(each) for each in compared])
    )


@blueprint.get("/schemes/<uuid:key>")
@needs(Permission.LOOK_UP)
def scheme(key: uuid.UUID) -> Response:
    """One scheme: whom to ring, what it is, and what support a family gets there."""
    now = datetime.now(UTC)
    return page("find/scheme.html", scheme=schemes.scheme(key, now, current_reader()), at=now)


def _form(typed: FindForm, status: int = 200) -> Response:
    return page("find/form.html", status, form=typed, form_token=form_token())


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Invalid("That is not one of the schemes to compare.", "scheme") from None


def _map(listed: Sequence[Mapping[str, Any]], wanted: schemes.Wanted, at: datetime) -> Drawn | None:
    """The schemes of a page on a map, by their numbers in the list."""
    spots = schemes.positions([each["id"] for each in listed], current_reader(), at.astimezone(LONDON).date())
    numbered = [
        (number, str(each["name"]), spots.get(each["id"], [])) for number, each in enumerate(listed, start=1)
    ]
    near: Position | None = None
    if wanted.near:
        place = schemes.place_of(wanted.near)
        if place.latitude is not None and place.longitude is not None:
            near = (place.latitude, place.longitude)
    return draw(numbered, near, wanted.radius_m, _homes)


def _homes(area: str) -> Sequence[Position]:
    return _homes_in(equipment().postcodes.about.version, area)


@lru_cache(maxsize=500)
def _homes_in(_version: str, area: str) -> tuple[Position, ...]:
    """The positions of an area's postcodes, read once for a process."""
    return tuple(equipment().postcodes.positions(area))


def _asked(query: Mapping[str, Any]) -> dict[str, str]:
    """In words, what the schemes were asked for, by the parameter."""
    support = equipment().catalogue.support_types
    return {
        "support": f"whether there is {support[query['support']].name.lower()}" if "support" in query else "",
        "accessible": "whether it is step-free",
        "near": "whether it serves this place",
        "authority": "in which council’s area it is",
        "child_age": "up to which age children come along",
        "child_sex": "whether this child may come along: that depends on their sex",
    }


def _answers(scheme: Mapping[str, Any]) -> dict[str, Answer]:
    """What a scheme has of each kind of support that it says something of."""
    levels = equipment().catalogue.support_levels
    return {each["type"]: (each["offered"], support_details(each, levels)) for each in scheme["support"]}
