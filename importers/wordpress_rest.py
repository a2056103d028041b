"""WordPress's interface, `/wp-json/wp/v2/posts` and its likes: a list of posts or pages, or one alone.

Authors, terms and the featured picture are there where it was asked to embed them (developer.wordpress.org/rest-api).
The interface counts its pages in headers, which no file has: a list that is full may have another page.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape

from importers.draft import ArticleDraft, Declared, Defaults, ImageDraft, Problem, Refused, Source, Wanted
from importers.exports.pages import head_of
from importers.exports.post import Post, make_article
from importers.exports.records import Record, load_json, records
from importers.reading.characters import fold, may_open_with
from importers.reading.fragment import plain_text
from importers.reading.kinds import find_kind
from importers.reading.pictures import is_absolute, split_credit
from importers.reading.sites import find_parameter, with_parameters
from importers.wordpress import LOCAL, LOCKED, OTHER, STATUS, TAGS, find_moment, is_unfiled

_OPENING = re.compile(r'\s*\[?\s*\{\s*"')
_MARKS = tuple(re.compile(rf'"{name}"\s*:\s*{{\s*"rendered"\s*:') for name in ("title", "content"))
_DATE = re.compile(r'"date(?:_gmt)?"\s*:')
_INTERFACE = re.compile(r"/wp/v2/[a-z0-9_-]+(?:/\d+)?/?(?:[?&#]|$)|[?&]rest_route=", re.IGNORECASE)
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|<a\b[^<>]*>[^<]*</a>)\s*(?:</p>)?\s*\Z")
_MOST = 100
_USUAL = 10


def recognises(source: Source) -> bool:
    """Tell whether it is JSON of posts whose title and content are rendered."""
    if not may_open_with(b"{[", source):
        return False
    text = head_of(source)
    # A long text may stand before the title, and all of the first 64 kB be one post's.
    return bool(_OPENING.match(text) and _DATE.search(text)) and any(mark.search(text) for mark in _MARKS)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem | Wanted]:
    """Yield an article per post, in the file's order; raises Refused for a file without any."""
    loaded = load_json(source)
    listed = isinstance(loaded, list)
    posts = [one for one in records(loaded if listed else [loaded]) if one.has("content") and _is_text(one)]
    if not posts:
        raise Refused(f"{source.name} holds neither posts nor pages.")
    address = source.address or ""
    asks = bool(_INTERFACE.search(address))
    if asks and not any(one.has("_embedded") for one in posts) and not find_parameter(address, "_embed"):
        changes = {"per_page": _MOST} if listed else {}
        yield Wanted(with_parameters(address, _embed=1, **changes), "the list with what it embeds", continues=True)
        return
    for record in posts:
        yield make_article(_read_post(record, defaults), source, defaults)
    if asks and listed:
        yield from _next_page(len(posts), address)


def _next_page(count: int, address: str) -> Iterator[Wanted]:
    size, page = (find_parameter(address, name) for name in ("per_page", "page"))
    if count >= (int(size) if size.isdecimal() else _USUAL):
        listed = with_parameters(address, page=(int(page) if page.isdecimal() else 1) + 1)
        yield Wanted(listed, "the next page of the list", certain=False, continues=True)


def _is_text(record: Record) -> bool:
    """Tell whether a post is for readers: what is uploaded, a template or a menu's entry is none."""
    return not re.fullmatch(r"attachment|nav_menu_item|wp_\w+", record.text("type"))


def _read_post(record: Record, defaults: Defaults) -> Post:
    kind, number = record.text("type") or "post", record.text("id")
    is_other = kind not in ("post", "page") and not find_kind([kind])
    declared, locked = _declared(record)
    published_at, noted = _published_at(record, defaults)
    featured = _featured(record)
    return Post(
        system="WordPress",
        title=record.get("title").text("rendered"),
        body=record.get("content").text("rendered"),
        lead=_lead(record),
        authors=tuple(filter(None, (one.text("name") for one in _embedded(record, "author")))),
        tags=tuple(_tags(record)),
        types=(kind,),
        language=record.text("lang", "locale"),
        slug=record.text("slug"),
        address=_address(record),
        old_addresses=_old_addresses(record, kind, number),
        id=unescape(record.get("guid").text("rendered")),
        declared="draft" if is_other else declared,
        published_at=published_at,
        updated_at=moment if isinstance(moment := find_moment(record.text("modified_gmt"), "UTC"), datetime) else None,
        images=(featured,) if featured else (),
        is_page=kind == "page",
        notes=(*locked, *([OTHER.format(kind)] if is_other else []), *noted),
    )


def _declared(record: Record) -> tuple[Declared, list[str]]:
    if record.get("content").is_true("protected"):
        return "private", [LOCKED]
    return STATUS.get(record.text("status") or "publish", "draft"), []


def _published_at(record: Record, defaults: Defaults) -> tuple[datetime | date | None, list[str]]:
    """Find the moment: in UTC, else the site's own hour."""
    if moment := find_moment(record.text("date_gmt"), "UTC"):
        return moment, []
    local = find_moment(record.text("date"), defaults.zone)
    return local, [LOCAL.format(defaults.zone)] if local else []


def _lead(record: Record) -> str:
    """Give the excerpt that somebody wrote; where nobody did, WordPress cuts one from the text."""
    excerpt = record.get("excerpt").text("rendered")
    body = fold(plain_text(record.get("content").text("rendered")))
    return "" if _CUT.search(unescape(excerpt)) or fold(plain_text(excerpt)) == body else excerpt


def _embedded(record: Record, name: str) -> list[Record]:
    return record.get("_embedded").list(name)


def _tags(record: Record) -> Iterator[str]:
    embedded = record.get("_embedded").value
    groups = embedded.get("wp:term") if isinstance(embedded, dict) else None
    for group in groups if isinstance(groups, list) else []:
        for term in records(group):
            if term.text("taxonomy") in TAGS and not is_unfiled(name := term.text("name")):
                yield name


def _featured(record: Record) -> ImageDraft | None:
    for media in _embedded(record, "wp:featuredmedia"):
        if is_absolute(url := media.text("source_url")):
            caption, credit = split_credit(plain_text(media.get("caption").text("rendered")) or None)
            stated = media.get("media_details").get("image_meta").text("credit")
            alt = plain_text(media.text("alt_text")) or None
            return ImageDraft(url=url, caption=caption, alt=alt, credit=credit or stated or None)
    return None


def _address(record: Record) -> str:
    link = record.text("link")
    return link if is_absolute(link) and not re.search(r"\?(?:p|page_id)=\d", link) else ""


def _old_addresses(record: Record, kind: str, number: str) -> tuple[str, ...]:
    """Give the addresses by number, which never change."""
    guid, link = unescape(record.get("guid").text("rendered")), record.text("link")
    root = re.match(r"https?://[^/?#]+", guid or link)
    numbered = f"{root[0]}/?{'page_id' if kind == 'page' else 'p'}={number}" if root and number.isdecimal() else ""
    return tuple(dict.fromkeys(one for one in (guid, numbered) if is_absolute(one) and one != link))
