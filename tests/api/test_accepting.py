"""What an Accept header asks for, as RFC 9110 reads it."""

import pytest
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from directory.api.accepting import best_of

JSON, TEXT, CSV, ICS = FORMS = ("application/json", "text/plain", "text/csv", "text/calendar")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("*", JSON),
        ("application/*", JSON),
        ("text/*", TEXT),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/csv; charset=utf-8", CSV),
        # Quality, whatever the order.
        ("text/csv;q=0.5, text/calendar;q=0.8", ICS),
        ("text/calendar;q=0.8, text/csv;q=0.5", ICS),
        ("text/calendar;q=0.001, application/json;q=0.002", JSON),
        # The most specific range gives the quality of a form.
        ("text/*;q=0.3, text/csv;q=0.7, */*;q=0.1", CSV),
        ("text/*;q=0.9, text/plain;q=0.1", CSV),
        ("*/*;q=0.9, application/json;q=0.1", TEXT),
        ("text/plain;q=0.1, text/*;q=0.9, */*;q=0.95", JSON),
        # Nought excludes, also what a star would let in.
        ("*/*, application/json;q=0", TEXT),
        ("application/json;q=0, */*", TEXT),
        ("text/*;q=0, */*", JSON),
        ("*/*, application/*;q=0, text/plain;q=0", CSV),
        ("text/*, text/plain;q=0, text/csv;q=0", ICS),
        ("*/*;q=0", None),
        ("application/json;q=0", None),
        ("text/html", None),
        ("image/*, text/html;q=0.9", None),
        # Of the same quality, what is named before what is let in, and then our own order.
        ("text/calendar, application/json", JSON),
        ("text/calendar, text/csv", CSV),
        ("text/calendar, */*", ICS),
        ("text/html, */*", JSON),
        ("text/html, text/calendar;q=0.9, */*;q=0.8", ICS),
        # What cannot be read is as if it were not there.
        ("text/csv;q=many, text/calendar", ICS),
        ("text/csv;q=7, text/calendar;q=0.1", ICS),
    ],
)
def test_the_form_that_is_asked_for_most(accept: str, form: str | None) -> None:
    assert best_of(FORMS, parse_accept_header(accept, MIMEAccept)) == form
