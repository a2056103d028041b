"""Feeds of articles: every list in the formats of readers and of agencies, back to its first article."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from feeds.entry import Feed, Link
from feeds.formats import FEED_FORMATS
from newsroom import addresses, syndication
from newsroom.addresses import absolute
from newsroom.errors import Invalid
from newsroom.languages import Words, _
from newsroom.model import Article, VersionHead
from newsroom.store import articles, feeds, freshness
from newsroom.store.feeds import Newest
from newsroom.syndication import Dossier, Place
from newsroom.web import listing, respond
from newsroom.web.head import Head, list_path
from newsroom.web.listing import Listed
from newsroom.web.paging import read_list
from newsroom.web.visit import Visit, visit_of

SIZE = 50
STYLE = "/static/feed.css"
"""The look of a feed for people, under an address that stays: it is no part of what the feed says."""

ARCHIVE_HINT = _("follow a link of the feed")
DESCRIPTION = _("%(page)s from %(organisation)s, for journalists and everyone else.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A list as its feed tells it: a page of it, or the document of its archive with this number.

    It is as it was since `changed_at`, which is None of what answers a query, since stems change as well.
    `withdrawn_at` is when one of its newest was last taken back.
    """

    listed: Listed
    articles: tuple[Article, ...]
    versions: Mapping[int, tuple[VersionHead, ...]]
    archives: int
    number: int | None
    withdrawn_at: datetime | None
    changed_at: datetime | None
    room_uid: UUID

    @property
    def is_complete(self) -> bool:
        """Tell whether this document has all there is of the list, now and before."""
        pages = self.listed.slice
        return self.number is None and not self.archives and pages.newer is None and pages.older is None


async def feed(request: Request) -> Response:
    """Give a list as a feed."""
    visit = visit_of(request)
    found = await visit.ask(followed_public, visit)
    suffix = request.path_params["suffix"]
    written = FEED_FORMATS[suffix]
    content = written.serialise(_feed(visit, found, suffix))
    return respond.answer(request, content, written.MEDIA_TYPE, changed_at=found.changed_at)


def followed_public(connection: Connection, visit: Visit) -> Followed:
    """Ask for a list with its articles whole; raises NotFound and Invalid."""
    number = _archive_number(visit.parameters)
    when = visit.now, visit.room.zone
    newest = _newest(connection, visit)
    listed = listing.list_public(connection, visit, size=newest.size, bodies=True)
    asked = listed.asked.selection
    shown = listed.whole
    if number is not None:
        ids = feeds.archive_public(connection, asked, number, *when, SIZE)
        shown = articles.whole(connection, ids, now=visit.now)
    ids = [one.id for one in shown]
    return Followed(
        listed=listed,
        articles=shown,
        versions=feeds.versions_public(connection, ids, now=visit.now),
        archives=feeds.count_archives(connection, asked, *when, SIZE),
        number=number,
        withdrawn_at=newest.withdrawn_at if number is None else None,
        changed_at=None if asked.query else last_change(connection, visit),
        room_uid=feeds.room_uid(connection),
    )


def last_change(connection: Connection, visit: Visit) -> datetime | None:
    """Tell when a feed of articles changed at the latest: by what the store has, or by another line in the settings."""
    moments = (freshness.last_change(connection, now=visit.now), visit.room.set_at)
    return max((moment for moment in moments if moment and moment <= visit.now), default=None)


def _newest(connection: Connection, visit: Visit) -> Newest:
    """Give how many articles a page of the list has; the first one has those of the newest places."""
    scope = listing.scope_of(visit.request.scope["path"], visit.request.path_params)
    asked = read_list(visit.parameters, scope.selection)
    if asked.page is not None:
        return Newest(SIZE)
    return feeds.newest_public(connection, asked.selection, visit.now, visit.room.zone, SIZE)


def describe(visit: Visit, words: Words, title: str) -> str:
    """Say in a sentence what a feed of this title holds."""
    return words.gettext(DESCRIPTION) % {"page": title, "organisation": visit.organisation.name}


def _archive_number(parameters: Mapping[str, str]) -> int | None:
    asked = parameters.get("archive")
    if not asked:
        return None
    if not re.fullmatch(r"[1-9]\d{0,5}", asked, re.ASCII):
        raise Invalid("archive", asked, ARCHIVE_HINT)
    return int(asked)


def _feed(visit: Visit, found: Followed, suffix: str) -> Feed:
    words, listed = visit.words(), found.listed
    head = listing.head_of(listed, words)
    whole_room = head.feed_path == addresses.FRONT and not head.filters
    written = {one.id: Dossier(versions=found.versions[one.id]) for one in found.articles}
    place = _place(visit, found, head, suffix)
    told = syndication.feed(
        visit.room,
        (syndication.entry(visit.room, visit.organisation, one, written[one.id]) for one in found.articles),
        place,
        room_uid=found.room_uid,
        organisation=visit.organisation,
        title=visit.room.name if whole_room else f"{visit.room.name} – {head.title}",
        subtitle=describe(visit, words, head.title),
        language=visit.lang or visit.room.language,
        extension=_extension(visit, found, place),
    )
    # Whoever keeps the greatest version of a package must see that something is gone from it.
    moments = filter(None, (told.updated_at, found.withdrawn_at and found.withdrawn_at.astimezone(visit.room.zone)))
    return replace(told, updated_at=max(moments, default=None))


def _place(visit: Visit, found: Followed, head: Head, suffix: str) -> Place:
    path = addresses.feed(head.feed_path, suffix)
    older = found.listed.slice.older

    def leading_to(page: str | None, number: int | None = None) -> str:
        here = list_path(path, head, visit.lang, page)
        return f"{here}{'&' if '?' in here else '?'}archive={number}" if number else here

    related = {rel: leading_to(page, number) for rel, page, number in _relations(found)}
    media_type = FEED_FORMATS[suffix].MEDIA_TYPE.partition(";")[0]
    links = [Link(rel=rel, href=href, media_type=media_type) for rel, href in related.items()]
    withdrawn = Link(rel="related", href=addresses.WITHDRAWN, media_type="application/atom+xml")
    return Place(
        path=leading_to(head.page, found.number),
        page_path=list_path(head.feed_path, head, visit.lang),
        next_path=leading_to(older) if older and found.number is None else None,
        links=(*links, withdrawn),
        is_archive=found.number is not None,
        is_complete=found.is_complete,
        style_path=STYLE,
        part=f"archive={found.number}" if found.number else f"page={head.page}" if head.page else "",
    )


def _relations(found: Followed) -> Iterator[tuple[str, str | None, int | None]]:
    """Give the relations of RFC 5005 to other documents, each with its page or its number in the archive."""
    pages, number = found.listed.slice, found.number
    if number is None:
        previous = (number or found.archives) or None
        if pages.newer is not None or pages.older:
            yield "first", None, None
            yield "last", "last", None
        if pages.newer is not None:
            yield "previous", pages.newer or None, None
        if pages.older:
            yield "next", pages.older, None
    else:
        previous = number - 1 or None
        yield "current", None, None
        if number < found.archives:
            yield "next-archive", None, number + 1
    if previous:
        yield "prev-archive", None, previous


def _extension(visit: Visit, found: Followed, place: Place) -> dict[str, object]:
    paths = {link.rel: link.href for link in place.links}
    total = found.listed.slice.total
    named = {"newer": "previous", "older": "next", "archive": "prev-archive", "withdrawn": "related"}
    led = {name: absolute(visit.room, paths[rel]) if rel in paths else None for name, rel in named.items()}
    identity = syndication.feed_id(found.room_uid, place.page_path)
    return {"id": identity, "total": total, "pages": -(-total // SIZE), **led}
