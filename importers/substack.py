"""Substack's export: the list `posts.csv` with the texts beside it, or one of these texts alone.

What only subscribers who pay or signed up could read is private. Forms to subscribe and to share are no text.
"""

import csv
import io
import re
from collections.abc import Iterator
from html import escape

from lxml.html import HtmlElement

from importers.draft import ArticleDraft, AttachmentDraft, Declared, Defaults, Problem, Refused, Source
from importers.exports.pages import head_of
from importers.exports.post import Post, make_article
from importers.exports.records import Record, parse_json
from importers.exports.tree import make_element, parse_body, replace_element, text_of, write_body
from importers.reading.characters import decode_text, legible, may_open_with, read_bytes
from importers.reading.fragment import line_of, plain_text
from importers.reading.instants import find_moment

_LIMIT = 32_000_000
_LARGEST_TEXT = 2_000_000
_LIST = "posts.csv"
_HEADER = re.compile(r'"?post_id"?,(?=[^\n]*\bpost_date\b)(?=[^\n]*\bis_published\b)')
_MARKS = re.compile(
    r"""class=["'](?:captioned-image-container | button-wrapper | subscription-widget | image-link\ image2
        | paywall-jump | footnote)[^<>]*? (?:data-|>) | \bsubstackcdn\.com | \bsubstack-post-media\b
        | https://[\w-]+\.substack\.com/subscribe""",
    re.VERBOSE,
)
_DROPPED = frozenset(
    """subscription-widget-wrap subscription-widget-wrap-editor subscription-widget paywall-jump poll-embed
    community-chat image-link-expand directMessage install-substack-app-embed""".split()  # noqa: SIM905
)
_PAGES = ("<!doctype", "<html", "<?xml", "<rss", "<feed")
_OWN_PAGES = re.compile(r"/(?:subscribe|comments)\b|action=(?:share|subscribe)|utm_medium=email|gift=true")
_CLOSED = "Only subscribers could read this (“{}”), so it is private."
_MISSING = "The text of this post is not beside the list."


def recognises(source: Source) -> bool:
    """Tell whether it is the list, by its columns, or a text, by the classes of Substack's editor."""
    if _is_list(source):
        return True
    if not may_open_with(b"<", source):
        return False
    text = head_of(source)
    return not text.lstrip()[:20].lower().startswith(_PAGES) and bool(_MARKS.search(text))


def _is_list(source: Source) -> bool:
    return b"post_id" in source.head[:20] and bool(_HEADER.match(head_of(source)))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per row of the list, or the one of a text; raises Refused for a text that a list tells of."""
    if _is_list(source):
        yield from (make_article(_from_row(row, source), source, defaults) for row in _read_rows(source))
        return
    # The list lies above the folder of the texts, where only an import of both can look.
    if source.sibling(f"../{_LIST}"):
        raise Refused(f"{source.name} is a text of {_LIST} and is imported with that list.")
    yield make_article(_find_row(source) or _from_text(source), source, defaults)


def _find_row(source: Source) -> Post | None:
    """Find what a list beside a text says of it."""
    listed, key = source.sibling(_LIST), source.name.removesuffix(".html")
    rows = _read_rows(listed) if listed and _is_list(listed) else iter(())
    return next((_from_row(row, source) for row in rows if row.text("post_id") == key), None)


def _read_rows(source: Source) -> Iterator[Record]:
    text = legible(decode_text(read_bytes(source, _LIMIT)))
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows:
        raise Refused(f"The list {source.name} holds no posts.")
    return map(Record, rows)


def _from_row(row: Record, source: Source) -> Post:
    key, declared = row.text("post_id"), _declared(row)
    body = _find_text(key, source)
    podcast = row.text("podcast_url")
    slug = key.partition(".")[2]
    notes = [_CLOSED.format(row.text("audience"))] if declared == "private" else []
    return Post(
        system="Substack",
        title=escape(line_of(row.text("title")), quote=False),
        body=_tidy(body) if body else "",
        lead=escape(line_of(row.text("subtitle")), quote=False),
        slug=slug,
        old_addresses=(f"/p/{slug}",) if slug else (),
        id=key,
        declared=declared,
        published_at=None if declared == "draft" else find_moment([row.text("post_date")], "UTC"),
        attachments=(AttachmentDraft(url=podcast, media_type="audio/mpeg"),) if podcast else (),
        is_page=row.text("type") == "page",
        notes=(*notes, *([] if body is not None else [_MISSING])),
    )


def _declared(row: Record) -> Declared:
    if row.text("is_published").lower() not in ("true", "1", "yes"):
        return "draft"
    return "published" if (row.text("audience") or "everyone") == "everyone" else "private"


def _find_text(key: str, source: Source) -> str | None:
    if source.name == f"{key}.html":
        return decode_text(read_bytes(source, _LARGEST_TEXT))
    files = (source.sibling(name) for name in (f"posts/{key}.html", f"{key}.html") if key)
    file = next(filter(None, files), None)
    return decode_text(read_bytes(file, _LARGEST_TEXT)) if file else None


def _from_text(source: Source) -> Post:
    """Read a text alone: it has no title, but for its first heading, and does not say when it came out."""
    root = _tidied(decode_text(read_bytes(source, _LARGEST_TEXT)))
    heading = next((one for one in root.iter("h1", "h2", "h3") if text_of(one)), None)
    opens = heading is not None and text_of(root).startswith(text_of(heading))
    title = text_of(heading) if heading is not None and opens else ""
    if heading is not None and opens:
        heading.drop_tree()
    key = source.name.removesuffix(".html")
    named = re.fullmatch(r"\d+\.([\w-]+)", key)
    return Post(
        system="Substack",
        title=escape(title, quote=False),
        body=write_body(root),
        slug=named[1] if named else "",
        old_addresses=(f"/p/{named[1]}",) if named else (),
        id=key if named else "",
    )


def _tidy(markup: str) -> str:
    return write_body(_tidied(markup))


def _tidied(markup: str) -> HtmlElement:
    """Give a text without forms, and with links where things of other sites were shown."""
    root = parse_body(legible(markup))
    for element in list(root.iter()):
        names = (element.get("class") or "").split()
        if element.getparent() is None or not names:
            continue
        if not _DROPPED.isdisjoint(names) or ("button-wrapper" in names and _leads_home(element)):
            element.drop_tree()
        elif "data-attrs" in element.attrib and not text_of(element) and element.find(".//*[@src]") is None:
            _link(element)
    return root


def _leads_home(button: HtmlElement) -> bool:
    return any(_OWN_PAGES.search(link.get("href", "")) for link in button.iter("a"))


def _link(element: HtmlElement) -> None:
    about = Record(parse_json(element.get("data-attrs", "")))
    address = about.text("url", "canonical_url")
    if address.startswith(("http://", "https://")):
        words = plain_text(about.text("title", "full_text")) or address
        line = make_element("p")
        line.append(make_element("a", words, href=address))
        replace_element(element, line)
