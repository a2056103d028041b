"""OPML 1 and 2 (opml.org/spec2): a list of feeds, or of pages, as feed readers give it away."""

from collections.abc import Iterator

from lxml import etree

from importers.draft import Defaults, Problem, Refused, Source, Wanted
from importers.exports.pages import head_of
from importers.reading.characters import may_open_with, read_bytes
from importers.reading.pictures import is_absolute
from importers.reading.prologue import find_root

_LIMIT = 8_000_000
_ADDRESSES = ("xmlurl", "url", "htmlurl")


def recognises(source: Source) -> bool:
    """Tell whether its root element is `opml`."""
    root = find_root(head_of(source)) if may_open_with(b"<", source) else None
    return root is not None and root.name == "opml"


def read(source: Source, defaults: Defaults) -> Iterator[Problem | Wanted]:
    """Yield the feed of every outline, or the page of one without; raises Refused where there is none."""
    found = [address for outline in _outlines(source) if (address := _address(outline))]
    if not found:
        raise Refused(f"The list {source.name} names no feed and no page.")
    for address in found:
        yield Wanted(address, "an entry of the list")


def _outlines(source: Source) -> Iterator[etree._Element]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(read_bytes(source, _LIMIT).lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"{source.name} is broken XML, and nothing of it can be read.") from error
    yield from root.iter("outline") if root is not None else ()


def _address(outline: etree._Element) -> str | None:
    named = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
    return next((named[name] for name in _ADDRESSES if is_absolute(named.get(name, ""))), None)
