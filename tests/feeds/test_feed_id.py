"""An entry that readers of feeds know by another id keeps it in feeds, and agencies know it by ours."""

import json
from dataclasses import replace

import feedparser
import pytest

from feeds import atom, jsonfeed, newsml, ninjs, rss
from feeds.entry import Feed
from tests.feeds.sample import ENTRY, FEED

OLD = "https://old.example/?p=12&lang=sv"
MOVED: Feed = replace(FEED, entries=(replace(ENTRY, feed_id=OLD),))


@pytest.mark.parametrize("written", [rss, atom])
def test_readers_know_it_by_the_id_that_it_had(written: object) -> None:
    (entry,) = feedparser.parse(written.serialise(MOVED)).entries  # type: ignore[attr-defined]
    assert (entry.id, entry.link) == (OLD, ENTRY.url)


def test_so_do_readers_of_json_feed() -> None:
    (item,) = json.loads(jsonfeed.serialise(MOVED))["items"]
    assert (item["id"], item["url"]) == (OLD, ENTRY.url)


@pytest.mark.parametrize("written", [ninjs, newsml])
def test_agencies_know_it_by_ours(written: object) -> None:
    content = written.serialise_entry(MOVED.entries[0])  # type: ignore[attr-defined]
    assert ENTRY.id.encode() in content
    assert b"old.example" not in content
