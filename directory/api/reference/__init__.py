"""The reference catalogue, open to anyone: what the words of this directory mean and what they rest on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import marshmallow as ma
from flask import Response, current_app

from directory.api.access import needs
from directory.api.reference import entries
from directory.api.routes import PageQuery, Routes, one_page, page_of
from directory.equipment import equipment
from directory.errors import NotFound
from directory.rules.catalogue import Catalogue
from directory.rules.clocks import last_day
from directory.rules.permissions import Permission

_NAME = "directory-reference-shown"


class SinceQuery(ma.Schema):
    """From when time limits are counted. It is neither kept nor logged."""

    since = ma.fields.Date(
        metadata={"description": "The day each limit `starts`; the limits then have `ends_on`"}
    )


blueprint: Routes = Routes(
    "reference", "The reference catalogue: types, support, roles, meetings, terms, sources."
)


@blueprint.get("/accommodation-types")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(entries.AccommodationTypeShown))
def accommodation_types(query: Mapping[str, Any]) -> Response:
    """Every kind of accommodation, with the support it normally brings and lacks."""
    return one_page(_shown().accommodation_types, query)


@blueprint.get("/accommodation-types/<slug>")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(SinceQuery, location="query")
@blueprint.response(200, entries.AccommodationTypeShown)
def accommodation_type(query: Mapping[str, Any], slug: str) -> Any:
    """One kind of accommodation: support, duties, time limits, and the questions to ask about it."""
    entry = _entry(_shown().accommodation_types, slug)
    if "since" not in query:
        return entry
    limits = equipment().catalogue.accommodation_types[slug].time_limits
    ends = [{"ends_on": last_day(limit, query["since"])} for limit in limits]
    return {**entry, "time_limits": [a | b for a, b in zip(entry["time_limits"], ends, strict=True)]}


@blueprint.get("/support-types")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(entries.SupportTypeShown))
def support_types(query: Mapping[str, Any]) -> Response:
    """Every kind of support a scheme may give."""
    return one_page(_shown().support_types, query)


@blueprint.get("/contact-roles")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(entries.ContactRoleShown))
def contact_roles(query: Mapping[str, Any]) -> Response:
    """Every post that can be rung or invited, and whom to try when there is nobody in it."""
    return one_page(_shown().contact_roles, query)


@blueprint.get("/meeting-types")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(entries.MeetingTypeShown))
def meeting_types(query: Mapping[str, Any]) -> Response:
    """Every kind of meeting at which housing may be needed."""
    return one_page(_shown().meeting_types, query)


@blueprint.get("/meeting-types/<slug>")
@needs(Permission.READ_REFERENCE)
@blueprint.response(200, entries.MeetingTypeShown)
def meeting_type(slug: str) -> Any:
    """One kind of meeting: its basis, timescale, and what housing is asked to bring."""
    return _entry(_shown().meeting_types, slug)


@blueprint.get("/circumstances")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(entries.CircumstanceEntry))
def circumstances(query: Mapping[str, Any]) -> Response:
    """Every word for what is special about a household, as a meeting plan takes it."""
    return one_page(_shown().circumstances, query)


@blueprint.get("/contract-terms")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(entries.ContractTermShown))
def contract_terms(query: Mapping[str, Any]) -> Response:
    """Every promise to look for in a contract, and the measure to hold it against."""
    return one_page(_shown().contract_terms, query)


@blueprint.get("/sources")
@needs(Permission.READ_REFERENCE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(entries.SourceShown))
def sources(query: Mapping[str, Any]) -> Response:
    """Every text the catalogue rests on, and how far it was read."""
    return one_page(_shown().sources, query)


def types_shown() -> list[dict[str, Any]]:
    """Every kind of accommodation as it is shown, in the order of the catalogue. Shared: do not change."""
    return _shown().accommodation_types


def type_shown(slug: str) -> dict[str, Any]:
    """One kind of accommodation as it is shown. Shared: do not change.

    Raises:
        NotFound: the catalogue has no such kind.
    """
    return _entry(types_shown(), slug)


class _Shown:
    """All entries as they are shown, made once: nothing in the catalogue changes while the service runs."""

    def __init__(self, catalogue: Catalogue) -> None:
        e, c = entries, catalogue
        self.accommodation_types = _dump(
            e.AccommodationTypeShown, e.accommodation_type, c.accommodation_types
        )
        self.support_types = _dump(e.SupportTypeShown, e.support_type, c.support_types)
        self.contact_roles = _dump(e.ContactRoleShown, e.contact_role, c.contact_roles)
        self.meeting_types = _dump(e.MeetingTypeShown, e.meeting_type, c.meeting_types)
        self.circumstances = _dump(e.CircumstanceEntry, e.circumstance, c.circumstances)
        self.contract_terms = _dump(e.ContractTermShown, e.contract_term, c.contract_terms)
        self.sources = _dump(e.SourceShown, e.source, c.sources)


def _dump(
    schema: type[ma.Schema], show: Callable[[str], dict[str, Any]], slugs: Iterable[str]
) -> list[dict[str, Any]]:
    dump = schema().dump
    return [dump(show(slug)) for slug in slugs]


def _entry(shown: list[dict[str, Any]], slug: str) -> dict[str, Any]:
    for entry in shown:
        if entry["slug"] == slug:
            return entry
    raise NotFound(f"The catalogue has no '{slug}'.")


def _shown() -> _Shown:
    held = current_app.extensions
    if _NAME not in held:
        held[_NAME] = _Shown(equipment().catalogue)
    shown: _Shown = held[_NAME]
    return shown
