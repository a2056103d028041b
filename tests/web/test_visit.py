"""Visits: old addresses lead to their articles, settings speak before what was read."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from newsroom.database import open_database
from newsroom.model import Organisation
from newsroom.store.organisation import keep_organisation
from tests import pressroom
from tests.pressroom import Clock

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARK = "/press-releases/norrsjo-bygger-vindpark"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/se/pressroom/vindpark-1234", PARK),
        ("/se/pressroom/vindpark-1234/", PARK),
        ("/se/pressroom/vindpark-1234?utm_source=brev", PARK),
        ("/se/pressroom/vindpark-1234?lang=fi", f"{PARK}?lang=fi"),
        ("/?p=1234", PARK),
        ("/?p=1234&lang=fi", f"{PARK}?lang=fi"),
    ],
)
async def test_an_old_address_leads_to_its_article_at_once(path: str, leads_to: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, leads_to)
    assert (await reader.get(leads_to)).status_code == 200


@pytest.mark.parametrize("path", ["/?p=9999", "/?utm_source=brev", "/?lang=fi"])
async def test_the_front_page_is_ours_whatever_hangs_on_it(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).status_code == 200


async def test_what_was_read_is_shown_while_the_settings_are_silent(tmp_path: Path) -> None:
    room = replace(await pressroom.build(tmp_path), name="", boilerplate=None)
    database = open_database(room.database)
    await database.write(
        keep_organisation, Organisation(name="Läst AB", boilerplate="Läst om oss.", address=("Läst 1",))
    )
    await database.close()
    async with pressroom.browsing(room, Clock()) as reader:
        page = (await reader.get("/about")).text
    assert "Läst AB" in page
    assert "Läst om oss." in page
    assert "Storgatan 1" in page
    assert "Läst 1" not in page
