"""What every page says of itself and of the room: head, menu, links, and the frame around its content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feeds.formats import FEED_FORMATS
from newsroom import addresses
from newsroom.languages import Words, _
from newsroom.model import Image, Kind
from newsroom.room import Room
from newsroom.store.banners import Banner
from newsroom.web import structured
from newsroom.web.links import Links
from newsroom.web.pages import Page, Picture
from newsroom.web.paging import KNOWN
from newsroom.web.share import HEIGHT, WIDTH
from newsroom.web.visit import Visit

STANDING = (
    (_("Topics"), addresses.TOPICS),
    (_("Archive"), addresses.ARCHIVE),
    (_("Events"), addresses.EVENTS),
    (_("Pictures"), addresses.IMAGES),
    (_("Contacts"), addresses.CONTACTS),
    (_("About us"), addresses.ABOUT),
)


SHARED = 1200
"""How wide a picture is wanted where a page is shared."""
SHORTEST = 24
"""So many characters at least tell what an article says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a handler knows of its page: template, title, canonical path and parameters.

    `path` is None where there is no page. A `paired` page is there in each language of the room, or in those
    `languages` in which it shows something; `translations` are the languages and paths of a release's public versions.
    The feeds are those of the list at `feed_path`, with the same filters, and `formats` are the suffixes under which
    machines find the page itself; where they are not `announced`, robots would find too many. `data` says in the words
    of schema.org what the page is about, and `image` is shown where it is shared.
    """

    name: str
    title: str
    path: str | None
    filters: tuple[tuple[str, str], ...] = ()
    page: str | None = None
    feed_path: str = addresses.FRONT
    feed_formats: tuple[str, ...] = addresses.FEED_FORMATS
    formats: tuple[str, ...] = ()
    announced: bool = True
    robots: str | None = None
    paired: bool = True
    languages: frozenset[str] | None = None
    translations: tuple[tuple[str, str], ...] = ()
    description: str = ""
    data: Mapping[str, object] | None = None
    image: Image | None = None


def frame(visit: Visit, head: Head, words: Words) -> dict[str, object]:
    """Give what every template gets."""
    room = visit.room
    return {
        "room": room,
        "organisation": visit.organisation,
        "banner": _banner(visit.banners, (words.language, *room.languages)),
        "desk": room.desk,
        "language": words.language,
        "now": visit.now,
        "page": _page(visit, head, words),
        "menu": tuple(_menu(head.path or "", visit.lang, words)),
        "address": Links(visit.lang, dict((*_versions(head, room.languages), *head.translations))),
    }


def _banner(found: tuple[Banner, ...], wanted: tuple[str, ...]) -> Banner | None:
    """Choose the banner in the language of the page, else in the first of the room's that has one, else any."""
    by_language = {one.language: one for one in reversed(found)}
    return next((by_language[code] for code in (*wanted, *by_language) if code in by_language), None)


def list_path(path: str, head: Head, lang: str | None, page: str | None = None) -> str:
    """Give a path with the page's filters, in this language, at this page of the list."""
    wanted = dict(head.filters) | {"lang": lang, "page": page}
    return addresses.with_query(path, sorted(wanted.items(), key=lambda item: KNOWN.index(item[0])))


def feed_paths(head: Head, lang: str | None) -> dict[str, str]:
    """Give the paths of a page's feeds by their suffix."""
    return {suffix: list_path(addresses.feed(head.feed_path, suffix), head, lang) for suffix in head.feed_formats}


def _page(visit: Visit, head: Head, words: Words) -> Page:
    room, lang = visit.room, visit.lang
    path = head.path and list_path(head.path, head, lang if head.paired else None, head.page)
    return Page(
        name=head.name,
        title=head.title,
        description=head.description if len(head.description) >= SHORTEST else "",
        path=path or "",
        canonical=addresses.absolute(room, path) if path else None,
        robots=head.robots,
        alternates=tuple(_alternates(room, head)),
        feeds=tuple(_feeds(room, head, lang, words)),
        formats=tuple(_formats(room, head, lang)),
        lang=lang,
        lang_query=addresses.with_query("", [("lang", lang)]),
        data=tuple(_data(visit, head, words)) if path else (),
        picture=_picture(visit, head),
        locale=str(words.locale) if words.locale.territory else f"{words.language}_{room.country}",
    )


def _data(visit: Visit, head: Head, words: Words) -> Iterator[Mapping[str, object]]:
    if head.data:
        yield head.data
    if (head.path or "") != addresses.FRONT:
        yield structured.breadcrumbs(visit.room, _trail(visit, head, words))


def _trail(visit: Visit, head: Head, words: Words) -> Iterator[tuple[str, str]]:
    """Give names and paths from the front page to this one, by way of its entry in the menu."""
    here = head.path or ""
    yield words.gettext(_("Press room")), addresses.FRONT
    yield from ((label, path) for label, path, current in _menu(here, None, words) if current and path != here)
    yield head.title, here


def _picture(visit: Visit, head: Head) -> Picture:
    one = head.image
    if one is None or not (offer := one.offer):
        return Picture(structured.picture_address(visit), visit.organisation.name or "", "image/png", WIDTH, HEIGHT)
    alt = one.alt or one.caption or head.title
    if one.original and (made := one.original.fitting(SHARED)):
        path = addresses.rendition(one.digest or "", made)
        return Picture(addresses.absolute(visit.room, path), alt, made.media_type, made.width, made.height)
    url = addresses.absolute(visit.room, addresses.offered(one) or "")
    return Picture(url, alt, offer.media_type, offer.width, offer.height)


def _versions(head: Head, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if head.path and head.paired:
        for code in languages:
            if head.languages is None or code in head.languages:
                yield code, list_path(head.path, head, code)


def _alternates(room: Room, head: Head) -> Iterator[tuple[str, str]]:
    """Pair the languages of a page; the one without `lang` is for everybody else."""
    for code, path in head.translations:
        yield code, addresses.absolute(room, path)
    versions = tuple(_versions(head, room.languages))
    if len(room.languages) > 1 and head.path and versions and not head.page:
        for code, path in versions:
            yield code, addresses.absolute(room, path)
        yield "x-default", addresses.absolute(room, list_path(head.path, head, None))


def _feeds(room: Room, head: Head, lang: str | None, words: Words) -> Iterator[tuple[str, str, str]]:
    title = words.gettext(_("All articles")) if head.feed_path == addresses.FRONT else head.title
    for suffix, path in feed_paths(head, lang).items() if head.announced else ():
        media_type = FEED_FORMATS[suffix].MEDIA_TYPE.partition(";")[0]
        yield f"{title} ({FORMAT_NAMES[suffix]})", media_type, addresses.absolute(room, path)


def _formats(room: Room, head: Head, lang: str | None) -> Iterator[tuple[str, str]]:
    for suffix in head.formats if head.announced else ():
        path = list_path(addresses.feed(head.path or "", suffix), head, lang if head.paired else None)
        yield MEDIA_TYPES[suffix], addresses.absolute(room, path)


MEDIA_TYPES = {
    "json": "application/json",
    "txt": "text/plain",
    "ninjs": "application/json",
    "newsml": "application/xml",
    "ics": "text/calendar",
    "vcf": "text/vcard",
}
FORMAT_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def _menu(here: str, lang: str | None, words: Words) -> Iterator[tuple[str, str, bool]]:
    entries = [(words.kind_name(kind, plural=True), addresses.KINDS[kind]) for kind in Kind]
    for label, path in entries + [(words.gettext(label), path) for label, path in STANDING]:
        yield label, addresses.with_query(path, [("lang", lang)]), here == path or here.startswith(f"{path}/")
