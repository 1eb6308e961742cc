"""The homes that a meeting is about: where it is not to be held."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from directory.errors import Invalid
from directory.rules.hours import LONDON
from directory.rules.permissions import Reader
from directory.services import lookup
from directory.services.lookup.candidates import premises_of_scheme
from directory.services.meeting_plans.asked import Asked
from directory.services.meeting_plans.places import scheme_told


def homes_of(asked: Asked, now: datetime, reader: Reader) -> Iterator[str]:
    """The addresses that people live or lived at, as typed and as held; to compare with, and for no answer.

    Of what is held, those that `reader` may be told of.
    """
    on = asked.starts_at.astimezone(LONDON).date()
    for named in asked.named():
        yield " ".join(named[part] for part in ("address", "postcode") if named.get(part))
        with suppress(Invalid):  # of what there is no such thing, there is no home
            if "scheme" in named:
                if scheme_told(named["scheme"], reader).is_near_told(reader):
                    yield from (row.held.text for row in premises_of_scheme(named["scheme"], on))
                continue
            answer, _ = lookup.resolve(named, now, reader, on)
            if answer["outcome"] == "found":
                yield from (match["premises"]["address"] for match in answer["matches"])
