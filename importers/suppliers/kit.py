"""Pictures, documents and videos of a newsroom that go with no release: they are for its press kit."""

import re
from collections.abc import Sequence
from typing import Literal

from importers.draft import ArticleDraft, AttachmentDraft, Declared, ImageDraft, KitDraft, Problem, Source
from importers.exports.records import Record
from importers.reading.kinds import primary_language
from importers.reading.pictures import is_absolute
from importers.suppliers.fields import as_line, say
from importers.suppliers.newsdesk import Key, old_paths
from importers.suppliers.pictures import read_attachment, read_image
from importers.suppliers.place import Place, say_moment

Kind = Literal["logo", "image", "document", "video"]

_LOGO = re.compile(r"\blog(?:o|os|otyp|otype|otyper|ot)\b", re.IGNORECASE)
_NAMES = ("header", "name", "title", "imagename", "documentname")
_VIDEOS = ("videourl", "url", "link", "embed")
_NO_FILE = "“{}” is of the kind “{}”, and nothing says where its file is: add it by hand."
_TAKEN_AS_LOGO = "It was taken as a logo for its name."


def read_kit(
    record: Record, key: Key, place: Place, source: Source, *, pictures: tuple[str, ...], files: tuple[str, ...]
) -> KitDraft | Problem:
    """Read a piece of material for the press kit, its file in the first of these fields; a Problem without any."""
    image = read_image(record, source, *pictures) if key.kind == "image" else None
    file = read_attachment(record, source, *files) if key.kind == "document" else None
    url = image.url if image else file.url if file else _video(record) if key.kind == "video" else ""
    named = as_line(say(record, *_NAMES))
    if not url:
        return Problem(_NO_FILE.format(named or key.number, key.kind), named or None)
    kind, notes = _kind(key.kind, named)
    stated = say_moment(record, "publishedat", "published", "createdat")
    return KitDraft(
        kind=kind,
        name=named,
        url=url,
        caption=image.caption if image and image.caption != named else as_line(say(record, "summary", "body")) or None,
        alt=image.alt if image else None,
        credit=image.credit if image else as_line(say(record, "photographer", "credit")) or None,
        licence=image.licence if image else as_line(say(record, "license", "licence")) or None,
        media_type=file.media_type if file else None,
        language=primary_language(say(record, "language")),
        declared=_declared(record),
        published_at=place.read_moment(stated) if stated else None,
        content=image.content if image else file.content if file else None,
        source_id=key.source_id if key.number else None,
        old_addresses=old_paths(say(record, "url"), key),
        notes=notes,
    )


def kit_of(article: ArticleDraft, key: Key) -> KitDraft | Problem:
    """Make an item of the press kit of a feed's entry about a picture, a document or a video."""
    shown: dict[str, Sequence[ImageDraft | AttachmentDraft]] = {
        "image": article.images,
        "document": article.attachments,
    }
    files = shown.get(key.kind, ())
    url = next((one.url for one in files), article.canonical_url if key.kind == "video" else None)
    if not url:
        return Problem(_NO_FILE.format(article.headline, key.kind), article.headline)
    kind, notes = _kind(key.kind, article.headline)
    return KitDraft(
        kind=kind,
        name=article.headline,
        url=url,
        caption=article.lead,
        credit=next((one.credit for one in article.images if key.kind == "image"), None),
        language=article.language,
        declared=article.declared,
        published_at=article.published_at,
        content=next((one.content for one in files), None),
        source_id=key.source_id,
        old_addresses=old_paths(article.canonical_url or "", key),
        notes=notes,
    )


def _video(record: Record) -> str:
    return next((url for name in _VIDEOS if is_absolute(url := say(record, name))), "")


def _kind(kind: str, name: str) -> tuple[Kind, tuple[str, ...]]:
    if kind == "image" and _LOGO.search(name):
        return "logo", (_TAKEN_AS_LOGO,)
    return ("image" if kind == "image" else "document" if kind == "document" else "video"), ()


def _declared(record: Record) -> Declared | None:
    state = say(record, "state", "status").lower()
    return "draft" if state in ("draft", "unpublished") else "private" if state == "private" else None
