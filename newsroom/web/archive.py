"""What there is: the topics, and the months of the archive."""

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.model import Count
from newsroom.store.archive import months_public, topics_public
from newsroom.web import respond
from newsroom.web.head import Head
from newsroom.web.visit import visit_of


async def topics(request: Request) -> Response:
    """Show every topic with the number of its articles."""
    visit = visit_of(request)
    found = await visit.ask(topics_public, now=visit.now, language=visit.lang)
    words = visit.words()
    head = Head(name="topics", title=words.gettext("Topics"), path=addresses.TOPICS, formats=("json",))
    return respond.page(visit, head, words, {"topics": found})


async def archive(request: Request) -> Response:
    """Show every year and month that has articles."""
    visit = visit_of(request)
    found = await visit.ask(months_public, now=visit.now, zone=visit.room.zone, language=visit.lang)
    words = visit.words()
    head = Head(name="archive", title=words.gettext("Archive"), path=addresses.ARCHIVE, formats=("json",))
    return respond.page(visit, head, words, {"years": by_year(found)})


def by_year(months: list[Count]) -> list[tuple[str, int, list[Count]]]:
    """Gather months, given newest first, into years with their totals."""
    years = ((year, list(found)) for year, found in groupby(months, key=lambda month: month.name[:4]))
    return [(year, sum(month.articles for month in found), found) for year, found in years]
