"""The words that labels and reasons may be made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.rules.catalogue.rows import Row

Use = Literal["who", "numbered", "beside", "reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Row):
    """Words of one `use`: they say who somebody is, may be numbered, stand beside these, or give a reason."""

    use: Use
    words: tuple[str, ...]
