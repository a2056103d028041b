"""Auditors that others made find nothing to better: Lighthouse, pa11y's HTML CodeSniffer and linkinator."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser import QUIET, find_programs, look_like

PACKAGES = Path(__file__).parents[1] / ".venv/auditors/node_modules"
LIGHTHOUSE = PACKAGES / ".bin/lighthouse"
LINKINATOR = PACKAGES / ".bin/linkinator"
SNIFFER = PACKAGES / "@pa11y/html_codesniffer/build/HTMLCS.js"
SNIFF = """
const done = arguments[0];
HTMLCS.process("WCAG2AA", document, () => done(HTMLCS.getMessages().filter((one) => one.type === HTMLCS.ERROR)
  .map((one) => `${one.code}: ${(one.element.outerHTML || "").slice(0, 200)}`)));
"""
# How fast a page is, a busy machine cannot tell.
CATEGORIES = ("accessibility", "best-practices", "seo")
RELEASE = "/press-releases/sju-av-nio-kommuner-starkte-sitt-resultat-i-fjol"
PAGES = ("/", RELEASE, "/contacts", "/search?q=kommun")
MORE_PAGES = (
    "/news",
    "/topics",
    "/archive",
    "/events",
    "/images",
    "/files",
    "/feeds",
    "/privacy",
    "/?lang=fi",
    "/nope",
)

pytestmark = pytest.mark.skipif(
    not (all(one.exists() for one in (LIGHTHOUSE, LINKINATOR, SNIFFER)) and find_programs())
    and not os.environ.get("CI"),
    reason="chromium, Lighthouse, linkinator or HTML CodeSniffer is not here; .ci/run says what brings them",
)


@pytest.mark.parametrize(("path", "form"), [*((path, "perf") for path in PAGES), ("/", "desktop")])
def test_lighthouse_gives_full_marks(sample_room: str, path: str, form: str) -> None:
    """Look as a phone does (Lighthouse calls that `perf`), or as a desk."""
    programs = find_programs()
    assert programs
    asked = [f"--only-categories={','.join(CATEGORIES)}", f"--preset={form}", f"--chrome-flags={QUIET}"]
    command = [str(LIGHTHOUSE), sample_room + path, "--quiet", "--output=json", "--output-path=stdout", *asked]
    environment = os.environ | {"CHROME_PATH": programs[0]}
    told = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=300).stdout
    scores = {name: one["score"] for name, one in json.loads(told)["categories"].items()}
    assert scores == dict.fromkeys(CATEGORIES, 1)


@pytest.mark.parametrize("width", [320, 1280])
def test_html_codesniffer_finds_no_error(browser: Chrome, sample_room: str, width: int) -> None:
    look_like(browser, width=width)
    for path in (*PAGES, *MORE_PAGES):
        browser.get(sample_room + path)
        browser.execute_script(SNIFFER.read_text("utf-8"))
        assert browser.execute_async_script(SNIFF) == [], path


def test_linkinator_finds_no_link_and_no_place_in_a_page_broken(sample_room: str) -> None:
    command = [str(LINKINATOR), f"{sample_room}/", "--recurse", "--check-fragments", "--format", "json"]
    command += ["--skip", f"^(?!{re.escape(sample_room)}).*"]
    told = subprocess.run(command, capture_output=True, check=False, timeout=600).stdout.decode()
    found = json.loads(told[told.index("{") :])["links"]
    good = {one["url"] for one in found if one["state"] == "OK"}
    # It takes a place in /page for one in /page/.
    bad = [one["url"] for one in found if one["state"] == "BROKEN"]
    assert [one for one in bad if one.partition("#")[0].rstrip("/") not in good] == []
    assert len(good) > 1000
