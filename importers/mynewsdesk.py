"""Mynewsdesk's interface for newsrooms: JSON in its old and its new shape, XML, and RSS, of every kind of material.

Pictures, documents and persons belong to the releases that relate to them, in this file or in the one beside it
that lists them; persons are the room's press contacts besides, as the list of them is its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from importers import feed
from importers.draft import (
    ArticleDraft,
    ContactDraft,
    Declared,
    Defaults,
    Draft,
    EventDraft,
    ImageDraft,
    KitDraft,
    Problem,
    Refused,
    Source,
    Wanted,
)
from importers.exports.pages import head_of
from importers.exports.post import Post
from importers.exports.records import Record
from importers.reading.characters import may_open_with
from importers.reading.kinds import primary_language
from importers.reading.prologue import find_root
from importers.suppliers.fields import as_html, as_line, bare, many, say, words
from importers.suppliers.kit import kit_of, read_kit
from importers.suppliers.listing import find_missing, find_more
from importers.suppliers.newsdesk import ARTICLES, FOLDERS, Key, country_of, find_key, key_of, old_paths
from importers.suppliers.persons import read_person
from importers.suppliers.pictures import read_attachment, read_image
from importers.suppliers.place import Place, find_place, say_moment, tell_zone
from importers.suppliers.release import Release, linked, list_links, make_release
from importers.suppliers.shelf import Shelf, read_page

# No other system calls its kinds so; a list with its own kinds left out is known by what else it says.
_KIND = "type_of_media"
_FIELD = re.compile(
    r"""["<](newsdeskML|pressroom_name|pressroom_id|pressroom|source_name|published_at|image_thumbnail_large
    |contact_people|related_items|pressroom_contact|header)["\s>]""",
    re.VERBOSE,
)
_EMPTY = re.compile(
    r"""\s*(?:\{\s*"total_count"\s*:\s*0\b
    | (?:<\?xml[^>]*\?>\s*)?<items\s+total-count="0"
    | \{\s*"items"\s*:\s*(?:""|null|\{\s*"item"\s*:\s*(?:""|null|\[\s*\])\s*\})\s*\}\s*$)""",
    re.VERBOSE,
)
_ROOTS = frozenset({"items", "item", "newsdeskml", "search_result", "material", *FOLDERS})
_LINK = re.compile(r"<(?:link|guid)\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*(https?://[^\s<\]]+)")
_COMPANIONS = ("image", "document", "video")
_MOMENTS = ("publishedat", "published")
_STARTS = ("startat", "startsat", "start", "startdate", "starttime")
_ENDS = ("endat", "endsat", "end", "enddate", "endtime")
_PLACES = ("place", "location", "venue", "address")
_PICTURES = ("downloadurl", "image", "imageurl", "imagelarge", "imagemedium", "imagethumbnaillarge", "imagesmall")
_FILES = ("document", "downloadurl", "documenturl")
_ATTACHED = ("attachedpdf", "attacheddoc")
_STATES: dict[str, Declared] = {
    "draft": "draft",
    "unpublished": "draft",
    "scheduled": "scheduled",
    "private": "private",
}
_NO_TEXT = "“{}” is of the kind “{}”, which holds no text: add it by hand."
_NO_START = "The event “{}” has no date that can be read."
_NO_PERSON = "Press contact {} has no name, no phone and no e-mail address."
_UNRESOLVED = "A related {} (number {}) is neither in this file nor beside it: import them together, or add it by hand."


def recognises(source: Source) -> bool:
    """Tell whether it is JSON or XML with the fields of its material, or a feed of its pages."""
    if not may_open_with(b"<{[", source):
        return False
    text = head_of(source)
    root = find_root(text)
    if root and root.name == "rss":
        return "mynewsdesk" in text.lower() and any(map(key_of, _LINK.findall(text)))
    if _EMPTY.match(text):
        return True
    known = root.name in _ROOTS if root else text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
    return known and (_KIND in text or len(set(_FIELD.findall(text))) > 2)


def read(source: Source, defaults: Defaults) -> Iterator[Draft | Problem | Wanted]:
    """Yield articles, events and press contacts in the file's order; raises Refused for what holds none."""
    root = find_root(head_of(source))
    if root and root.name == "rss":
        entries = list(feed.read(source, defaults))
        yield from map(_read_entry, entries)
        yield from find_more(len(entries), 0, set(), source)
        return
    page = read_page(source)
    if not page.material and not _EMPTY.match(head_of(source)):
        raise Refused(f"{source.name} holds no material of a newsroom.")
    if missing := list(find_missing(page.material, source)):
        yield from missing
        return
    shelf = Shelf(page.material, source)
    for record in page.material:
        if draft := _read_one(record, shelf, source, defaults):
            yield draft
    yield from find_more(len(page.material), page.total, {find_key(one).kind for one in page.material}, source)


def _read_entry(found: ArticleDraft | Problem | Wanted) -> ArticleDraft | KitDraft | Problem | Wanted:
    """Give an article of the feed the identity that it has in the other formats."""
    if isinstance(found, Problem):
        return found
    url, named = (
        (found.address, found.why) if isinstance(found, Wanted) else (found.canonical_url or "", found.headline)
    )
    key = key_of(url)
    if key and key.kind in _COMPANIONS and isinstance(found, ArticleDraft):
        return kit_of(found, key)
    if key and key.kind not in ARTICLES:
        return Problem(_NO_TEXT.format(named, key.kind), named)
    if isinstance(found, Wanted) or key is None:
        return found
    return replace(found, source_id=key.source_id, old_addresses=old_paths(url, key))


def _read_one(record: Record, shelf: Shelf, source: Source, defaults: Defaults) -> Draft | Problem | None:
    key, url = find_key(record), say(record, "url")
    countries = [say(record, "country", "countrycode"), say(record, "pressroom")[:2], country_of(url)]
    place = find_place(countries, [url, source.address or ""], say(record, "language"), defaults)
    if key.kind == "contact_person":
        return _read_contact(record, key, place, source)
    if key.kind == "event":
        return _read_event(record, key, place)
    if key.kind in _COMPANIONS:
        used = shelf.is_used(key)
        return None if used else read_kit(record, key, place, source, pictures=_PICTURES, files=_FILES)
    release, missing = _read_release(record, key, shelf, place, source)
    article = make_release(release, source, defaults, place.country)
    return article if isinstance(article, Problem) else replace(article, notes=(*article.notes, *missing))


def _read_contact(record: Record, key: Key, place: Place, source: Source) -> ContactDraft | Problem:
    person = read_person(record, source, say(record, "url") or source.address, place.country)
    if person is None:
        return Problem(_NO_PERSON.format(key.number), key.number or None)
    hidden = say(record, "pressroomcontact").lower() == "false" or record.value.get("pressroomcontact") is False
    return replace(
        person,
        press_contact=not hidden,
        language=primary_language(say(record, "language")),
        source_id=key.source_id if key.number else None,
        old_addresses=old_paths(say(record, "url"), key),
    )


def _read_event(record: Record, key: Key, place: Place) -> EventDraft | Problem:
    headline = as_line(say(record, "header", "title", "name"))
    starts, ends = say_moment(record, *_STARTS), say_moment(record, *_ENDS)
    starts_at = place.read_moment(starts) if starts else None
    if not headline or starts_at is None:
        return Problem(_NO_START.format(headline or key.number), headline or None)
    described = [as_html(say(record, name)) for name in ("summary", "body")]
    return EventDraft(
        headline=headline,
        starts_at=starts_at,
        ends_at=place.read_moment(ends) if ends else None,
        place=", ".join(dict.fromkeys(as_line(text) for name in _PLACES if (text := say(record, name)))) or None,
        description_html="\n".join(filter(None, described)) or None,
        url=say(record, "url") or None,
        language=primary_language(say(record, "language")),
        source_id=key.source_id if key.number else None,
        old_addresses=old_paths(say(record, "url"), key),
        notes=tell_zone(place.zone, starts),
    )


def _read_release(record: Record, key: Key, shelf: Shelf, place: Place, source: Source) -> tuple[Release, list[str]]:
    """Read a release with what relates to it; tells what of that could not be found, too."""
    related = {kind: list(shelf.related(record, key, kind)) for kind in ("contact_person", *_COMPANIONS)}
    persons = [_read_related(one, place, source) for one in related["contact_person"]]
    images = [read_image(one, source, *_PICTURES) for one in related["image"]]
    files = [read_attachment(one, source, *_FILES) for one in related["document"]]
    attached = [read_attachment(Record(say(record, name)), source) for name in _ATTACHED]
    videos = [_link_video(one) for one in related["video"]]
    post = _read_post(record, key, place)
    release = Release(
        post=replace(
            post,
            old_addresses=(*post.old_addresses, *_pages_of(related)),
            images=tuple(filter(None, (_read_main_image(record, source), *images))),
            attachments=tuple(filter(None, (*files, *attached))),
        ),
        contacts=tuple(filter(None, persons)),
        about=say(record, "boilerplate"),
        appendix="\n".join(filter(None, (list_links(videos), list_links(linked(record, "links"))))),
        translations=tuple(_read_translations(record, key)),
    )
    missing = _tell_missing("contact_person", related, persons) + _tell_missing("image", related, images)
    return release, missing + _tell_missing("document", related, files)


def _pages_of(related: dict[str, list[Record]]) -> Iterator[str]:
    """Give the addresses that pictures, documents and videos of a release had: now they are seen on its page."""
    for one in (record for kind in _COMPANIONS for record in related[kind]):
        yield from old_paths(say(one, "url"), find_key(one))


def _read_post(record: Record, key: Key, place: Place) -> Post:
    url, stated, changed = say(record, "url"), say_moment(record, *_MOMENTS), say_moment(record, "updatedat")
    return Post(
        system="Mynewsdesk",
        title=escape(as_line(say(record, "header", "title", "name")), quote=False),
        body=say(record, "body", "content"),
        lead=as_html(say(record, "summary", "intro")),
        tags=tuple(words(record, "tags", "subjects")),
        types=(key.kind,),
        language=say(record, "language"),
        address=url,
        old_addresses=old_paths(url, key),
        id=key.source_id if key.number else "",
        declared=_STATES.get(say(record, "state", "status").lower(), "published"),
        published_at=place.read_moment(stated) if stated else None,
        updated_at=place.read_instant(changed) if changed else None,
        notes=tell_zone(place.zone, stated),
    )


def _read_related(record: Record, place: Place, source: Source) -> ContactDraft | None:
    person = read_person(record, source, say(record, "url") or source.address, place.country)
    number = say(record, "id", "itemid")
    return replace(person, source_id=Key("contact_person", number).source_id) if person and number else person


def _read_main_image(record: Record, source: Source) -> ImageDraft | None:
    """Read the picture that a release names itself; its other fields tell of the release and not of the picture."""
    named = {
        "image": say(record, *_PICTURES[1:]),
        "caption": say(record, "imagecaption"),
        "photographer": say(record, "imagephotographer", "photographer"),
        "alt": say(record, "imagealttext", "imagealt"),
    }
    return read_image(Record(named), source, "image")


def _link_video(record: Record) -> Record:
    return Record({"url": say(record, "url", "videourl", "embed"), "text": say(record, "header", "name", "title")})


def _tell_missing(kind: str, related: dict[str, list[Record]], read: Sequence[object]) -> list[str]:
    pairs = zip(related[kind], read, strict=True)
    return [_UNRESOLVED.format(kind.replace("_", " "), find_key(one).number) for one, found in pairs if found is None]


def _read_translations(record: Record, key: Key) -> Iterator[str]:
    for one in many(record, "languageversions", "translations", "versions"):
        other = key_of(say(one, "url") or bare(one)) or Key(key.kind, say(one, "id", "itemid"))
        if other.number and other != key:
            yield other.source_id
