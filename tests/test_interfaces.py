"""The manual's table of machine interfaces, line by line asked of the sample room."""

import re
import shlex
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path, PurePath

import httpx

from newsroom.addresses import LIST_FORMATS
from newsroom.app import ROUTES, create_app
from newsroom.desk.demo import make_sample_room
from newsroom.settings import read_settings

README = Path(__file__).parents[1] / "README.md"
ROW = re.compile(r"^\| [^|]+ \| `(curl [^|]+)` \| (\d{3})(?: `([^`]+)`)? \|$", re.MULTILINE)


def rows() -> list[tuple[str, int, str]]:
    table = README.read_text("utf-8").partition("<!-- interfaces -->")[2].partition("<!-- /interfaces -->")[0]
    found = [(command, int(status), media_type) for command, status, media_type in ROW.findall(table)]
    assert len(found) == table.count("\n|") - 2
    return found


def request(command: str) -> httpx.Request:
    """Read a line of curl as the request that it makes."""
    _curl, *words = shlex.split(command)
    method, headers, address = "GET", {}, ""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-o":
            words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word != "-i":
            address = word
    return httpx.Request(method, address, headers=headers)


def test_nothing_that_a_machine_can_ask_is_missing() -> None:
    """What has a suffix is for machines, as are the two that tell how the server is."""
    paths = [request(command).url.path for command, *_ in rows()]
    asked = {next(route.endpoint for route in ROUTES if route.path_regex.match(path)) for path in paths}
    named = re.compile(r"\.(?!css)|^/(healthz|readyz|media/)")
    assert {route.endpoint for route in ROUTES if named.search(route.path)} == asked
    assert {f".{suffix}" for suffix in LIST_FORMATS} <= {PurePath(path).suffix for path in paths}


async def test_every_interface_answers_as_the_manual_says(tmp_path: Path) -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    samples = Path(str(files("newsroom") / "samples"))
    await make_sample_room(tmp_path / "room", samples, lambda at: read_settings(at, {}).room, now=now, by="maja")
    app = create_app(read_settings(tmp_path / "room", {}), clock=lambda: now)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=httpx.ASGITransport(app)) as reader:
        for command, status, media_type in rows():
            answer = await reader.send(request(command))
            got = answer.headers.get("content-type", "").partition(";")[0]
            assert (answer.status_code, got) == (status, media_type), command
