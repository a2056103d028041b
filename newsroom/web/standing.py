"""Standing pages, what machines ask of any site, and addresses that are none of ours."""

from urllib.parse import quote

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.web import respond, structured
from newsroom.web.head import Head
from newsroom.web.visit import Moved, begin, visit_of


async def about(request: Request) -> Response:
    """Say who publishes."""
    visit = visit_of(request)
    await visit.ask(_nothing_more)
    words = visit.words()
    data = structured.organisation_data(visit)
    head = Head(name="about", title=words.gettext("About us"), path=addresses.ABOUT, data=data)
    return respond.page(visit, head, words, {})


async def health(request: Request) -> Response:
    """Say that the process runs."""
    return PlainTextResponse("ok\n", headers=respond.NEVER)


async def ready(request: Request) -> Response:
    """Say that the room can be read; raises Overrun when it cannot be in time."""
    await begin(request).ask(_nothing_more)
    return PlainTextResponse("ok\n", headers=respond.NEVER)


async def elsewhere(request: Request) -> Response:
    """Answer an address that no route knows: it may be an old one, or one of ours with a slash too many."""
    try:
        await visit_of(request).ask(_nothing_here)
    except NotFound:
        if path := _without_slash(request):
            raise Moved(path) from None
        raise
    raise AssertionError("a question that finds nothing was answered")


def _without_slash(request: Request) -> str | None:
    """Give the address without the slash at its end where a page of ours may be there, whether or not one is."""
    path = request.scope["path"].removesuffix("/")
    asked = {"type": "http", "method": "GET", "path": path, "root_path": ""}
    *ours, _ = request.app.router.routes
    # A browser would fold these into another path, or take them for another host.
    if {"", ".", ".."}.intersection(path.split("/")[1:]) or path == request.scope["path"]:
        return None
    if not any(route.matches(asked)[0] is Match.FULL for route in ours):
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    return quote(path, safe="/") + query


def _nothing_more(connection: Connection) -> None:
    """Ask for who publishes alone, which comes with every question."""


def _nothing_here(connection: Connection) -> None:
    raise NotFound("There is no such page.")
