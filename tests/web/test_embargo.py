"""Nothing that is not public leaks, by any route: the routes are read from the app, so a new one is tested too."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product

import httpx
import pytest
from sqlalchemy import Engine, event
from starlette.routing import Route

from newsroom import addresses
from newsroom.app import ROUTES
from tests import pressroom
from tests.pressroom import CANARY, EMBARGO, NOW, SLUGS, Clock, digest

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECOND = timedelta(seconds=1)
# What a path of each parameter would be called if the hidden were there; every route's parameters stand here.
SECRETS = {
    "slug": [*SLUGS.values(), "zibeltron-zetterlund", "olle-fors", "zibeltron-visas"],
    "topic": ["zibeltron"],
    "year": ["2026"],
    "month": ["03"],
    "number": ["1", "2", "x"],
    "suffix": list(addresses.LIST_FORMATS),
    "part": ["pages", "2026", "2017"],
    "name": [
        addresses.media(digest(pressroom.SECRET_PICTURE), "image/png").rpartition("/")[2],
        addresses.media(digest(pressroom.SECRET_FILE), "application/pdf").rpartition("/")[2],
    ],
    "digest": [digest(pressroom.SECRET_PICTURE), digest(pressroom.SECRET_FILE)],
    "key": list(pressroom.KEYS.values()),
    # The old address of what is withdrawn leads on to the page that says so.
    "path": [f"old/{why.replace(' ', '-')}" for why in SLUGS if why != "withdrawn"],
}
NONSENSE = "qvattblun"
NAMING = [route for route in ROUTES if {"slug", "path", "name", "digest", "topic", "key"} & set(route.param_convertors)]
QUERIES = ("", "?lang=fi", "?lang=tlh", "?page=last", "?kind=press_release", "?place=Norrsj%C3%B6", "?from=2026-03-01")
UNKNOWN = {
    "slug": "there-is-none",
    "name": f"{'0' * 64}.png",
    "digest": "0" * 64,
    "path": "old/there-is-none",
    "topic": "there-is-none",
    "key": "there-is-none",
    "number": "1",
}


def paths_of(route: Route) -> list[str]:
    """Fill the parameters of a route with everything that is hidden."""
    names = list(route.param_convertors)
    return [
        route.path_format.format(**dict(zip(names, chosen, strict=True)))
        for chosen in product(*(SECRETS[name] for name in names))
    ]


def told(answer: httpx.Response) -> str:
    return f"{answer.headers}\n{answer.text}".lower()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_no_route_shows_what_is_hidden(route: Route, reader: httpx.AsyncClient) -> None:
    for path, query in product(paths_of(route), QUERIES):
        answer = await reader.get(path + query)
        assert answer.status_code < 500
        assert CANARY not in told(answer), path + query
        assert digest(pressroom.SECRET_PICTURE) not in told(answer)
        assert digest(pressroom.SECRET_FILE) not in told(answer)


@pytest.mark.parametrize("route", NAMING, ids=lambda route: route.path)
async def test_hidden_and_unknown_are_answered_alike(route: Route, reader: httpx.AsyncClient) -> None:
    for path in paths_of(route):
        unknown = await reader.get(route.path_format.format(**UNKNOWN, suffix=path.rpartition(".")[2]))
        answer = await reader.get(path)
        if answer.status_code not in (200, 410):
            assert (answer.status_code, answer.headers, answer.content) == (404, unknown.headers, unknown.content), path


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements that run meanwhile, whoever runs them."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("hidden", "unknown"),
    [(f"/press-releases/{SLUGS[why]}", "/press-releases/there-is-none") for why in ("draft", "scheduled", "embargoed")]
    + [
        ("/contacts/zibeltron-zetterlund", "/contacts/there-is-none"),
        ("/events/zibeltron-visas", "/events/there-is-none"),
    ]
    + [
        (f"/press-releases/{SLUGS['embargoed']}/{below}", f"/press-releases/there-is-none/{below}")
        for below in ("history", "v/1")
    ]
    + [("/topics/zibeltron", "/topics/there-is-none"), ("/old/embargoed", "/old/there-is-none")]
    + [(addresses.preview(key), "/preview/there-is-none") for key in pressroom.KEYS.values()],
)
async def test_hidden_and_unknown_run_the_same_statements(hidden: str, unknown: str, reader: httpx.AsyncClient) -> None:
    with statements() as for_hidden:
        await reader.get(hidden)
    with statements() as for_unknown:
        await reader.get(unknown)
    assert for_hidden == for_unknown != []


FEED_ID = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}"


@pytest.mark.parametrize("path", ["/search", "/press-releases", "/search.rss", "/search.atom", "/search.json"])
@pytest.mark.parametrize("name", ["q", "topic", "place", "lang"])
async def test_a_guess_finds_as_little_as_nonsense(path: str, name: str, reader: httpx.AsyncClient) -> None:
    right, wrong = (CANARY, NONSENSE) if name != "lang" else ("tlh", "xog")
    found = await reader.get(path, params={name: right})
    other = await reader.get(path, params={name: wrong})
    assert found.status_code == other.status_code == 200
    # A feed's own id is made of what was asked, whatever was found.
    assert re.sub(f"{right}|{FEED_ID}", "", found.text) == re.sub(f"{wrong}|{FEED_ID}", "", other.text)


async def test_a_withdrawn_article_says_that_it_is_gone_and_nothing_of_what_it_said(reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"/press-releases/{SLUGS['withdrawn']}")
    assert answer.status_code == 410
    assert CANARY not in told(answer)


SHOWING = [
    "/",
    "/search",
    "/press-releases",
    "/feed.rss",
    "/feed.atom",
    "/feed.json",
    "/topics",
    "/topics/zibeltron",
    "/events.ics",
]


@pytest.mark.parametrize(
    "path", [*SHOWING, *(f"/press-releases/{SLUGS['embargoed']}{below}" for below in ("", "/history", "/v/1"))]
)
async def test_an_embargo_ends_at_its_second(path: str, reader: httpx.AsyncClient, clock: Clock) -> None:
    with clock.at(EMBARGO - SECOND):
        assert CANARY not in told(await reader.get(path))
    with clock.at(EMBARGO):
        assert CANARY in told(await reader.get(path))


async def test_files_are_public_from_the_second_of_their_article(reader: httpx.AsyncClient, clock: Clock) -> None:
    path = addresses.media(digest(pressroom.SECRET_FILE), "application/pdf")
    with clock.at(EMBARGO - SECOND):
        assert (await reader.get(path)).status_code == 404
    with clock.at(EMBARGO):
        answer = await reader.get(path)
    assert (answer.status_code, answer.content) == (200, pressroom.SECRET_FILE)


async def test_an_article_is_gone_from_the_second_of_its_withdrawal(reader: httpx.AsyncClient, clock: Clock) -> None:
    path = f"/press-releases/{SLUGS['withdrawn']}"
    with clock.at(NOW - pressroom.HOUR - SECOND):
        assert (await reader.get(path)).status_code == 200
        assert CANARY in told(await reader.get("/feed.json"))
    with clock.at(NOW - pressroom.HOUR):
        assert (await reader.get(path)).status_code == 410
        assert CANARY not in told(await reader.get("/feed.json"))


async def test_an_old_address_leads_to_an_article_only_while_it_is_public(
    reader: httpx.AsyncClient, clock: Clock
) -> None:
    with clock.at(EMBARGO - SECOND):
        assert (await reader.get("/old/embargoed")).status_code == 404
    with clock.at(EMBARGO):
        answer = await reader.get("/old/embargoed")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/press-releases/{SLUGS['embargoed']}")


async def test_an_old_address_leads_on_to_why_an_article_was_withdrawn(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/old/withdrawn")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/press-releases/{SLUGS['withdrawn']}")
    assert (await reader.get("/old/never-public")).status_code == 404


async def test_someone_read_from_an_article_has_no_card_of_his_own(reader: httpx.AsyncClient) -> None:
    assert "Olle Fors" in (await reader.get("/press-releases/norrsjo-bygger-vindpark")).text
    assert "Olle Fors" not in (await reader.get("/contacts")).text
    assert (await reader.get("/contacts/olle-fors")).status_code == 404
