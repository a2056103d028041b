"""WordPress's export: what is an item, what its status allows, and texts as its editors keep them."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import wordpress
from importers.draft import ArticleDraft, MemorySource, Problem, Refused
from importers.exports.wxr import split_wxr
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_draft, read_file

HEAD = (
    '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.0/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:wp="http://wordpress.org/export/1.0/"><channel><link>https://hamn.example</link>'
)
ITEM = (
    "<item><title>{title}</title><content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{id}</wp:post_id>"
    "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>{more}</item>"
)


def export(*items: str) -> MemorySource:
    return MemorySource(f"{HEAD}{''.join(items)}</channel></rss>".encode(), "export.xml")


def item(body: str = "<p>Text.</p>", title: str = "Ny kaj", more: str = "", post_id: int = 1) -> str:
    return ITEM.format(title=title, body=body, id=post_id, more=more)


def read_items(*items: str) -> list[ArticleDraft | Problem]:
    return list(wordpress.read(export(*items), DEFAULTS))


def read_body(body: str) -> str:
    [draft] = read_items(item(body))
    assert isinstance(draft, ArticleDraft)
    return draft.body_html


def headlines(*items: str) -> list[str | None]:
    return [found.headline if isinstance(found, ArticleDraft) else None for found in read_items(*items)]


def test_the_given_exports_hold_what_is_expected_of_them(shared: Path) -> None:
    cases = map(json.loads, (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines())
    for case in (case for case in cases if case["format"] == "wxr"):
        drafts = read_file(wordpress, shared / "corpora" / case["path"])
        assert len(drafts) == case.get("count", len(drafts))
        [draft] = [draft for draft in drafts if draft.headline == case["pick"]["title"]]
        status, images = case["expect"].pop("status", None), case["expect"].pop("images", {"min": 0})
        assert (draft.declared == "draft") == (status is not None)
        assert len(draft.images) >= images["min"]
        check_draft(draft, case["expect"])


@pytest.mark.parametrize(
    ("broken", "kept"),
    [
        ("<item><title>A & B &mdash; C</title></item>", "A & B — C"),
        ("<item><title>Väg\x0b 7</title></item>", "Väg 7"),
        ("<item><title>Utan slut</title>", "Utan slut"),
        ("<item><title><![CDATA[Öppet</title><wp:post_id>4</wp:post_id></item>", "Öppet"),
        ("<item><title>Fel</titel></item>", "Fel"),
        ("<item><title><![CDATA[Om <item> och </item> i text]]></title></item>", "Om <item> och </item> i text"),
    ],
)
def test_a_broken_item_is_mended_and_the_next_is_read(broken: str, kept: str) -> None:
    assert headlines(broken, item(title="Nästa")) == [kept, "Nästa"]


def test_an_item_that_says_nothing_is_a_problem_of_its_own() -> None:
    [nothing, draft] = read_items("<item></item>", item())
    assert nothing == Problem("Item 1 of export.xml is broken, and nothing of it can be read.")
    assert isinstance(draft, ArticleDraft)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_an_export_is_read_in_any_encoding(encoding: str) -> None:
    source = MemorySource(export(item("Åtta öar")).content.decode().encode(encoding))
    assert find_importer(source) is wordpress
    [draft] = wordpress.read(source, DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert draft.body_html == "<p>Åtta öar</p>"


def test_items_come_before_the_file_has_been_read_to_its_end() -> None:
    stream = BytesIO(export(item("lång " * 400) * 2000).content)

    class Stream(MemorySource):
        def open(self) -> BinaryIO:
            return stream

    items = split_wxr(Stream(stream.getvalue()[:65536]))
    for _ in range(100):
        next(items)
    assert stream.tell() <= 1 << 20


@pytest.mark.parametrize(
    ("status", "declared"),
    [
        ("publish", "published"),
        ("draft", "draft"),
        ("pending", "draft"),
        ("private", "private"),
        ("future", "scheduled"),
    ],
)
def test_what_is_not_public_stays_so(status: str, declared: str) -> None:
    [draft] = read_items(item().replace(">publish<", f">{status}<"))
    assert isinstance(draft, ArticleDraft)
    assert draft.declared == declared


@pytest.mark.parametrize("kind", ["nav_menu_item", "wp_global_styles", "revision", "wp_navigation", "feedback"])
def test_what_is_no_text_for_readers_is_no_item(kind: str) -> None:
    assert headlines(item(title="Meny").replace(">post<", f">{kind}<"), item(title="Text")) == ["Text"]


@pytest.mark.parametrize(
    ("dates", "moment"),
    [
        ("<wp:post_date_gmt>2023-05-02 07:00:00</wp:post_date_gmt>", datetime(2023, 5, 2, 7, tzinfo=UTC)),
        (
            "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
            "<pubDate>Tue, 02 May 2023 07:00:00 +0000</pubDate>",
            datetime(2023, 5, 2, 7, tzinfo=UTC),
        ),
        ("<wp:post_date>2023-05-02 09:00:00</wp:post_date>", datetime(2023, 5, 2, 7, tzinfo=UTC)),
        ("<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>", None),
    ],
)
def test_the_moment_is_read_in_utc_before_local_time(dates: str, moment: datetime | None) -> None:
    [draft] = read_items(item(more=dates))
    assert isinstance(draft, ArticleDraft)
    assert draft.published_at == moment


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ett\n\nTvå\ntre", "<p>Ett</p>\n<p>Två<br>\ntre</p>"),
        ("<h2>Ett</h2>\nTvå <em>tre\nfyra</em>", "<h2>Ett</h2><p>Två <em>tre<br>\nfyra</em></p>"),
        ("<ul>\n<li>Ett</li>\n</ul>", "<ul>\n<li>Ett</li>\n</ul>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<blockquote>Ett\n\nTvå</blockquote>", "<blockquote><p>Ett</p>\n<p>Två</p></blockquote>"),
        ("<p>Ett</p>\n\nTvå", "<p>Ett</p><p>Två</p>"),
        ("Ett<br /><br />Två", "<p>Ett</p>\n<p>Två</p>"),
        ("<p>Ett\ntvå</p>", "<p>Ett\ntvå</p>"),
    ],
)
def test_a_text_of_the_classic_editor_gets_its_paragraphs(text: str, html: str) -> None:
    assert read_body(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<p>[sic] och [1]</p>", "<p>[sic] och [1]</p>"),
        ("<p>[[gallery]]</p>", "<p>[gallery]</p>"),
        ("<p>[button url=/a]Läs[/button] mer</p>", "<p>Läs mer</p>"),
        ("<p>Se:</p>[embed]https://film.example/1[/embed]", "<p>Se:</p>"),
    ],
)
def test_shortcodes_go_and_leave_their_text(text: str, html: str) -> None:
    assert read_body(text).startswith(html)
    assert ("https://film.example/1</a>" in read_body(text)) == ("embed" in text)


def test_a_gallery_shows_the_pictures_of_its_numbers() -> None:
    picture = (
        "<item><wp:post_id>9</wp:post_id><wp:attachment_url>https://hamn.example/bro.jpg</wp:attachment_url></item>"
    )
    for gallery in ('[gallery ids="9"]', "[gallery]"):
        child = picture.replace("</item>", "<wp:post_parent>1</wp:post_parent></item>")
        [draft] = read_items(item(f"<p>Bilder</p>{gallery}"), child)
        assert isinstance(draft, ArticleDraft)
        assert [image.url for image in draft.images] == ["https://hamn.example/bro.jpg"]


def test_a_reusable_block_stands_where_it_is_used() -> None:
    block = item("<!-- wp:paragraph --><p>Om oss.</p><!-- /wp:paragraph -->", post_id=5).replace(">post<", ">wp_block<")
    assert [found.body_html for found in read_items(item('<!-- wp:block {"ref":5} /-->'), block)] == ["<p>Om oss.</p>"]  # type: ignore[union-attr]


def test_a_document_that_a_post_links_to_goes_with_it() -> None:
    [draft] = read_items(item('<p><a href="/filer/rapport.pdf">Rapporten</a></p>'))
    assert isinstance(draft, ArticleDraft)
    [file] = draft.attachments
    assert (file.url, file.name, file.media_type) == (
        "https://hamn.example/filer/rapport.pdf",
        "Rapporten",
        "application/pdf",
    )


def test_a_picture_beside_the_export_comes_along() -> None:
    body = '<p><img src="https://hamn.example/wp-content/uploads/2023/05/bro.jpg" alt="Bron"></p>'
    source = MemorySource(export(item(body)).content, siblings={"uploads/2023/05/bro.jpg": b"jpeg"})
    [draft] = wordpress.read(source, DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert draft.images[0].content is not None


def test_a_player_stands_as_a_link() -> None:
    assert read_body('<p><iframe src="//www.youtube.com/embed/abcdefg"></iframe></p>') == (
        '<p><a href="https://www.youtube.com/watch?v=abcdefg">https://www.youtube.com/watch?v=abcdefg</a></p>'
    )


def test_an_export_without_posts_is_refused() -> None:
    with pytest.raises(Refused, match=r"^The export export\.xml holds neither posts nor pages\.$"):
        read_items()


PIECES = [
    *("<item>", "</item>", "<![CDATA[", "]]>", "<title>", "</title>", "<content:encoded>", "</content:encoded>"),
    *("<wp:post_id>1", "</wp:post_id>", "&", "\0", "[caption", "]", "[/caption]", "<!-- wp:x", "-->", "<img src=a>"),
    *("<p>", "</pre>", "\n\n", "<pre>", "a@b.example 08-123 456 78", "<wp:postmeta>", "[gallery]", "\ud800", "<li>"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30))
def test_any_items_become_drafts_or_a_refusal(pieces: list[str]) -> None:
    content = f"{HEAD}{''.join(pieces)}".encode("utf-8", "surrogatepass")
    try:
        found = list(wordpress.read(MemorySource(content), DEFAULTS))
    except Refused:
        return
    repr(found).encode("utf-8")
