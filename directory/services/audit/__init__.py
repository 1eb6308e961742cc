"""The audit log: what was changed and what was seen, by whom. `rules.audit` has how it is sealed."""

from directory.services.audit.keys import refuse_other_key
from directory.services.audit.writing import Happening, append

__all__ = ["Happening", "append", "refuse_other_key"]
