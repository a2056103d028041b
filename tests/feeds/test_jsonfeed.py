import json
from dataclasses import replace
from html import escape
from typing import Any

from hypothesis import given

from feeds import jsonfeed
from feeds.entry import Author, Feed
from tests.feeds.sample import EMPTY, ENTRY, FEED, PHOTO, REPORT, ROOM, UNMEASURED, any_text, few, kept, with_entry


def written(feed: Feed) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(jsonfeed.serialise(feed))
    return document


def test_the_feed_says_who_publishes_it_and_where() -> None:
    document = written(replace(FEED, next_url=f"{ROOM}/feed?page=k", extension={"count": 41}))
    assert document.pop("items")
    assert document == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Exempelstads kommun",
        "home_page_url": f"{ROOM}/",
        "feed_url": f"{ROOM}/feed",
        "description": "Nyheter för journalister",
        "next_url": f"{ROOM}/feed?page=k",
        "icon": f"{ROOM}/icon.png",
        "authors": [{"name": "Exempelstads kommun", "url": f"{ROOM}/about"}],
        "language": "sv",
        "_newsroom": {"count": 41},
    }


def test_an_item_has_all_that_its_entry_has() -> None:
    (item,) = written(FEED)["items"]
    assert item == {
        "id": ENTRY.id,
        "url": ENTRY.url,
        "title": ENTRY.title,
        "content_html": ENTRY.content_html,
        "summary": ENTRY.summary,
        "image": PHOTO.url,
        "date_published": "2026-03-02T08:30:00+01:00",
        "date_modified": "2026-06-03T07:00:00+00:00",
        "authors": [{"name": "Maja Provström", "url": "mailto:maja.provstrom@exempelstad.example"}],
        "tags": ["Pressmeddelande"],
        "language": "sv",
        "attachments": [
            {"url": UNMEASURED.url, "mime_type": "application/pdf"},
            {"url": REPORT.url, "mime_type": "application/pdf", "title": "Rapporten", "size_in_bytes": 1234},
        ],
    }


def test_an_item_always_has_content() -> None:
    (item,) = written(with_entry(content_html="", summary=None))["items"]
    assert (item["content_html"], "summary" in item) == (f"<p>{escape(ENTRY.title, quote=False)}</p>", False)


def test_an_item_without_byline_is_by_the_publisher() -> None:
    (item,) = written(with_entry(authors=(Author(name=" "),)))["items"]
    assert item["authors"] == [{"name": "Exempelstads kommun", "url": f"{ROOM}/about"}]


def test_an_empty_feed_has_an_empty_list() -> None:
    assert written(EMPTY)["items"] == []


def test_letters_are_written_as_themselves() -> None:
    assert "stänger".encode() in jsonfeed.serialise(FEED)


@few
@given(title=any_text, content=any_text, count=any_text)
def test_any_text_comes_back(title: str, content: str, count: str) -> None:
    document = written(replace(with_entry(title=title, content_html=content), extension={"said": [count]}))
    (item,) = document["items"]
    assert item["title"] == (kept(title).strip() or ENTRY.url)
    assert document["_newsroom"] == {"said": [kept(count)]}
    if kept(content):
        assert item["content_html"] == kept(content)
