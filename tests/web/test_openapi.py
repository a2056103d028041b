from typing import Any

import httpx
import jsonschema
import pytest

from newsroom import addresses
from newsroom.app import ROUTES
from newsroom.web.openapi import ANSWERS, description
from tests.pressroom import PICTURE, digest

pytestmark = pytest.mark.asyncio(loop_scope="module")

DESCRIBED = description(ROUTES, "https://press.norrsjo.example", "Norrsjö")
NAMES = {
    "/press-releases/{slug}": "/press-releases/norrsjo-bygger-vindpark",
    "/news/{slug}": "/news/elnatet-rustas-fore-vintern",
    "/blog/{slug}": "/blog/sa-laser-du-elrakningen",
    "/topics/{topic}": "/topics/vindkraft",
    "/archive/{year}": "/archive/2026",
    "/archive/{year}/{month}": "/archive/2017/03",
    "/contacts/{slug}": "/contacts/maja-sjostrand",
    "/events/{slug}": "/events/energimassan",
    "/images/{digest}": addresses.image(digest(PICTURE)),
}


def check(document: object, schema: dict[str, Any]) -> None:
    jsonschema.validate(
        document,
        {**schema, "components": DESCRIBED["components"]},
        format_checker=jsonschema.FormatChecker(),
    )


async def test_every_handler_of_our_model_is_described() -> None:
    described = {route.endpoint for route in ROUTES if route.path.endswith((".json", ".{suffix}"))}
    ours = {handler for handler in described if handler.__module__ != "newsroom.web.openapi"}
    assert ours == set(ANSWERS)


@pytest.mark.parametrize("path", DESCRIBED["paths"])
async def test_every_answer_is_as_it_is_described(path: str, reader: httpx.AsyncClient) -> None:
    stem = path.removesuffix(".json")
    answer = await reader.get(NAMES.get(stem, stem) + ".json")
    (content,) = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"].items()
    assert (answer.status_code, answer.headers["content-type"]) == (200, content[0])
    check(answer.json(), content[1]["schema"])


@pytest.mark.parametrize("path", ["/news/x.json", "/news.json?from=soon", "/contacts/x.json", "/nowhere.json"])
async def test_every_error_is_a_problem(path: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    check(answer.json(), {"$ref": "#/components/schemas/Problem"})


@pytest.mark.parametrize("path", DESCRIBED["paths"])
async def test_a_parameter_has_one_place(path: str) -> None:
    names = [one["name"] for one in DESCRIBED["paths"][path]["get"]["parameters"]]
    assert len(names) == len(set(names))


async def test_the_description_is_served(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/openapi.json")).json()["paths"].keys() == DESCRIBED["paths"].keys()
