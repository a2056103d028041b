"""Releases of Via TT, NTB Kommunikasjon, STT Info and Via Ritzau: the JSON of their pages, and their delivery XML.

One house makes all four. In the XML hours are local, HTML is escaped inside of it, and contacts are elements or text.
Their interface (`/json/v2/releases`) numbers the page that follows in `nextPage`, which its parameter `page` takes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from importers.draft import (
    ArticleDraft,
    AttachmentDraft,
    ContactDraft,
    Defaults,
    ImageDraft,
    Problem,
    Refused,
    Source,
    Wanted,
)
from importers.exports.pages import head_of
from importers.exports.post import Post
from importers.exports.records import Record
from importers.reading.characters import may_open_with
from importers.reading.kinds import find_kind, primary_language
from importers.reading.prologue import find_root
from importers.reading.sites import find_parameter, with_parameters
from importers.suppliers.fields import as_html, as_line, bare, many, read_json, read_xml, say, words
from importers.suppliers.persons import read_person
from importers.suppliers.pictures import read_attachment, read_image
from importers.suppliers.place import Place, find_place, say_moment, tell_zone
from importers.suppliers.release import Release, linked, list_links, make_release

_JSON = re.compile(r'"(leadtext|versions|publisher|channels|contacts|distributionchannels|longurl)"\s*:', re.IGNORECASE)
_RELEASES = re.compile(r'\s*(?:\{[^{\[]{0,2000}"releases?"\s*:\s*[\[{]|\[?\s*\{)')
_EMPTY = re.compile(r'\s*\{(?=[^{}]{0,500}"(?:nextPage|totalCount)"\s*:)[^{}\[\]]{0,300}"releases"\s*:\s*\[\s*\]')
_INTERFACE = re.compile(r"/json/v\d+/releases/?(?:[?#]|$)", re.IGNORECASE)
_XML = re.compile(r"<(?:leadtext|contactsAsText|longurl|publicationDate|distributionChannels|someChannels)\b")
_ROOTS = frozenset({"release", "releases", "pressrelease", "pressreleases"})
_MOMENTS = ("published", "publishedat", "publicationdate", "publishdate", "publicationtime", "date")
_CHANGES = ("updated", "updatedat", "modified", "modifiedat", "lastmodified", "lastupdated")
_ADDRESSES = ("url", "longurl", "canonicalurl", "link", "shorturl")


def recognises(source: Source) -> bool:
    """Tell whether it is XML or JSON of releases with the fields of this house."""
    if not may_open_with(b"<{[", source):
        return False
    text = head_of(source)
    if root := find_root(text):
        return root.name in _ROOTS and len(set(_XML.findall(text))) > 1
    if _EMPTY.match(text):
        return True
    found = {name.lower() for name in _JSON.findall(text)}
    return bool(_RELEASES.match(text)) and "encryptedid" not in text.lower() and _is_enough(found, text)


def _is_enough(found: set[str], text: str) -> bool:
    return len(found) > 2 or ("leadtext" in found and bool(found - {"leadtext"} or '"releases"' in text))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem | Wanted]:
    """Yield an article per release; raises Refused for what cannot be read or holds none."""
    root = read_xml(source) if find_root(head_of(source)) else read_json(source)
    releases = [one for one in _find_releases(root) if isinstance(one.value, dict)]
    if not releases and not _EMPTY.match(head_of(source)):
        raise Refused(f"{source.name} holds no releases.")
    for record in releases:
        yield _read_release(record, source, defaults)
    if releases and _INTERFACE.search(source.address or ""):
        yield from _next_page(root, len(releases), source.address or "")


def _next_page(root: Record, count: int, address: str) -> Iterator[Wanted]:
    """Yield the page that the interface numbers as the next, unless all there is stands on the first."""
    stated, following, total = find_parameter(address, "page"), say(root, "nextpage"), say(root, "totalcount")
    is_whole = not stated and total.isdecimal() and count >= int(total)
    if following.isdecimal() and int(following) > int(stated if stated.isdecimal() else 0) and not is_whole:
        listed = with_parameters(address, page=following)
        yield Wanted(listed, "the next page of the list", certain=False, continues=True)


def _find_releases(root: Record) -> list[Record]:
    found = many(root, "releases", "pressreleases", "release", "pressrelease", "items")
    return found or ([root] if say(root, "title", "headline", "body") else [])


def _read_release(record: Record, source: Source, defaults: Defaults) -> ArticleDraft | Problem:
    addresses = [address for name in _ADDRESSES if (address := say(record, name))]
    country, known = say(record, "country", "countrycode"), [*addresses, source.address or ""]
    place = find_place([country], known, _language(record), defaults)
    embargo = say_moment(record, "embargo", "embargountil", "embargoeduntil")
    post = _read_post(record, addresses, place, source)
    release = Release(
        post=replace(post, notes=tell_zone(place.zone, say_moment(record, *_MOMENTS), embargo)),
        contacts=tuple(_contacts(record, source, known[0], place)),
        contact_block=_contact_block(record),
        about=say(record, "boilerplate"),
        appendix=list_links(linked(record, "links", "externallinks", "video")),
        translations=tuple(_translations(record)),
        embargoed_until=place.read_instant(embargo) if embargo else None,
    )
    return make_release(release, source, defaults, place.country)


def _read_post(record: Record, addresses: Sequence[str], place: Place, source: Source) -> Post:
    stated, changed = say_moment(record, *_MOMENTS), say_moment(record, *_CHANGES)
    return Post(
        system="Via",
        title=escape(as_line(say(record, "title", "headline", "header")), quote=False),
        body=_body(record),
        lead=_lead(record),
        tags=tuple(words(record, "keywords", "tags", "channels", "categories")),
        types=(_kind(record),),
        language=_language(record),
        address=next(iter(addresses), ""),
        old_addresses=tuple(addresses[1:]),
        id=_source_id(say(record, "id", "releaseid")),
        declared="published",
        published_at=place.read_moment(stated) if stated else None,
        updated_at=place.read_instant(changed) if changed else None,
        images=tuple(_images(record, source)),
        attachments=tuple(_attachments(record, source)),
    )


def _language(record: Record) -> str:
    """Give the language's code; its name, which the XML writes in itself, is none."""
    stated = (say(record, "lang"), say(record, "languagecode"), say(record.get("language"), "code", "lang", "locale"))
    return next(filter(primary_language, (*stated, say(record, "language"), say(record, "locale"))), "")


def _kind(record: Record) -> str:
    """Give the words of its type where they name a kind; all that this house sends out are press releases."""
    stated = say(record, "type", "releasetype", "category")
    return stated if find_kind([stated]) else "pressrelease"


def _lead(record: Record) -> str:
    return as_html(say(record, "leadtext", "lead", "ingress", "preamble", "summary", "subheadline"))


def _body(record: Record) -> str:
    video = say(record, "videoembedcode", "embedcode")
    return "\n".join(filter(None, (as_html(say(record, "body", "bodytext", "content", "text")), as_html(video))))


def _images(record: Record, source: Source) -> Iterator[ImageDraft]:
    for image in many(record, "mainimage", "image", "images"):
        found = read_image(
            image,
            source,
            "originalurl",
            "original",
            "downloadurl",
            "url",
            "href",
            "src",
            "largeimageurl",
            "mediumimageurl",
        )
        if found:
            yield found


def _attachments(record: Record, source: Source) -> Iterator[AttachmentDraft]:
    for file in many(record, "documents", "attachments", "files"):
        if found := read_attachment(file, source, "url", "href", "downloadurl", "documenturl"):
            yield found


def _contacts(record: Record, source: Source, base: str | None, place: Place) -> Iterator[ContactDraft]:
    contacts = record.get("contacts")
    listed = many(contacts, "persons", "people", "contactpersons") or many(
        record, "contacts", "contactpersons", "persons"
    )
    for person in listed:
        if found := read_person(person, source, base, place.country):
            yield found


def _contact_block(record: Record) -> str:
    contacts = record.get("contacts")
    inner = (
        contacts.value
        if isinstance(contacts.value, str)
        else say(contacts, "text", "freetext", "html", "contactsastext")
    )
    return inner or say(record, "contactsastext", "contacttext", "contactinfo", "contactinformation")


def _translations(record: Record) -> Iterator[str]:
    own = say(record, "id", "releaseid")
    for version in many(record, "versions", "languageversions", "translations"):
        number = say(version, "id", "releaseid", "url") or bare(version)
        if number and number != own:
            yield _source_id(number) if number.isalnum() else number


def _source_id(number: str) -> str:
    return f"via:{number}" if number else ""
