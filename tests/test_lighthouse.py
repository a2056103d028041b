"""Lighthouse, the auditor that comes with Chromium, finds nothing to better on the pages that readers come to first."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.browser import QUIET, find_programs, serving_samples

LIGHTHOUSE = Path(__file__).parents[1] / ".venv/axe/node_modules/.bin/lighthouse"
# How fast a page is, a busy machine cannot tell.
CATEGORIES = ("accessibility", "best-practices", "seo")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAGES = ("/", "/press-releases/sju-av-nio-kommuner-starkte-sitt-resultat-i-fjol", "/contacts", "/search?q=kommun")

pytestmark = pytest.mark.skipif(
    not (LIGHTHOUSE.exists() and find_programs()) and not os.environ.get("CI"),
    reason="chromium or Lighthouse is not here: `npm install --prefix .venv/axe lighthouse@12` brings the latter",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address under which the sample room is served."""
    with serving_samples(tmp_path_factory.mktemp("sample") / "room", NOW) as address:
        yield address


@pytest.mark.parametrize(("path", "form"), [*((path, "perf") for path in PAGES), ("/", "desktop")])
def test_lighthouse_gives_full_marks(address: str, path: str, form: str) -> None:
    """Look as a phone does (Lighthouse calls that `perf`), or as a desk."""
    programs = find_programs()
    assert programs
    asked = [f"--only-categories={','.join(CATEGORIES)}", f"--preset={form}", f"--chrome-flags={QUIET}"]
    command = [str(LIGHTHOUSE), address + path, "--quiet", "--output=json", "--output-path=stdout", *asked]
    environment = os.environ | {"CHROME_PATH": programs[0]}
    told = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=300).stdout
    scores = {name: one["score"] for name, one in json.loads(told)["categories"].items()}
    assert scores == dict.fromkeys(CATEGORIES, 1)
