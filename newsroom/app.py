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
from newsroom.web import archive, articles, contacts, events, feeds, media, respond, standing
from newsroom.web.assets import read_assets
from newsroom.web.guard import Guard
from newsroom.web.pages import Pages
from newsroom.web.visit import Moved, Premises

PACKAGE = Path(__file__).parent

ROUTES = (
    Route(addresses.FRONT, articles.front),
    Route("/feed.{suffix}", feeds.feed),
    Route(addresses.SEARCH, articles.articles),
    Route(f"{addresses.SEARCH}.{{suffix}}", feeds.feed),
    Route(addresses.PRESS_RELEASES, articles.articles),
    Route(f"{addresses.PRESS_RELEASES}.{{suffix}}", feeds.feed),
    Route(f"{addresses.PRESS_RELEASES}/{{slug}}", articles.article),
    Route(addresses.NEWS, articles.articles),
    Route(f"{addresses.NEWS}.{{suffix}}", feeds.feed),
    Route(f"{addresses.NEWS}/{{slug}}", articles.article),
    Route(addresses.BLOG, articles.articles),
    Route(f"{addresses.BLOG}.{{suffix}}", feeds.feed),
    Route(f"{addresses.BLOG}/{{slug}}", articles.article),
    Route(addresses.TOPICS, archive.topics),
    Route(f"{addresses.TOPIC}.{{suffix}}", feeds.feed),
    Route(addresses.TOPIC, articles.articles),
    Route(addresses.ARCHIVE, archive.archive),
    Route(f"{addresses.YEAR}.{{suffix}}", feeds.feed),
    Route(addresses.YEAR, articles.articles),
    Route(f"{addresses.MONTH}.{{suffix}}", feeds.feed),
    Route(addresses.MONTH, articles.articles),
    Route(addresses.CONTACTS, contacts.contacts),
    Route(f"{addresses.CONTACTS}.vcf", contacts.contacts_cards),
    Route(f"{addresses.CONTACTS}.json", contacts.contacts_json),
    Route(f"{addresses.CONTACT}.vcf", contacts.contact_card),
    Route(f"{addresses.CONTACT}.json", contacts.contact_json),
    Route(addresses.CONTACT, contacts.contact),
    Route(addresses.EVENTS, events.events),
    Route(f"{addresses.EVENTS}.ics", events.events_calendar),
    Route(f"{addresses.EVENTS}.json", events.events_json),
    Route(f"{addresses.EVENT}.ics", events.event_calendar),
    Route(f"{addresses.EVENT}.json", events.event_json),
    Route(addresses.EVENT, events.event),
    Route(addresses.ABOUT, standing.about),
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
    assets = read_assets(PACKAGE / "static", room.colours)
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
