"""A post as any publishing system keeps it, and the article it stands for."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from importers.draft import ArticleDraft, AttachmentDraft, Declared, Defaults, ImageDraft, Kind, Problem, Source
from importers.exports.body import Body, Describe, read_body
from importers.exports.persons import find_persons
from importers.reading.characters import fold, legible
from importers.reading.disguise import reveal_addresses
from importers.reading.fragment import first_words, plain_text
from importers.reading.kinds import find_kind, path_words, primary_language
from importers.reading.pictures import find_originals, is_absolute, merge_pictures

_UNTITLED = "The post has no title, so the beginning of its text stands in for one."
_BLOG = "The kind is guessed to be a blog post, because {} is a blog system."
_PAGE = "This is a standing page of its site and no post, so it comes as a draft."
_OPENING = re.compile(r"\s*<p\b[^<>]*>((?:[^<]|<(?!/p>|p\b)){1,4000})</p>", re.IGNORECASE)
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What an export says of one post; texts are HTML, plain ones escaped, and empty where it says nothing."""

    system: str
    title: str = ""
    body: str = ""
    lead: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    language: str = ""
    slug: str = ""
    address: str = ""
    site: str = ""
    old_addresses: tuple[str, ...] = ()
    id: str = ""
    declared: Declared | None = None
    published_at: datetime | date | None = None
    updated_at: datetime | None = None
    images: tuple[ImageDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()
    is_page: bool = False
    is_blog: bool = True
    notes: tuple[str, ...] = ()


def make_article(
    post: Post, source: Source, defaults: Defaults, describe: Describe | None = None
) -> ArticleDraft | Problem:
    """Make the article of a post; a Problem when it says nothing, or more than can be read."""
    name = post.title or post.address or post.id or None
    if len(post.body) > _LARGEST:
        return Problem(f"A post of {source.name} is larger than {_LARGEST // 1_000_000} MB of HTML: shorten it.", name)
    markup = reveal_addresses(find_originals(legible(post.body).strip()))
    body = read_body(markup, _base(post), source, describe)
    if not (post.images or body.images or plain_text(post.title) or plain_text(body.html)):
        return Problem(f"A post of {source.name} has neither a title nor a text.", name)
    return _make_draft(post, body, defaults)


def _make_draft(post: Post, body: Body, defaults: Defaults) -> ArticleDraft:
    title, lead = plain_text(post.title), plain_text(post.lead) or None
    kind, guessed = _find_kind(post)
    canonical, others = _addresses(post)
    return ArticleDraft(
        headline=title or first_words(plain_text(body.html)) or post.slug or f"{post.system} {post.id}",
        body_html=_without_lead(body.html, lead),
        kind=kind,
        lead=lead,
        byline=", ".join(dict.fromkeys(filter(None, post.authors))) or None,
        language=primary_language(post.language),
        slug=post.slug or None,
        tags=_unique(post.tags),
        declared="draft" if post.is_page else post.declared,
        published_at=post.published_at,
        updated_at=_changed_at(post),
        canonical_url=canonical,
        old_addresses=others,
        source_id=post.id or canonical,
        images=merge_pictures([*post.images, *body.images]),
        attachments=tuple({file.url: file for file in (*post.attachments, *body.attachments)}.values()),
        contacts=find_persons(body.html, defaults.country),
        notes=(*([] if title else [_UNTITLED]), *guessed, *post.notes),
    )


def _base(post: Post) -> str | None:
    """Give what relative addresses are relative to: the post's own, unless it tells of another site's original."""
    return (post.address if post.address.startswith(post.site) else post.site) or None


def _find_kind(post: Post) -> tuple[Kind | None, list[str]]:
    if post.is_page:
        return "news", [_PAGE]
    if kind := find_kind([*post.types, *post.tags, *path_words(post.address)]):
        return kind, []
    return ("blog_post", [_BLOG.format(post.system)]) if post.is_blog else (None, [])


def _addresses(post: Post) -> tuple[str | None, tuple[str, ...]]:
    known = [post.address, *post.old_addresses]
    canonical = next(filter(is_absolute, known[:1]), None)
    return canonical, tuple(dict.fromkeys(one for one in known if one and one != canonical))


def _changed_at(post: Post) -> datetime | None:
    """Give when the post was last changed, where that is later than its publication."""
    at, published = post.updated_at, post.published_at
    return None if at is None or (isinstance(published, datetime) and at <= published) else at


def _without_lead(html: str, lead: str | None) -> str:
    """Take out the first paragraph where it is the lead itself, unless it is all there is."""
    opening = _OPENING.match(html) if lead else None
    if not lead or not opening or fold(plain_text(opening[1])) != fold(lead):
        return html
    return html[opening.end() :].strip() or html


def _unique(words: tuple[str, ...]) -> tuple[str, ...]:
    named = {key: word for word in reversed(words) if (key := fold(word))}
    return tuple(map(plain_text, reversed(named.values())))
