"""A feed's entry, whatever its format, and the article it stands for."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from mimetypes import guess_type

from importers.draft import ArticleDraft, AttachmentDraft, Defaults, ImageDraft, Kind, Problem, Source
from importers.exports.persons import find_persons
from importers.reading.characters import fold, legible, squeeze
from importers.reading.disguise import reveal_addresses
from importers.reading.fragment import first_words, parse_fragment, plain_text
from importers.reading.instants import parse_moment
from importers.reading.kinds import find_kind, path_words, primary_language
from importers.reading.pictures import (
    find_file,
    find_originals,
    is_absolute,
    is_picture,
    join_address,
    merge_pictures,
    pictures_in,
)
from importers.suppliers.place import find_place

_UNREADABLE = "The date “{}” of the entry cannot be read and was left out."
_UPDATED_ONLY = "The feed says only when the entry was last changed, which is taken for its publication."
_UNTITLED = "The entry has no title, so the beginning of its text stands in for one."
_BLOG = "The kind is guessed to be a blog post, because {} made the feed."
# WordPress ends an excerpt with a mark, and a syndicated one with a line about the site.
_MARK = re.compile(r"\s?(?:\[?(?:…|\.\.\.)\]?|Continue reading\b.{0,200})$", re.IGNORECASE)
_RELATIVE = re.compile(r"""\s(?:href|src)\s?=\s?["']?(?![a-z][a-z+.-]{0,30}:|["'])""", re.IGNORECASE)
_SYNDICATED = " appeared first on "


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry names, with its media type, title and credit as far as the feed says."""

    url: str
    media_type: str | None = None
    title: str | None = None
    credit: str | None = None

    def is_image(self) -> bool:
        """Tell whether it is a picture, by its media type or else by its name."""
        return (self.media_type or guess_type(self.url.partition("?")[0])[0] or "").startswith("image")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """What a feed says of one entry; texts are empty where it says nothing, contents are HTML."""

    title: str = ""
    content: str = ""
    summary: str = ""
    id: str = ""
    url: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""
    blog_system: str = ""


def make_article(entry: FeedEntry, number: int, source: Source, defaults: Defaults) -> ArticleDraft | Problem:
    """Make the article of an entry; a Problem when it has neither a title nor a text."""
    body, lead = _split_text(entry)
    body = reveal_addresses(find_originals(_make_absolute(body, entry.url)))
    title, text = plain_text(entry.title), plain_text(body)
    if not title and not text:
        return Problem(
            f"Entry {number} of {source.name} has neither a title nor a text.", entry.id or entry.url or None
        )
    kind, guessed = _find_kind(entry)
    moments = [parse_moment(stated, defaults.zone) if stated else None for stated in (entry.published, entry.updated)]
    return ArticleDraft(
        headline=title or first_words(text),
        body_html=body,
        kind=kind,
        lead=lead,
        byline=", ".join(dict.fromkeys(name for name in entry.authors if "@" not in name)) or None,
        language=primary_language(entry.language),
        tags=_unique(entry.categories),
        declared="published",
        published_at=moments[0] or moments[1],
        updated_at=moments[1] if isinstance(moments[1], datetime) else None,
        canonical_url=entry.url if is_absolute(entry.url) else None,
        source_id=entry.id or entry.url or None,
        images=_images(entry, body, source),
        attachments=tuple(_attachment(file, source) for file in entry.enclosures if not file.is_image()),
        contacts=find_persons(body, find_place([], [entry.url], entry.language, defaults).country),
        notes=(*([] if title else [_UNTITLED]), *_notes_on_dates(entry, moments), *guessed),
    )


def _split_text(entry: FeedEntry) -> tuple[str, str | None]:
    """Give the body and the lead; a summary that only repeats the beginning of the content is no lead."""
    if not entry.content or entry.content == entry.summary:
        return legible(entry.summary or entry.content).strip(), None
    text, summary = plain_text(entry.content), plain_text(entry.summary)
    repeats = fold(text).startswith(fold(_without_mark(summary)))
    return legible(entry.content).strip(), None if repeats or len(summary) >= len(text) else summary


def _make_absolute(body: str, base: str) -> str:
    """Make addresses absolute that no `xml:base` made so: they are relative to the entry's page."""
    if not is_absolute(base) or not _RELATIVE.search(body):
        return body
    soup = parse_fragment(body)
    for element in soup.select("[href], [src]"):
        for name in {"href", "src"} & set(element.attrs):
            element[name] = join_address(base, str(element[name]))
    return (soup.body or soup).decode_contents()


def _without_mark(summary: str) -> str:
    if _SYNDICATED in summary:
        summary = summary.rpartition(_SYNDICATED)[0].rpartition("The post ")[0].strip()
    return _MARK.sub("", summary)


def _find_kind(entry: FeedEntry) -> tuple[Kind | None, list[str]]:
    if kind := find_kind([*entry.categories, *path_words(entry.url)]):
        return kind, []
    return ("blog_post", [_BLOG.format(entry.blog_system)]) if entry.blog_system else (None, [])


def _notes_on_dates(entry: FeedEntry, moments: list[datetime | date | None]) -> list[str]:
    stated = zip((entry.published, entry.updated), moments, strict=True)
    notes = [_UNREADABLE.format(squeeze(text)[:60]) for text, moment in stated if text and moment is None]
    return [*notes, _UPDATED_ONLY] if moments[1] and not moments[0] else notes


def _unique(words: tuple[str, ...]) -> tuple[str, ...]:
    named = {fold(word): plain_text(word) for word in reversed(words) if fold(word)}
    return tuple(reversed(named.values()))


def _images(entry: FeedEntry, body: str, source: Source) -> tuple[ImageDraft, ...]:
    named = [_image(file, source) for file in entry.enclosures if file.is_image() and is_picture(file.url)]
    shown = pictures_in(parse_fragment(body), source, entry.url) if "<img" in body else ()
    return merge_pictures([*named, *shown])


def _image(file: Enclosure, source: Source) -> ImageDraft:
    return ImageDraft(
        url=find_originals(file.url), caption=file.title, credit=file.credit, content=find_file(source, file.url)
    )


def _attachment(file: Enclosure, source: Source) -> AttachmentDraft:
    content = find_file(source, file.url)
    return AttachmentDraft(url=file.url, name=file.title, media_type=file.media_type, content=content)
