from pathlib import Path

import httpx
import pytest

from newsroom import addresses
from newsroom.app import ROUTES, create_app, serve_room
from newsroom.database import Database
from newsroom.errors import OutOfDate
from newsroom.settings import read_settings
from tests.pressroom import Clock


async def test_a_database_that_was_lent_stays_open(database: Database, tmp_path: Path) -> None:
    app = create_app(read_settings(tmp_path, {}), clock=Clock(), database=database)
    async with app.router.lifespan_context(app):
        pass
    assert await database.read(lambda connection: True)


# Nobody to tell of a hole (RFC 9116, section 2.5.3), nothing to put into an archive.
NEEDY = (addresses.SECURITY, addresses.FILES + addresses.ZIP, addresses.CONTACTS + addresses.CARD)


async def test_an_empty_room_is_served(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_ROOM", str(tmp_path))
    monkeypatch.setenv("PORT", "8123")
    app = serve_room()
    address = "http://127.0.0.1:8123"
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=address) as reader,
    ):
        for route in ROUTES:
            if not route.param_convertors and route.path not in NEEDY:
                assert (await reader.get(route.path)).status_code == 200, route.path
        assert "Press room" in (await reader.get("/feed.json")).json()["title"]


async def test_a_store_of_another_time_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "newsroom.db").touch()
    app = create_app(read_settings(tmp_path, {}), clock=Clock())
    with pytest.raises(OutOfDate, match="migrate"):
        async with app.router.lifespan_context(app):
            pass


def test_every_route_has_a_path_of_its_own() -> None:
    assert len({route.path for route in ROUTES}) == len(ROUTES)
