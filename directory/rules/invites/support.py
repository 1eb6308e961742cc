"""Whether a scheme records more support than signposting, so that there is a worker to invite (H11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from directory.rules.catalogue import SupportLevel

_SIGNPOSTING = "signposting"


def has_support(recorded: Iterable[tuple[str, str | None]], levels: Mapping[str, SupportLevel]) -> bool:
    """Whether any of the support `recorded`, as (offered, level), is a `yes` above signposting.

    A yes without a level, or one that only answers the telephone, does not say that anybody comes.
    """
    least = levels[_SIGNPOSTING].rank or 0
    ranks = (
        levels[level].rank for offered, level in recorded if offered == "yes" and level and level in levels
    )
    return any(rank is not None and rank > least for rank in ranks)
