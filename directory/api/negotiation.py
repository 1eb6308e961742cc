"""In which form a meeting plan is answered: JSON, or one list as a file for calendar, cards, sheet, mail."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import marshmallow as ma
from flask import Response, request
from marshmallow import fields
from marshmallow.validate import Length
from werkzeug.exceptions import NotAcceptable

from directory.api.accepting import best_of
from directory.api.json import json_response
from directory.feeds import as_calendar, as_cards, as_csv, as_text

JSON = "application/json"

#: The forms a plan has besides JSON, and the name each is saved under, which tells nothing.
FILES = {
    "text/plain": "meeting-plan.txt",
    "text/csv": "meeting-plan.csv",
    "text/calendar": "meeting.ics",
    "text/vcard": "contacts.vcf",
}


class FileQuery(ma.Schema):
    """What files need beside the plan; for JSON it changes nothing."""

    list = fields.String(
        validate=Length(1, 600),
        allow_none=True,
        metadata={"description": "Which list a file is of; needed where there is more than one"},
    )
    venue = fields.String(
        validate=Length(1, 200),
        allow_none=True,
        metadata={
            "description": "Where the meeting is held, never a home",
            "example": "Civic Centre, Room 2",
        },
    )
    organiser = fields.Email(
        allow_none=True,
        metadata={"description": "Mailbox that answers to a calendar's invitation go to"},
    )


def negotiated(
    plan: Callable[[], Mapping[str, Any]],
    query: Mapping[str, Any],
    now: datetime,
    refuse_home: Callable[[str], None],
) -> Response:
    """The plan in the form the request's Accept header asks for; JSON where it does not say.

    `plan` is called once it is known that its answer can be given. `query` holds what `FileQuery` describes;
    `refuse_home` is called with the venue, where there is one, whatever the form.

    Raises:
        NotAcceptable: the request takes none of the forms.
        Invalid: by `refuse_home`; or a file is asked for of a plan with several lists, and none, or none of
            them, is named.
    """
    form = _form()
    if form is None:
        raise NotAcceptable(f"Accept asks for none of the forms there are: {JSON}, {', '.join(FILES)}.")

    venue = query.get("venue")
    if venue is not None:
        refuse_home(venue)
    made = plan()
    answer = json_response(made) if form == JSON else _file(form, made, query, now)
    answer.headers["Cache-Control"] = "no-store"
    answer.vary.add("Accept")
    return answer


def _form() -> str | None:
    """The form that is asked for most, of those there are."""
    return best_of([JSON, *FILES], request.accept_mimetypes)


def _file(form: str, plan: Mapping[str, Any], query: Mapping[str, Any], now: datetime) -> Response:
    chosen, organiser = query.get("list"), query.get("organiser")
    kind = f"{form}; charset=utf-8"
    if form == "text/calendar":
        content = as_calendar(plan, chosen, query.get("venue"), now, organiser)
        kind += "; component=VEVENT" + ("; method=REQUEST" if organiser else "")
    elif form == "text/plain":
        content = as_text(plan, chosen, query.get("venue"))
    else:
        content = {"text/csv": as_csv, "text/vcard": as_cards}[form](plan, chosen)
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{_name(form, plan, chosen)}"'
    return answer


def _name(form: str, plan: Mapping[str, Any], chosen: str | None) -> str:
    """What a file is saved as: with the number of its list, where there are several, and not its name."""
    name, _, ending = FILES[form].partition(".")
    lists = [each["name"] for each in plan["lists"]]
    return f"{name}-{lists.index(chosen) + 1}.{ending}" if chosen and len(lists) > 1 else FILES[form]
