"""OPML 2.0 (opml.org/spec2.opml): a list of feeds, as readers import it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from feeds.legible import legible

MEDIA_TYPE = "text/x-opml; charset=utf-8"

_MARKUP = re.compile(r"<|&(?=[^\s&])")
_FULLWIDTH = ord("＜") - ord("<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed in a list of them: what it is called, its address and its page, and the language of its texts."""

    title: str
    url: str
    page_url: str
    format: str = "rss"
    language: str | None = None


def serialise(title: str, outlines: Iterable[Outline]) -> bytes:
    """Write the list under a title; it has no date, so it changes with its feeds alone."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _read_either_way(legible(title))
    body = etree.SubElement(root, "body")
    for outline in legible(tuple(outlines)):
        said = {"xmlUrl": outline.url, "htmlUrl": outline.page_url, "language": outline.language}
        called = _read_either_way(outline.title)
        named = {"type": outline.format, "text": called, "title": called}
        etree.SubElement(body, "outline", {name: value for name, value in {**named, **said}.items() if value})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _read_either_way(text: str) -> str:
    """Give what is the same as plain text, which readers show, and as HTML, which the specification allows here."""
    return _MARKUP.sub(lambda found: chr(ord(found[0]) + _FULLWIDTH), text)
