"""Behind a proxy that compresses: it makes strong tags weak, and readers bring back those it made (RFC 9110, 8.8.3)."""

import httpx
import pytest
from starlette.routing import Route

from newsroom.app import ROUTES
from tests.pressroom import PICTURE, digest

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARK = "norrsjo-bygger-vindpark"
KINDS = {"press-releases": PARK, "news": "elnatet-rustas-fore-vintern", "blog": "sa-laser-du-elrakningen"}
PEOPLE = {"contacts": "maja-sjostrand", "events": "invigning-av-vindparken"}
NAMES = {
    "topic": "vindkraft",
    "year": "2026",
    "month": "03",
    "number": "1",
    "suffix": "rss",
    "part": "2026",
    "digest": digest(PICTURE),
    "name": f"{digest(PICTURE)}.png",
}
UNTAGGED = {"/healthz", "/readyz", "/preview/{key}", "/preview/{key}/{name}", "/{path:path}"}
"""What nobody keeps: how the server is, what is not public yet, and what is not here."""
MISSING = {"/news/{slug}/images.zip", "/blog/{slug}/images.zip", "/files.zip"}
"""What the press room does not have."""


def path_of(route: Route) -> str:
    """Give the path of something public."""
    place = route.path.split("/")[1]
    known = NAMES | {"slug": (KINDS | PEOPLE).get(place, PARK)}
    known |= {"name": "newsroom.css"} if place == "static" else {}
    return route.path_format.format(**{name: known[name] for name in route.param_convertors})


TAGGED = [route for route in ROUTES if route.path not in UNTAGGED | MISSING]


@pytest.mark.parametrize("route", TAGGED, ids=lambda route: route.path)
async def test_a_tag_that_was_made_weak_on_its_way_is_known(route: Route, reader: httpx.AsyncClient) -> None:
    path = path_of(route)
    first = await reader.get(path)
    assert first.status_code == 200, path
    opaque = first.headers["etag"].removeprefix("W/")
    for known in (f"W/{opaque}", opaque, f'"other", W/{opaque}', f'W/{opaque.removesuffix(chr(34))}-other" , {opaque}'):
        again = await reader.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b""), (path, known)
        said = ("vary", "etag", "cache-control")
        assert [again.headers.get_list(name) for name in said] == [first.headers.get_list(name) for name in said]


@pytest.mark.parametrize("route", TAGGED, ids=lambda route: route.path)
async def test_another_tag_is_not_known(route: Route, reader: httpx.AsyncClient) -> None:
    path = path_of(route)
    opaque = (await reader.get(path)).headers["etag"].removeprefix("W/")
    # Not what servers that mark the coding in the tag would have made of it.
    for other in ('W/"other"', f'W/{opaque.removesuffix(chr(34))}-gzip"', opaque.strip('"'), ""):
        assert (await reader.get(path, headers={"If-None-Match": other})).status_code == 200, (path, other)
