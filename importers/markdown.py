"""Markdown with or without front matter, as Jekyll, Hugo, Zola, Eleventy, Pelican and `newsroom edit` write it.

CommonMark 0.31 with tables and strikethrough; the front matter is YAML 1.1 or TOML 1.0. Pictures leave
the body and become images of the article, since its page shows them from there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from importers.draft import ArticleDraft, Declared, Defaults, ImageDraft, Kind, Problem, Refused, Source
from importers.exports.persons import find_persons
from importers.matter.body import Body, render_body
from importers.matter.companions import front_attachments, front_contacts, front_images
from importers.matter.frontmatter import Field, has_frontmatter, split_frontmatter
from importers.reading.characters import decode_text, fold, legible, read_bytes
from importers.reading.dates import place_moment
from importers.reading.fragment import first_words, plain_text
from importers.reading.instants import find_instant, find_moment, parse_moment
from importers.reading.kinds import find_kind, primary_language
from importers.reading.pictures import find_file, is_absolute, merge_pictures
from importers.suppliers.persons import merge_persons

_LIMIT = 2_000_000
# A script's comment begins as a heading does; a heading stands alone, and no second one follows it at once.
_HEADING = re.compile(
    r"\A(?:[ \t]*\n)* {0,3}(?:#{1,3}[ \t]+\S[^\n]*\n(?:\s*\Z|[ \t]*\n\s*+(?!#{1,3}[ \t]))"
    r"|[^\s#\-=*>|<][^\n]*\n={3,}[ \t]*(?:\n|\Z))"
)
_NAMES = (".md", ".markdown")
_OPENING = re.compile(r"\A(?:[ \t]*\n)* {0,3}#{1,6}[ \t]+\S")
_DATED_NAME = re.compile(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[-/_]|$)(?P<rest>[^/]*)/?$")
_PUBLISHED = ("published_at", "date", "published", "publishdate", "publish_date", "pubdate", "publication_date")
_UPDATED = ("updated_at", "updated", "lastmod", "modified", "last_modified_at", "last_modified")
_EMBARGO = ("embargoed_until", "embargo_until", "embargo")
_CANONICAL = ("canonical_url", "canonical", "permalink", "url")
_STATUS: dict[str, Declared] = {
    **dict.fromkeys(("private", "hidden", "members"), "private"),
    **dict.fromkeys(("scheduled", "future"), "scheduled"),
    **dict.fromkeys(("embargo", "embargoed"), "embargoed"),
}
_TAGS = ("tags", "tag", "categories", "category", "keywords", "topics")
# Every generator and desk has its own words for "not yet": only these say that it is out.
_PUBLIC = frozenset({"", "publish", "published", "public", "live", "active", "final", "publicerad", "julkaistu"})

_UNTITLED = "The file has no headline, so the beginning of its text stands in for one."


def recognises(source: Source) -> bool:
    """Tell whether it opens with front matter, or with a heading that an empty line or the name confirms."""
    if b"\0" in source.head and not source.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    text = legible(decode_text(source.head))
    named = source.name.lower().endswith(_NAMES) and _OPENING.match(text)
    declared = (source.media_type or "").startswith("text/markdown")
    return has_frontmatter(text) or bool(_HEADING.match(text) or named) or declared


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the one article of the file; raises Refused for broken front matter and a file that says nothing."""
    text = legible(decode_text(read_bytes(source, _LIMIT)))
    fields, markdown = split_frontmatter(text, source.name)
    title = fields.get("headline", "title").text()
    body = render_body(markdown, title)
    headline = title or body.headline
    if not headline and not body.html:
        raise Refused(f"{source.name} holds neither a headline nor a text.")
    yield _article(_Reading(source, defaults, fields), headline, body)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file's fields with what is needed to understand them."""

    source: Source
    defaults: Defaults
    fields: Field

    def moments(self, *names: str) -> Iterator[str]:
        """Give what these fields say, in the order of the names."""
        return (text for name in names if (text := self.fields.get(name).text()))

    def published_at(self) -> datetime | date | None:
        """Find when it was published: by its fields, its file name, or the path it had on its site."""
        zone = self.defaults.zone
        names = (self.source.name.rsplit(".", 1)[0], *self.moments("path", "permalink", "url"))
        days = ("-".join(found.groups()[:3]) for name in names if (found := _DATED_NAME.search(name)))
        return find_moment(self.moments(*_PUBLISHED), zone) or find_moment(days, zone)

    def embargoed_until(self) -> datetime | None:
        """Find when its embargo ends; a bare day ends it as the day begins."""
        end = find_moment(self.moments(*_EMBARGO), self.defaults.zone)
        if end is None or isinstance(end, datetime):
            return end
        return place_moment(end, time(), self.defaults.zone)

    def pictures(self, body: Body) -> Iterator[ImageDraft]:
        """Yield its pictures, each once, with the files beside it."""
        for image in merge_pictures([*front_images(self.fields), *body.images]):
            yield replace(image, content=find_file(self.source, image.url))

    def notes(self) -> Iterator[str]:
        """Tell which moments cannot be read, a sentence each."""
        for name in (*_PUBLISHED, *_UPDATED, *_EMBARGO):
            field = self.fields.get(name)
            text = field.text()
            if text and not (field.is_true() or field.is_false() or parse_moment(text, self.defaults.zone)):
                yield f"The {name} “{text[:60]}” is no date that can be read and was left out."


def _article(reading: _Reading, headline: str | None, body: Body) -> ArticleDraft:
    fields, published_at = reading.fields, reading.published_at()
    country = reading.defaults.country
    persons = (*front_contacts(fields, reading.source, country), *find_persons(body.html, country))
    return ArticleDraft(
        headline=headline or first_words(plain_text(body.html)),
        body_html=body.html,
        kind=_find_kind(fields),
        lead=fields.get("lead", "ingress", "description", "summary", "excerpt", "preamble").text(),
        byline=", ".join(_names(fields.get("byline", "authors", "author"))) or None,
        dateline=fields.get("dateline").text(),
        language=primary_language(fields.get("language", "lang", "locale").text()),
        slug=fields.get("slug").text() or _slug_of(reading.source.name),
        tags=_tags(fields),
        declared=_declared(fields, published_at),
        published_at=published_at,
        updated_at=find_instant(reading.moments(*_UPDATED), reading.defaults.zone),
        embargoed_until=reading.embargoed_until(),
        canonical_url=_canonical_url(fields),
        old_addresses=_old_addresses(fields),
        source_id=fields.get("source_id", "guid").text(),
        images=tuple(reading.pictures(body)),
        attachments=tuple(front_attachments(fields, reading.source)),
        contacts=merge_persons(persons),
        notes=(*reading.notes(), *body.notes, *([] if headline else [_UNTITLED])),
    )


def _find_kind(fields: Field) -> Kind | None:
    named = (fields.get(name).texts() for name in ("kind", "type", "layout", "category", "categories"))
    return next((kind for words in named if (kind := find_kind(words))), None)


def _declared(fields: Field, published_at: date | None) -> Declared | None:
    embargo, status = fields.get(*_EMBARGO), fold(fields.get("status", "visibility").text() or "")
    if fields.get("draft").is_true() or fields.get("published").is_false():
        return "draft"
    # An embargo whose end cannot be read is one all the same.
    if embargo.text() and not embargo.is_false():
        return "embargoed"
    if fields.get("private", "hidden").is_true():
        return "private"
    if status not in _PUBLIC:
        return _STATUS.get(status, "draft")
    return "published" if published_at else None


def _names(field: Field) -> list[str]:
    return [name for item in field.items() if (name := item.text() or item.get("name", "title", "id").text())]


def _tags(fields: Field) -> tuple[str, ...]:
    found = [tag for name in _TAGS for tag in _split(fields, name)]
    return tuple({fold(tag): tag for tag in reversed(found) if fold(tag)}.values())[::-1]


def _split(fields: Field, name: str) -> list[str]:
    """Give the tags of a list, or of a text as Jekyll splits it: plurals at commas, or else at blanks."""
    value = fields.get(name)
    if isinstance(value.value, list):
        return _names(value)
    text = value.text() or ""
    if "," in text or name not in ("tags", "categories"):
        return [tag for part in text.split(",") if (tag := part.strip())]
    return text.split()


def _addresses(fields: Field, *names: str) -> list[str]:
    # A pattern such as /:year/:title/ is a rule for a site generator and no address.
    return [text for name in names for text in fields.get(name).texts() if "/:" not in text]


def _canonical_url(fields: Field) -> str | None:
    return next(filter(is_absolute, _addresses(fields, *_CANONICAL)), None)


def _old_addresses(fields: Field) -> tuple[str, ...]:
    found = _addresses(fields, *_CANONICAL, "path", "aliases", "alias", "redirect_from", "old_addresses")
    addresses = [text if is_absolute(text) else f"/{text.lstrip('/')}" for text in found]
    return tuple(dict.fromkeys(address for address in addresses if address != _canonical_url(fields)))


def _slug_of(name: str) -> str | None:
    """Give the slug of a Jekyll post, whose file name is its date and its name in the address."""
    dated = _DATED_NAME.search(name.rsplit(".", 1)[0])
    return (dated["rest"] or None) if dated else None
