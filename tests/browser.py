"""A real browser for tests and for the manual's pictures: Debian's chromium, driven through chromedriver."""

import asyncio
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from starlette.applications import Starlette

from newsroom.app import create_app
from newsroom.desk.demo import make_sample_room
from newsroom.protocol import BoundedProtocol
from newsroom.room import Room
from newsroom.settings import read_settings
from tests.pressroom import Clock, settings_of

QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --hide-scrollbars --disable-dev-shm-usage"
)


def find_programs() -> tuple[str, str] | None:
    """Find chromium and its driver."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


needs_browser = pytest.mark.skipif(
    find_programs() is None and not os.environ.get("CI"),
    reason="chromium and chromedriver are not installed; the tests in a real browser need them",
)


@contextmanager
def browsing(profile: Path) -> Iterator[Chrome]:
    """Open a browser with a profile of its own, and close it."""
    programs = find_programs()
    assert programs
    options = ChromeOptions()
    options.binary_location = programs[0]
    for argument in (*QUIET.split(), f"--user-data-dir={profile}"):
        options.add_argument(argument)
    opened = Chrome(options=options, service=Service(programs[1]))
    try:
        yield opened
    finally:
        opened.quit()


def look_like(browser: Chrome, *, width: int, height: int = 900, dark: bool = False) -> None:
    """Give the window the size of a screen, and its owner's taste in light."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a screen reader says, and the node of the page that it is; pieces of a text are none."""

    role: str
    name: str
    node: int | None


def hear(browser: Chrome) -> list[Heard]:
    """Give what a screen reader meets, in its order."""
    nodes: list[dict[str, Any]] = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return list(_walk(nodes[0], {node["nodeId"]: node for node in nodes}))


def _walk(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[Heard]:
    if not node["ignored"]:
        yield Heard(node["role"]["value"], node.get("name", {}).get("value", ""), node.get("backendDOMNodeId"))
    for child in node.get("childIds", []):
        if child in by_id:
            yield from _walk(by_id[child], by_id)


def free_port() -> int:
    """Give a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving_samples(folder: Path, now: datetime) -> Iterator[str]:
    """Make the sample room of a moment in a folder, serve it, and give its address."""
    samples = Path(str(files("newsroom") / "samples"))
    asyncio.run(make_sample_room(folder, samples, lambda at: read_settings(at, {}).room, now=now, by="maja"))
    with serving_room(read_settings(folder, {}).room, Clock(now)) as address:
        yield address


@contextmanager
def serving_room(room: Room, clock: Clock | None = None) -> Iterator[str]:
    """Serve a room under an address of this machine, and give that."""
    port = free_port()
    here = replace(room, base_address=f"http://127.0.0.1:{port}")
    with serving(create_app(settings_of(here), clock=clock or Clock()), port):
        yield here.base_address


@contextmanager
def serving(app: Starlette, port: int) -> Iterator[None]:
    """Serve an application on a port of this machine, from a thread."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, http=BoundedProtocol, ws="none", log_level="error")
    )
    listening = threading.Event()
    startup = server.startup

    async def started(sockets: list[socket.socket] | None = None) -> None:
        await startup(sockets)
        listening.set()

    server.startup = started  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run)
    thread.start()
    assert listening.wait(30)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(30)
