"""Whether a provider comes to meetings as its contract promises."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from directory.rules.assurance import Promise
from directory.rules.engagement.keeping import is_kept
from directory.rules.permissions import Reader
from directory.services import engagement
from directory.services.contracts.register import Version

#: The term that promises how often somebody comes, as a share of invitations.
_ATTENDANCE_TERM: Final = "meeting-attendance"


def kept(
    version: Version,
    promised: Mapping[str, Sequence[Promise]],
    reader: Reader,
    on: date,
    known_on: date,
) -> dict[str, Any]:
    """How often the provider took part in quarters that had ended by `on`, against the share promised.

    Only quarters that were closed by the day `known_on` count: what is recorded later moves nothing.

    `figure` is None where nothing can be told without telling small numbers; the figures are of the provider,
    under all of its contracts. `kept` is yes or no only where the interval of the rate leaves no doubt.
    """
    provider = version.promised.provider
    assert isinstance(provider, uuid.UUID)
    found = engagement.engagement_under_contract(
        provider, (version.promised.valid_from, version.promised.valid_to), on, reader, known_on
    )
    figure = found["whole"] if found else None
    shares = [
        each.quantity
        for each in promised.get(_ATTENDANCE_TERM, ())
        if each.unit == "percent" and each.quantity is not None
    ]
    share = max(shares, default=None)
    took_part = figure["outcomes"]["took_part"] if figure else None
    declined = figure["outcomes"]["declined_capacity"] if figure else None
    return {
        "figure": figure,
        "promised_percent": share,
        "kept": is_kept(share, (took_part["low"], took_part["high"]) if took_part else None),
        "declined_for_capacity": declined,
    }
