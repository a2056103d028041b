"""A supplier is left, and who followed its feeds goes on with ours: addresses lead on, and nothing is told twice."""

import asyncio
from pathlib import Path

import feedparser
import httpx
import pytest

from newsroom.app import create_app
from newsroom.desk.founding import found_room
from newsroom.settings import newsroom_toml, read_settings
from tests.cli.conftest import NOW, Give, giving
from tests.supplier import Supplier
from tests.supplier_material import FOLDERS, MATERIAL, ROOM

SUCCESSORS = {"pressrelease": "/press-releases.rss", "news": "/news.rss", "blog_post": "/blog.rss"}
NEWER = """---
title: Slussen öppnar
kind: press_release
date: 2026-02-20
lang: sv
---
Slussen öppnar på fredag.
"""


class Follower:
    """Somebody who follows a feed: follows where it leads, and keeps what it has shown by guid and by link."""

    def __init__(self, address: str) -> None:
        """Follow an address, with nothing read yet."""
        self.address = address
        self.guids = set[str]()
        self.links = set[str]()

    def read(self, content: bytes) -> list[str]:
        """Give the titles of what is new by both."""
        entries = feedparser.parse(content).entries
        assert len({one.id for one in entries}) == len(entries)
        new = [one for one in entries if one.id not in self.guids and one.link not in self.links]
        self.guids |= {one.id for one in entries}
        self.links |= {one.link for one in entries}
        return [one.title for one in new]


@pytest.fixture
def give(tmp_path: Path) -> Give:
    found_room(tmp_path / "room", newsroom_toml({"languages": ["sv"], "zone": "Europe/Stockholm", "country": "SE"}))
    return giving(tmp_path / "room")


async def ask(room: Path, *paths: str) -> list[httpx.Response]:
    """Ask the room, which has taken over the supplier's host, and follow where it leads."""
    app = create_app(read_settings(room, {}), clock=lambda: NOW)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000")
    async with app.router.lifespan_context(app), client:
        return [await client.get(path, follow_redirects=True) for path in paths]


def below(address: str) -> str:
    return address.partition("//")[2].partition("/")[2]


@pytest.mark.parametrize("kind", SUCCESSORS)
def test_who_followed_the_old_feed_goes_on_with_the_new(kind: str, give: Give, tmp_path: Path) -> None:
    with Supplier() as supplier:
        follower = Follower(supplier.list_address(kind, "rss&limit=100"))
        old = [httpx.get(f"{follower.address}&offset={first}").content for first in range(0, 9, 3)]
        told = [title for page in old for title in follower.read(page)]
        assert give("import", "--allow-private", supplier.list_address()).exit_code == 0
    (moved,) = asyncio.run(ask(tmp_path / "room", f"/{below(follower.address)}"))
    assert ([one.status_code for one in moved.history], moved.url.path) == ([301], SUCCESSORS[kind])
    assert len(told) == len(feedparser.parse(moved.content).entries) == sum(one.kind == kind for one in MATERIAL)
    assert follower.read(moved.content) == []
    (tmp_path / "slussen.md").write_text(
        NEWER.replace("press_release", {"pressrelease": "press_release"}.get(kind, kind))
    )
    assert give("import", str(tmp_path / "slussen.md")).exit_code == 0
    (later,) = asyncio.run(ask(tmp_path / "room", moved.url.path))
    assert follower.read(later.content) == ["Slussen öppnar"]


def test_every_address_of_the_supplier_answers_one_301(give: Give, tmp_path: Path) -> None:
    with Supplier() as supplier:
        assert give("import", "--allow-private", supplier.list_address()).exit_code == 0
        feeds = [f"/{below(supplier.list_address(kind, form))}" for kind in SUCCESSORS for form in ("rss", "atom")]
    feeds += [f"{ROOM}/{FOLDERS[kind]}.rss" for kind in (*SUCCESSORS, "event")]
    answers = asyncio.run(ask(tmp_path / "room", *feeds, *(one.path for one in MATERIAL)))
    assert {(one.status_code, *(step.status_code for step in one.history)) for one in answers} == {(200, 301)}
    assert {one.headers["content-type"].partition(";")[0] for one in answers[: len(feeds)]} == {
        "application/rss+xml",
        "application/atom+xml",
    }
