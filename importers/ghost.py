"""Ghost's export, and posts as its API gives them: HTML, else Lexical or Mobiledoc, with authors and tags.

What only members, subscribers or readers of the newsletter could see is private; pages come as drafts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape

from importers.draft import ArticleDraft, Declared, Defaults, ImageDraft, Problem, Refused, Source
from importers.exports.body import find_upload
from importers.exports.cards import render_markdown
from importers.exports.kgcards import tidy_cards
from importers.exports.lexical import render_lexical
from importers.exports.mobiledoc import render_mobiledoc
from importers.exports.post import Post, make_article
from importers.exports.records import Record, load_json
from importers.reading.characters import decode_text, may_open_with
from importers.reading.fragment import plain_text
from importers.reading.instants import parse_moment
from importers.reading.pictures import is_absolute, is_picture, split_credit

_EXPORT = re.compile(r'\s*\{\s*"(?:db|meta|data)"\s*:')
_LIST = re.compile(r'\s*\{\s*"(?:posts|pages)"\s*:\s*\[')
_FIELDS = ('"mobiledoc"', '"lexical"', '"feature_image"', '"comment_id"', '"custom_excerpt"', '"codeinjection_head"')
_SITE = "__GHOST_URL__"
_STATUS: dict[str, Declared] = {"published": "published", "scheduled": "scheduled", "sent": "private"}
_CLOSED = "Only members of the old site could read this, so it is private."
_MAILED = "This went out as a newsletter and never stood on the site, so it is private."
_LOST = "Cards that are not known were left out: {}."
_NOWHERE = "The export does not say where its site is, so addresses of its pictures and pages have no host."


def recognises(source: Source) -> bool:
    """Tell whether it is JSON with Ghost's tables, or a list of posts with Ghost's fields."""
    if not may_open_with(b"{", source):
        return False
    text = decode_text(source.head)
    if _EXPORT.match(text):
        return '"posts"' in text and any(name in text for name in ('"exported_on"', '"posts_tags"', *_FIELDS))
    return bool(_LIST.match(text)) and sum(name in text for name in _FIELDS) > 1


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per post or page; raises Refused for broken JSON and for an export without posts."""
    site = _read_site(Record(load_json(source)), source)
    if not site.posts:
        raise Refused(f"{source.name} holds no posts of Ghost.")
    for post in site.posts:
        yield make_article(_read_post(post, site, source), source, defaults)


@dataclass(frozen=True, slots=True)
class _Site:
    """What an export holds beside each post, by the post's id."""

    posts: list[Record]
    address: str
    language: str
    authors: dict[str, list[str]]
    tags: dict[str, list[Record]]
    meta: dict[str, Record]

    def locate(self, text: str) -> str:
        """Put the site's address where the export has a mark for it."""
        return text.replace(_SITE, self.address) if _SITE in text else text


def _read_site(root: Record, source: Source) -> _Site:
    data = root.get("db").get("data") if root.has("db") else root.get("data") if root.has("data") else root
    users = {user.text("id"): user.text("name") for user in data.list("users")}
    tags = {tag.text("id"): tag for tag in data.list("tags")}
    authors, filed = dict[str, list[str]](), dict[str, list[Record]]()
    for row in _sorted(data.list("posts_authors")):
        authors.setdefault(row.text("post_id"), []).append(users.get(row.text("author_id"), ""))
    for row in _sorted(data.list("posts_tags")):
        if tag := tags.get(row.text("tag_id")):
            filed.setdefault(row.text("post_id"), []).append(tag)
    posts = [*data.list("posts"), *data.list("pages")]
    for post in posts:
        authors.setdefault(post.text("id"), [users.get(post.text("author_id"), "")])
    meta = {row.text("post_id"): row for row in data.list("posts_meta")}
    return _Site(posts, _find_address(data, posts, source), _find_language(data), authors, filed, meta)


def _sorted(rows: list[Record]) -> list[Record]:
    return sorted(rows, key=lambda row: row.text("sort_order").zfill(9))


def _find_address(data: Record, posts: list[Record], source: Source) -> str:
    """Find where the site is: by its settings, by a post's own address, or by where the list was fetched."""
    stated = [row.text("value") for row in data.list("settings") if row.text("key") in ("url", "site_url")]
    stated += [data.get("settings").text("url"), *(post.text("url") for post in posts), source.address or ""]
    known = next(filter(is_absolute, stated), "")
    return "/".join(known.split("/")[:3])


def _find_language(data: Record) -> str:
    """Find the language of the site; English is what Ghost writes where nobody chose, and says nothing."""
    rows = data.list("settings")
    stated = next((row.text("value") for row in rows if row.text("key") in ("locale", "lang", "default_locale")), "")
    return "" if stated.lower() == "en" else stated


def _read_post(post: Record, site: _Site, source: Source) -> Post:
    key, meta = post.text("id"), site.meta.get(post.text("id"), Record({}))
    body, lost = _read_body(post)
    declared, notes = _declared(post)
    slug = post.text("slug")
    address = site.locate(post.text("url") or post.text("canonical_url"))
    image = site.locate(post.text("feature_image", "image"))
    others = [site.locate(post.text("canonical_url")), f"{site.address}/{slug}/" if slug else ""]
    return Post(
        system="Ghost",
        title=escape(post.text("title"), quote=False) if post.text("title") != "(Untitled)" else "",
        body=site.locate(body),
        lead=escape(post.text("custom_excerpt") or meta.text("custom_excerpt"), quote=False),
        authors=tuple(_authors(post, site)),
        tags=tuple(tag.text("name") for tag in post.list("tags") or site.tags.get(key, []) if not _is_internal(tag)),
        language=post.text("locale", "language") or site.language,
        slug=slug,
        address=address,
        site=site.address,
        old_addresses=tuple(filter(None, others)),
        id=post.text("uuid", "id"),
        declared=declared,
        published_at=None if declared == "draft" else _moment(post, "published_at"),
        updated_at=_instant(post, "updated_at"),
        images=tuple(_images(image, post, meta, source)),
        is_page=post.text("type") == "page" or post.is_true("page"),
        notes=(*notes, *_tell(lost, site, body, post.text("feature_image"), address)),
    )


def _tell(lost: Sequence[str], site: _Site, *texts: str) -> Iterator[str]:
    if lost:
        yield _LOST.format(", ".join(lost))
    if not site.address and any(_SITE in text for text in texts):
        yield _NOWHERE


def _read_body(post: Record) -> tuple[str, tuple[str, ...]]:
    """Give the body as HTML from the first form that has any, and the names of cards that were left out."""
    if html := post.text("html"):
        return tidy_cards(html), ()
    html, lost = render_lexical(post.text("lexical"))
    if not html and not lost:
        html, lost = render_mobiledoc(post.text("mobiledoc"))
    if not html and (text := post.text("markdown", "plaintext")):
        html = render_markdown(text)
    return html, lost


def _declared(post: Record) -> tuple[Declared, list[str]]:
    status = post.text("status") or "published"
    declared = _STATUS.get(status, "draft")
    if declared == "published" and (post.text("visibility") or "public") != "public":
        return "private", [_CLOSED]
    return declared, [_MAILED] if status == "sent" else []


def _authors(post: Record, site: _Site) -> list[str]:
    named = post.list("authors") or [post.get("primary_author"), post.get("author")]
    own = [author.text("name") for author in named if author.text("name")]
    return list(dict.fromkeys(own)) or site.authors.get(post.text("id"), [])


def _is_internal(tag: Record) -> bool:
    """Tell whether a tag is for editors only: Ghost's begin with a number sign."""
    return tag.text("name").startswith("#") or tag.text("visibility") == "internal"


def _images(address: str, post: Record, meta: Record, source: Source) -> Iterator[ImageDraft]:
    if is_picture(address):
        words = post.text("feature_image_caption") or meta.text("feature_image_caption")
        caption, credit = split_credit(plain_text(words) or None)
        alt = post.text("feature_image_alt") or meta.text("feature_image_alt") or None
        yield ImageDraft(url=address, caption=caption, alt=alt, credit=credit, content=find_upload(source, address))


def _moment(post: Record, name: str) -> datetime | date | None:
    """Read a moment: a text in UTC, or milliseconds since 1970 in exports before Ghost 1."""
    stated = post.text(name)
    if stated.isdigit() and len(stated) in (12, 13):
        return datetime.fromtimestamp(int(stated) // 1000, UTC)
    return parse_moment(stated, "UTC") if stated else None


def _instant(post: Record, name: str) -> datetime | None:
    moment = _moment(post, name)
    return moment if isinstance(moment, datetime) else None
