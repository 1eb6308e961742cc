"""How well providers take part in meetings: figures, as JSON or as CSV."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import marshmallow as ma
from flask import Response, request
from marshmallow import fields
from marshmallow.validate import Length

from directory.api.accepting import best_of
from directory.api.access import current_reader, needs
from directory.api.contracts import ProviderNamed
from directory.api.routes import PageQuery, Routes, one_page, page_of
from directory.rules.engagement.shown import OUTCOME_NAMES, REPORT_NAMES
from directory.rules.hours import LONDON
from directory.rules.inert import inert
from directory.rules.permissions import Permission
from directory.services import engagement

blueprint = Routes("engagement", "How well providers take part in meetings.")

CSV = "text/csv"


class EngagementQuery(PageQuery):
    """Whose figures; every parameter narrows."""

    provider = fields.UUID()
    authority = fields.String(
        validate=Length(1, 40), metadata={"description": "The code of a council they have a contract with"}
    )
    since = fields.Date(
        data_key="from",
        metadata={"description": "Leaves out quarters, and years in breakdowns, that begin before"},
    )
    until = fields.Date(data_key="to", metadata={"description": "Leaves out those that end after"})
    known_on = fields.Date(
        metadata={"description": "By what was closed until the end of that day; today unless given"}
    )


class ShareShown(ma.Schema):
    """A count, its rate among those invited, and the 95 % interval of that rate (Wilson)."""

    count = fields.Integer(required=True)
    rate = fields.Float(required=True, metadata={"description": "0 to 1"})
    low = fields.Float(required=True)
    high = fields.Float(required=True)


def _shares(name: str, parts: Sequence[str]) -> type[ma.Schema]:
    return ma.Schema.from_dict(
        {part: fields.Nested(ShareShown, required=True, allow_none=True) for part in parts}, name=name
    )


class FigureShown(ma.Schema):
    """How many were invited, and what came of it. What is null is withheld."""

    invited = fields.Integer(required=True, metadata={"description": "5 or more"})
    outcomes = fields.Nested(_shares("OutcomesShown", OUTCOME_NAMES), required=True)
    reports = fields.Nested(_shares("ReportsShown", REPORT_NAMES), required=True)
    notice_days = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Median; of 10 invitations or more. 28 is four weeks or more"},
    )


class PeriodShown(ma.Schema):
    """A quarter of a financial year, or several that had to be taken together."""

    period = fields.String(required=True, metadata={"description": "`2026-27 Q1`, `2026-27 Q1-Q3`"})
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    figure = fields.Nested(FigureShown, required=True, allow_none=True)


def _breakdown(key: str, told: str) -> type[ma.Schema]:
    row = ma.Schema.from_dict(
        {
            key: fields.String(required=True, metadata={"description": told}),
            "figure": fields.Nested(FigureShown, required=True),
        },
        name=f"Row by {key}".title().replace(" ", "").replace("_", ""),
    )
    return ma.Schema.from_dict(
        {
            "year": fields.String(required=True, metadata={"description": "Such as `2026-27`"}),
            "counted": fields.List(
                fields.String(), required=True, metadata={"description": "The quarters that are in it"}
            ),
            "rows": fields.List(fields.Nested(row), required=True),
        },
        name=f"Breakdown by {key}".title().replace(" ", "").replace("_", ""),
    )


class EngagementShown(ma.Schema):
    """How well a provider takes part, as far as that can be told without telling small numbers."""

    provider = fields.Nested(ProviderNamed, required=True)
    whole = fields.Nested(
        FigureShown,
        required=True,
        allow_none=True,
        metadata={"description": "The periods below that tell who took part, added up"},
    )
    periods = fields.List(fields.Nested(PeriodShown), required=True)
    by_meeting_type = fields.List(
        fields.Nested(_breakdown("meeting_type", "A slug of /meeting-types")), required=True
    )
    by_role = fields.List(fields.Nested(_breakdown("role", "A slug of /contact-roles")), required=True)


@blueprint.get("/engagement")
@needs(Permission.READ_CONTRACTS)
@blueprint.arguments(EngagementQuery, location="query")
@blueprint.response(200, page_of(EngagementShown))
@blueprint.also_as(CSV)
def find(query: Mapping[str, Any]) -> Response:
    """How well the providers take part whose contracts you may read, by name; also as text/csv.

    Only quarters that are closed, 30 days after their end. Numbers from 1 to 4 are never told.
    """
    wanted = engagement.Wanted(
        provider=query.get("provider"),
        authority=query.get("authority"),
        since=query.get("since"),
        until=query.get("until"),
    )
    today = datetime.now(UTC).astimezone(LONDON).date()
    known_on = min(query.get("known_on", today), today)
    found = engagement.find_engagement(wanted, current_reader(), known_on)
    answer = one_page(found, query)
    if best_of(["application/json", CSV], request.accept_mimetypes) == CSV:
        start = (query["page"] - 1) * query["page_size"]
        answer.set_data(_as_csv(found[start : start + query["page_size"]]))
        answer.mimetype = CSV
        answer.headers["Content-Disposition"] = 'attachment; filename="engagement.csv"'
    answer.vary.add("Accept")
    return answer


_PARTS = ("count", "rate", "low", "high")
_COLUMNS = (
    *("provider_id", "provider", "breakdown", "of", "period", "invited"),
    *(f"{name}_{part}" for name in OUTCOME_NAMES for part in _PARTS),
    *(f"reports_{name}_{part}" for name in REPORT_NAMES for part in _PARTS),
    "notice_days",
)


def _as_csv(found: Sequence[Mapping[str, Any]]) -> str:
    """A line a figure, empty where it is withheld."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for each in found:
        provider = (str(each["provider"]["id"]), inert(each["provider"]["name"]))
        for head, figure in _lines(each):
            writer.writerow([*provider, *head, *_cells(figure)])
    return text.getvalue()


def _lines(each: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], Mapping[str, Any] | None]]:
    yield ("whole", "", ""), each["whole"]
    for period in each["periods"]:
        yield ("period", "", period["period"]), period["figure"]
    for key in ("meeting_type", "role"):
        for breakdown in each[f"by_{key}"]:
            for row in breakdown["rows"]:
                yield (key, row[key], breakdown["year"]), row["figure"]


def _cells(figure: Mapping[str, Any] | None) -> list[object]:
    if figure is None:
        return [""] * (len(_COLUMNS) - 5)
    shares = [
        *(figure["outcomes"][name] for name in OUTCOME_NAMES),
        *(figure["reports"][name] for name in REPORT_NAMES),
    ]
    told = [share[part] if share else "" for share in shares for part in _PARTS]
    median = figure["notice_days"]
    return [figure["invited"], *told, "" if median is None else median]
