from pathlib import Path

import httpx
import pytest
from starlette.requests import Request

from newsroom import addresses
from newsroom.web.media import Found, file_answer, saved_as
from tests.pressroom import PICTURE, digest

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATH = addresses.media(digest(PICTURE), "image/png")


async def test_a_picture_is_shown_and_asked_for_again_in_case_it_was_withdrawn(reader: httpx.AsyncClient) -> None:
    answer = await reader.get(PATH)
    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == 'inline; filename="norrsjo-bygger-vindpark.png"'
    assert answer.headers["cache-control"] == "max-age=0, must-revalidate"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("kept", "name", "served"),
    [
        (WORD, "plan.docx", f"{WORD} attachment"),
        ("application/zip", "bilder.zip", "application/zip attachment"),
        ("image/heic", "bro.heic", "image/heic attachment"),
        ("audio/mpeg", "tal.mp3", "audio/mpeg inline"),
        ("application/octet-stream", "bokslut.CSV", "text/csv attachment"),
        ("application/octet-stream", "fakta.md", "text/markdown attachment"),
        ("application/octet-stream", "sida.html", "application/octet-stream attachment"),
        ("text/html", "sida.html", "application/octet-stream attachment"),
    ],
)
async def test_a_file_is_served_as_what_it_is_and_saved_unless_browsers_show_it(
    tmp_path: Path, kept: str, name: str, served: str
) -> None:
    (tmp_path / "kept").write_bytes("Skatt;21,5\n".encode("latin-1"))
    found = Found(path=tmp_path / "kept", tag="a", media_type=kept, name=name)
    answer = file_answer(Request({"type": "http", "method": "GET", "headers": []}), found, {})
    disposition, _, _ = answer.headers["content-disposition"].partition(";")
    assert f"{answer.headers['content-type']} {disposition}" == served


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("Plan 2025", "Plan 2025.pdf"),
        ("Kap. 2 ny", "Kap. 2 ny.pdf"),
        ("Rapport 2024/25", "Rapport 2024-25.pdf"),
        ("..\\ny\x07rap\u202eport.pdf", "..-ny rapport.pdf"),
        ("plan.PDF", "plan.PDF"),
        ("plan.docx", "plan.docx"),
        ("IMG_2041.pdf", "vindpark.pdf"),
        ("9f86d081884c7d65.pdf", "vindpark.pdf"),
    ],
)
async def test_a_file_is_saved_under_a_name_that_says_something(name: str, saved: str) -> None:
    assert saved_as(name, ".pdf", "vindpark") == saved


async def test_what_a_nameless_file_goes_with_parts_no_folders_either() -> None:
    assert saved_as("IMG_2041.pdf", ".pdf", "Logga 2024/25\x07") == "Logga 2024-25.pdf"


async def test_a_rendition_is_saved_under_the_name_of_its_original() -> None:
    assert saved_as("bron.png", ".webp", "nyhet", "960") == "bron-960.webp"


async def test_whoever_has_a_picture_gets_no_second_copy(reader: httpx.AsyncClient) -> None:
    tag = (await reader.get(PATH)).headers["etag"]
    assert (await reader.get(PATH, headers={"If-None-Match": tag})).status_code == 304


async def test_a_part_of_a_picture_can_be_asked_for(reader: httpx.AsyncClient) -> None:
    answer = await reader.get(PATH, headers={"Range": "bytes=1-3"})
    assert (answer.status_code, answer.content) == (206, b"PNG")


@pytest.mark.parametrize("asked", ["items=0-1", "bytes=abc", "bytes=", "", "bytes=5-2", f"bytes=0-{'9' * 5000}"])
async def test_a_range_that_is_none_is_ignored(asked: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(PATH, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, PICTURE)


async def test_a_part_beyond_the_end_is_refused_with_the_size(reader: httpx.AsyncClient) -> None:
    answer = await reader.get(PATH, headers={"Range": "bytes=999-"})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(PICTURE)}")


async def test_head_knows_no_ranges(reader: httpx.AsyncClient) -> None:
    answer = await reader.head(PATH, headers={"Range": "bytes=1-3"})
    assert (answer.status_code, answer.headers["content-length"]) == (200, str(len(PICTURE)))


@pytest.mark.parametrize(
    "path", [PATH.replace(".png", ".html"), "/media/x.png", f"/media/{'0' * 64}.png", "/media/..%2fnewsroom.db"]
)
async def test_a_file_has_one_address(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).status_code == 404


async def test_our_own_files_never_change_under_the_address_that_pages_use(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/about")).text
    path = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    assert "immutable" in (await reader.get(path)).headers["cache-control"]
    assert "immutable" not in (await reader.get("/static/newsroom.css")).headers["cache-control"]


@pytest.mark.parametrize("path", ["/static/none.css", "/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/"])
async def test_nothing_else_of_ours_is_given_away(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).status_code == 404


async def test_the_room_has_its_colours(reader: httpx.AsyncClient) -> None:
    sheet = (await reader.get("/static/newsroom.css")).text
    assert sheet.endswith(":root{--accent:#0b5d6b;--accent-dark:#7cc7d3}\n")
