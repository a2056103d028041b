"""A long feed in short feeds, so that reading it takes the memory of a few entries and not of all."""

import copy
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

_LONG = 500_000
_TOGETHER = 50


def split_feed(content: bytes) -> Iterator[bytes]:
    """Yield feeds of some entries each, with all that the feed says of itself before them.

    A short feed, and one that is not well-formed, is yielded as it is: feedparser mends what it can.
    """
    if len(content) < _LONG or not _is_well_formed(content):
        yield content
    else:
        yield from _split(content)


def _is_well_formed(content: bytes) -> bool:
    try:
        for _, element in _walk(content):
            _forget(element)
    except etree.XMLSyntaxError:
        return False
    return True


def _walk(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    events = etree.iterparse(BytesIO(content), tag=("{*}item", "{*}entry"), resolve_entities=False, no_network=True)
    # An extension inside an entry may have items of its own.
    return ((event, element) for event, element in events if _is_entry(element))


def _is_entry(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and etree.QName(parent).localname in ("channel", "feed", "RDF", "rss")


def _split(content: bytes) -> Iterator[bytes]:
    entries: list[etree._Element] = []
    shell = None
    for _, element in _walk(content):
        shell = shell if shell is not None else _copy_shell(element)
        entries.append(copy.deepcopy(element))
        _forget(element)
        if len(entries) == _TOGETHER:
            yield _join(shell, entries)
            entries = []
    if shell is not None and entries:
        yield _join(shell, entries)


def _copy_shell(first: etree._Element) -> etree._Element:
    """Copy what stands before the first entry, its parents included."""
    shell = copy.deepcopy(first.getroottree().getroot())
    for element in filter(_is_entry, list(shell.iter("{*}item", "{*}entry"))):
        element.getparent().remove(element)
    return shell


def _join(shell: etree._Element, entries: list[etree._Element]) -> bytes:
    part = copy.deepcopy(shell)
    channel = part.find("channel")
    (part if channel is None else channel).extend(entries)
    return bytes(etree.tostring(part, encoding="utf-8", xml_declaration=True))


def _forget(element: etree._Element) -> None:
    previous, parent = element.getprevious(), element.getparent()
    element.clear()
    # The parser still stands on this element, so the one before it goes.
    if previous is not None and parent is not None and previous.tag == element.tag:
        parent.remove(previous)
