"""A supplier is left: everything that it ever published comes over, errors and all, and the ledger proves it."""

import asyncio
import json
import sqlite3
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from newsroom.app import create_app
from newsroom.desk.founding import found_room
from newsroom.desk.run import Order
from newsroom.desk.take_in import take_in
from newsroom.fetch import fetching
from newsroom.fetch.web import Web
from newsroom.room import Room
from newsroom.settings import newsroom_toml, read_settings
from tests.cli.conftest import NOW, Give, giving
from tests.supplier import Supplier
from tests.supplier_material import ARTICLES, MATERIAL

ON_THEIR_OWN = [one for one in MATERIAL if one.kind in (*ARTICLES, "event", "contact_person")]
"""What is an item of its own: pictures and files come with their articles."""


@pytest.fixture
def give(tmp_path: Path) -> Give:
    found_room(tmp_path / "room", newsroom_toml({"languages": ["sv"], "zone": "Europe/Stockholm", "country": "SE"}))
    return giving(tmp_path / "room")


def move(give: Give, *addresses: str) -> dict[str, Any]:
    answer = give("import", "--json", "--allow-private", *addresses)
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def counts(told: dict[str, Any]) -> tuple[int, int, int, int]:
    return told["created"], told["updated"], told["unchanged"], told["refused"]


def rows(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "room/newsroom.db")) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_supplier_moves_over_whole_and_the_ledger_adds_up(give: Give, tmp_path: Path, form: str) -> None:
    with Supplier() as supplier:
        told = move(give, supplier.list_address(form=form))
        assert counts(told) == (len(ON_THEIR_OWN), 0, 0, 0)
        assert len(told["items"]) == len(rows(tmp_path, "SELECT id FROM ledger")) == len(ON_THEIR_OWN)
        assert counts(move(give, supplier.list_address(form=form))) == (0, 0, len(ON_THEIR_OWN), 0)


def test_what_relates_comes_from_the_lists_of_its_kind(give: Give) -> None:
    with Supplier() as supplier:
        items = {one.get("headline"): one for one in move(give, supplier.list_address("pressrelease"))["items"]}
    basin, crane = items["Bassängen fylls"], items["Kranen flyttas"]
    assert [(image["caption"], image["credit"]) for image in basin["images"]] == [("Bassängen i fjol.", "Sif Berg")]
    assert [one["emails"] for one in basin["contacts"]] == [["maja.ek@hamnarna.example"]]
    assert [file["name"] for file in crane["attachments"]] == ["Hamnplan"]
    assert not any("is neither in this file" in note for one in items.values() for note in one["notes"])


def test_the_old_shape_of_the_interface_is_paged_too(give: Give) -> None:
    with Supplier(shape="old") as supplier:
        told = move(give, f"{supplier.list_address('pressrelease')}&limit=3")
    assert counts(told) == (7, 0, 0, 0)


def test_pictures_are_kept_as_they_were_before_they_were_made_smaller(give: Give, tmp_path: Path) -> None:
    with Supplier() as supplier:
        move(give, supplier.list_address("pressrelease"))
        assert {one for one in supplier.asked if "/image/" in one} == {f"/image/upload/v17/{n}.png" for n in (501, 502)}
    assert rows(tmp_path, "SELECT DISTINCT width FROM image WHERE digest IS NOT NULL ORDER BY width") == [
        (501,),
        (502,),
    ]


def test_a_day_later_only_what_changed_is_changed(give: Give) -> None:
    with Supplier() as supplier:
        move(give, supplier.list_address())
        supplier.pass_a_day()
        told = move(give, supplier.list_address())
    assert counts(told) == (1, 1, len(ON_THEIR_OWN) - 2, 0)
    news = {one["outcome"]: one["headline"] for one in told["items"] if one["outcome"] in ("created", "updated")}
    assert news == {"created": "Bron stängs", "updated": "Ny farled i juni"}


def test_every_old_address_answers_one_301(give: Give, tmp_path: Path) -> None:
    with Supplier() as supplier:
        move(give, supplier.list_address())
        paths = [one.path for one in supplier.material]
    answers = asyncio.run(ask(tmp_path / "room", paths))
    assert answers == {path: [301, 200] for path in paths}


def test_the_slug_of_an_old_address_is_decoration_and_what_is_hidden_stays_unknown(give: Give, tmp_path: Path) -> None:
    with Supplier() as supplier:
        move(give, supplier.list_address())
    with closing(sqlite3.connect(tmp_path / "room/newsroom.db")) as connection, connection:
        connection.execute("UPDATE contact SET press_contact = 0, answers_until = '2001-01-01T00:00:00Z'")
    event, person = "/fi/annat/events/kajdagen-401", "/se/hamnarna/contact_people/ek-701"
    assert asyncio.run(ask(tmp_path / "room", [event, person])) == {event: [301, 200], person: [404]}


async def ask(room: Path, paths: list[str]) -> dict[str, list[int]]:
    app = create_app(read_settings(room, {}), clock=lambda: NOW)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000")
    async with app.router.lifespan_context(app), client:
        answers = {path: await client.get(path, follow_redirects=True) for path in paths}
    return {path: [*(one.status_code for one in end.history), end.status_code] for path, end in answers.items()}


def test_what_a_new_release_pushes_to_the_next_page_stays_one(give: Give) -> None:
    with Supplier() as supplier:
        supplier.on_answer["offset=3"] = supplier.pass_a_day
        told = move(give, supplier.list_address("pressrelease"))
    # Of the seven one was withdrawn before its page was read.
    assert counts(told) == (6, 0, 0, 0)
    assert [one["headline"] for one in told["items"] if one["headline"].startswith("Ny")] == ["Ny farled"]


def test_a_slow_page_is_given_up_and_the_others_come(tmp_path: Path) -> None:
    with Supplier() as supplier, Web(allow_private=True, seconds=0.6) as web:
        supplier.break_down("isen-bryts", "slow")
        reasons = asyncio.run(refusals(tmp_path, f"{supplier.address}/addresses.txt", web))
    assert [reason.partition(" ")[2] for reason in reasons] == ["does not answer in time: try again later."]


async def refusals(folder: Path, address: str, web: Web) -> list[str]:
    order, room = Order(sources=(address,), dry_run=True), Room(folder=folder, name="Norrsjö")
    with fetching([address], web=web) as found:
        async with aclosing(take_in(None, room, found, order, now=NOW, by="test")) as outcomes:
            return [one.line.reason or "" async for one in outcomes if one.line.outcome == "refused"]


@pytest.mark.parametrize("fault", ["500", "404", "truncated", "wrong type"])
def test_a_page_that_fails_is_told_and_the_others_come(give: Give, fault: Any) -> None:
    with Supplier() as supplier:
        supplier.break_down("offset=3", fault)
        told = move(give, supplier.list_address("pressrelease"))
        assert counts(told) == (3, 0, 0, 1)
        assert "offset=3" in told["items"][-1]["reason"]
        assert counts(move(give, supplier.list_address("pressrelease"))) == (4, 0, 3, 0)


def test_a_list_that_cannot_stand_beside_is_told_and_the_releases_come(give: Give) -> None:
    with Supplier() as supplier:
        supplier.break_down("type_of_media=image", "500")
        told = move(give, supplier.list_address("pressrelease"))
    assert counts(told) == (7, 0, 0, 1)
    assert any("A related image (number 501)" in note for one in told["items"] for note in one.get("notes", ()))


def test_pages_come_by_sitemap_and_by_list(give: Give) -> None:
    with Supplier() as supplier:
        pages = len(supplier.pages())
        supplier.break_down("isen-bryts", "500")
        told = move(give, f"{supplier.address}/sitemap.xml")
        assert counts(told) == (pages - 1, 0, 0, 1)
        assert counts(move(give, f"{supplier.address}/addresses.txt")) == (1, 0, pages - 1, 0)


def test_a_feed_that_only_names_its_articles_gives_their_pages(give: Give) -> None:
    with Supplier() as supplier:
        told = move(give, f"{supplier.list_address('news', 'rss')}")
    assert [one["body_text"].startswith("Hamnen håller") for one in told["items"]] == [True, False]
    assert counts(told) == (2, 0, 0, 0)
