from dataclasses import replace

import feedparser
from hypothesis import given

from feeds import rss
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

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def test_a_reader_finds_the_channel() -> None:
    parsed = feedparser.parse(rss.serialise(FEED))
    assert not parsed.bozo
    assert (parsed.version, parsed.feed.title, parsed.feed.link) == ("rss20", "Exempelstads kommun", f"{ROOM}/")
    assert (parsed.feed.subtitle, parsed.feed.language) == ("Nyheter för journalister", "sv")
    assert parsed.feed.updated == "Wed, 03 Jun 2026 09:00:00 +0200"


def test_the_channel_links_to_itself_with_a_type() -> None:
    links = feedparser.parse(rss.serialise(FEED)).feed.links
    own = next(link for link in links if link.rel == "self")
    assert (own.href, own.type) == (f"{ROOM}/feed", "application/rss+xml")


def test_a_reader_finds_the_item() -> None:
    (item,) = feedparser.parse(rss.serialise(FEED)).entries
    assert (item.id, item.link, item.guidislink) == (ENTRY.id, ENTRY.url, False)
    assert item.published == "Mon, 02 Mar 2026 08:30:00 +0100"
    assert item.author == "Maja Provström"
    assert item.content[0].value == ENTRY.content_html
    assert [(tag.term, tag.scheme) for tag in item.tags] == [("Pressmeddelande", f"{ROOM}/kinds")]


def test_no_address_of_an_author_is_given_away() -> None:
    assert b"maja.provstrom@" not in rss.serialise(FEED)


def test_the_description_is_the_summary_as_html() -> None:
    item = xml(rss.serialise(with_entry(summary="Ras & risk <1 %"))).find("channel/item")
    assert item is not None
    assert item.findtext("description") == "Ras &amp; risk &lt;1 %"


def test_a_title_spells_its_signs_as_the_rss_profile_wants() -> None:
    assert "<title>Ishallen stänger &#x26; byggs om &#x3C;\u2060i vår&gt;</title>".encode() in rss.serialise(FEED)


def test_the_first_file_of_known_length_is_the_enclosure_and_the_others_are_media() -> None:
    (item,) = feedparser.parse(rss.serialise(FEED)).entries
    assert [(file.href, file.length, file.type) for file in item.enclosures] == [
        (REPORT.url, "1234", "application/pdf"),
    ]
    assert [(media["url"], media["medium"], media.get("filesize")) for media in item.media_content] == [
        (PHOTO.url, "image", "48213"),
        (UNMEASURED.url, "document", None),
    ]


def test_an_entry_without_content_carries_its_summary() -> None:
    item = xml(rss.serialise(with_entry(content_html="", summary="Ja & nej\nNej"))).find("channel/item")
    assert item is not None
    assert item.findtext(CONTENT) == "<p>Ja &amp; nej</p><p>Nej</p>"


def test_an_empty_channel_has_no_date() -> None:
    document = rss.serialise(EMPTY)
    assert b"lastBuildDate" not in document
    assert not feedparser.parse(document).bozo


def test_an_entry_without_byline_is_by_the_publisher() -> None:
    assert feedparser.parse(rss.serialise(with_entry(authors=()))).entries[0].author == "Exempelstads kommun"
    unsigned = replace(with_entry(authors=()), author=None)
    assert feedparser.parse(rss.serialise(unsigned)).entries[0].author == FEED.title


@few
@given(title=any_text, summary=any_text, content=any_text)
def test_any_text_comes_back(title: str, summary: str, content: str) -> None:
    document = rss.serialise(with_entry(title=title, summary=summary, content_html=content))
    item = xml(document).find("channel/item")
    assert item is not None
    assert bare(item.findtext("title", "")) == bare(kept(title).strip() or ENTRY.url)
    if kept(content) and kept(summary):
        assert item.findtext(CONTENT) == kept(content)
