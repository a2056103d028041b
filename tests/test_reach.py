"""From the front page to everything, and what the way weighs: a room of 500 articles and the sample room, crawled."""

import random
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from importlib.resources import files
from pathlib import Path

import httpx
import pytest_asyncio
from sqlalchemy import Connection

from newsroom.app import create_app
from newsroom.database import open_database
from newsroom.desk.demo import make_sample_room
from newsroom.migrations import migrate
from newsroom.model import Kind
from newsroom.settings import read_settings
from newsroom.store import editing
from tests.manuscripts import manuscript
from tests.pressroom import NOW, Clock, browsing, room_of

KILOBYTE = 1024
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
FILE = re.compile(r'(?:<link rel="stylesheet" href|<script src)="(/static/[^"]*)"')


def fill(connection: Connection) -> None:
    chance = random.Random(5)  # noqa: S311
    said = [
        manuscript(
            f"Nummer {number}",
            # Many came in one month, as after a move from another supplier.
            NOW - timedelta(days=chance.randrange(30 if number % 7 == 0 else 1500), seconds=number),
            kind=chance.choice(list(Kind)),
            language=chance.choice(["sv", "fi", "en", "no"]),
        )
        for number in range(500)
    ]
    editing.add_articles(connection, said, now=NOW)


async def links(reader: httpx.AsyncClient, path: str) -> set[str]:
    answer = await reader.get(path)
    if not answer.headers["content-type"].startswith("text/html"):
        return set()
    return {unescape(found) for found in LINK.findall(answer.text)}


async def test_every_article_is_three_links_from_the_front_page(tmp_path: Path) -> None:
    room = room_of(tmp_path)
    migrate(room.database)
    database = open_database(room.database)
    await database.write(fill)
    await database.close()
    async with browsing(room, Clock()) as reader:
        found = {"/"}
        at = {"/"}
        for _step in range(3):
            at = {link for path in sorted(at) for link in await links(reader, path) if "lang=" not in link} - found
            found |= at
    assert len([path for path in found if "/nummer-" in path and path.rpartition("-")[2].isdecimal()]) == 500


@pytest_asyncio.fixture
async def reader(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Give a reader of the sample room."""
    samples = Path(str(files("newsroom") / "samples"))
    await make_sample_room(tmp_path / "room", samples, lambda at: read_settings(at, {}).room, now=NOW, by="maja")
    app = create_app(read_settings(tmp_path / "room", {}), clock=lambda: NOW)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as reader,
    ):
        yield reader


async def weigh(reader: httpx.AsyncClient, path: str) -> tuple[int, int, int]:
    """Give the size of a page with its sheets and script, the same as it is sent, and how many requests it takes."""
    page = await reader.get(path)
    parts = [page, *[await reader.get(file) for file in FILE.findall(page.text)]]
    sent = [int(part.headers["content-length"]) for part in parts]
    assert {part.headers.get("content-encoding", "br") for part in parts} <= {"br"}
    return sum(len(part.content) for part in parts), sum(sent), len(parts)


async def test_no_page_of_the_sample_room_is_heavy(reader: httpx.AsyncClient) -> None:
    reader.headers["Accept-Encoding"] = "br"
    at = {path for start in ("/", "/search", "/search?q=kommun", "/?lang=fi") for path in await links(reader, start)}
    pages = [path for path in sorted(at) if not re.search(r"\.[a-z]+(\?|$)", path)]
    weights = {path: await weigh(reader, path) for path in ["/", *pages]}
    assert len(weights) > 40
    assert {path: weight for path, weight in weights.items() if weight[2] > 4} == {}
    assert {path: weight for path, weight in weights.items() if weight[0] > 40 * KILOBYTE} == {}
    assert {path: weight for path, weight in weights.items() if weight[1] > 10 * KILOBYTE} == {}
