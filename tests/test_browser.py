"""What a journalist does, in a real browser: read, search, open, ring, follow."""

import asyncio
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import url_contains
from selenium.webdriver.support.wait import WebDriverWait

from tests import hostileroom
from tests.browser import look_like, needs_browser, serving_room

LONG = "/press-releases/mycket-lang-kommunalforbundsordforandekonferensen"

pytestmark = needs_browser


def test_a_journalist_finds_a_release_the_person_to_ring_and_a_feed(browser: Chrome, address: str) -> None:
    look_like(browser, width=360)
    browser.get(address)
    assert "Norrsjö Energi" in browser.title
    box = browser.find_element(By.CSS_SELECTOR, "input[name=q]")
    box.send_keys("vindparken i norrsjo")
    box.submit()
    wait_for(browser, "q=")
    browser.find_element(By.PARTIAL_LINK_TEXT, "bygger vindpark").send_keys(Keys.ENTER)
    wait_for(browser, "/norrsjo-bygger-vindpark")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Norrsjö bygger vindpark"

    browser.get(f"{address}/contacts")
    calls = [str(link.get_attribute("href")) for link in browser.find_elements(By.CSS_SELECTOR, "a[href^='tel:']")]
    assert "tel:+46846500401" in [call.replace("-", "") for call in calls]
    card = browser.find_element(By.CSS_SELECTOR, "a[href$='maja-sjostrand.vcf']").get_attribute("href")
    assert b"FN:Maja Sj" in urllib.request.urlopen(str(card)).read()

    browser.get(address)
    feed = browser.find_element(By.CSS_SELECTOR, "link[type='application/atom+xml']").get_attribute("href")
    read = feedparser.parse(urllib.request.urlopen(str(feed)).read())
    assert not read.bozo
    assert read.entries[0].title == "Norrsjö bygger vindpark"


def wait_for(browser: Chrome, part: str) -> None:
    """Wait until the browser is where the address has this part."""
    WebDriverWait(browser, 20).until(url_contains(part))


@pytest.mark.parametrize(
    "path", ["/", "/search?q=vind", "/press-releases/norrsjo-bygger-vindpark", "/contacts", "/events"]
)
def test_no_page_scrolls_sideways_on_a_small_phone(browser: Chrome, address: str, path: str) -> None:
    look_like(browser, width=320)
    browser.get(address + path)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 320


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[str]:
    """Give the address of a room whose words are as long as words get."""
    room = asyncio.run(hostileroom.build(tmp_path))
    with serving_room(room) as address:
        yield address


def test_the_longest_words_scroll_no_page_sideways(browser: Chrome, hostile: str) -> None:
    look_like(browser, width=320)
    for path in ("/", "/news", "/search?q=konferensen", "/topics", "/archive", "/events", "/contacts", "/files", LONG):
        browser.get(hostile + path)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 320, path


def test_the_browser_has_nothing_to_complain_about(browser: Chrome, address: str) -> None:
    look_like(browser, width=1280, dark=True)
    browser.get(address)
    assert [
        entry
        for entry in browser.get_log("browser")  # type: ignore[no-untyped-call]
        if "favicon" not in entry["message"]
    ] == []


def test_one_click_copies_headline_and_text_clean(browser: Chrome, address: str) -> None:
    allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    browser.execute_cdp_cmd("Browser.grantPermissions", {"origin": address, "permissions": allowed})
    browser.get(f"{address}/press-releases/norrsjo-bygger-vindpark")
    browser.find_element(By.XPATH, "//button[.='Kopiera rubrik och text']").click()
    WebDriverWait(browser, 20).until(lambda shown: shown.find_element(By.CSS_SELECTOR, "[role=status]").text)
    copied = browser.execute_async_script("navigator.clipboard.readText().then(arguments[arguments.length - 1])")
    assert copied == (
        "Norrsjö bygger vindpark\n\nFyrtio verk ger el åt hela kommunen.\n\nKommunen får sin första vindpark i år."
    )
