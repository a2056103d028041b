"""Standing pages, what machines ask of any site, and addresses that are none of ours."""

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.web import respond, structured
from newsroom.web.head import Head
from newsroom.web.visit import begin, visit_of

ROBOTS = b"""User-agent: *
Disallow: /search
"""
"""Every list is reached without a search, and searches have no end."""


async def about(request: Request) -> Response:
    """Say who publishes."""
    visit = visit_of(request)
    await visit.ask(_nothing_more)
    words = visit.words()
    data = structured.organisation_data(visit)
    head = Head(name="about", title=words.gettext("About us"), path=addresses.ABOUT, data=data)
    return respond.page(visit, head, words, {})


async def robots(request: Request) -> Response:
    """Tell crawlers what is worth their while (RFC 9309)."""
    return respond.answer(request, ROBOTS, "text/plain; charset=utf-8")


async def health(request: Request) -> Response:
    """Say that the process runs."""
    return PlainTextResponse("ok\n", headers=respond.NEVER)


async def ready(request: Request) -> Response:
    """Say that the room can be read; raises Overrun when it cannot be in time."""
    await begin(request).ask(_nothing_more)
    return PlainTextResponse("ok\n", headers=respond.NEVER)


async def elsewhere(request: Request) -> Response:
    """Answer an address that no route knows: it may be an old one, else there is nothing."""
    await visit_of(request).ask(_nothing_here)
    raise AssertionError("a question that finds nothing was answered")


def _nothing_more(connection: Connection) -> None:
    """Ask for who publishes alone, which comes with every question."""


def _nothing_here(connection: Connection) -> None:
    raise NotFound("There is no such page.")
