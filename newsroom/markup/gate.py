"""The gate: lxml parses and balances, the tree is counted and put in order, nh3 guards, and its output is counted.

Depth alone does not protect: 25 kB of unclosed `<b>` made nh3 write 17 MB, so nh3 only ever sees what
`Flow` wrote, where no inline element stands in another of its name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import is_normalized, normalize

import nh3
from lxml import etree

from newsroom.errors import Unreadable
from newsroom.markup.flow import MAX_SIZE
from newsroom.markup.reading import Reading
from newsroom.markup.vocabulary import ATTRIBUTES, SCHEMES, TAGS

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Word processors put whole photographs into the text as data; they are never shown, and must not count as text.
_DATA = re.compile(r"data:[^\"'\s<>]{200,}")
_LINKS = re.compile(r'<a href="#([^"]*)"')
_PLACES = re.compile(r'<span id="([^"]*)"')
# A mark after a sign would make another of the two, and so eat into a tag: > and U+0338 are U+226F.
_OUTSIDE_TAGS = re.compile(r"<[^>]*>|[^<>]+")
_OUTSIDE_SIGNS = re.compile(r"[^<>]+")
_GUARD = nh3.Cleaner(tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What came through: HTML that may be shown, the same as plain text, and what was taken out, a sentence each."""

    html: str
    text: str
    notes: tuple[str, ...] = ()


def clean(html: str, *, base: str | None = None, pictures: Mapping[str, str] | None = None) -> Cleaned:
    """Give the part of foreign HTML that an article may have; raises Unreadable when it is larger than 2 MB.

    Links become absolute against `base`. A picture is shown when `pictures` says under which address of ours
    it is kept, or when it has such an address; else a link stands in its place. Cleaning twice changes nothing.
    """
    source = _DATA.sub("data:,", _UNWRITABLE.sub("", html)).encode()
    if len(source) > MAX_SIZE:
        raise Unreadable(f"The text has {len(source) // 1_000_000} MB of HTML, and 2 MB is the most: divide it.")
    reading = Reading(base, pictures or {})
    reading.read(_parse(source))
    written, text = reading.flow.finish()
    if not is_normalized("NFC", written):
        written, text = _OUTSIDE_TAGS.sub(_composed, written), _OUTSIDE_SIGNS.sub(_composed, text)
    guarded = _GUARD.clean(written)
    if len(guarded.encode()) > MAX_SIZE:
        raise Unreadable("The text grows beyond 2 MB of HTML when it is put in order: shorten it.")
    # nh3 takes away an address that no browser would look up; what is left of such a link goes, too,
    # and so does a link within the page whose place is gone, or a place that nothing leads to.
    if "<a>" in guarded or set(_LINKS.findall(guarded)) != set(_PLACES.findall(guarded)):
        return replace(clean(guarded), notes=reading.notes())
    return Cleaned(guarded, text, reading.notes())


def _composed(found: re.Match[str]) -> str:
    """Give a piece in Unicode's form C, in which å is one character; a tag stays as it is."""
    return found[0] if found[0].startswith("<") else normalize("NFC", found[0])


def _parse(source: bytes) -> etree._Element:
    # Without huge_tree lxml drops what lies deeper than 256, in silence.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, no_network=True)
    return etree.fromstring(b"<html><body>" + source, parser)
