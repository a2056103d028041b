from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest

from feeds import atom, rss
from feeds.entry import Link, Tombstone
from feeds.extension import ATOM, HISTORY, MEDIA, TOMBSTONES
from tests.feeds.sample import EMPTY, FEED, PHOTO, REPORT, ROOM, bare, with_entry, xml

BACK = Link(rel="prev-archive", href=f"{ROOM}/feed.atom?archive=3&lang=sv", media_type="application/atom+xml")
FORMATS = [rss, atom]


@pytest.mark.parametrize("written", FORMATS)
def test_a_feed_leads_back_to_its_archive(written: object) -> None:
    document = written.serialise(replace(FEED, links=(BACK,)))  # type: ignore[attr-defined]
    links = [(link.get("rel"), link.get("href")) for link in xml(document).iter(f"{{{ATOM}}}link")]
    assert ("prev-archive", BACK.href) in links
    assert not feedparser.parse(document).bozo


@pytest.mark.parametrize("written", FORMATS)
def test_only_an_archive_says_that_it_is_one(written: object) -> None:
    archive, own = (written.serialise(replace(FEED, is_archive=one)) for one in (True, False))  # type: ignore[attr-defined]
    assert len(list(xml(archive).iter(f"{{{HISTORY}}}archive"))) == 1
    assert HISTORY.encode() not in own


@pytest.mark.parametrize("written", FORMATS)
def test_people_get_a_look_and_readers_the_same(written: object) -> None:
    document = written.serialise(replace(FEED, style_url="/static/feed.css"))  # type: ignore[attr-defined]
    assert document.splitlines()[1] == b'<?xml-stylesheet type="text/css" href="/static/feed.css"?>'
    assert bare(feedparser.parse(document).entries[0].title) == FEED.entries[0].title


def test_what_was_taken_back_is_a_tombstone_with_its_reason() -> None:
    grave = Tombstone(ref="urn:uuid:1", at=datetime(2026, 3, 2, tzinfo=UTC), comment="Fel & brister")
    (stone,) = xml(atom.serialise(replace(EMPTY, tombstones=(grave,)))).iter(f"{{{TOMBSTONES}}}deleted-entry")
    assert (stone.get("ref"), stone.get("when")) == ("urn:uuid:1", "2026-03-02T00:00:00+00:00")
    assert stone.findtext(f"{{{TOMBSTONES}}}comment") == "Fel & brister"


def test_a_picture_names_who_made_it() -> None:
    photo = replace(PHOTO, credit="Foto: Åsa <Öberg>", licence="CC BY 4.0", description="En ishall", width=640)
    feed = with_entry(image=photo, enclosures=(photo, REPORT))
    content = next(xml(rss.serialise(feed)).iter(f"{{{MEDIA}}}content"))
    assert content.findtext(f"{{{MEDIA}}}credit") == "Foto: Åsa <Öberg>"
    assert (content.get("width"), content.findtext(f"{{{MEDIA}}}copyright")) == ("640", "CC BY 4.0")
    titles = [link.get("title") for link in xml(atom.serialise(feed)).iter(f"{{{ATOM}}}link")]
    assert "Ishallen (Foto: Åsa <Öberg>)" in titles


def test_an_item_has_one_enclosure_and_says_when_it_was_updated() -> None:
    item = xml(rss.serialise(with_entry(enclosures=(REPORT, PHOTO)))).find("channel/item")
    assert item is not None
    assert len(item.findall("enclosure")) == 1
    assert item.findtext(f"{{{ATOM}}}updated") == "2026-06-03T07:00:00+00:00"


HOSTILE = [
    ("5 < 7 & 8", "5 < 7 & 8"),
    ("R&D", "R&D"),
    ("<b>", "<\u2060b>"),
    ("a &amp; b", "a &\u2060amp; b"),
    ("&#38;", "&\u2060#38;"),
]


@pytest.mark.parametrize(("title", "shown"), HOSTILE)
@pytest.mark.parametrize("written", FORMATS)
def test_only_what_would_be_taken_for_html_is_parted(written: object, title: str, shown: str) -> None:
    document = xml(written.serialise(with_entry(title=title)))  # type: ignore[attr-defined]
    titles = [element.text for element in document.iter() if element.tag.endswith("title")]
    assert shown in titles
