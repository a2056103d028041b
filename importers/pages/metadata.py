"""What a page declares of its article, in the order in which its statements deserve trust.

JSON-LD first, then microdata, OpenGraph and the meta vocabularies of publishing systems, hAtom and
h-entry (microformats.org), and last the markup itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from importers.draft import ImageDraft
from importers.pages.byline import clean_author, find_authors
from importers.pages.jsonld import ARTICLES, LISTS, Fact, Graph
from importers.pages.page import Page
from importers.reading.characters import fold, squeeze
from importers.reading.pictures import is_picture

_META = {
    "type": "og:type",
    "headline": "og:title twitter:title dcterms.title dc.title parsely-title sailthru.title",
    "description": """og:description description twitter:description dcterms.abstract dc.description
        sailthru.description""",
    "published": """article:published_time og:article:published_time og:published_time article:published
        dcterms.issued dc.date.issued dcterms.created dc.date.created dcterms.date dc.date parsely-pub-date
        sailthru.date datepublished publish-date publish_date publishdate pubdate date cxenseparse:publishtime""",
    "modified": """article:modified_time og:article:modified_time og:updated_time dcterms.modified dc.date.modified
        lastmod""",
    "author": "article:author author dcterms.creator dc.creator parsely-author sailthru.author byl",
    "section": "article:section parsely-section sailthru.section section",
    "tag": "article:tag",
    "keywords": "keywords news_keywords parsely-tags sailthru.tags dcterms.subject dc.subject",
    "image": "og:image:secure_url og:image og:image:url twitter:image twitter:image:src parsely-image-url",
    "image_alt": "og:image:alt twitter:image:alt",
    "url": "og:url parsely-link",
    "language": "content-language og:locale dcterms.language dc.language",
    "site": "og:site_name application-name dcterms.publisher",
}
_MICRODATA = {
    "headline": "headline",
    "description": "description",
    "published": "datePublished",
    "modified": "dateModified",
    "author": "author",
    "section": "articleSection",
    "keywords": "keywords",
    "language": "inLanguage",
}
_MICROFORMATS = {
    "headline": ".entry-title, .p-name",
    "published": ".published, .dt-published",
    "modified": ".updated, .dt-updated",
    "author": ".p-author, .author .fn, .byline .fn, .byline .author",
    "tag": ".p-category, .p-tag",
}
_SCOPES = ", ".join(f'[itemtype$="/{name}"]' for name in sorted(ARTICLES))
_RDFA_SCOPES = ", ".join(
    f'[typeof~="{prefix}{name}"]' for name in sorted(ARTICLES) for prefix in ("", "schema:", "http://schema.org/")
)
_SHARED_PICTURE = ("logo", "default", "placeholder", "favicon", "avatar")
_LONGEST_LINE = 120
_LONGEST_NAME = 100
_MOST_TIMES = 20


class Facts:
    """The statements of a page by subject, the most trusted first."""

    def __init__(self, page: Page) -> None:
        self.graph = Graph(page.soup)
        self._found: defaultdict[str, list[str]] = defaultdict(list)
        for read in (self.graph.facts(), *(read(page.soup) for read in _READERS)):
            self._add(read)

    def _add(self, facts: Iterator[Fact]) -> None:
        # Vocabularies repeat each other's authors in other words; the first that names one is enough.
        has_author = bool(self._found["author"])
        for subject, text in facts:
            text = text.strip() if subject == "body" else squeeze(text)
            known = self._found[subject]
            if subject == "author":
                text = "" if has_author or not _is_name(text) else clean_author(text)
            if text and text not in known:
                known.append(text)

    def all(self, *subjects: str) -> list[str]:
        """Give every statement on these subjects."""
        return [text for subject in subjects for text in self._found.get(subject, [])]

    def first(self, *subjects: str) -> str | None:
        """Give the most trusted statement on these subjects."""
        return next(iter(self.all(*subjects)), None)

    def declares_article(self) -> bool:
        """Tell whether the page says that it is one article."""
        return any(kind in ARTICLES or kind.lower() == "article" for kind in self.all("type"))

    def declares_list(self) -> bool:
        """Tell whether the page says that it is a list of articles."""
        return bool(LISTS.intersection(self.graph.types())) or len(self.graph.articles()) > 3

    def images(self) -> Iterator[ImageDraft]:
        """Yield the pictures that the head of the page names, without those that stand for the whole site."""
        alt = self.first("image_alt")
        addresses = self.all("image")
        declared = (ImageDraft(url=url, alt=alt if url == addresses[0] else None) for url in addresses)
        for image in (*self.graph.images(), *declared):
            name = fold(image.url.partition("?")[0].rpartition("/")[2])
            if is_picture(image.url) and not any(word in name for word in _SHARED_PICTURE):
                yield image


def _read_meta(soup: BeautifulSoup) -> Iterator[Fact]:
    stated: defaultdict[str, list[str]] = defaultdict(list)
    for meta in soup.find_all("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or ""
        # The White House of 2016 wrote <meta value= name=>.
        stated[str(name).strip().lower()].append(str(meta.get("content") or meta.get("value") or ""))
    for subject, names in _META.items():
        for text in (text for name in names.split() for text in stated[name]):
            yield from _split_facts(subject, text)


def _split_facts(subject: str, text: str) -> Iterator[Fact]:
    """Yield a fact, or of keywords one for each that is listed."""
    yield from ((subject, word) for word in (text.split(",") if subject == "keywords" else [text]))


def _read_microdata(soup: BeautifulSoup) -> Iterator[Fact]:
    if not (scope := soup.select_one(_SCOPES)):
        return
    yield "type", str(scope["itemtype"]).rpartition("/")[2]
    for subject, name in _MICRODATA.items():
        for element in scope.select(f'[itemprop~="{name}"]'):
            # What belongs to an item inside, such as a picture's author, is not the article's.
            if element.find_parent(itemscope=True) in (scope, None):
                yield from _split_facts(subject, _value(element))


def _read_rdfa(soup: BeautifulSoup) -> Iterator[Fact]:
    """Read RDFa Lite 1.1 with schema.org's words, with or without their prefix."""
    if not (scope := soup.select_one(_RDFA_SCOPES)):
        return
    yield "type", re.split(r"[:/]", str(scope["typeof"]).split()[0])[-1]
    for subject, name in _MICRODATA.items():
        for element in scope.select(f'[property="{name}"], [property="schema:{name}"]'):
            if element.find_parent(typeof=True) is scope:
                yield from _split_facts(subject, _value(element))


def _read_microformats(soup: BeautifulSoup) -> Iterator[Fact]:
    if entry := soup.select_one(".h-entry, .hentry"):
        yield from ((subject, _value(found)) for subject, path in _MICROFORMATS.items() for found in entry.select(path))


def _read_markup(soup: BeautifulSoup) -> Iterator[Fact]:
    scope = soup.find("article") or soup.find("main") or soup.body or soup
    for time in scope.select("time[datetime]", limit=_MOST_TIMES):
        if is_dateline(time):
            yield "published", str(time["datetime"])
    yield from (("tag", found.get_text(" ")) for found in scope.select('a[rel~="tag"]'))
    yield from (("tag", found.get_text(" ")) for found in scope.select(".tags a, .taglist a, .tag-list a"))
    yield from (("author", name) for name in find_authors(scope) or find_authors(soup.body or soup))
    yield from (("site_title", title.get_text()) for title in soup.find_all("title", limit=1))
    for html in soup.find_all("html", lang=True):
        yield "language", str(html["lang"])


def is_dateline(time: Tag) -> bool:
    """Tell whether a `time` dates the article: a day that a sentence or an aside speaks of does not."""
    if time.find_parent(["aside", "nav", "footer", "blockquote", "li", "table"]) or time.has_attr("pubdate"):
        return time.has_attr("pubdate")
    block = time.find_parent(["p", "div", "header", "section", "span"])
    return block is None or len(squeeze(block.get_text(" "))) <= _LONGEST_LINE


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not re.search(r"^[@/]|://|\d", text)


def _value(element: Tag) -> str:
    """Give the value of a property (HTML Living Standard, section 5.2.4, and value-class of microformats)."""
    stated = element.get("content") or element.get("datetime") or element.get("title")
    if stated:
        return str(stated)
    name = element.select_one(
        '[itemprop~="name"], [property="name"], [property="schema:name"], .fn, .p-name, time[datetime]'
    )
    return _value(name) if name is not None else element.get_text(" ")


_READERS = (_read_microdata, _read_rdfa, _read_meta, _read_microformats, _read_markup)
