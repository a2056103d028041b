"""Take the manual's pictures of the sample room: `make screenshots`.

Every page at the width of a phone and of a desk, in light and dark, into docs/screenshots/.
"""

import base64
import itertools
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from newsroom.app import create_app
from newsroom.cli.main import newsroom
from newsroom.settings import read_settings
from tests.browser import browsing, free_port, look_like, serving

FOLDER = Path(__file__).parent / "screenshots"
HEIGHTS = {360: 1800, 1280: 1600}


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
    browser.get(address)
    article = str(browser.find_element(By.CSS_SELECTOR, "main h3 a").get_attribute("href"))
    pages = {"front": address, "article": article, "contacts": f"{address}/contacts"}
    for (name, page), width, dark in itertools.product(pages.items(), HEIGHTS, (False, True)):
        look_like(browser, width=width, height=HEIGHTS[width], dark=dark)
        browser.get(page)
        taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 80})
        path = FOLDER / f"{name}-{width}-{'dark' if dark else 'light'}.webp"
        path.write_bytes(base64.b64decode(taken["data"]))
        print(path)


if __name__ == "__main__":
    main()
