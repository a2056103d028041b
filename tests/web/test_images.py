from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest

from newsroom import addresses
from newsroom.migrations import migrate
from tests.pressroom import PICTURE, SECRET_PICTURE, Clock, browsing, digest, room_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

ARTICLE = "/press-releases/norrsjo-bygger-vindpark"


async def test_the_library_shows_each_public_picture_once(reader: httpx.AsyncClient) -> None:
    listed = (await reader.get("/images.json")).json()
    assert [(one["id"], one["caption"]) for one in listed["items"]] == [(digest(PICTURE), "Vindparken i dimma")]
    assert [one["url"] for one in listed["items"][0]["articles"]] == [f"https://press.norrsjo.example{ARTICLE}"]


async def test_the_library_does_not_say_the_same_words_twice(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/images")).text
    assert ">Vindparken i dimma</span>" in page
    assert 'alt="Vindparken i dimma"' not in page


async def test_a_picture_is_found_by_the_words_of_its_article(reader: httpx.AsyncClient) -> None:
    found = [(await reader.get("/images.json", params={"q": word})).json()["items"] for word in ("vindpark", "saknas")]
    assert list(map(len, found)) == [1, 0]


@pytest.mark.parametrize(
    ("asked", "said", "forms"),
    [
        ("", "Det finns inga bilder ännu.", 1),
        ("?q=vindpark", "Ingen bild passar.", 2),
        ("?lang=sv", "Ingen bild passar.", 2),
    ],
)
async def test_an_empty_library_says_so(asked: str, said: str, forms: int, tmp_path: Path) -> None:
    room = room_of(tmp_path)
    migrate(room.database)
    async with browsing(room, Clock()) as reader:
        page = (await reader.get(f"/images{asked}")).text
    assert said in page
    assert page.count('role="search"') == forms


async def test_the_page_of_a_picture_tells_what_it_is(reader: httpx.AsyncClient) -> None:
    page = (await reader.get(addresses.image(digest(PICTURE)))).text
    assert all(said in page for said in ("Vindparken i dimma", "Foto: Norrsjö", "640 × 360 px", ARTICLE))


async def test_a_hidden_picture_answers_as_one_that_never_was(reader: httpx.AsyncClient) -> None:
    hidden, unknown = [await reader.get(addresses.image(one)) for one in (digest(SECRET_PICTURE), "0" * 64)]
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content) == (404, unknown.content)


@pytest.mark.parametrize("page", ["1", "last", "2026-03-02T11:00:00Z.zz"])
async def test_a_page_that_is_none_is_refused(page: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/images", params={"page": page})).status_code == 400


async def test_an_article_s_pictures_come_in_one_file_with_their_words(reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"{ARTICLE}/images.zip")
    assert answer.headers["content-length"] == str(len(answer.content))
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["01-norrsjo-bygger-vindpark.png", "captions-sv.txt"]
        assert archive.read("01-norrsjo-bygger-vindpark.png") == PICTURE
        assert "Bildbyline: Foto: Norrsjö" in archive.read("captions-sv.txt").decode()
    assert (await reader.get(f"{ARTICLE}/images.zip")).content == answer.content


async def test_an_empty_press_kit_says_so_and_has_no_file(reader: httpx.AsyncClient) -> None:
    assert "Det finns inget pressmaterial ännu." in (await reader.get("/files")).text
    assert (await reader.get("/files.zip")).status_code == 404
