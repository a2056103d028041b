"""Feeds in their formats, encodings and states of health."""

import json
import re
from pathlib import Path

import pytest

from importers import feed
from importers.draft import ArticleDraft, MemorySource, Refused
from tests.importers.cases import DATA, DEFAULTS, check_case, check_draft, find_cases, read_file

RSS = "<rss version='2.0'><channel><item><title>{}</title><description>{}</description>{}</item></channel></rss>"


def read_item(title: str = "", text: str = "", more: str = "") -> ArticleDraft:
    draft = next(feed.read(MemorySource(RSS.format(title, text, more).encode(), "feed.xml"), DEFAULTS))
    assert isinstance(draft, ArticleDraft)
    return draft


@pytest.mark.parametrize("path", find_cases("feed"), ids=lambda path: path.name)
def test_a_feed_gives_what_stands_beside_it(path: Path) -> None:
    check_case(feed, path)


def test_the_given_feeds_hold_what_is_expected_of_them(shared: Path) -> None:
    cases = map(json.loads, (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines())
    for case in (case for case in cases if case["format"] == "feed"):
        drafts = read_file(feed, shared / "corpora" / case["path"])
        assert len(drafts) == case["count"]
        [draft] = [draft for draft in drafts if draft.headline == case["pick"]["title"]]
        assert len(draft.attachments) >= case["expect"].pop("attachments", 0)
        check_draft(draft, case["expect"])


def test_every_given_feed_is_read_or_refused_in_one_sentence(shared: Path) -> None:
    for path in (path for path in (shared / "corpora/feeds").rglob("*") if path.is_file()):
        if feed.recognises(MemorySource(path.read_bytes(), path.name)):
            try:
                assert read_file(feed, path)
            except Refused as refusal:
                assert str(refusal) == f"The feed {path.name} holds no entries."


def test_the_titles_that_feedparser_expects_are_ours_as_text(shared: Path) -> None:
    titles = {
        "amp04.xml": "&",
        "amp49.xml": "&",
        "entry_title_blink.xml": "safe description",
        "entry_title_inline_markup_2.xml": "History of the <blink> tag",
    }
    for name, title in titles.items():
        assert read_file(feed, shared / "corpora/feeds/feedparser-wellformed" / name)[0].headline == title


def test_an_export_of_wordpress_is_no_feed(shared: Path) -> None:
    for path in (shared / "corpora/wxr").iterdir():
        assert not feed.recognises(MemorySource(path.read_bytes(), path.name))


@pytest.mark.parametrize(
    "text",
    [
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>',
        "<opml/>",
        "<urlset/>",
        "<NewsML/>",
        "<feed xmlns='urn:other'/>",
        '{"items": []}',
        "<rdf:RDF/>",
        "",
    ],
)
def test_other_formats_are_left_to_others(text: str) -> None:
    assert not feed.recognises(MemorySource(text.encode()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
@pytest.mark.parametrize("before", ["", "\n \t"])
def test_a_feed_is_read_in_any_encoding_and_behind_blanks(encoding: str, before: str) -> None:
    text = (
        before + f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>" + RSS.format("Åtta öar", "Väg", "")
    )
    source = MemorySource(text.encode(encoding), "feed.xml")
    assert feed.recognises(source)
    assert [draft.headline for draft in feed.read(source, DEFAULTS) if isinstance(draft, ArticleDraft)] == ["Åtta öar"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thu, 05 Sep 2002 00:00:01 GMT", "2002-09-05T00:00:01+00:00"),
        ("Thu, 05 Sep 2002 00:00:01 PDT", "2002-09-05T00:00:01-07:00"),
        ("5 Sep 02 10:00 CEST", "2002-09-05T10:00:00+02:00"),
        ("Thu, 05 Sep 2002 10:00 A", "2002-09-05T10:00:00+00:00"),
        ("Thu, 05 Sep 2002 10:00:00", "2002-09-05T10:00:00+02:00"),
        ("2002-09-05", "2002-09-05"),
    ],
)
def test_dates_keep_their_zone_obsolete_ones_too(written: str, read: str) -> None:
    draft = read_item("x", "y", f"<pubDate>{written}</pubDate>")
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == read


def test_an_entity_that_multiplies_is_not_multiplied() -> None:
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]>' + RSS.format("&j;", "text", "")
    assert len(repr(list(feed.read(MemorySource(bomb.encode()), DEFAULTS)))) < 5000


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 99999,
        '{"version": "jsonfeed.org/version/1"',
        '{"x": "jsonfeed.org/version/1"}',
    ],
)
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"^(The feed )?feed\.json "):
        list(feed.read(MemorySource(text.encode(), "feed.json"), DEFAULTS))


def test_a_cut_feed_gives_the_entries_before_the_cut() -> None:
    text = (DATA / "feed/rss.xml").read_text("utf-8")
    drafts = list(feed.read(MemorySource(re.split("Bara en", text)[0].encode(), "feed.xml"), DEFAULTS))
    assert isinstance(drafts[0], ArticleDraft)
    assert drafts[0].headline == "Bron & båten"


def test_a_long_feed_is_read_in_parts_as_if_it_were_whole() -> None:
    item = "<item><title>Nyhet {0}</title><link>https://x.example/{0}</link><dc:creator>Eva</dc:creator><description>{1}</description></item>"
    items = "".join(item.format(number, "ord " * 300) for number in range(620))
    head = "<channel><language>fi</language><generator>Ghost 5</generator>"
    text = f"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>{head}{items}</channel></rss>"
    drafts = [draft for draft in feed.read(MemorySource(text.encode()), DEFAULTS) if isinstance(draft, ArticleDraft)]
    assert [draft.headline for draft in drafts] == [f"Nyhet {number}" for number in range(620)]
    assert {(draft.language, draft.kind, draft.byline) for draft in drafts} == {("fi", "blog_post", "Eva")}


@pytest.mark.parametrize("encoding", [b"\x80", b"u\0tf-8", b"no-such"])
def test_a_feed_whose_encoding_is_no_name_is_read(encoding: bytes) -> None:
    content = b'<?xml version="1.0" encoding="%s"?>' % encoding
    content += "<rss><channel><item><title>Brön</title><link>https://a.example/1</link></item></channel></rss>".encode()
    [draft] = feed.read(MemorySource(content, "feed.xml", media_type="text/xml; charset=a\0b"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert draft.headline == "Brön"
