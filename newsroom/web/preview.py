"""Previews: what is not public yet, for the one person who holds a key to it."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.model import Article, Moments, Status, status_at
from newsroom.store import previews
from newsroom.store.files import find_file_of
from newsroom.store.previews import Previewed
from newsroom.web import respond
from newsroom.web.articles import Opened, shown_of, whom_to_ring
from newsroom.web.head import Head
from newsroom.web.links import PreviewLinks
from newsroom.web.media import Found, file_answer, file_named
from newsroom.web.visit import Visit, visit_of

PUBLIC = frozenset({Status.PUBLISHED, Status.WITHDRAWN})
"""What has an address of its own, which tells what became of it."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What a key's holder is shown: the article as it will look, and when it comes out, if that is settled."""

    previewed: Previewed
    opened: Opened
    status: Status
    comes_at: datetime | None


async def preview(request: Request) -> Response:
    """Show an article to the holder of a key, note the visit, and lead on once the article is public."""
    visit = visit_of(request)
    found = await visit.ask(_private, visit)
    one = found.opened.article
    if found.status in PUBLIC:
        return _lead_on(addresses.article(one))
    head = Head(name="preview", title=one.headline, path=None, robots="noindex, nofollow, noarchive", paired=False)
    links = _links(visit)
    words = visit.words(one.language)
    shown = shown_of(found.opened, words)
    shown["body_html"] = links.inside(str(shown["body_html"]))
    told = {"address": links, "preview": found.previewed, "status": found.status, "comes_at": found.comes_at}
    answer = respond.page(visit, head, words, shown | told, kept=False)
    if request.method == "GET":
        answer.background = BackgroundTask(_note_visit, visit, found.previewed.id)
    return answer


async def preview_media(request: Request) -> Response:
    """Stream a picture or file of an article to the holder of a key, and lead on once the article is public."""
    visit = visit_of(request)
    found = await visit.ask(_private_file, visit)
    if found is None:
        return _lead_on(addresses.MEDIA.format(name=request.path_params["name"]))
    return file_answer(request, found, respond.NEVER)


def _private(connection: Connection, visit: Visit) -> Private:
    found = _get_previewed(connection, visit)
    one, now = found.article, visit.now
    planned = one.moments.published_at
    likely = planned or max(now, one.proposed_at or now)
    opened = Opened(
        article=replace(one, moments=Moments(published_at=likely)),
        older=None,
        newer=None,
        contacts=one.contacts or whom_to_ring(connection, visit),
        versions=(),
        translations=(),
        related=(),
    )
    return Private(previewed=found, opened=opened, status=status_at(one.moments, now), comes_at=planned)


def _private_file(connection: Connection, visit: Visit) -> Found | None:
    """Find a file of the article that a key opens; None when the article, and so the file, has its own address."""
    one: Article = _get_previewed(connection, visit).article
    name = visit.request.path_params["name"]
    found = file_named(connection, visit.room, name, lambda digest: find_file_of(connection, digest, one.id))
    return None if status_at(one.moments, visit.now) in PUBLIC else found


def _get_previewed(connection: Connection, visit: Visit) -> Previewed:
    found = previews.find_previewed(connection, visit.request.path_params["key"], now=visit.now)
    if found is None:
        raise NotFound("There is no such preview.")
    return found


def _links(visit: Visit) -> PreviewLinks:
    return PreviewLinks(visit.lang, {}, visit.request.path_params["key"])


def _lead_on(path: str) -> Response:
    return Response(status_code=307, headers={"Location": path, **respond.NEVER})


async def _note_visit(visit: Visit, key: int) -> None:
    # The page is out already: who reads on deadline does not wait for a writer, nor fail with one.
    try:
        await visit.premises.database.write(previews.note_visit, key, now=visit.now)
    except DBAPIError:
        logger.exception("a visit of preview %d was not noted", key)
