"""A page of Notion's HTML export: its properties, its callouts, toggles and bookmarks, and the pictures beside it.

A page comes as a draft unless a property says that it is published, and when.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import escape

from lxml.html import HtmlElement

from importers.draft import ArticleDraft, Declared, Defaults, ImageDraft, Problem, Source
from importers.exports.body import find_upload
from importers.exports.pages import find_class, find_classes, head_of, parse_page
from importers.exports.post import Post, make_article
from importers.exports.tree import make_element, replace_element, text_of, write_body
from importers.reading.characters import fold, may_open_with
from importers.reading.dates import find_day, find_time, place_moment
from importers.reading.pictures import is_picture, join_address

_ARTICLE = re.compile(r"<article\s[^<>]*\bclass=[\"']page\b")
_WORDS = {
    "published": """date published publisheddate publishdate publicationdate publishedon publishedat publicerad
        publiceringsdatum datum julkaistu julkaisupäivä pvm päivämäärä publisert publiseringsdato publiceret dato
        veröffentlicht veröffentlichungsdatum""",
    "status": "status state tila tillstånd workflow",
    "tags": """tags tag taggar topics topic keywords category categories kategori kategorier ämnen tunnisteet
        avainsanat kategoriat schlagwörter emner""",
    "author": "author authors by byline writer skribent författare kirjoittaja forfatter autor",
    "lead": "summary description excerpt lead ingress preamble subtitle tiivistelmä sammanfattning kuvaus beskrivning",
    "kind": "type kind typ tyyppi contenttype format",
    "slug": "slug permalink",
    "language": "language lang språk kieli sprache sprog",
    "address": "canonical canonicalurl publishedurl liveurl",
}
_SUBJECTS = {word: subject for subject, words in _WORDS.items() for word in words.split()}
_PUBLIC = frozenset(
    {"published", "publicerad", "julkaistu", "live", "publisert", "publiceret", "veröffentlicht", "public"}
)
_HELD = frozenset(
    """draft drafting utkast luonnos kladde entwurf idea idé notstarted inprogress inreview review pågår pågående
    ejpåbörjad granskas kesken private privat scheduled unpublished opublicerad archived""".split()  # noqa: SIM905
)
_LANGUAGES = {"svenska": "sv", "swedish": "sv", "suomi": "fi", "finnish": "fi", "finska": "fi", "english": "en"}
_DROPPED = frozenset({"table_of_contents", "link-to-page", "bookmark-image", "bookmark-icon", "indented-toggle"})


def recognises(source: Source) -> bool:
    """Tell whether it is a page whose article, title and body have Notion's classes."""
    if not may_open_with(b"<", source):
        return False
    text = head_of(source)
    return bool(_ARTICLE.search(text)) and "page-title" in text and ("page-body" in text or "page-header-icon" in text)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the one article of the page."""
    page = parse_page(source)
    article = next((one for one in page.iter("article") if "page" in (one.get("class") or "").split()), page)
    yield make_article(_read_post(article, source, defaults), source, defaults)


def _read_post(article: HtmlElement, source: Source, defaults: Defaults) -> Post:
    stated = dict(_properties(article))
    cover = next((image.get("src", "") for image in find_classes(article, "page-cover-image")), "")
    images = [ImageDraft(url=join_address(source.address, cover), content=find_upload(source, cover))]
    return Post(
        system="Notion",
        title=escape(text_of(find_class(article, "page-title")), quote=False),
        body=_tidy(find_class(article, "page-body")),
        lead=escape(text_of(find_class(article, "page-description")) or _say(stated.get("lead")), quote=False),
        authors=tuple(_values(stated.get("author"))),
        tags=tuple(escape(tag, quote=False) for tag in _values(stated.get("tags"))),
        types=tuple(_values(stated.get("kind"))),
        language=_LANGUAGES.get(_say(stated.get("language")).lower(), _say(stated.get("language"))),
        slug=_say(stated.get("slug")),
        address=_say(stated.get("address")),
        site=source.address or "",
        id=article.get("id", "").replace("-", ""),
        declared=_declared(stated.get("status")),
        published_at=_moment(stated.get("published"), defaults),
        images=tuple(images) if is_picture(cover) else (),
        is_blog=False,
    )


def _properties(article: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the cells of the properties that an article has, by subject, from the last to the first."""
    rows = [row for table in find_classes(article, "properties") for row in table.iter("tr")]
    for row in reversed(rows):
        name, cell = row.find("th"), row.find("td")
        subject = _SUBJECTS.get(fold(text_of(name))) if name is not None else None
        if subject and cell is not None and text_of(cell):
            yield subject, cell


def _say(cell: HtmlElement | None) -> str:
    return text_of(cell) if cell is not None else ""


def _values(cell: HtmlElement | None) -> list[str]:
    """Give the values of a property: those that were selected, persons, or a text with commas."""
    if cell is None:
        return []
    chosen = [text_of(one) for one in find_classes(cell, "selected-value", "user")]
    return [word for word in (chosen or [part.strip() for part in text_of(cell).split(",")]) if word]


def _moment(cell: HtmlElement | None, defaults: Defaults) -> datetime | date | None:
    """Read `@May 2, 2023 9:00 AM`, the only form Notion's export has; of a span its beginning."""
    text = _say(cell).partition("→")[0].replace("@", " ")
    day = find_day(text)
    if day is None:
        return None
    hour = find_time(text[day.end :])
    return place_moment(day.day, hour, defaults.zone) if hour else day.day


def _declared(cell: HtmlElement | None) -> Declared | None:
    """Tell what the status says; a word that is none of these, such as “Owned”, says nothing of publication."""
    status = fold(_say(cell))
    if status in _PUBLIC:
        return "published"
    return "draft" if status in _HELD else None


def _tidy(body: HtmlElement) -> str:
    """Give the body with callouts, toggles and bookmarks as plain paragraphs and links."""
    for element in list(body.iter()):
        names = frozenset((element.get("class") or "").split())
        if element.getparent() is None or element is body:
            continue
        if not _DROPPED.isdisjoint(names) or element.tag == "style":
            element.drop_tree()
        elif "bookmark" in names:
            _link(element)
        elif "equation" in names:
            _write_out(element)
        elif "callout" in names:
            element.tag = "aside"
        elif "toggle" in names and element.tag == "ul":
            _open(element)
        elif element.tag == "mark":
            element.drop_tag()
    return write_body(body)


def _link(bookmark: HtmlElement) -> None:
    """Put a link with title and description in the place of a bookmark."""
    link = bookmark if bookmark.tag == "a" else next(bookmark.iter("a"), None)
    address = link.get("href", "") if link is not None else ""
    words, told = (text_of(find_class(bookmark, name)) for name in ("bookmark-title", "bookmark-description"))
    line = make_element("p")
    line.append(make_element("a", words or address, href=address))
    line[0].tail = f": {told}" if told else None
    replace_element(bookmark, line)


def _write_out(equation: HtmlElement) -> None:
    """Put a formula's source, which stands inside for those who cannot see it, in the place of its drawing."""
    source = next(equation.iter("annotation"), None)
    line = make_element("p")
    line.append(make_element("code", text_of(source if source is not None else equation)))
    replace_element(equation, line)


def _open(toggle: HtmlElement) -> None:
    """Let what a toggle hid stand below its words."""
    for summary in list(toggle.iter("summary")):
        summary.tag = "p"
        words = make_element("strong", text_of(summary))
        for child in list(summary):
            summary.remove(child)
        summary.text = None
        summary.append(words)
    for inner in [one for one in toggle.iter("li", "details") if one.getparent() is not None]:
        if inner.tag == "details" or inner.getparent() is toggle:
            inner.drop_tag()
    toggle.tag = "div"
