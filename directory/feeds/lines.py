"""Values in the line format that calendars and cards share (RFC 5545 and RFC 6350), which icalendar writes.

The library's own escaping takes `\\N` in a text for a line break, so that a path such as `C:\\News` would
come back in two lines; values here are escaped by the letter of the standards.
"""

import re
from typing import Any
from urllib.parse import quote

from icalendar import Component, Parameters, vCalAddress, vText

_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
#: The library takes a byte order mark off what it is given, be it the first character of a text or not.
_WITH_MARK = "utf-8-sig"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def writable(text: str) -> str:
    """`text` with line breaks of one kind, and without the control characters that no such file may hold."""
    return _UNWRITABLE.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """`text` as `writable` leaves it, with a space for each line break."""
    return writable(text).replace("\n", " ")


class Text(vText):  # type: ignore[misc, unused-ignore]  # the library's types are its own
    """A text value, escaped as the standards say."""

    def __new__(cls, text: str) -> "Text":
        return super().__new__(cls, writable(text))

    def to_ical(self) -> bytes:
        return str(self).translate(_ESCAPED).encode(_WITH_MARK)


class Raw(vText):  # type: ignore[misc, unused-ignore]  # see Text
    """A value with a form of its own, such as parts between semicolons; made of what is escaped."""

    def to_ical(self) -> bytes:
        return str(self).encode(_WITH_MARK)


def parts(*texts: str) -> Raw:
    """A value of several parts, such as a name."""
    return Raw(";".join(writable(text).translate(_ESCAPED) for text in texts))


def quoted(**parameters: str) -> Parameters:
    """Parameters of a property. Quotation marks and breaks in them are written as RFC 6868 says."""
    return Parameters({name: one_line(text) for name, text in parameters.items()})


def mailto(mailbox: str) -> vCalAddress:
    """A mailbox as an address of a calendar."""
    return vCalAddress("mailto:" + quote(one_line(mailbox), safe="@+"))


def put(component: Component, name: str, value: Any) -> None:
    """Put a property last, as it is: nothing is read into the value."""
    component.add(name, value, encode=False)
