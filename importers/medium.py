"""One post of Medium's export: a page with microformats, whose footer has author, date, tags and addresses."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape

from lxml.html import HtmlElement

from importers.draft import ArticleDraft, Defaults, Problem, Refused, Source
from importers.exports.pages import find_class, find_classes, head_of, parse_page
from importers.exports.post import Post, make_article
from importers.exports.tree import make_element, replace_element, text_of, write_body
from importers.reading.characters import fold, may_open_with
from importers.reading.instants import parse_moment

_MARKS = ("graf--", "data-field=")
_ARTICLE = re.compile(r"<article\b[^<>]*\bclass=[\"'][^\"']*\bh-entry\b")
_NUMBER = re.compile(r"medium\.com/p/([0-9a-f]{6,16})|-([0-9a-f]{10,14})(?:[?#]|$)")
_DROPPED = frozenset(
    {"section-divider", "graf--title", "graf--subtitle", "js-mixtapeImage", "aspectRatioPlaceholder-fill"}
)


def recognises(source: Source) -> bool:
    """Tell whether it is an h-entry with the fields and classes of Medium's editor."""
    if not may_open_with(b"<", source):
        return False
    text = head_of(source)
    return bool(_ARTICLE.search(text)) and any(mark in text for mark in _MARKS)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the one post of the page; raises Refused when it has no text."""
    article = find_class(parse_page(source), "h-entry")
    body = next((one for one in article.iter("section") if one.get("data-field") == "body"), None)
    if body is None:
        body = find_class(article, "e-content")
    if not text_of(body) and body.find(".//img") is None:
        raise Refused(f"{source.name} is a page of Medium's export without a post.")
    yield make_article(_read_post(article, body, source), source, defaults)


def _read_post(article: HtmlElement, body: HtmlElement, source: Source) -> Post:
    title = text_of(find_class(article, "p-name", "graf--title"))
    lead = text_of(find_class(article, "p-summary", "graf--subtitle"))
    times = [time.get("datetime", "") for time in find_classes(article, "dt-published")]
    published = parse_moment(times[0], "UTC") if times else None
    links = [link.get("href", "") for name in ("p-canonical", "dt-published") for link in _links(article, name)]
    number = next((found[1] or found[2] for link in reversed(links) if (found := _NUMBER.search(link))), "")
    short = f"https://medium.com/p/{number}" if number else ""
    drafted = not published or source.name.startswith("draft_")
    return Post(
        system="Medium",
        title=escape(title),
        body=_tidy(body, title, lead),
        lead=escape(lead),
        authors=tuple(map(text_of, find_classes(article, "p-author"))),
        tags=tuple(escape(text_of(tag)) for tag in find_classes(article, "p-tag")),
        address=next(iter(links), ""),
        old_addresses=tuple(filter(None, [short])),
        id=short,
        declared="draft" if drafted else "published",
        published_at=published if isinstance(published, datetime) else None,
    )


def _links(article: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """Give the links of a class, or those around an element of it."""
    for found in find_classes(article, name):
        link = found if found.tag == "a" else next(found.iterancestors("a"), None)
        if link is not None and link.get("href"):
            yield link


def _tidy(body: HtmlElement, title: str, lead: str) -> str:
    """Give the body without the title and the subtitle, which it repeats, and without what only styles use."""
    for element in [one for one in body.iter() if not _DROPPED.isdisjoint((one.get("class") or "").split())]:
        _drop(element, title, lead)
    for script in list(body.iter("script")):
        source = script.get("src", "")
        replace_element(script, make_element("a", source, href=source) if source else make_element("span"))
    return write_body(body)


def _drop(element: HtmlElement, title: str, lead: str) -> None:
    repeats = fold(text_of(element)) in ("", fold(title), fold(lead))
    if repeats and element.getparent() is not None and element.find(".//img") is None:
        element.drop_tree()
