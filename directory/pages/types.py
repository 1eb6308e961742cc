"""Accommodation types explained: a guide to each, and up to three side by side. Open to anyone."""

from typing import Any

from flask import Blueprint, Response, request

from directory.api.access import needs
from directory.api.reference import type_shown, types_shown
from directory.equipment import equipment
from directory.errors import Invalid
from directory.pages.showing import page
from directory.pages.side_by_side import MOST, Answer, support_rows
from directory.rules.permissions import Permission

blueprint = Blueprint("types", __name__)


@blueprint.get("/types")
@needs(Permission.READ_REFERENCE)
def index() -> Response:
    """Every type, by group."""
    return page("types/index.html", groups=_groups())


@blueprint.get("/types/<slug>")
@needs(Permission.READ_REFERENCE)
def guide(slug: str) -> Response:
    """One type: what to expect of it, and how well each statement is sourced."""
    return page("types/guide.html", type=type_shown(slug))


@blueprint.get("/types/compare")
@needs(Permission.READ_REFERENCE)
def compare() -> Response:
    """Up to three types side by side, and three boxes to choose them with."""
    slugs = list(dict.fromkeys(each for each in request.args.getlist("type") if each))
    if len(slugs) > MOST:
        raise Invalid(f"At most {MOST} types can be compared at a time.", "type")
    compared = [type_shown(slug) for slug in slugs]
    return page(
        "types/compare.html",
        groups=_groups(),
        chosen=[*slugs, *[""] * (MOST - len(slugs))],
        types=compared,
        support=support_rows([_answers(each) for each in compared]),
    )


def _groups() -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Slug, name and types of each group that has any, in the order of the catalogue."""
    groups = [each for each in equipment().catalogue.accommodation_groups.values() if not each.flagged]
    by_group = {each.slug: [t for t in types_shown() if t["group"]["slug"] == each.slug] for each in groups}
    return [(each.slug, each.name, by_group[each.slug]) for each in groups if by_group[each.slug]]


def _answers(kind: dict[str, Any]) -> dict[str, Answer]:
    """What a type has of each kind of support that it says something of."""
    return {
        support["type"]["slug"]: (offered, _details(support))
        for offered, group in (("yes", "normally_brings"), ("no", "normally_lacks"), ("ask", "ask_about"))
        for support in kind[group]
    }


def _details(support: dict[str, Any]) -> str:
    level = support["level"]["name"].lower() if support["level"] else None
    return ", ".join(each for each in (level, support["note"]) if each)
