from datetime import timedelta

import pytest
from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.desk.check.links import check_links
from newsroom.desk.redirects import add
from newsroom.errors import NewsroomError
from newsroom.model import Article, ContactContent, EventContent, Kind
from newsroom.store import contacts, events
from tests.desk.workroom import BY, LATER, NOW, ROOM, keep
from tests.manuscripts import manuscript

OWN = ROOM.base_address
DIGEST = "b" * 64


@pytest.fixture
async def house(database: Database) -> Database:
    """Give a store with something of each kind."""
    old = ("/se/pressroom/sjo-1234", "/?p=1234")
    await keep(database, manuscript("Sjö", kind=Kind.PRESS_RELEASE, tags=("Sjöar",), old_addresses=old))
    await keep(database, manuscript("Utkast", None))
    await keep(database, manuscript("I morgon", NOW + timedelta(days=1)))
    await keep(database, manuscript("Borta", NOW, withdrawn_at=NOW + timedelta(minutes=1)))
    card = ContactContent(name="Maja Sjöstrand", press_contact=True)
    await database.write(contacts.add_contact, card, now=NOW)
    await database.write(events.add_event, EventContent(headline="Öppet hus", starts_at=NOW, language="sv"), now=NOW)
    await database.write(lead_old)
    return database


def lead_old(connection: Connection) -> None:
    """Let old addresses lead to a card, a topic and a list."""
    for old, name in (
        ("/old/maja", "/contacts/maja-sjostrand"),
        ("/old/sjoar", "/topics/sjoar"),
        ("/old/blogg", "/blog"),
    ):
        add(connection, old, name, now=NOW, by=BY)


@pytest.mark.parametrize(
    "own", ["/privacy", "/news.rss", "/topics/sjoar", "/news/utkast", "/contacts/maja-sjostrand.vcf"]
)
async def test_an_address_of_our_own_leads_nowhere_else(house: Database, own: str) -> None:
    with pytest.raises(NewsroomError, match="of this room itself"):
        await house.write(add, own, "/blog", now=NOW, by=BY)


async def linking(database: Database, link: str) -> Article:
    return await keep(database, manuscript("Länkar", body_html=f'<p><a href="{link}">dit</a></p>'))


@pytest.mark.parametrize(
    "link",
    [
        *("/", f"{OWN}", f"{OWN}/", "/?lang=fi", "/search?q=sj%C3%B6", "/press-releases", "/news.atom", "/feed.rss"),
        *("/press-releases/sjo", "/press-releases/sjo.json", "/press-releases/sjo/history", "/press-releases/sjo/v/1"),
        *(f"{OWN}/press-releases/sjo?lang=sv#a", "/topics/sjoar", "/topics/sjoar.rss", "/archive/2017/03", "/about"),
        *("/contacts/maja-sjostrand", "/contacts/maja-sjostrand.vcf", "/events/oppet-hus.ics", "/corrections"),
        *("/se/pressroom/sjo-1234", "/se/pressroom/sjo-1234/", "/?p=1234", "/news/lankar", "/static/icon.svg"),
        *("/images", "/files.zip", "/feeds.opml", "/withdrawn.atom", "/events/2026/03", "/contacts.vcf", "/privacy"),
        *("/sitemap-news.xml", "/old/maja", "/old/sjoar/", "/old/blogg", "/.well-known/security.txt", "/search.json"),
        *("https://other.example/press-releases/nothing", "mailto:a@b.example", "tel:+46846500401"),
    ],
)
async def test_a_link_to_what_there_is_is_left_alone(house: Database, link: str) -> None:
    article = await linking(house, link)
    assert await house.read(lambda connection: list(check_links(connection, article, ROOM, now=LATER))) == []


@pytest.mark.parametrize(
    "link",
    [
        *("/press-releases/nothing", "/news/sjo", f"{OWN}/blog/nothing", "/topics/nothing", "/archive/2017/13"),
        *("/contacts/nobody", "/events/nothing", f"/media/{DIGEST}.jpg", "/nothing", "/preview/abc", "/om-oss.html"),
        *("/feed", "/about.rss", "/news.xml", "/press-releases/sjo.pdf", f"/images/{DIGEST}", "/events/2026/13"),
    ],
)
async def test_a_link_that_leads_to_nothing_is_an_error(house: Database, link: str) -> None:
    article = await linking(house, link)
    [found] = await house.read(lambda connection: list(check_links(connection, article, ROOM, now=LATER)))
    assert (found.level, found.rule, found.excerpt) == ("error", "link", link)


@pytest.mark.parametrize(
    ("link", "why"), [("/news/utkast", "draft"), ("/news/i-morgon", "scheduled"), ("/news/borta", "withdrawn")]
)
async def test_a_link_to_what_is_not_public_is_a_warning(house: Database, link: str, why: str) -> None:
    article = await linking(house, link)
    [found] = await house.read(lambda connection: list(check_links(connection, article, ROOM, now=LATER)))
    assert (found.level, why in found.problem) == ("warning", True)


async def test_what_is_public_when_the_article_comes_out_may_be_linked_to(house: Database) -> None:
    article = await linking(house, "/news/i-morgon")
    day_after = NOW + timedelta(days=2)
    assert await house.read(lambda connection: list(check_links(connection, article, ROOM, now=day_after))) == []
