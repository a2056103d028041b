"""The application: the site's table of contents, and what a process needs to answer it."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

from newsroom import addresses
from newsroom.database import Database, open_database
from newsroom.errors import NewsroomError
from newsroom.settings import Settings, is_loopback, read_settings
from newsroom.web import archive, articles, contacts, events, feeds, history, media, preview, respond, standing, statements
from newsroom.web.assets import read_assets
from newsroom.web.guard import Guard
from newsroom.web.pages import Pages
from newsroom.web.visit import Moved, Premises

PACKAGE = Path(__file__).parent

# The first that fits answers: what has a suffix stands before what may be called anything.
ROUTES = (
    Route(addresses.FRONT, articles.front),
    Route(addresses.FRONT_LIST + addresses.FEED, feeds.feed),
    Route(addresses.SEARCH, articles.articles),
    Route(addresses.SEARCH + addresses.FEED, feeds.feed),
    Route(addresses.PRESS_RELEASES, articles.articles),
    Route(addresses.PRESS_RELEASES + addresses.FEED, feeds.feed),
    Route(addresses.PRESS_RELEASES + addresses.ARTICLE, articles.article),
    Route(addresses.PRESS_RELEASES + addresses.HISTORY, history.history),
    Route(addresses.PRESS_RELEASES + addresses.VERSION, history.version),
    Route(addresses.NEWS, articles.articles),
    Route(addresses.NEWS + addresses.FEED, feeds.feed),
    Route(addresses.NEWS + addresses.ARTICLE, articles.article),
    Route(addresses.NEWS + addresses.HISTORY, history.history),
    Route(addresses.NEWS + addresses.VERSION, history.version),
    Route(addresses.BLOG, articles.articles),
    Route(addresses.BLOG + addresses.FEED, feeds.feed),
    Route(addresses.BLOG + addresses.ARTICLE, articles.article),
    Route(addresses.BLOG + addresses.HISTORY, history.history),
    Route(addresses.BLOG + addresses.VERSION, history.version),
    Route(addresses.TOPICS, archive.topics),
    Route(addresses.TOPIC + addresses.FEED, feeds.feed),
    Route(addresses.TOPIC, articles.articles),
    Route(addresses.ARCHIVE, archive.archive),
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
    Route(addresses.EVENT + addresses.CALENDAR, events.event_calendar),
    Route(addresses.EVENT + addresses.JSON, events.event_json),
    Route(addresses.EVENT, events.event),
    Route(addresses.ABOUT, standing.about),
    Route(addresses.CORRECTIONS, history.corrections),
    Route(addresses.ACCESSIBILITY, statements.accessibility),
    Route(addresses.PRIVACY, statements.privacy),
    Route(addresses.SECURITY, statements.security),
    Route(addresses.PREVIEW, preview.preview),
    Route(addresses.PREVIEW_MEDIA, preview.preview_media),
    Route(addresses.FEEDS, feeds.feeds),
    Route(addresses.MEDIA, media.media),
    Route(addresses.STATIC, media.static),
    Route(addresses.ROBOTS, standing.robots),
    Route(addresses.HEALTH, standing.health),
    Route(addresses.READY, standing.ready),
    Route("/{path:path}", standing.elsewhere),
)


def create_app(settings: Settings, *, clock: Callable[[], datetime], database: Database | None = None) -> Starlette:
    """Make the application of a room; it opens and closes the database itself unless one is given."""
    room = settings.room
    assets = read_assets(PACKAGE / "static", room)
    pages = Pages(_templates(), room, assets)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        opened = database or open_database(room.database)
        app.state.premises = Premises(room=room, database=opened, clock=clock, pages=pages, assets=assets)
        yield
        if database is None:
            await opened.close()

    app = Starlette(
        routes=ROUTES,
        lifespan=lifespan,
        middleware=[Middleware(Guard, base_address=room.base_address, is_local=is_loopback, refuse=respond.refuse)],
        exception_handlers={
            NewsroomError: respond.on_error,
            Moved: respond.on_moved,
            HTTPException: respond.on_http_error,
        },
    )
    # A slash at the end is another address, and perhaps an old one of somebody else's site.
    app.router.redirect_slashes = False
    return app


def serve_room() -> Starlette:
    """Make the application of the room that the environment names, for a server with several processes."""
    folder = Path(os.environ.get("NEWSROOM_ROOM", "."))
    return create_app(read_settings(folder, os.environ), clock=lambda: datetime.now(UTC))


def _templates() -> Path:
    """Find the templates: inside the package where it is installed, beside it in a checkout."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"
