"""What a page says of its article in JSON-LD (schema.org vocabulary, JSON-LD 1.1 as search engines read it)."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup

from importers.draft import ImageDraft
from importers.reading.fragment import plain_text
from importers.reading.pictures import is_picture

Fact = tuple[str, str]

ARTICLES = frozenset(
    """Article NewsArticle BlogPosting PressRelease ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle
    OpinionNewsArticle ReviewNewsArticle SocialMediaPosting Report TechArticle ScholarlyArticle SpecialAnnouncement
    AdvertiserContentArticle SatiricalArticle LiveBlogPosting Blogposting""".split()  # noqa: SIM905
)
LISTS = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "Blog"})
_PAGES = frozenset({"WebPage", "ItemPage"})
_WRAPPINGS = ("<!--", "//", "/*", "<![CDATA[", "*/", "-->", "]]>", ";")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_MOST_NODES = 2000
_TEXTS = {
    "headline": ("headline", "name"),
    "description": ("description", "abstract"),
    "published": ("datePublished", "dateCreated"),
    "modified": ("dateModified",),
    "section": ("articleSection", "genre"),
    "language": ("inLanguage",),
    "dateline": ("dateline",),
    "url": ("url",),
    "body": ("articleBody",),
}
# A page around the article speaks of the site's description and name as often as of the article's.
_PAGE_TEXTS = ("published", "modified", "language")


class Graph:
    """All nodes of a page's JSON-LD, in document order; a broken script counts as none."""

    def __init__(self, soup: BeautifulSoup) -> None:
        scripts = soup.find_all("script", type=re.compile(r"^\s*application/ld\+json", re.IGNORECASE))
        self.nodes = list(_walk([_parse(script.get_text()) for script in scripts]))
        self._by_id = {str(node["@id"]): node for node in reversed(self.nodes) if "@id" in node and len(node) > 1}

    def types(self) -> set[str]:
        """Give every type that some node has."""
        return {name for node in self.nodes for name in _types(node)}

    def articles(self) -> list[dict[str, Any]]:
        """Give the nodes that are articles."""
        return [node for node in self.nodes if ARTICLES.intersection(_types(node)) and len(node) > 2]

    def facts(self) -> Iterator[Fact]:
        """Yield what the first article says, then what the page around it adds."""
        article = next(iter(self.articles()), None)
        if article:
            yield from (("type", name) for name in _types(article))
            yield from self._texts(article, tuple(_TEXTS))
            yield from (("author", name) for name in self._names(article.get("author"), article.get("creator")))
            yield from (("site", name) for name in self._names(article.get("publisher")))
            yield from (("tag", word) for word in _keywords(article.get("keywords")))
        for page in (node for node in self.nodes if _PAGES.intersection(_types(node))):
            yield from self._texts(page, _PAGE_TEXTS)

    def portraits(self) -> Iterator[tuple[str, str]]:
        """Yield name and picture's address of every person who has both."""
        for node in self.nodes:
            if "Person" in _types(node):
                names = self._names(node)
                pictures = map(self._resolve, _as_list(node.get("image")))
                urls = _strings(one.get(name) for one in pictures for name in ("contentUrl", "url", "@id"))
                yield from zip(names[:1], urls, strict=False)

    def images(self) -> Iterator[ImageDraft]:
        """Yield the pictures of the first article."""
        for article in self.articles()[:1]:
            for image in map(self._resolve, _as_list(article.get("image"))):
                url = next(_strings([image.get("contentUrl"), image.get("url"), image.get("@id")]), "")
                if is_picture(url):
                    caption, licence = _say(image, "caption"), next(_strings([image.get("license")]), None)
                    yield ImageDraft(url=url, caption=caption, credit=self._credit(image), licence=licence)

    def _texts(self, node: dict[str, Any], fields: Iterable[str]) -> Iterator[Fact]:
        for field in fields:
            for name in _TEXTS[field]:
                yield from ((field, text) for text in _strings(_as_list(node.get(name))))

    def _names(self, *values: object) -> list[str]:
        """Give the names in the first of the values that holds any."""
        for value in values:
            nodes = map(self._resolve, _as_list(value))
            if names := [plain_text(name) for node in nodes for name in list(_strings(_as_list(node.get("name"))))[:1]]:
                return names
        return []

    def _credit(self, image: dict[str, Any]) -> str | None:
        names = self._names(image.get("author"), image.get("creator"))
        return _say(image, "creditText") or next(iter(names), None) or _say(image, "copyrightNotice")

    def _resolve(self, value: object) -> dict[str, Any]:
        if isinstance(value, dict):
            return self._by_id.get(str(value["@id"]), value) if set(value) == {"@id"} else value
        return {"name": value, "url": value}


def _parse(text: str) -> object:
    text = _unwrap(text)
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrap(text: str) -> str:
    """Take off the comment marks and the semicolon that old templates put around a script."""
    text, before = text.strip(), ""
    while text != before:
        before = text
        for mark in _WRAPPINGS:
            text = text.removeprefix(mark).removesuffix(mark).strip()
    return text


def _walk(values: list[object]) -> Iterator[dict[str, Any]]:
    """Give every object, outer ones first; without recursion, because the depth is the page's choice."""
    queue, found = values, 0
    while queue and found < _MOST_NODES:
        inner: list[object] = []
        for value in queue:
            if isinstance(value, dict):
                found += 1
                yield value
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        queue = inner


def _types(node: dict[str, Any]) -> list[str]:
    return [name.rpartition("/")[2].rpartition(":")[2] for name in _strings(_as_list(node.get("@type")))]


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _strings(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            value = value.get("@value") or value.get("name") or value.get("@id")
        if isinstance(value, str) and value.strip():
            yield value.strip()


def _say(node: dict[str, Any], name: str) -> str | None:
    return next((plain_text(text) for text in _strings(_as_list(node.get(name)))), None)


def _keywords(value: object) -> Iterator[str]:
    for text in _strings(_as_list(value)):
        yield from (text.split(",") if isinstance(value, str) else [text])
