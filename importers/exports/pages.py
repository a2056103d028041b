"""Files of an export: how they begin, pages parsed by lxml within limits, and their elements by class."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from importers.draft import Refused, Source
from importers.exports.tree import make_element, parse_body
from importers.reading.characters import decode_text, find_charset, legible, read_bytes

_LIMIT = 4_000_000


def head_of(source: Source) -> str:
    """Give the beginning of a file as text."""
    return legible(decode_text(source.head, find_charset(source.media_type)))


def parse_page(source: Source) -> HtmlElement:
    """Parse a page; raises Refused when it is larger or deeper than any article."""
    text = legible(decode_text(read_bytes(source, _LIMIT), find_charset(source.media_type)))
    if not text.strip():
        raise Refused(f"{source.name} is an empty page.")
    return parse_body(text)


def find_classes(root: HtmlElement, *names: str) -> Iterator[HtmlElement]:
    """Yield the elements of one of these classes, in the order of the page."""
    wanted = set(names)
    return (one for one in root.iter() if not wanted.isdisjoint((one.get("class") or "").split()))


def find_class(root: HtmlElement, *names: str) -> HtmlElement:
    """Find the first element of the first of these classes that there is; an empty one where there is none."""
    for name in names:
        if (found := next(find_classes(root, name), None)) is not None:
            return found
    return make_element("p")
