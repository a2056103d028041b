"""Values of content lines, as iCalendar (RFC 5545 section 3.3) and vCard (RFC 6350 section 4) share them."""

import re

from icalendar.prop import vText, vUri

_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
# Several readers undo the escapes one after the other, and find one that breaks the line behind a backslash's.
_MISREAD = re.compile(r"\\(?=[nr])", re.IGNORECASE)


def escaped(text: str) -> str:
    r"""Escape text as RFC 5545 section 3.3.11 and RFC 6350 section 3.4 say; newlines are `\n` already."""
    return text.translate(_ESCAPES)


def uri(address: str) -> vUri:
    """Give an address as a value, without white space, which would end its line."""
    return vUri("".join(address.split()))


class Text(vText):
    r"""Text whose backslashes stay: the library's own turns the `\N` of `S:\Nyheter` into a line break.

    So do other makers' readers, unless a word joiner (U+2060), which nobody sees, stands between.
    """

    def to_ical(self) -> bytes:
        """Write it escaped."""
        return escaped(_MISREAD.sub("\\\\\u2060", self)).encode()
