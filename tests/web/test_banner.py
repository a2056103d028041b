"""A banner on every page at once: of every process, in every language, on errors too, and nowhere else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from newsroom.database import Database, open_database
from newsroom.desk.banner import put_up, take_down
from newsroom.room import Room
from tests import pressroom
from tests.pressroom import NOW, Clock

TEXT = "Vattnet i Norrsjö <måste> kokas: https://kris.example/vatten"
PAGES = ("/", "/news", "/search?q=vind", "/about", "/contacts", "/events", "/corrections", "/feeds", "/nowhere")


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> Room:
    return await pressroom.build(tmp_path)


@pytest_asyncio.fixture
async def desk(room: Room) -> AsyncIterator[Database]:
    opened = open_database(room.database)
    yield opened
    await opened.close()


async def test_it_stands_on_every_page_of_every_process_until_it_is_taken_away(room: Room, desk: Database) -> None:
    async with pressroom.browsing(room, Clock()) as one, pressroom.browsing(room, Clock()) as other:
        before = {path: (await one.get(path)) for path in PAGES}
        await desk.write(put_up, TEXT, "sv", None, room, now=NOW, by="maja")
        for reader in (one, other):
            for path in PAGES:
                answer = await reader.get(path, headers={"If-None-Match": before[path].headers.get("etag", "none")})
                assert answer.text.count('<section class="banner" aria-label="Viktigt meddelande">') == 1, path
                assert "Norrsjö &lt;måste&gt; kokas" in answer.text
                assert '<a href="https://kris.example/vatten" rel="noopener">' in answer.text
        await desk.write(take_down, None, now=NOW, by="maja")
        assert {path: (await other.get(path)).text for path in PAGES} == {path: before[path].text for path in PAGES}


async def test_each_language_has_its_own_and_is_named_where_it_is_another(room: Room, desk: Database) -> None:
    async with pressroom.browsing(room, Clock()) as reader:
        await desk.write(put_up, "Boil the water.", "en", None, room, now=NOW, by="maja")
        assert '<p lang="en">Boil the water.</p>' in (await reader.get("/")).text
        await desk.write(put_up, "Koka vattnet.", "sv", None, room, now=NOW, by="maja")
        assert "<p>Koka vattnet.</p>" in (await reader.get("/")).text
        assert "<p>Boil the water.</p>" in (await reader.get("/?lang=en")).text


async def test_it_goes_by_itself_and_no_feed_has_it(room: Room, desk: Database) -> None:
    clock = Clock()
    async with pressroom.browsing(room, clock) as reader:
        await desk.write(put_up, "Koka vattnet.", "sv", NOW + timedelta(hours=1), room, now=NOW, by="maja")
        assert "Koka vattnet" not in (await reader.get("/feed.atom")).text
        clock.now = NOW + timedelta(minutes=59, seconds=59)
        assert "Koka vattnet" in (await reader.get("/")).text
        clock.now = NOW + timedelta(hours=1)
        assert "Koka vattnet" not in (await reader.get("/")).text


@pytest.mark.parametrize("path", ["/", "/nowhere"])
async def test_it_comes_in_the_read_of_the_page(room: Room, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = list[str]()
    whole = Database.read_within

    async def counted(self: Database, seconds: float | None, *args: object, **kwargs: object) -> object:
        # What pages ask has a deadline, unlike what the cache asks for all of them.
        reads.extend([path] if seconds else [])
        return await whole(self, seconds, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Database, "read_within", counted)
    async with pressroom.browsing(room, Clock()) as reader:
        await reader.get(path)
    assert len(reads) == 1
