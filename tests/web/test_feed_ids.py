"""A feed's own id: of the room and of the list alone, wherever it is served and whatever it is called."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import feedparser
import httpx

from newsroom.addresses import KINDS
from newsroom.room import Room
from tests import pressroom
from tests.pressroom import Clock, browsing

LISTS = (
    *("/feed", "/search", "/search?q=el", "/search?topic=vindkraft", "/topics/vindkraft", "/search?kind=news"),
    *(f"/feed?lang={lang}" for lang in ("sv", "fi", "en")),
    *(path for path in KINDS.values()),
    *("/news?from=2026-01-01", "/news?to=2026-01-01", "/news?place=Norrsj%C3%B6", "/archive/2026", "/archive/2017/03"),
    *("/corrections", "/corrections?lang=fi", "/events", "/withdrawn"),
)


def atom(path: str) -> str:
    bare, mark, query = path.partition("?")
    return f"{bare}.atom{mark}{query}"


async def ids_of(room: Room) -> dict[str, str]:
    async with browsing(room, Clock()) as reader:
        return {path: feedparser.parse((await reader.get(atom(path))).content).feed.id for path in LISTS}


async def test_every_feed_keeps_its_id_when_the_room_moves_and_is_renamed(tmp_path: Path) -> None:
    room = await pressroom.build(tmp_path)
    before = await ids_of(room)
    after = await ids_of(replace(room, base_address="http://127.0.0.1:8000", name="Elbolaget"))
    assert after == before
    assert all(UUID(one.removeprefix("urn:uuid:")).version == 5 for one in before.values())


async def test_no_two_feeds_share_an_id(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    ids = [
        *(await ids_of(await pressroom.build(tmp_path / "a"))).values(),
        *(await ids_of(await pressroom.build(tmp_path / "b"))).values(),
    ]
    assert [one for one, times in Counter(ids).items() if times > 1] == []


async def test_the_formats_of_a_list_tell_one_id(tmp_path: Path) -> None:
    async with browsing(await pressroom.build(tmp_path), Clock()) as reader:
        documents = [await reader.get(f"/news.{suffix}") for suffix in ("atom", "json")]
    assert feedparser.parse(documents[0].content).feed.id == documents[1].json()["_newsroom"]["id"]


async def test_asking_in_another_way_is_not_another_feed(tmp_path: Path) -> None:
    async with browsing(await pressroom.build(tmp_path), Clock()) as reader:
        asked = ("/search.atom?topic=vindkraft&lang=sv", "/search.atom?lang=SV&utm=1&topic=vindkraft&q=")
        ids = {id_of(await reader.get(path)) for path in asked}
    assert len(ids) == 1


def id_of(answer: httpx.Response) -> str:
    return str(feedparser.parse(answer.content).feed.id)
