import httpx
import pytest

from newsroom.app import ROUTES

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_about_says_who_publishes(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/about")).text
    assert "Norrsjö Energi ger el och värme" in page
    assert "Storgatan 1" in page


async def test_crawlers_are_kept_out_of_endless_searches(reader: httpx.AsyncClient) -> None:
    assert "Disallow: /search" in (await reader.get("/robots.txt")).text


@pytest.mark.parametrize("path", [route.path for route in ROUTES if not route.param_convertors])
async def test_every_page_needs_neither_script_nor_cookie_nor_another_host(
    path: str, reader: httpx.AsyncClient
) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    if answer.headers["content-type"].startswith("text/html"):
        assert "<script" not in answer.text
        assert " style=" not in answer.text
