"""Blogger's backup (Atom, before and after 2018) and posts as its API gives them (JSON).

Comments, templates and settings are no items; what was thrown away is none either. The backup is streamed.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import escape, unescape

from lxml import etree

from importers.draft import ArticleDraft, Declared, Defaults, Problem, Refused, Source
from importers.exports.pages import head_of
from importers.exports.post import Post, make_article
from importers.exports.records import Record, load_json, records
from importers.reading.characters import may_open_with
from importers.reading.instants import parse_moment
from importers.reading.prologue import find_root

_ATOM = "{http://www.w3.org/2005/Atom}"
_APP = "{http://purl.org/atom/app#}"
_APP_RFC = "{http://www.w3.org/2007/app}"
_TAKEOUT = "{http://schemas.google.com/blogger/2018}"
_KIND = "http://schemas.google.com/g/2005#kind"
_BACKUP = ("blogger/2008/kind#settings", "blogger/2008/kind#template", "schemas.google.com/blogger/2018")
_JSON = re.compile(r'\s*[\[{][^\x00]{0,2000}?"kind"\s*:\s*"blogger#(?:post|page)')
_STATUS: dict[str, Declared] = {"LIVE": "published", "SCHEDULED": "scheduled"}
_ID = "tag:blogger.com,1999:blog-{}.post-{}"
_LOCALE = "settings.BLOG_LOCALE"


def recognises(source: Source) -> bool:
    """Tell whether it is Atom with Blogger's settings or namespace, or JSON whose objects name their kind."""
    if not may_open_with(b"<{[", source):
        return False
    text = head_of(source)
    root = find_root(text)
    if root:
        return root.name == "feed" and any(mark in text for mark in _BACKUP)
    return bool(_JSON.match(text))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per post or page; raises Refused for a file that cannot be read or holds none."""
    found = False
    for post in _read_posts(source, defaults):
        found = True
        yield make_article(post, source, defaults)
    if not found:
        raise Refused(f"{source.name} holds no posts of Blogger.")


def _read_posts(source: Source, defaults: Defaults) -> Iterator[Post]:
    if find_root(head_of(source)):
        yield from _read_backup(source, defaults)
        return
    loaded = load_json(source)
    items = Record(loaded).list("items") or records(loaded if isinstance(loaded, list) else [loaded])
    for item in items:
        if item.text("kind") in ("blogger#post", "blogger#page") and item.text("status") != "SOFT_TRASHED":
            yield _from_api(item, defaults)


def _from_api(item: Record, defaults: Defaults) -> Post:
    declared = _STATUS.get(item.text("status") or "LIVE", "draft")
    blog, number = item.get("blog").text("id"), item.text("id")
    labels = item.value.get("labels")
    return Post(
        system="Blogger",
        title=item.text("title"),
        body=item.text("content"),
        authors=(_unmarked(item.get("author").text("displayName")),),
        tags=tuple(label for label in labels if isinstance(label, str)) if isinstance(labels, list) else (),
        address=item.text("url"),
        id=_ID.format(blog, number) if blog and number else number,
        declared=declared,
        published_at=_moment(item.text("published"), declared, defaults),
        updated_at=_instant(item.text("updated"), defaults),
        is_page=item.text("kind") == "blogger#page",
    )


def _read_backup(source: Source, defaults: Defaults) -> Iterator[Post]:
    language = ""
    try:
        with source.open() as stream:
            events = etree.iterparse(
                stream, tag=f"{_ATOM}entry", recover=True, resolve_entities=False, no_network=True, remove_comments=True
            )
            for _, entry in events:
                if _say(entry, f"{_ATOM}id").endswith(_LOCALE):
                    language = _say(entry, f"{_ATOM}content")
                elif post := _from_entry(entry, language, defaults):
                    yield post
                _forget(entry)
    except etree.XMLSyntaxError as error:
        raise Refused(f"{source.name} is broken XML: {error.msg}.") from error


def _from_entry(entry: etree._Element, language: str, defaults: Defaults) -> Post | None:
    kind, status = _kind(entry), _say(entry, f"{_TAKEOUT}status")
    if kind not in ("post", "page") or status in ("SOFT_TRASHED", "DELETED"):
        return None
    drafted = [_say(entry, f"{app}control/{app}draft") for app in (_APP, _APP_RFC)]
    declared: Declared = "draft" if "yes" in drafted else _STATUS.get(status or "LIVE", "draft")
    return Post(
        system="Blogger",
        title=_html(entry.find(f"{_ATOM}title")),
        body=_html(entry.find(f"{_ATOM}content")),
        lead=escape(_say(entry, f"{_TAKEOUT}metaDescription"), quote=False),
        authors=(_unmarked(_say(entry, f"{_ATOM}author/{_ATOM}name")),),
        tags=tuple(_labels(entry)),
        language=language,
        address=next((link.get("href", "") for link in _links(entry, "alternate")), ""),
        old_addresses=tuple(filter(None, [_say(entry, f"{_TAKEOUT}filename")])),
        id=_say(entry, f"{_ATOM}id"),
        declared=declared,
        published_at=_moment(_say(entry, f"{_ATOM}published"), declared, defaults),
        updated_at=_instant(_say(entry, f"{_ATOM}updated"), defaults),
        is_page=kind == "page",
    )


def _kind(entry: etree._Element) -> str:
    terms = (one.get("term", "") for one in entry.iterfind(f"{_ATOM}category") if one.get("scheme") == _KIND)
    return next((term.rpartition("#")[2] for term in terms), "") or _say(entry, f"{_TAKEOUT}type").lower()


def _labels(entry: etree._Element) -> Iterator[str]:
    for one in entry.iterfind(f"{_ATOM}category"):
        if one.get("scheme") != _KIND and (term := one.get("term")):
            yield escape(term, quote=False)


def _links(entry: etree._Element, relation: str) -> Iterator[etree._Element]:
    return (link for link in entry.iterfind(f"{_ATOM}link") if link.get("rel", "alternate") == relation)


def _say(entry: etree._Element, path: str) -> str:
    return (entry.findtext(path) or "").strip()


def _html(element: etree._Element | None) -> str:
    """Give a text construct as HTML, by its type (RFC 4287, section 3.1)."""
    if element is None:
        return ""
    if element.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    text = "".join(element.itertext())
    return text if element.get("type") == "html" else escape(text, quote=False)


def _unmarked(name: str) -> str:
    """Give an author's name; the one that Blogger writes for nobody is none."""
    name = unescape(name)
    return "" if name in ("Unknown", "Anonymous") or "@" in name else name


def _moment(stated: str, declared: Declared, defaults: Defaults) -> datetime | date | None:
    """Read when it was published; of a draft it is only when it was last saved."""
    return None if declared == "draft" or not stated else parse_moment(stated, defaults.zone)


def _instant(stated: str, defaults: Defaults) -> datetime | None:
    moment = parse_moment(stated, defaults.zone) if stated else None
    return moment if isinstance(moment, datetime) else None


def _forget(entry: etree._Element) -> None:
    entry.clear()
    parent = entry.getparent()
    while parent is not None and entry.getprevious() is not None:
        del parent[0]
