"""Cision's news feeds (publish.ne.cision.com): releases in JSON and XML, a list of them or one alone.

Fields that begin with `Html` are the better ones, moments are in UTC, and all contacts of a release
are one block of HTML.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from importers.draft import ArticleDraft, AttachmentDraft, Defaults, ImageDraft, Problem, Refused, Source, Wanted
from importers.exports.pages import head_of
from importers.exports.post import Post
from importers.exports.records import Record
from importers.reading.characters import fold, may_open_with
from importers.reading.fragment import plain_text
from importers.reading.prologue import find_root
from importers.reading.sites import find_parameter, with_parameters
from importers.suppliers.fields import as_html, as_line, many, read_json, read_xml, say, texts, words
from importers.suppliers.pictures import read_attachment, read_image
from importers.suppliers.place import Place, find_place, say_moment
from importers.suppliers.release import (
    Release,
    linked,
    list_lines,
    list_links,
    make_release,
)

_MARK = re.compile(
    r"""["<](EncryptedId | InformationType | HtmlTitle | HtmlIntro | HtmlBody | HtmlContact | CisionWireUrl
    | LanguageVersions | SyndicatedUrl | CompanyInformation | IsRegulatory | PublishDate | LanguageCode)["\s/>]""",
    re.VERBOSE | re.IGNORECASE,
)
# What else Cision sends out (PRM, RDV, RPT, KMK, INB) are press releases.
_KINDS = {"NBR": "news", "NWS": "news", "ART": "news", "BLG": "blogpost"}
_MOMENTS = ("publishdateutc", "publishdate", "publisheddate", "published", "date")
_CHANGES = ("lastchangedateutc", "lastchangedate", "lastchanged", "updatedate")
_ADDRESSES = ("canonicalurl", "cisionwireurl", "url", "syndicatedurl", "releaseurl")
_BODIES = ("htmlbody", "body", "complete", "rawhtml", "htmlintro", "intro")
_FEED = re.compile(r"/papi/newsfeed/", re.IGNORECASE)
_SIZES = (
    "downloadurl",
    "originalurl",
    "url",
    "urlto800x800arresized",
    "urlto400x400arresized",
    "urlto200x200arresized",
)


def recognises(source: Source) -> bool:
    """Tell whether it is XML or JSON with the fields of Cision's releases."""
    if not may_open_with(b"<{[", source):
        return False
    text = head_of(source)
    root = find_root(text)
    found = {name.lower() for name in _MARK.findall(text)}
    return (root is None or root.name not in ("rss", "html")) and len(found) > 2


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem | Wanted]:
    """Yield an article per release; raises Refused for what cannot be read or holds none."""
    root = _open(source)
    releases = _find_releases(root)
    if not releases:
        raise Refused(f"{source.name} holds no releases of Cision.")
    address = source.address or ""
    if _FEED.search(address) and not any(say(one, *_BODIES) for one in releases) and not _is_detailed(address):
        yield Wanted(with_parameters(address, detailLevel="detail"), "the list with its texts", continues=True)
        return
    known = {number: _source_id(one) for one in releases for number in _numbers(one)}
    for record in releases:
        yield _read_release(record, known, source, defaults)
    if _FEED.search(address):
        yield from _next_page(root, address)


def _is_detailed(address: str) -> bool:
    return find_parameter(address, "detailLevel").lower() == "detail"


def _next_page(root: Record, address: str) -> Iterator[Wanted]:
    """Yield the next page of a list, whose pages are counted from 1."""
    index, size, total = (_number(say(root, name)) for name in ("pageindex", "pagesize", "totalfoundreleases"))
    if index and size and index * size < total:
        listed = with_parameters(address, pageIndex=index + 1, pageSize=size)
        yield Wanted(listed, "the next page of the list", continues=True)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _open(source: Source) -> Record:
    if find_root(head_of(source)) is None:
        return read_json(source)
    root = read_xml(source)
    inner = [one for one in root.value.values() if isinstance(one, dict)]
    return Record(inner[0]) if inner and not set(root.value) & {"release", "pressrelease", "releases"} else root


def _find_releases(root: Record) -> list[Record]:
    found = many(root, "releases", "pressreleases", "release", "pressrelease", "items")
    releases = found or ([root] if say(root, "htmltitle", "title", "htmlbody", "body") else [])
    return [one for one in releases if isinstance(one.value, dict)]


def _read_release(record: Record, known: dict[str, str], source: Source, defaults: Defaults) -> ArticleDraft | Problem:
    addresses = [address for name in _ADDRESSES if (address := say(record, name))]
    language = say(record, "languagecode", "language", "lang")
    place = find_place([say(record, "countrycode", "country")], addresses, language, defaults)
    # Whatever the country, hours without a zone are UTC here.
    release = Release(
        post=_read_post(record, addresses, place._replace(zone="UTC"), source),
        contact_block=say(record, "htmlcontact", "contact", "contacts"),
        about=say(record, "htmlcompanyinformation", "companyinformation"),
        appendix=_appendix(record),
        translations=tuple(_translations(record, known)),
    )
    return make_release(release, source, defaults, place.country)


def _read_post(record: Record, addresses: Sequence[str], clock: Place, source: Source) -> Post:
    stated, changed = say_moment(record, *_MOMENTS), say_moment(record, *_CHANGES)
    return Post(
        system="Cision",
        title=escape(as_line(say(record, "htmltitle", "title", "htmlheader", "header")), quote=False),
        body=say(record, "htmlbody", "body", "complete", "rawhtml"),
        lead=as_html(say(record, "htmlintro", "intro")),
        tags=tuple(words(record, "keywords", "categories", "tags")),
        types=(_KINDS.get(say(record, "informationtype").upper(), "pressrelease"),),
        language=say(record, "languagecode", "language", "lang"),
        address=next(iter(addresses), ""),
        old_addresses=tuple(addresses[1:]),
        id=_source_id(record),
        declared="published",
        published_at=clock.read_moment(stated) if stated else None,
        updated_at=clock.read_instant(changed) if changed else None,
        images=tuple(_images(record, source)),
        attachments=tuple(_attachments(record, source)),
    )


def _numbers(record: Record) -> list[str]:
    return [number for name in ("encryptedid", "id", "sourceid") if (number := say(record, name))]


def _source_id(record: Record) -> str:
    return next((f"cision:{number}" for number in _numbers(record)), "")


def _translations(record: Record, known: dict[str, str]) -> Iterator[str]:
    """Yield the other languages' ids: by what the file itself calls them, else by what this release does."""
    own, seen = set(_numbers(record)), set[str]()
    for version in many(record, "languageversions"):
        number = say(version, "releaseid", "encryptedid", "id")
        if number and number not in own | seen:
            seen.add(number)
            yield known.get(number, f"cision:{number}")


def _images(record: Record, source: Source) -> Iterator[ImageDraft]:
    images = many(record, "images")
    for image in sorted(images, key=lambda one: not one.is_true("ismain")):
        if found := read_image(image, source, *_SIZES):
            yield found


def _attachments(record: Record, source: Source) -> Iterator[AttachmentDraft]:
    for file in many(record, "files", "attachments"):
        if found := read_attachment(file, source, "url", "downloadurl", "fileurl"):
            yield found


def _appendix(record: Record) -> str:
    """Write what stood beside the text: quick facts, quotes that the text lacks, and links."""
    body = fold(plain_text(say(record, "htmlbody", "body")))
    missing = [fact for text in texts(record, "quickfacts") if fold(fact := as_line(text)) not in body]
    quotes = [quote for one in many(record, "quotes") if (quote := _quote(one, body))]
    return "\n".join(filter(None, (list_lines(missing), *quotes, list_links(linked(record, "externallinks", "links")))))


def _quote(record: Record, body: str) -> str:
    text, by = as_line(say(record, "text", "quote")), as_line(say(record, "author", "name"))
    if not text or fold(text) in body:
        return ""
    cite = f"<p>– {escape(by, quote=False)}</p>" if by else ""
    return f"<blockquote><p>{escape(text, quote=False)}</p>{cite}</blockquote>"
