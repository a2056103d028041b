"""What crawlers ask first: robots.txt, the index of sitemaps with a part for each year, and the news of two days."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from feeds import sitemap
from feeds.sitemap import Location, News
from newsroom import addresses
from newsroom.addresses import absolute
from newsroom.errors import NotFound
from newsroom.model import Kind
from newsroom.room import Room
from newsroom.store.archive import months_public, topics_public
from newsroom.store.contacts import press_contacts
from newsroom.store.events import events_public
from newsroom.store.freshness import last_removal
from newsroom.store.sitemaps import news_public, places_gone, places_public
from newsroom.web import respond
from newsroom.web.visit import Visit, visit_of

PAGES = "pages"
STANDING = (
    *(addresses.FRONT, *addresses.KINDS.values(), addresses.TOPICS, addresses.ARCHIVE, addresses.EVENTS),
    *(addresses.CONTACTS, addresses.ABOUT, addresses.CORRECTIONS, addresses.FEEDS),
)
TRAINING = (
    *("AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot"),
    *("cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot", "ImagesiftBot"),
    *("meta-externalagent", "omgili", "Timpibot"),
)
"""Crawlers that read in order to train models, by the names that they look for."""
ANSWERING = (
    *("ChatGPT-User", "Claude-SearchBot", "Claude-User", "DuckAssistBot", "meta-externalfetcher"),
    *("MistralAI-User", "OAI-SearchBot", "Perplexity-User", "PerplexityBot"),
)
"""Crawlers that read in order to answer somebody, with a link."""
REFUSED = {"all": (), "search": TRAINING, "none": (*TRAINING, *ANSWERING)}


async def robots(request: Request) -> Response:
    """Tell crawlers what is worth their while (RFC 9309), and those of AI whether they are let in."""
    visit = visit_of(request)
    news = await visit.ask(news_public, now=visit.now, most=1)
    # Links lead to lists and to no endless searches, and each page says itself whether it is for search engines.
    lines = ["User-agent: *", "Disallow:", ""]
    if refused := REFUSED[visit.room.ai_crawlers]:
        lines += [*(f"User-agent: {name}" for name in refused), "Disallow: /", ""]
    # A sitemap without an address is none (sitemap.xsd).
    maps = (addresses.SITEMAP, *([addresses.NEWS_SITEMAP] if news else ()))
    lines += [f"Sitemap: {absolute(visit.room, path)}" for path in maps]
    return respond.answer(request, ("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")


async def index(request: Request) -> Response:
    """Give the index: the pages, and the articles of each year, with when the part was last another one."""
    visit = visit_of(request)
    parts = await visit.ask(_parts_public, visit)
    return respond.answer(request, sitemap.serialise_index(parts), sitemap.MEDIA_TYPE)


async def part(request: Request) -> Response:
    """Give the pages, or the articles of a year."""
    visit = visit_of(request)
    locations = await visit.ask(_locations_public, visit)
    return respond.answer(request, sitemap.serialise(locations[: sitemap.LONGEST]), sitemap.MEDIA_TYPE)


async def news(request: Request) -> Response:
    """Give the articles of the last two days."""
    visit = visit_of(request)
    found = await visit.ask(news_public, now=visit.now, most=sitemap.MOST_NEWS)
    content = sitemap.serialise_news(visit.room.name, (_news(visit.room, one) for one in found))
    return respond.answer(request, content, sitemap.MEDIA_TYPE)


def _parts_public(connection: Connection, visit: Visit) -> list[Location]:
    """Find the parts; what was removed without a trace may have been in any of them."""
    room, now = visit.room, visit.now
    places = places_public(connection, None, now=now, zone=room.zone)
    changes, removed_at = defaultdict(list), last_removal(connection)
    for one in (*places, *places_gone(connection, now=now)):
        changes[one.published_at.astimezone(room.zone).year].append(max(one.changed_at, one.published_at))
    years = dict.fromkeys(one.published_at.astimezone(room.zone).year for one in places)
    latest = {year: max(filter(None, (*changes[year], removed_at))).astimezone(room.zone) for year in years}
    urls = {year: absolute(room, addresses.SITEMAP_PART.format(part=year)) for year in (PAGES, *years)}
    return [Location(url=url, changed_at=latest.get(year)) for year, url in urls.items()]


def _locations_public(connection: Connection, visit: Visit) -> list[Location]:
    """Find the addresses of a part; raises NotFound for one that has none."""
    name = visit.request.path_params["part"]
    if name == PAGES:
        return [Location(url=absolute(visit.room, path)) for path in _pages_public(connection, visit)]
    found: Sequence[Any] = ()
    if re.fullmatch(r"[12]\d{3}", name, re.ASCII):
        found = places_public(connection, int(name), now=visit.now, zone=visit.room.zone)
    if not found:
        raise NotFound("There is no such sitemap.")
    zone = visit.room.zone
    return [Location(url=_url(visit.room, one), changed_at=_changed_at(one).astimezone(zone)) for one in found]


def _pages_public(connection: Connection, visit: Visit) -> Iterator[str]:
    now = visit.now
    yield from STANDING
    yield from (addresses.topic(one.name) for one in topics_public(connection, now=now))
    yield from (addresses.archive(one.name) for one in months_public(connection, now=now, zone=visit.room.zone))
    yield from (addresses.contact(one) for one in press_contacts(connection, now=now))
    yield from (addresses.event(one) for one in events_public(connection, now=now))


def _news(room: Room, one: Any) -> News:
    language = one.language.partition("-")[0]
    published_at = one.published_at.astimezone(room.zone)
    return News(url=_url(room, one), title=one.headline, language=language, published_at=published_at)


def _url(room: Room, one: Any) -> str:
    return absolute(room, addresses.article_path(Kind(one.kind), one.slug))


def _changed_at(one: Any) -> datetime:
    published_at: datetime = one.published_at
    return max(published_at, one.updated_at or published_at)
