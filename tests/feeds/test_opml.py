from feeds import opml
from feeds.opml import Outline
from tests.feeds.sample import ROOM, xml


def test_a_reader_finds_every_feed_with_its_page() -> None:
    feeds = [Outline(title=name, url=f"{ROOM}/{name}.rss", page_url=f"{ROOM}/{name}") for name in ("a & b", "c > d")]
    document = xml(opml.serialise("Rum & co", feeds))
    assert document.findtext("head/title") == "Rum & co"
    assert [(one.get("text"), one.get("xmlUrl")) for one in document.iter("outline")] == [
        (feed.title, feed.url) for feed in feeds
    ]
    assert all(one.get("type") == "rss" and "language" not in one.attrib for one in document.iter("outline"))


def test_no_title_is_taken_for_html() -> None:
    document = xml(opml.serialise("<b>Rum", [Outline(title="5 < 6 & R&D", url="u", page_url="p")]))
    assert document.findtext("head/title") == "＜b>Rum"
    assert [(one.get("text"), one.get("title")) for one in document.iter("outline")] == [("5 ＜ 6 & R＆D",) * 2]


def test_a_feed_in_one_language_says_which() -> None:
    (outline,) = xml(opml.serialise("t", [Outline(title="t", url="u", page_url="p", language="fi")])).iter("outline")
    assert outline.get("language") == "fi"
