"""Feeds of what happens beside articles: events, corrections, and what was taken back."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from uuid import UUID, uuid5

from starlette.requests import Request
from starlette.responses import Response

from feeds import atom
from feeds.entry import Entry, Link
from feeds.formats import FEED_FORMATS
from newsroom import addresses, languages, syndication
from newsroom.languages import _
from newsroom.model import Event, Teaser, VersionHead
from newsroom.store import feeds
from newsroom.store.events import events_public
from newsroom.store.versions import corrections_public
from newsroom.syndication import Place
from newsroom.web import respond
from newsroom.web.feeds import SIZE, STYLE, describe, last_change
from newsroom.web.head import Head, list_path
from newsroom.web.visit import Visit, visit_of

CORRECTION = _("Correction: {headline}")
CANCELLED = _("Cancelled: {headline}")


async def events_feed(request: Request) -> Response:
    """Give the events as a feed, those first that changed last."""
    visit = visit_of(request)
    found, room_uid = await visit.ask(
        lambda connection: (events_public(connection, now=visit.now), feeds.room_uid(connection))
    )
    latest = sorted(found, key=lambda one: (one.changed_at, one.id), reverse=True)
    return _answer(visit, addresses.EVENTS, _("Events"), [_event(visit, one) for one in latest], room_uid)


async def corrections_feed(request: Request) -> Response:
    """Give the corrections as a feed."""
    visit = visit_of(request)
    found, changed_at, room_uid = await visit.ask(
        lambda connection: (
            corrections_public(connection, now=visit.now, language=visit.lang),
            last_change(connection, visit),
            feeds.room_uid(connection),
        )
    )
    entries = [_correction(visit, change, one) for change, one in found]
    return _answer(visit, addresses.CORRECTIONS, _("Corrections"), entries, room_uid, changed_at)


async def withdrawn(request: Request) -> Response:
    """Give what was taken back as tombstones (RFC 6721), for the readers of all feeds."""
    visit = visit_of(request)
    found, room_uid = await visit.ask(
        lambda connection: (feeds.withdrawn_public(connection, now=visit.now), feeds.room_uid(connection))
    )
    place = Place(path=addresses.WITHDRAWN, page_path=addresses.FEEDS, style_path=STYLE)
    title = f"{visit.room.name} – {visit.words().gettext(_('Withdrawn'))}"
    told = syndication.graveyard(visit.room, visit.organisation, found, place, room_uid=room_uid, title=title)
    return respond.answer(request, atom.serialise(told), atom.MEDIA_TYPE, changed_at=told.updated_at)


def _answer(
    visit: Visit, path: str, name: str, entries: Sequence[Entry], room_uid: UUID, changed_at: datetime | None = None
) -> Response:
    suffix = visit.request.scope["path"].rpartition(".")[2]
    words, written = visit.words(), FEED_FORMATS[suffix]
    head = Head(name="feeds", title=words.gettext(name), path=None)
    own = addresses.feed(path, suffix)
    gone = Link(rel="related", href=addresses.WITHDRAWN, media_type="application/atom+xml")
    place = Place(
        path=list_path(own, head, visit.lang),
        page_path=list_path(path, head, visit.lang),
        links=(gone,),
        is_complete=len(entries) <= SIZE,
        style_path=STYLE,
    )
    told = syndication.feed(
        visit.room,
        entries[:SIZE],
        place,
        room_uid=room_uid,
        organisation=visit.organisation,
        title=f"{visit.room.name} – {head.title}",
        subtitle=describe(visit, words, head.title),
        language=visit.lang or visit.room.language,
    )
    return respond.answer(visit.request, written.serialise(told), written.MEDIA_TYPE, changed_at=changed_at)


def _event(visit: Visit, one: Event) -> Entry:
    room = visit.room
    words = languages.words(one.language, room.zone, room.country)
    url = addresses.absolute(room, addresses.event(one))
    facts = ", ".join(filter(None, (words.period(one.starts_at, one.ends_at), one.place)))
    by = syndication.publisher(room, visit.organisation)
    return Entry(
        id=syndication.urn(one.uid),
        url=url,
        title=words.gettext(CANCELLED).format(headline=one.headline) if one.cancelled else one.headline,
        published_at=one.changed_at.astimezone(room.zone),
        updated_at=one.changed_at.astimezone(room.zone),
        language=one.language,
        summary=facts,
        content_html=f"<p>{escape(facts, quote=False)}</p>{syndication.absolute_links(one.description_html, url)}",
        authors=(by,),
        categories=(syndication.category(room, "event", words.gettext(_("Event"))),),
    )


def _correction(visit: Visit, change: VersionHead, one: Teaser) -> Entry:
    room = visit.room
    words = languages.words(one.language, room.zone, room.country)
    at = max(change.since, one.published_at).astimezone(room.zone)
    return Entry(
        # Of the article and the version alone, so that it never changes.
        id=syndication.urn(str(uuid5(UUID(one.uid), str(change.number)))),
        url=addresses.absolute(room, addresses.article(one)),
        title=words.gettext(CORRECTION).format(headline=one.headline),
        published_at=at,
        updated_at=at,
        language=one.language,
        summary=change.note,
        authors=(syndication.publisher(room, visit.organisation),),
        categories=(syndication.category(room, "correction", words.gettext(_("Correction"))),),
    )
