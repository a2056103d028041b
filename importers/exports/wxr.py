"""WordPress eXtended RSS 1.0 to 1.2 as a stream of items: memory holds one item, and a broken one spoils no other.

Items are cut out of the bytes by their tags, and parsed one by one.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from lxml import etree

from importers.draft import Problem, Source
from importers.exports.pages import head_of
from importers.reading.characters import legible
from importers.reading.prologue import find_root

_CHUNK = 1 << 20
_LARGEST = 12_000_000
_SECTION = b"<![CDATA["
_OPENING = re.compile(rb"<item[\s>]")
_NEXT = re.compile(rb"<!\[CDATA\[|</item\s*>|<item[\s>]")
_SECTION_END = re.compile(rb"\]\]>")
# An item cannot end inside a section that its own post closes: here the section was never closed.
_CUT = re.compile(rb"</item\s*>(?=\s*(?:<item[\s>]|</channel))")
_PREFIX = re.compile(r"\sxmlns:([\w.-]+)\s*=")
_PREFIXES = ("atom", "content", "dc", "excerpt", "georss", "itunes", "media", "slash", "wfw", "wp")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_SECTIONS = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_BEFORE = re.compile(r"<([\w:.-]+)[^<>]*>\s*\Z")
_MOST_SECTIONS = 400
_LIMITS = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
_STRICT = etree.XMLParser(**_LIMITS)
_LENIENT = etree.XMLParser(recover=True, **_LIMITS)
_META = ("wp:meta_key", "wp:meta_value")


class Term(NamedTuple):
    """A category, a tag, or another word of a taxonomy that an item is filed under."""

    domain: str
    nicename: str
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item's fields by the name and prefix that the format gives them, its terms, and its own settings."""

    fields: dict[str, str]
    terms: tuple[Term, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Give a field, empty where the item does not have it."""
        return self.fields.get(name, "")

    @property
    def type(self) -> str:
        """Give what kind of post it is; an export of another system may not say it."""
        return self.get("wp:post_type").strip() or "post"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written: its encoding, and the prefixes it may use, each declared as its own namespace.

    So all versions of the format, whose namespaces differ, read alike.
    """

    encoding: str
    prefixes: str

    def wrap(self, markup: bytes) -> bytes:
        """Make a document of an item."""
        declared = f'<?xml version="1.0" encoding="{self.encoding}"?><rss{self.prefixes}>'
        return b"".join((declared.encode("ascii"), markup, b"</rss>"))


def is_wxr(text: str) -> bool:
    """Tell whether a text begins as WXR does, with the namespace or the version of the format."""
    root = find_root(text)
    marked = "wordpress.org/export/" in text or "<wp:wxr_version" in text
    return root is not None and root.name == "rss" and marked


def find_dialect(source: Source) -> Dialect:
    """Find how a file is written by its beginning."""
    found = dict.fromkeys([*_PREFIXES, *_PREFIX.findall(head_of(source)[:20_000])])
    prefixes = "".join(f' xmlns:{name}="{name}"' for name in found if name.isascii() and not name.startswith("xml"))
    encoding = _find_encoding(source.head)
    return Dialect("utf-8" if encoding.startswith("utf") else encoding, prefixes)


def split_wxr(source: Source) -> Iterator[bytes | Problem]:
    """Yield what stands before the first item, then each item as markup; a Problem for one beyond all size."""
    encoding = _find_encoding(source.head)
    with source.open() as stream:
        wide = encoding.startswith(("utf-16", "utf-32"))
        readable = codecs.EncodedFile(stream, "utf-8", encoding, "replace") if wide else stream
        yield from _Splitter(readable, source.name).split()


def parse_item(markup: bytes, dialect: Dialect) -> Item | None:
    """Read an item; one that is not well-formed is mended as far as can be, None when nothing is left of it."""
    element = parse_element(markup, dialect)
    if element is None:
        return None
    fields, terms, meta = dict[str, str](), list[Term](), dict[str, str]()
    for child in element:
        name = _name(child.tag)
        if name == "category":
            terms.append(Term(child.get("domain", ""), child.get("nicename", ""), _text(child)))
        elif name == "wp:postmeta":
            key, value = (next((_text(one) for one in child if _name(one.tag) == part), "") for part in _META)
            meta.setdefault(key, value)
        elif name not in fields:
            fields[name] = _text(child)
    return Item(fields, tuple(terms), meta) if fields else None


def parse_element(markup: bytes, dialect: Dialect) -> etree._Element | None:
    """Parse an item, strictly where that is possible."""
    try:
        root = etree.fromstring(dialect.wrap(markup), _STRICT)
    except (etree.XMLSyntaxError, ValueError):
        root = _parse_mended(markup, dialect)
    return root[0] if root is not None and len(root) else None


def _parse_mended(markup: bytes, dialect: Dialect) -> etree._Element | None:
    """Parse what is left when bare ampersands are marked and open sections closed."""
    text = _close_sections(legible(markup.decode(dialect.encoding, "replace")))
    parts = (part if part.startswith("<![") else _BARE_AMPERSAND.sub("&amp;", part) for part in _SECTIONS.split(text))
    content = "".join(parts).encode(dialect.encoding, "xmlcharrefreplace")
    try:
        return etree.fromstring(dialect.wrap(content), _LENIENT)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _close_sections(markup: str) -> str:
    """Close each section that runs beyond the end tag of its own element, into a section of another."""
    opening, parts, position, last = "<![CDATA[", list[str](), 0, markup.rfind("]]>")
    while (start := markup.find(opening, position)) >= 0 and len(parts) < _MOST_SECTIONS:
        element = _BEFORE.search(markup, max(0, start - 200), start)
        closing = markup.find(f"</{element[1]}>", start) if element else -1
        end = markup.find("]]>", start) if start < last else -1
        if closing >= 0 and (end < 0 or markup.find(opening, closing, end) >= 0):
            parts += (markup[position:closing], "]]>")
            position = closing
        elif end < 0:
            return "".join((*parts, markup[position:], "]]>"))
        else:
            parts.append(markup[position : end + 3])
            position = end + 3
    return "".join((*parts, markup[position:]))


class _Names(dict[object, str]):
    """Names by the tags of lxml, each made once: `wp:status` for `{wp}status`."""

    def __missing__(self, tag: object) -> str:
        name = tag if isinstance(tag, str) else ""
        name = name[1:].replace("}", ":") if name.startswith("{") else name
        if len(self) < 500:
            self[tag] = name
        return name


_NAMES = _Names()
_name = _NAMES.__getitem__


def _text(element: etree._Element) -> str:
    return (element.text or "") if not len(element) else "".join(element.itertext())


class _Splitter:
    """Looks through a stream for the marks between which an item stands; `start` is where the present one does."""

    def __init__(self, stream: BinaryIO | codecs.StreamRecoder, name: str) -> None:
        self.stream, self.name = stream, name
        self.held, self.start, self.ended = b"", 0, False

    def split(self) -> Iterator[bytes | Problem]:
        first = self._find(_OPENING, 0)
        yield self.held[: first.start()] if first else self.held
        self._find_opening(0)
        number = 0
        while self.start < len(self.held):
            number += 1
            if end := self._find_end():
                yield self.held[self.start : end]
            else:
                yield Problem(f"Item {number} of {self.name} is not closed within {_LARGEST // 1_000_000} MB.")
            self._find_opening(end or self.start + len("<item"))

    def _find_opening(self, position: int) -> None:
        """Stand at the next item, or at the end of everything."""
        self.start = position
        while not (found := self._find(_OPENING, 0)):
            self.start = len(self.held) if self.ended else len(self.held) - len(_SECTION)
            if self.ended:
                return
        self.start = found.start()

    def _find_end(self) -> int:
        """Find where the item ends; 0 when it does not within all measure."""
        position = len("<item")
        while found := self._find(_NEXT, position):
            if found[0] != _SECTION:
                # An item that was not closed ends where the next one begins.
                return found.start() if found[0].startswith(b"<item") else found.end()
            position = self._pass_section(found.end() - self.start)
            if position < 0:
                return self.start - position
        return 0 if len(self.held) - self.start > _LARGEST else len(self.held)

    def _pass_section(self, position: int) -> int:
        """Give where a section ends; the end of the item, negative, where it was cut off before."""
        end = self._find(_SECTION_END, position)
        begin, stop = self.start + position, end.end() if end else len(self.held)
        if self.held.find(b"</item", begin, stop) >= 0 and (cut := _CUT.search(self.held, begin, stop + 200)):
            return self.start - cut.end()
        return stop - self.start

    def _find(self, mark: re.Pattern[bytes], position: int) -> re.Match[bytes] | None:
        """Find a mark behind a place in the item, reading on until it comes; None at the end or beyond all measure."""
        while not (found := mark.search(self.held, self.start + position)):
            # A mark may be cut in two by the end of what was read.
            position = max(position, len(self.held) - self.start - len(_SECTION))
            if len(self.held) - self.start > _LARGEST or not self._read_on():
                return None
        return found

    def _read_on(self) -> bool:
        """Read another piece, forgetting what stands before the present item."""
        if self.ended:
            return False
        content = self.stream.read(_CHUNK)
        self.ended = not content
        self.held, self.start = self.held[self.start :] + content, 0
        return True


def _find_encoding(head: bytes) -> str:
    """Find the encoding of the whole by its beginning, which may end within a character."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head[:4]:
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _declared(head)
    return "utf-8"


def _declared(head: bytes) -> str:
    """Give the encoding that a declaration names, unless the bytes belie it."""
    found = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w.-]+)", head)
    try:
        name = codecs.lookup(found[1].decode("ascii") if found else "").name
        known = b"<item>".decode(name) == "<item>"
    except (LookupError, ValueError):
        known = False
    # What browsers do, too, with a page that calls itself Latin-1; and UTF-8 it is not.
    return name if known and name not in ("iso8859-1", "ascii") and not name.startswith("utf") else "windows-1252"
