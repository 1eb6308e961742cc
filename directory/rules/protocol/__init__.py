"""A council's own protocol beside ours: what differs, and what in it deserves a second look.

The protocol is the part of the catalogue that decides who from housing is invited. docs/protocol.md tells
policy staff how to write their own.
"""

from directory.rules.protocol.concerns import Concern, concerns
from directory.rules.protocol.differences import TABLES, Difference, differences
from directory.rules.protocol.words import difference_in_words

__all__ = ["TABLES", "Concern", "Difference", "concerns", "difference_in_words", "differences"]
