"""Take the manual's pictures of the sample room: `make screenshots`.

A few pages at the width of a phone and of a desk, in light and dark, into docs/screenshots/.
"""

import base64
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner
from selenium.webdriver import Chrome
from selenium.webdriver.support.wait import WebDriverWait

from newsroom.app import create_app
from newsroom.cli.main import newsroom
from newsroom.settings import read_settings
from tests.browser import browsing, free_port, look_like, serving

FOLDER = Path(__file__).parent / "screenshots"
DESK, PHONE = (1280, 1480), (360, 1100)
ARTICLE = "/news/vindkraften-gav-mer-el-an-kommunernas-hus-forbrukade"
SHOTS = (
    ("front-light", "/", DESK, False),
    ("front-dark", "/", DESK, True),
    ("article-light", ARTICLE, DESK, False),
    ("contacts-light", "/contacts", DESK, False),
    ("press-kit-dark", "/files", DESK, True),
    ("phone-front-light", "/", PHONE, False),
    ("phone-article-dark", ARTICLE, PHONE, True),
    ("phone-contacts-light", "/contacts", PHONE, False),
)
LOADED = "return [...document.images].every((one) => one.complete || one.getBoundingClientRect().top > innerHeight)"


def main() -> None:
    """Make a sample room, serve it, and look at it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        CliRunner().invoke(newsroom, ["demo", f"{folder}/room", "--no-serve"], catch_exceptions=False)
        settings, port = read_settings(Path(folder, "room"), {}), free_port()
        here = replace(settings, room=replace(settings.room, base_address=f"http://127.0.0.1:{port}"))
        app = create_app(here, clock=lambda: datetime.now(UTC))
        with serving(app, port), browsing(Path(folder, "profile")) as browser:
            take_all(browser, here.room.base_address)


def take_all(browser: Chrome, address: str) -> None:
    """Take every picture."""
    for name, path, (width, height), dark in SHOTS:
        look_like(browser, width=width, height=height, dark=dark)
        browser.get(address + path)
        WebDriverWait(browser, 20).until(lambda shown: shown.execute_script(LOADED))
        taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 80})
        file = FOLDER / f"{name}.webp"
        file.write_bytes(base64.b64decode(taken["data"]))
        print(file)


if __name__ == "__main__":
    main()
