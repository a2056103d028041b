"""The application: the site's table of contents, and what a process needs to answer it."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import Scope

from newsroom import addresses
from newsroom.cache import MOST_BYTES, Cache
from newsroom.database import Database, open_database
from newsroom.eras import Era, Eras
from newsroom.errors import NewsroomError
from newsroom.room import Room
from newsroom.settings import Settings, is_loopback, read_settings
from newsroom.web import (
    archive,
    articles,
    contacts,
    events,
    feeds,
    files,
    history,
    images,
    machine,
    media,
    notices,
    openapi,
    outline,
    preview,
    respond,
    sitemaps,
    standing,
    statements,
)
from newsroom.web.assets import read_assets
from newsroom.web.feed_as_page import FeedAsPage
from newsroom.web.guard import Guard
from newsroom.web.pages import Pages
from newsroom.web.visit import Moved, Premises

PACKAGE = Path(__file__).parent

ARTICLE_FORMATS = {
    "json": machine.article_json,
    "txt": machine.article_text,
    "ninjs": machine.article_ninjs,
    "newsml": machine.article_newsml,
}


def _routes_of(path: str) -> Iterator[Route]:
    """Give the routes of a kind: its list, and its articles in every format with what is below them."""
    yield Route(path, articles.articles)
    yield Route(path + addresses.FEED, feeds.feed)
    for suffix, handler in ARTICLE_FORMATS.items():
        yield Route(f"{path}{addresses.ARTICLE}.{suffix}", handler)
    yield Route(path + addresses.ARTICLE, articles.article)
    yield Route(path + addresses.IMAGES_ZIP, images.images_zip)
    yield Route(path + addresses.HISTORY, history.history)
    yield Route(path + addresses.VERSION, history.version)


# The first that fits answers: what has a suffix stands before what may be called anything.
ROUTES = (
    Route(addresses.FRONT, articles.front),
    Route(addresses.FRONT_LIST + addresses.FEED, feeds.feed),
    Route(addresses.SEARCH, articles.articles),
    Route(addresses.SEARCH + addresses.FEED, feeds.feed),
    *(route for path in addresses.KINDS.values() for route in _routes_of(path)),
    Route(addresses.TOPICS, archive.topics),
    Route(addresses.TOPICS + addresses.JSON, machine.topics_json),
    Route(addresses.TOPIC + addresses.FEED, feeds.feed),
    Route(addresses.TOPIC, articles.articles),
    Route(addresses.ARCHIVE, archive.archive),
    Route(addresses.ARCHIVE + addresses.JSON, machine.archive_json),
    Route(addresses.YEAR + addresses.FEED, feeds.feed),
    Route(addresses.YEAR, articles.articles),
    Route(addresses.MONTH + addresses.FEED, feeds.feed),
    Route(addresses.MONTH, articles.articles),
    Route(addresses.CONTACTS, contacts.contacts),
    Route(addresses.CONTACTS + addresses.CARD, contacts.contacts_cards),
    Route(addresses.CONTACTS + addresses.JSON, contacts.contacts_json),
    Route(addresses.CONTACT + addresses.CARD, contacts.contact_card),
    Route(addresses.CONTACT + addresses.JSON, contacts.contact_json),
    Route(addresses.CONTACT, contacts.contact),
    Route(addresses.EVENTS, events.events),
    Route(addresses.EVENTS + addresses.CALENDAR, events.events_calendar),
    Route(addresses.EVENTS + addresses.JSON, events.events_json),
    Route(f"{addresses.EVENTS}.rss", notices.events_feed),
    Route(f"{addresses.EVENTS}.atom", notices.events_feed),
    Route(f"{addresses.EVENTS}/{{year}}/{{month}}", events.month),
    Route(addresses.EVENT + addresses.CALENDAR, events.event_calendar),
    Route(addresses.EVENT + addresses.JSON, events.event_json),
    Route(addresses.EVENT, events.event),
    Route(addresses.ABOUT, standing.about),
    Route(addresses.CORRECTIONS, history.corrections),
    Route(addresses.CORRECTIONS + addresses.JSON, machine.corrections_json),
    Route(f"{addresses.CORRECTIONS}.rss", notices.corrections_feed),
    Route(f"{addresses.CORRECTIONS}.atom", notices.corrections_feed),
    Route(addresses.WITHDRAWN, notices.withdrawn),
    Route(addresses.ACCESSIBILITY, statements.accessibility),
    Route(addresses.PRIVACY, statements.privacy),
    Route(addresses.SECURITY, statements.security),
    Route(addresses.PREVIEW, preview.preview),
    Route(addresses.PREVIEW_MEDIA, preview.preview_media),
    Route(addresses.FEEDS, outline.feeds),
    Route(addresses.OUTLINE, outline.outline),
    Route(addresses.FILES, files.files),
    Route(addresses.FILES + addresses.JSON, files.files_json),
    Route(addresses.FILES + addresses.ZIP, files.files_zip),
    Route(addresses.IMAGES, images.images),
    Route(addresses.IMAGES + addresses.JSON, images.images_json),
    Route(addresses.IMAGE + addresses.JSON, images.image_json),
    Route(addresses.IMAGE, images.image),
    Route(addresses.MEDIA, media.media),
    Route(addresses.STATIC, media.static),
    Route(addresses.ROBOTS, sitemaps.robots),
    Route(addresses.SITEMAP, sitemaps.index),
    Route(addresses.NEWS_SITEMAP, sitemaps.news),
    Route(addresses.SITEMAP_PART, sitemaps.part),
    Route(addresses.OPENAPI, openapi.openapi),
    Route(addresses.HEALTH, standing.health),
    Route(addresses.READY, standing.ready),
    Route("/{path:path}", standing.elsewhere),
)


def create_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    database: Database | None = None,
    does_rounds: bool = False,
    most_bytes: int = MOST_BYTES,
) -> Starlette:
    """Make the application of a room; it opens and closes the database itself unless one is given.

    One that `does_rounds` visits followed sources, too. It keeps `most_bytes` of answers.
    """
    room = settings.room
    assets = read_assets(PACKAGE / "static", room)
    pages = Pages(_templates(), room, assets)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        opened = database or open_database(room.database)
        app.state.eras = Eras(opened, clock, room.zone)
        app.state.premises = Premises(room=room, database=opened, clock=clock, pages=pages, assets=assets)
        async with _rounds(opened, room, clock) if does_rounds else nullcontext():
            yield
        if database is None:
            await opened.close()

    app = Starlette(
        routes=ROUTES,
        lifespan=lifespan,
        middleware=[
            Middleware(Guard, base_address=room.base_address, is_local=is_loopback, refuse=respond.refuse),
            Middleware(FeedAsPage),
            Middleware(Cache, find_era=_find_era, most_bytes=most_bytes),
        ],
        exception_handlers={
            NewsroomError: respond.on_error,
            Moved: respond.on_moved,
            HTTPException: respond.on_http_error,
        },
    )
    # A slash at the end is another address, and perhaps an old one of somebody else's site.
    app.router.redirect_slashes = False
    return app


async def _find_era(scope: Scope) -> Era | None:
    eras: Eras = scope["app"].state.eras
    return await eras.find()


def serve_room() -> Starlette:
    """Make the application of the room that the environment names, for a server with several processes."""
    folder = Path(os.environ.get("NEWSROOM_ROOM", "."))
    return create_app(read_settings(folder, os.environ), clock=lambda: datetime.now(UTC), does_rounds=True)


@asynccontextmanager
async def _rounds(database: Database, room: Room, clock: Callable[[], datetime]) -> AsyncIterator[None]:
    """Do the room's rounds beside the answers, until the server stops."""
    from newsroom.rounds import Rounds

    rounds = asyncio.create_task(Rounds(database=database, room=room, clock=clock).run())
    try:
        yield
    finally:
        rounds.cancel()
        with suppress(asyncio.CancelledError):
            await rounds


def _templates() -> Path:
    """Find the templates: inside the package where it is installed, beside it in a checkout."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"
