"""Opening hours: read from text, asked whether somebody answers, written back.

`parse` is the way in; `reading` says which notations it takes.
"""

from directory.rules.hours.opening import HORIZON_DAYS, LONDON, Hours, Moment, moment_of, parse
from directory.rules.hours.reading import EXAMPLE, MAX_LENGTH, read
from directory.rules.hours.writing import moment_in_words, time_in_words

__all__ = [
    "EXAMPLE",
    "HORIZON_DAYS",
    "LONDON",
    "MAX_LENGTH",
    "Hours",
    "Moment",
    "moment_in_words",
    "moment_of",
    "parse",
    "read",
    "time_in_words",
]
