from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from newsroom.migrations import migrate
from newsroom.room import Desk
from tests.pressroom import Clock, browsing, room_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_whom_to_ring_is_a_list(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/contacts")).text
    assert "Maja Sjöstrand" in page
    assert "Jourhavande informatör" in page


async def test_one_without_a_name_is_known_by_title(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/contacts/jourhavande-informator.vcf")
    assert answer.headers["content-type"] == "text/vcard; charset=utf-8"
    assert "Jourhavande informatör" in answer.text.replace("\r\n ", "")


async def test_all_cards_are_one_file(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/contacts.vcf")).text.count("BEGIN:VCARD") == 2


async def test_cards_are_our_model_too(reader: httpx.AsyncClient) -> None:
    listed = (await reader.get("/contacts.json")).json()
    one = (await reader.get("/contacts/maja-sjostrand.json")).json()
    assert listed["items"][0] == one
    assert listed["next"] is None
    assert one["responsibilities"] == ["Vindkraft", "Elnät"]


@pytest.mark.parametrize("suffix", ["", ".vcf", ".json"])
async def test_nobody_else_has_a_card(suffix: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(f"/contacts/nobody{suffix}")).status_code == 404


async def test_without_a_card_there_is_neither_a_file_of_cards_nor_a_search(tmp_path: Path) -> None:
    room = replace(room_of(tmp_path), desk=Desk())
    migrate(room.database)
    async with browsing(room, Clock()) as reader:
        page = (await reader.get("/contacts")).text
        assert "Det finns inga presskontakter ännu." in page
        assert "Ingen är nämnd" not in (await reader.get("/contacts?q=vatten")).text
        assert page.count('role="search"') == 1
        assert "/contacts.vcf" not in page
        assert (await reader.get("/contacts.vcf")).status_code == 404
        assert (await reader.get("/contacts.json")).json() == {"items": [], "next": None}
