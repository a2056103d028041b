"""Sitemaps (sitemaps.org/protocol.html) and Google's extension for news: what a room has, for search engines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from feeds.legible import legible

MEDIA_TYPE = "application/xml; charset=utf-8"

LONGEST = 50_000
"""So many addresses a sitemap may have, and an index so many sitemaps."""
MOST_NEWS = 1000

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """An address, and when what is there last changed."""

    url: str
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An article of the last two days; the language is one of ISO 639."""

    url: str
    title: str
    language: str
    published_at: datetime


def serialise_index(parts: Iterable[Location]) -> bytes:
    """Write the index of sitemaps."""
    return _written("sitemapindex", "sitemap", parts)


def serialise(locations: Iterable[Location]) -> bytes:
    """Write a sitemap."""
    return _written("urlset", "url", locations)


def serialise_news(publication: str, found: Iterable[News]) -> bytes:
    """Write a sitemap of news, under the name of who publishes them."""
    root = etree.Element(_name("urlset"), nsmap={None: _SITEMAP, "news": _NEWS})
    for one in legible(tuple(found)):
        url = etree.SubElement(root, _name("url"))
        etree.SubElement(url, _name("loc")).text = one.url
        news = etree.SubElement(url, f"{{{_NEWS}}}news")
        source = etree.SubElement(news, f"{{{_NEWS}}}publication")
        etree.SubElement(source, f"{{{_NEWS}}}name").text = legible(publication)
        etree.SubElement(source, f"{{{_NEWS}}}language").text = one.language
        etree.SubElement(news, f"{{{_NEWS}}}publication_date").text = one.published_at.isoformat(timespec="seconds")
        etree.SubElement(news, f"{{{_NEWS}}}title").text = one.title
    return _encoded(root)


def _written(name: str, part: str, locations: Iterable[Location]) -> bytes:
    root = etree.Element(_name(name), nsmap={None: _SITEMAP})
    for location in locations:
        element = etree.SubElement(root, _name(part))
        etree.SubElement(element, _name("loc")).text = location.url
        if location.changed_at:
            etree.SubElement(element, _name("lastmod")).text = location.changed_at.isoformat(timespec="seconds")
    return _encoded(root)


def _name(name: str) -> str:
    return f"{{{_SITEMAP}}}{name}"


def _encoded(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
