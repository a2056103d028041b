"""Five reasons to come to a press room, each from the front page to the answer: keyboard alone, 360 px, no script."""

from collections.abc import Callable, Iterator

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import url_contains
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser import browsing, hear, look_like, needs_browser

pytestmark = needs_browser

PARK = "/press-releases/norrsjo-bygger-vindpark"
FARTHEST = 90


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Give a browser the size of a small phone, in which no script runs."""
    with browsing(tmp_path_factory.mktemp("profile")) as browser:
        look_like(browser, width=360)
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        yield browser


@pytest.fixture
def journalist(opened: Chrome, address: str) -> Chrome:
    """Give the same browser at the front page."""
    opened.get(address)
    return opened


def press(browser: Chrome, *keys: str) -> None:
    ActionChains(browser).send_keys(*keys).perform()


def tab_to(browser: Chrome, wanted: Callable[[WebElement], bool]) -> WebElement:
    """Go from one thing to the next until it is the wanted one, and see where one is on the way."""
    for _step in range(FARTHEST):
        press(browser, Keys.TAB)
        here = browser.switch_to.active_element
        assert here.rect["width"] * here.rect["height"] > 0
        if wanted(here):
            return here
    raise AssertionError("It cannot be reached by keyboard.")


def follow(browser: Chrome, name: str, where: str) -> None:
    """Follow the link of this name, as a keyboard does."""
    tab_to(browser, lambda here: here.tag_name == "a" and name in here.text)
    press(browser, Keys.ENTER)
    arrive(browser, where)


def search(browser: Chrome, words: str) -> None:
    tab_to(browser, lambda here: here.get_attribute("name") == "q")
    press(browser, words, Keys.ENTER)
    arrive(browser, "q=")


def arrive(browser: Chrome, where: str) -> None:
    WebDriverWait(browser, 20).until(url_contains(where))


def linking(start: str) -> Callable[[WebElement], bool]:
    return lambda here: start in str(here.get_attribute("href"))


def test_a_person_to_ring(journalist: Chrome) -> None:
    follow(journalist, "Presskontakter", "/contacts")
    tab_to(journalist, lambda here: here.get_attribute("id") == "q")
    press(journalist, "vindkraft", Keys.ENTER)
    arrive(journalist, "q=vindkraft")
    assert journalist.find_element(By.ID, "answers").text == "Vem svarar om ”vindkraft”"
    tab_to(journalist, lambda here: here.text == "Maja Sjöstrand")
    assert tab_to(journalist, linking("tel:")).get_attribute("href") == "tel:+46-8-465-004-01"


def test_a_fact(journalist: Chrome) -> None:
    search(journalist, "kommunens vindparker")
    follow(journalist, "bygger vindpark", PARK)
    assert "Fyrtio verk ger el" in journalist.find_element(By.CSS_SELECTOR, ".lead").text


def test_the_organisations_own_words(journalist: Chrome) -> None:
    follow(journalist, "Norrsjö bygger vindpark", PARK)
    follow(journalist, "Som ren text", ".txt")
    assert "Kommunen får sin första vindpark i år." in journalist.find_element(By.TAG_NAME, "body").text


def test_a_number_of_years_ago(journalist: Chrome) -> None:
    follow(journalist, "Arkiv", "/archive")
    follow(journalist, "mars 2017", "/archive/2017/03")
    follow(journalist, "Första spadtaget", "/news/forsta-spadtaget")
    assert "7 mars 2017" in journalist.find_element(By.CSS_SELECTOR, ".kicker").text


def test_a_photo_with_its_credit(journalist: Chrome) -> None:
    follow(journalist, "Norrsjö bygger vindpark", PARK)
    tab_to(journalist, linking("/media/"))
    caption = journalist.find_element(By.TAG_NAME, "figcaption").text
    assert "Vindparken i dimma" in caption
    assert "Foto: Norrsjö" in caption


LANDMARKS = ("banner", "navigation", "search", "main", "contentinfo")


def test_a_screen_reader_meets_everything_by_name_and_in_order(journalist: Chrome, address: str) -> None:
    for path in ("/", "/search?q=el", PARK, "/contacts"):
        journalist.get(address + path)
        met = [(one.role, one.name) for one in hear(journalist)]
        landmarks = [role for role, _ in met if role in LANDMARKS]
        assert landmarks[0] == "banner"
        assert landmarks[-1] == "contentinfo"
        assert landmarks.count("main") == 1
        assert [role for role, name in met if role in ("link", "button", "combobox", "searchbox") and not name] == []


def test_an_article_is_heard_in_the_order_in_which_it_is_read(journalist: Chrome, address: str) -> None:
    journalist.get(address + PARK)
    names = [one.name for one in hear(journalist) if one.role in ("heading", "link", "image", "StaticText")]
    heard = [names.index(name) for name in ("Norrsjö bygger vindpark", "Fyrtio verk ger el åt hela kommunen.")]
    heard.append(next(place for place, name in enumerate(names) if name.startswith("Kommunen får sin första")))
    heard.append(len(names) - names[::-1].index("Presskontakter"))
    assert heard == sorted(heard)
