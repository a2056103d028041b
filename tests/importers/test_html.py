"""Web pages: what they declare, what of them is the article, and what is refused."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import html
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.reading.fragment import parse_fragment, seen_text
from tests.importers.cases import DEFAULTS, check_case, check_draft, find_cases, read_file

PROSE = "<p>Kommunen bygger en bro över ån, och den blir klar till sommaren om allt går som det ska.</p>" * 3


def read_page(markup: str | bytes, **siblings: bytes) -> ArticleDraft:
    content = markup.encode() if isinstance(markup, str) else markup
    named = {name.replace("_", "."): picture for name, picture in siblings.items()}
    draft = next(html.read(MemorySource(content, "page.html", siblings=named), DEFAULTS))
    assert isinstance(draft, ArticleDraft)
    return draft


@pytest.mark.parametrize("path", find_cases("html"), ids=lambda path: path.name)
def test_a_page_gives_what_stands_beside_it(path: Path) -> None:
    check_case(html, path)


def test_the_given_pages_hold_what_is_expected_of_them(shared: Path) -> None:
    cases = map(json.loads, (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines())
    for case in (case for case in cases if case["format"] == "html"):
        [draft] = read_file(html, shared / "corpora" / case["path"])
        # A kind that the page does not speak of is guessed by the desk.
        check_draft(draft, {name: fact for name, fact in case["expect"].items() if name != "kind"})
        assert draft.declared == "published"


def test_every_given_page_is_read_or_refused_in_one_sentence(shared: Path) -> None:
    for path in (*(shared / "corpora").glob("h*/*.html"), *(shared / "corpora").glob("[mns]*/*.html")):
        try:
            assert all(draft.headline and draft.body_html for draft in read_file(html, path))
        except Refused as refusal:
            assert str(refusal).startswith(path.name)


def test_a_picture_named_in_the_head_and_shown_in_the_text_is_one() -> None:
    head = "<head><base href='https://x.example/n/'><meta property=og:image content='bro.jpg'></head>"
    figure = "<figure><img src='/n/bro.jpg?w=300' alt='Bron'><figcaption>Bron. Foto: Eva Ek</figcaption></figure>"
    [image] = read_page(f"{head}<article><h1>Bron byggs nu</h1>{PROSE}{figure}</article>").images
    assert (image.url, image.alt, image.caption, image.credit) == (
        "https://x.example/n/bro.jpg",
        "Bron",
        "Bron.",
        "Eva Ek",
    )


def test_a_searched_date_is_noted_and_declares_nothing() -> None:
    canonical = "<link rel=canonical href='https://x.example/2019/03/04/bron'>"
    draft = read_page(f"<html><head>{canonical}</head><body><h1>Bron byggs nu</h1>{PROSE}</body></html>")
    assert (draft.published_at, draft.declared) == (date(2019, 3, 4), None)
    [note] = draft.notes
    assert note == "The page declares no date; 2019-03-04 was found in its text or address and must be checked."


def test_a_date_inside_a_sentence_does_not_date_the_article() -> None:
    sentence = (
        f"<p>{'Vi firar hela dagen och alla är välkomna till torget. ' * 3}<time datetime='2031-05-01'>1 maj</time></p>"
    )
    draft = read_page(f"<article><h1>Fest på torget</h1>{PROSE}{sentence}</article>")
    assert draft.published_at is None


def test_reading_the_same_page_twice_gives_the_same() -> None:
    markup = f"<article><h1>Bron byggs nu</h1>{PROSE}{PROSE}</article>"
    assert len({repr(read_page(markup)) for _ in range(4)}) == 1


def test_a_picture_saved_beside_the_page_comes_along() -> None:
    draft = read_page(
        f"<article><h1>Bron byggs nu</h1>{PROSE}<img src='https://x.example/i/bro.jpg?w=9'></article>", bro_jpg=b"jpeg"
    )
    [image] = draft.images
    assert image.content is not None
    assert image.content.open().read() == b"jpeg"


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1"])
def test_a_page_in_an_old_encoding_is_read_by_its_declaration(encoding: str) -> None:
    markup = f"<head><meta charset='{encoding}'></head><article><h1>Åtta öar på väg</h1>{PROSE}</article>"
    assert read_page(markup.encode(encoding)).headline == "Åtta öar på väg"


def test_the_charset_of_the_answer_is_obeyed() -> None:
    source = MemorySource(f"<h1>Åtta öar på väg</h1>{PROSE}".encode("mac_roman"), "p", "text/html; charset=macintosh")
    assert next(html.read(source, DEFAULTS)).headline == "Åtta öar på väg"  # type: ignore[union-attr]


@pytest.mark.parametrize("markup", ["<b>" * 5000, "<p>x</p>" * 20_000, "x" * 2_000_001, ""])
def test_a_page_beyond_the_limits_is_refused_before_it_is_parsed(markup: str) -> None:
    with pytest.raises(Refused, match=r"^page\.html "):
        read_page("<html><body>" * bool(markup) + markup)


@pytest.mark.parametrize(
    "script",
    ["[" * 9000, '{"@type": "NewsArticle", "headline": 4, "author": [[[]]], "image": 7}', "", "{" + " " * 99999],
)
def test_strange_json_ld_is_passed_over(script: str) -> None:
    draft = read_page(
        f'<script type="application/ld+json">{script}</script><article><h1>Bron byggs nu</h1>{PROSE}</article>'
    )
    assert draft.headline == "Bron byggs nu"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<article>",
                "<time datetime=2020-13-01>",
                "<img src=//[",
                "<a href='http://[x'>",
                "&#xD800;",
                "\0",
                "<li>",
                "<figure>",
                "<meta property=og:title content=a>",
                "<link rel=canonical href=::>",
                "<p class=share>",
                "lång text om en bro " * 4,
                "\udcff",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    source = MemorySource("".join(pieces).encode("utf-8", "surrogatepass"), "page.html")
    try:
        drafts = list(html.read(source, DEFAULTS))
    except Refused:
        return
    repr(drafts).encode("utf-8")


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ('<a rel="author" href="/x">View all posts by Eva Ek</a>', "Eva Ek"),
        ('<p class="article-byline">Av <b>Eva Ek</b></p>', "Eva Ek"),
        ('<p class="author">Autor: Eva Ek</p>', "Eva Ek"),
        ('<span class="byline-name">By Eva Ek and Bo Al</span>', "Eva Ek and Bo Al"),
        ('<a href="/journalist/eva-ek">Eva Ek</a><p>Mer av <a href="/journalist/eva-ek">Eva Ek</a></p>', "Eva Ek"),
        ('<ul class="related-articles"><li><a href="/author/bo-al">Bo Al</a></li></ul>', None),
        ('<ol class="comments"><li class="comment"><b class="author">Bo Al</b></li></ol>', None),
        ('<p class="byline">Text: Redaktionen</p><p class="author-tools">Dela</p>', "Redaktionen"),
    ],
)
def test_an_author_is_found_by_what_the_markup_calls_one(markup: str, byline: str | None) -> None:
    text = f"<p>{'Bron öppnar i maj. ' * 30}</p>"
    page = f"<html><body><article><h1>Ny bro i Norrö</h1>{markup}{text}</article></body></html>"
    [draft] = html.read(MemorySource(page.encode(), "sida.html"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert draft.byline == byline


@pytest.mark.parametrize("title", ["Fakta", "Faktaruta", "Fact box", "Tietoa"])
def test_a_fact_box_stays_one_and_a_box_of_links_goes(title: str) -> None:
    links = "<aside><h3>Läs också</h3><a href=/a>En annan sak</a></aside>"
    box = f"<aside><h3>{title}</h3>Bron är 30 meter.</aside>"
    body = read_page(f"<article><h1>Bron byggs</h1>{PROSE}{box}{PROSE}{links}</article>").body_html
    assert f"<aside><h3>{title}</h3><p>Bron är 30 meter.</p>\n</aside>" in body
    assert "En annan sak" not in body


def test_a_page_with_several_declarations_is_a_page() -> None:
    page = f'<?xml<?xml version="1.0"?>\n<?XML x?><article><h1>Bron byggs</h1>{PROSE}{PROSE}</article>'
    assert read_page(page).headline == "Bron byggs"


def test_keywords_in_one_property_are_a_tag_each() -> None:
    words = '<meta itemprop="keywords" content="bro, hamn,kaj">'
    text = f"<h1 itemprop='headline'>Ny bro i Norrö</h1><p>{'Bron öppnar i maj. ' * 30}</p>"
    page = f"<html><body><article itemscope itemtype='https://schema.org/NewsArticle'>{words}{text}</article></body></html>"
    [draft] = html.read(MemorySource(page.encode(), "sida.html"), DEFAULTS)
    assert isinstance(draft, ArticleDraft) and draft.tags == ("bro", "hamn", "kaj")


def test_a_mark_stands_at_its_word_wherever_the_word_is_marked() -> None:
    page = """<html lang="en"><body><article><h1>The ferry <em>Maja</em>, built <span>here</span>!</h1>
      <p class="lead">She was built in <strong>2026</strong>, and sails for “<a href="/n">Norrsjö</a>”.</p>
      <figure><img src="a.jpg" alt="x"><figcaption>At sea (<em>summer</em>).</figcaption></figure>
      <p>The ferry carries two hundred people and forty cars between the islands, all year round, in all weathers.</p>
      </article></body></html>"""
    draft = read_page(page)
    assert draft.headline == "The ferry Maja, built here!"
    assert draft.lead == "She was built in 2026, and sails for “Norrsjö”."
    assert [image.caption for image in draft.images] == ["At sea (summer)."]


def test_lines_of_a_headline_stay_apart() -> None:
    assert seen_text(parse_fragment("<h1><span>Bron</span><span>öppnar</span></h1>")) == "Bron öppnar"
