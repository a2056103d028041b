"""A wheel, installed away from the checkout, makes its sample room and serves every page of it."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VISIT = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
import httpx
import newsroom
from newsroom.app import create_app
from newsroom.settings import read_settings

async def main():
    app = create_app(read_settings(Path(sys.argv[1]), {}), clock=lambda: datetime.now(UTC))
    async with app.router.lifespan_context(app), httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000"
    ) as reader:
        for path in ("/", "/news", "/search?q=vatten", "/topics", "/archive", "/contacts", "/events", "/about",
                     "/feeds", "/contacts.vcf", "/events.ics", "/files", "/files.zip",
                     "/corrections", "/feed.rss", "/feed.atom", "/feed.json", "/robots.txt"):
            print((await reader.get(path)).status_code, path)

print(newsroom.__file__)
asyncio.run(main())
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel on its own; the libraries are those of the tests, on the path."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run([*pip, *build], check=True)
    venv.create(folder / "venv", with_pip=False)
    (wheel,) = folder.glob("*.whl")
    (site,) = (folder / "venv").glob("lib/python*/site-packages")
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", f"--target={site}", str(wheel)], check=True)
    (site / "libraries.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    return folder


def run(folder: Path, *arguments: str) -> str:
    away = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    python = str(folder / "venv/bin/python")
    done = subprocess.run([python, *arguments], cwd=folder, env=away, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_makes_a_sample_room_and_serves_every_page(installed: Path) -> None:
    run(installed, "-m", "newsroom", "demo", "room", "--no-serve")
    where, *pages = run(installed, "-c", VISIT, "room").splitlines()
    assert Path(where).is_relative_to(installed / "venv")
    assert {page.partition(" ")[0] for page in pages} == {"200"}
