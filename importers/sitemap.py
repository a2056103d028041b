"""Sitemaps (sitemaps.org, protocol 0.9): the pages of a site, and an index of several such files.

Extensions name pictures and films of a page, which the page itself names better.
"""

from collections.abc import Iterator

from lxml import etree

from importers.draft import Defaults, Problem, Refused, Source, Wanted
from importers.exports.pages import head_of
from importers.reading.characters import may_open_with, squeeze
from importers.reading.instants import parse_moment
from importers.reading.pictures import is_absolute
from importers.reading.prologue import find_root

_ROOTS = frozenset({"urlset", "sitemapindex"})
_WHY = {"url": "a page of the sitemap", "sitemap": "a part of the sitemap"}
_NO_ADDRESS = "“{}” in the sitemap is no address that can be asked."


def recognises(source: Source) -> bool:
    """Tell whether its root element is that of a sitemap or of an index of them."""
    root = find_root(head_of(source)) if may_open_with(b"<", source) else None
    return root is not None and root.name in _ROOTS


def read(source: Source, defaults: Defaults) -> Iterator[Problem | Wanted]:
    """Yield every address, in the file's order; raises Refused for a file without any."""
    is_empty = True
    for entry in _entries(source):
        is_empty = False
        stated, moment = _say(entry, "loc"), _say(entry, "lastmod")
        if is_absolute(stated):
            changed_at = parse_moment(moment, defaults.zone) if moment else None
            yield Wanted(stated, _WHY[_name(entry)], changed_at=changed_at)
        else:
            yield Problem(_NO_ADDRESS.format(stated[:80]))
    if is_empty:
        raise Refused(f"The sitemap {source.name} names no page.")


def _entries(source: Source) -> Iterator[etree._Element]:
    """Yield an entry at a time, because a sitemap may have 50,000 of them."""
    with source.open() as stream:
        # Behind blanks a declaration is an error, after which the parser loses every reference such as `&amp;`.
        stream.seek(len(source.head) - len(source.head.lstrip()))
        parsed = etree.iterparse(stream, recover=True, resolve_entities=False, no_network=True, remove_comments=True)
        try:
            for _, element in parsed:
                if _name(element) in _WHY:
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise Refused(f"{source.name} is broken XML, and nothing more of it can be read.") from error


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _say(entry: etree._Element, name: str) -> str:
    return next((squeeze(child.text or "") for child in entry if _name(child) == name), "")
