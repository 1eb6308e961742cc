"""The audit log: what was changed and what was seen, by whom. `rules.audit` has how it is sealed."""

from directory.services.audit.anchors import anchors_file, read_anchors
from directory.services.audit.extracts import FORMATS, export
from directory.services.audit.keys import refuse_other_key
from directory.services.audit.line import line_of
from directory.services.audit.pages import Wanted, entries_page
from directory.services.audit.readers import Exposure, SchemeReader, readers_of
from directory.services.audit.verifying import Verified, verify, verify_file
from directory.services.audit.writing import Happening, Pen, append

__all__ = [
    "FORMATS",
    "Exposure",
    "Happening",
    "Pen",
    "SchemeReader",
    "Verified",
    "Wanted",
    "anchors_file",
    "append",
    "entries_page",
    "export",
    "line_of",
    "read_anchors",
    "readers_of",
    "refuse_other_key",
    "verify",
    "verify_file",
]
