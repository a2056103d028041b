from dataclasses import replace
from datetime import UTC, datetime
from html import escape

import feedparser
from hypothesis import given

from feeds import atom
from tests.feeds.sample import (
    EMPTY,
    ENTRY,
    FEED,
    PHOTO,
    REPORT,
    ROOM,
    UNMEASURED,
    any_text,
    bare,
    few,
    kept,
    with_entry,
    xml,
)

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_a_reader_finds_the_feed() -> None:
    parsed = feedparser.parse(atom.serialise(FEED))
    assert not parsed.bozo
    assert (parsed.version, parsed.feed.id, parsed.feed.title) == ("atom10", FEED.id, FEED.title)
    assert (parsed.feed.updated, parsed.feed.icon) == ("2026-06-03T09:00:00+02:00", FEED.icon)
    assert (parsed.feed.author_detail.name, parsed.feed.author_detail.href) == ("Exempelstads kommun", f"{ROOM}/about")
    assert parsed.feed.generator == "newsroom"


def test_the_feed_links_to_itself_and_to_its_page() -> None:
    links = feedparser.parse(atom.serialise(FEED)).feed.links
    assert [(link.rel, link.type, link.href) for link in links] == [
        ("self", "application/atom+xml", f"{ROOM}/feed"),
        ("alternate", "text/html", f"{ROOM}/"),
    ]


def test_a_reader_finds_the_entry() -> None:
    (entry,) = feedparser.parse(atom.serialise(FEED)).entries
    assert (entry.id, bare(entry.title), entry.summary) == (ENTRY.id, ENTRY.title, ENTRY.summary)
    assert (entry.published, entry.updated[:20]) == ("2026-03-02T08:30:00+01:00", "2026-06-03T07:00:00.")
    assert (entry.content[0].type, entry.content[0].value) == ("text/html", ENTRY.content_html)
    assert [(tag.term, tag.scheme, tag.label) for tag in entry.tags] == [
        ("press_release", f"{ROOM}/kinds", "Pressmeddelande")
    ]
    assert [author.name for author in entry.authors] == ["Maja Provström"]


def test_an_entrys_links_keep_relation_and_type() -> None:
    (entry,) = feedparser.parse(atom.serialise(FEED)).entries
    assert [(link.rel, link.type, link.get("length"), link.get("title")) for link in entry.links] == [
        ("alternate", "text/html", None, None),
        ("enclosure", PHOTO.media_type, "48213", "Ishallen"),
        ("enclosure", UNMEASURED.media_type, None, None),
        ("enclosure", REPORT.media_type, "1234", "Rapporten"),
    ]
    assert entry.links[0].hreflang == "sv"


def test_an_entry_says_its_own_language() -> None:
    feed = xml(atom.serialise(with_entry(language="fi")))
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert (feed.get(LANGUAGE), entry.get(LANGUAGE)) == ("sv", "fi")


def test_an_entry_without_content_carries_its_summary() -> None:
    (entry,) = feedparser.parse(atom.serialise(with_entry(content_html=""))).entries
    assert entry.content[0].value == "<p>Exempelstads ishall &amp; badhus byggs om.</p>"


def test_an_entry_of_a_title_alone_has_it_for_content() -> None:
    (entry,) = feedparser.parse(atom.serialise(with_entry(content_html="", summary=None))).entries
    assert (entry.link, entry.content[0].value) == (ENTRY.url, f"<p>{escape(ENTRY.title, quote=False)}</p>")


def test_an_empty_feed_has_the_same_date_every_time() -> None:
    assert feedparser.parse(atom.serialise(EMPTY)).feed.updated == "2000-01-01T00:00:00+00:00"


def test_a_feed_that_does_not_say_when_it_changed_changed_with_its_last_entry() -> None:
    assert feedparser.parse(atom.serialise(replace(FEED, updated_at=None))).feed.updated == "2026-06-03T07:00:00+00:00"


def test_fractions_of_a_second_are_left_out_of_a_feed_and_are_an_entry_s_own() -> None:
    precise = datetime(2026, 6, 3, 7, 0, 0, 123456, tzinfo=UTC)
    other = replace(ENTRY, id="tag:exempelstad.example,2026:other")
    written = atom.serialise(replace(FEED, updated_at=precise, entries=(ENTRY, other)))
    assert b"<updated>2026-06-03T07:00:00+00:00</updated>" in written
    first, second = (entry.updated for entry in feedparser.parse(written).entries)
    assert first != second
    assert first[:19] == second[:19]


@few
@given(title=any_text, summary=any_text, content=any_text)
def test_any_text_comes_back(title: str, summary: str, content: str) -> None:
    entry = xml(atom.serialise(with_entry(title=title, summary=summary, content_html=content))).find(f"{ATOM}entry")
    assert entry is not None
    assert bare(entry.findtext(f"{ATOM}title", "")) == bare(kept(title).strip() or ENTRY.url)
    assert bare(entry.findtext(f"{ATOM}summary", "")) == bare(kept(summary))
    if kept(content):
        assert entry.findtext(f"{ATOM}content") == kept(content)
