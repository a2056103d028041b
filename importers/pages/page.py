"""A web page, decoded and parsed within limits, and the addresses it goes by."""

import re
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from lxml import etree

from importers.draft import Refused, Source
from importers.reading.characters import decode_text, find_charset, legible, read_bytes
from importers.reading.disguise import reveal_addresses
from importers.reading.pictures import find_originals, is_absolute, join_address
from importers.reading.prologue import find_root

_LIMIT = 2_000_000
# libxml2 stops at 256 levels and drops the rest without a word. A long encyclopedia article has 14,000 elements.
_DEEPEST = 200
_MOST = 15_000
# Of any number of declarations none says anything about a page; bs4 warns of XML at the first that it meets.
_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^<>]*>?\s*)+", re.IGNORECASE)
_ROOTS = frozenset(
    """html head body title meta link base article main section div header footer nav address h1 h2 h3 h4 p ul ol dl
    table blockquote figure a abbr area b em i img span strong""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its element tree, its markup as text, and the address its links are relative to."""

    source: Source
    soup: BeautifulSoup
    markup: str
    base: str | None

    def join(self, address: str) -> str:
        """Make an address of this page absolute where the page says where it lives."""
        return join_address(self.base, address)


def is_page(source: Source) -> bool:
    """Tell whether the source begins as HTML or XHTML does, and is no other XML."""
    root = find_root(_decode(source, source.head))
    if root is None:
        return False
    return root.name == "html" or (root.name in _ROOTS and not root.is_xml and "xmlns" not in root.attributes)


def parse_page(source: Source) -> Page:
    """Parse a page; raises Refused when it is too large, too deep or of too many elements to be read whole."""
    markup = _PROLOGUE.sub("", legible(_decode(source, read_bytes(source, _LIMIT))))
    markup = reveal_addresses(find_originals(markup))
    if not markup.strip():
        raise Refused(f"{source.name} is an empty page.")
    _measure(markup, source.name)
    soup = BeautifulSoup(markup, "lxml")
    return Page(source, soup, markup, _find_base(soup, source))


def _decode(source: Source, content: bytes) -> str:
    declared = find_charset(source.media_type) or EncodingDetector.find_declared_encoding(content, is_html=True)
    return decode_text(content, declared)


class _Extent:
    """Counts levels and elements as the parser meets them, so that a tree that is too large is never built."""

    def __init__(self, name: str) -> None:
        self.name, self.depth, self.elements = name, 0, 0

    def start(self, tag: str, attributes: Any) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _DEEPEST:
            raise Refused(f"{self.name} nests its elements more than {_DEEPEST} deep; save it as plain text instead.")
        if self.elements > _MOST:
            raise Refused(f"{self.name} has more than {_MOST:,} elements; save its article alone, or as plain text.")

    def end(self, tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """End the count."""


def _measure(markup: str, name: str) -> None:
    parser = etree.HTMLParser(target=_Extent(name), huge_tree=True)
    try:
        parser.feed(markup)
        parser.close()
    except etree.LxmlError as error:
        raise Refused(f"{name} holds nothing that can be read as a page.") from error


def _find_base(soup: BeautifulSoup, source: Source) -> str | None:
    canonical = soup.find("link", rel="canonical", href=True)
    known = source.address or (str(canonical["href"]) if canonical else "")
    declared = soup.find("base", href=True)
    base = join_address(known, str(declared["href"])) if declared else known
    return base if is_absolute(base) else None
