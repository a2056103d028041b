"""The root element of an XML or HTML text, behind declarations, comments and document types."""

import re
from typing import NamedTuple

_TAG = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})(?=[\s/>])([^>]{0,10000})")
_PARTS = (("<!--", "-->"), ("<?", "?>"))


class Root(NamedTuple):
    """The first element: its local name in lower case, its attributes as written, and what came before."""

    name: str
    attributes: str
    is_xml: bool
    doctype: str


def find_root(text: str) -> Root | None:
    """Find the first element of a text; None when something else comes first. Reads each character once."""
    start, doctype = _skip_blanks(text, 0), ""
    is_xml = text.startswith("<?xml", start)
    while end := _find_end(text, start):
        if text.startswith("<!", start) and not text.startswith("<!--", start):
            doctype = text[start:end]
        start = _skip_blanks(text, end)
    found = _TAG.match(text, start)
    return Root(found[1].lower(), found[2], is_xml, doctype) if found else None


def _find_end(text: str, start: int) -> int:
    """Give where the comment, instruction or document type that starts here ends; 0 when none does."""
    for opening, closing in _PARTS:
        if text.startswith(opening, start):
            return text.find(closing, start) + len(closing) if text.find(closing, start) > 0 else 0
    if not text.startswith("<!", start):
        return 0
    end, subset = text.find(">", start), text.find("[", start)
    return text.find("]>", subset) + 2 if 0 < subset < end and "]>" in text else end + 1


def _skip_blanks(text: str, start: int) -> int:
    while start < len(text) and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    return start
