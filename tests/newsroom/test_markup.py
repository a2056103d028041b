import time
from pathlib import Path
from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.errors import Unreadable
from newsroom.markup import Cleaned, clean

anything = settings(deadline=None, max_examples=60)
CONTENT = """
a p b i em strong span div h2 h3 h4 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th pre code br hr img
blockquote figure figcaption q ins del abbr time mark
"""
FOREIGN = """
h1 svg math style script title template textarea form input select option iframe noscript section article
center u font o:p xml plaintext xmp frameset body html col object
"""
NAMES = CONTENT.split() + FOREIGN.split()
EXTRAS = """
 href="/p"
 href="#x"
 href="javascript:x"
 href="https://a.example/å ä?b=1&c"
 href=http://[
 id=x
 name=x
 lang=sv
 dir=rtl
 style="display:none"
 style="font-weight:bold"
 class=MsoNormal onclick=x()
 src=https://a.example/b.jpg alt="Bild"
 src=/media/ab/cd.jpg
 src=x width=1
 colspan=2
 rowspan=-3
 start=5 reversed
 cite=data:x
 datetime=2017-03-07
 title="x>y" target=_blank
"""
ALLOWED = "href src alt id lang dir colspan rowspan start reversed cite datetime title width"
TEXTS = (
    " ",
    "\n",
    "&nbsp;",
    "ord",
    " två ord ",
    "&lt;script&gt;",
    "&",
    "\u00ad",
    "<",
    "]]>",
    "<!--",
    "-->",
    "\x00",
    "å",
)
TAGS = st.builds(lambda name, extra: f"<{name}{extra}>", st.sampled_from(NAMES), st.sampled_from(EXTRAS.split("\n")))
PIECES = st.one_of(TAGS, st.sampled_from(NAMES).map("</{}>".format), st.sampled_from(TEXTS))
MARKUP = st.lists(PIECES, max_size=30).map("".join)

KEPT = [
    ("Hej <b>du <i>glada</b> x</i>", "<p>Hej <b>du <i>glada</i></b> x</p>"),
    ("ett<br><br>två<br>tre<br>", "<p>ett</p><p>två<br>tre</p>"),
    ("<p>&nbsp;</p><p> <br> </p><p><b> </b></p><div></div>", ""),
    ("<h1>A</h1><h3>B</h3><h2>C</h2><h1>D</h1>", "<h2>A</h2><h3>B</h3><h3>C</h3><h2>D</h2>"),
    ("<h3>A</h3><p>x</p><h4>B</h4><h3>C</h3>", "<h2>A</h2><p>x</p><h3>B</h3><h2>C</h2>"),
    ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
    ("<ol start=3 reversed type=a><li>x</ol>", '<ol reversed="" start="3"><li>x</li></ol>'),
    ("<li>a</li> <li>b</li>", "<ul><li>a</li><li>b</li></ul>"),
    ("<ul>text<li>a</ul>", "<ul><li>text</li><li>a</li></ul>"),
    ("<dl><div><dt>a<dd>b</div></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
    (
        "<table><caption>T</caption><tr><th scope=col>a<td><tr><td colspan=2>c</table>",
        '<table><caption>T</caption><tbody><tr><th scope="col">a</th><td></td></tr>'
        '<tr><td colspan="2">c</td></tr></tbody></table>',
    ),
    (
        "<table><tr><td align=RIGHT>1<td style='text-align: Center'>2<td data-align=right class=has-x>3<td class=x>4"
        "<td align=justify>5</table>",
        '<table><tbody><tr><td class="right">1</td><td class="center">2</td><td class="right">3</td><td>4</td>'
        "<td>5</td></tr></tbody></table>",
    ),
    (
        "<table><tr><td style='text-align:left;TEXT-ALIGN : -webkit-right'>1<td style='mso-text-align:right'>2"
        "<td style='text-align:var(--x)' align=' center'>3<td style='text-align:left' align=right>4"
        "<td data-align=RIGHT>5</table>",
        '<table><tbody><tr><td class="right">1</td><td>2</td><td class="center">3</td><td>4</td>'
        '<td class="right">5</td></tr></tbody></table>',
    ),
    (
        "<a href='https://maja:hemligt@a.example/'> https://maja:hemligt@a.example/</a> maja@a.example",
        '<p><a href="https://a.example/">https://a.example/</a> maja@a.example</p>',
    ),
    (
        "<table><tr><td data-align=none align=right>1</table>",
        '<table><tbody><tr><td class="right">1</td></tr></tbody></table>',
    ),
    (
        "<a href='https://kommunal\xadforbund.example\u200b/'>a</a>",
        '<p><a href="https://kommunalforbund.example/">a</a></p>',
    ),
    ("<p class=right>a</p>", "<p>a</p>"),
    ("<blockquote cite=https://a.example/>a<p>b</blockquote>", None),
    ("<pre>\n  a\n    b\n\n</pre>", "<pre>  a\n    b</pre>"),
    ("<p>a</p><hr><p>b</p>", "<p>a</p><hr><p>b</p>"),
    ("<a href=/x><h2>A</h2><div>b</div></a>", '<h2><a href="/x">A</a></h2><p><a href="/x">b</a></p>'),
    ("10&nbsp;000 <span lang=fi>kuntaa</span>", '<p>10&nbsp;000 <span lang="fi">kuntaa</span></p>'),
    ("<div lang=fi>a<div>b</div></div>", '<div lang="fi"><p>a</p><p>b</p></div>'),
    ("<div lang=''>a</div>", "<p>a</p>"),
    ("<aside class=fakta><h3>Fakta</h3>a</aside>", '<div role="note"><h2>Fakta</h2><p>a</p></div>'),
    ("<div role=note>a</div><div role=alert>b</div>", '<div role="note"><p>a</p></div><p>b</p>'),
    ("<aside> <p></p></aside><p>a<aside>b</aside>c", '<p>a</p><div role="note"><p>b</p></div><p>c</p>'),
    (
        "<span style='font-weight:700'>fet</span><b style='font-weight:normal'>text</b>",
        "<p><strong>fet</strong>text</p>",
    ),
    ("<p class=MsoNormal>a<o:p>&nbsp;</o:p></p><!--[if mso]><p>x<![endif]-->", "<p>a</p>"),
    ("<p>a<sup><a href='#f'>1</a></sup><p id=f>fot", None),
    ("<time datetime=2017-03-07>7 mars</time> <abbr title='x'>y</abbr>", None),
]
GONE = [
    "<script>alert(1)</script>",
    "<style>p{}</style>",
    "<svg><text>x</text></svg>",
    "<math><mi>x</mi></math>",
    "<template>x</template>",
    "<noscript>x</noscript>",
    "<object>x</object>",
    "<textarea>x</textarea>",
    "<button>x</button>",
    "<!-- x -->",
    "<p hidden>x</p>",
    "<div style='DISPLAY : none'>x</div>",
    "<img src=https://a.example/t.gif width=1 height=1>",
    "<xml><w:WordDocument><w:View>x</w:View></w:WordDocument></xml>",
    "<p>\u00a0</p>",
    "<h2> </h2>",
    "<a href=/x></a>",
    "<ul><li></li></ul>",
]
UNSAFE = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript&colon;alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "relative.html",
    "?q",
    "",
    "#nowhere",
    "https://",
    "http://[::1",
    "https://a b/",
    "mailto:",
    "https://xn--a/",
    "https://a\u202e.example/",
]


@pytest.mark.parametrize(("given_html", "kept"), KEPT)
def test_keeps_what_an_article_is_made_of(given_html: str, kept: str | None) -> None:
    cleaned = clean(given_html)
    assert cleaned.html == kept or kept is None
    assert clean(cleaned.html) == Cleaned(cleaned.html, cleaned.text)
    assert cleaned.html != "" or kept == ""


@pytest.mark.parametrize("markup", GONE)
def test_leaves_nothing_of_what_must_go(markup: str) -> None:
    assert clean(markup).html == ""
    assert clean(f"före {markup} efter").text.split() == ["före", "efter"]


@pytest.mark.parametrize("target", UNSAFE)
def test_follows_no_unsafe_address(target: str) -> None:
    assert clean(f'<p>se <a href="{target}">här</a></p>').html == "<p>se här</p>"


@pytest.mark.parametrize("target", ["https://a.example/x?y=1", "mailto:press@a.example", "tel:+46812345678", "/news/x"])
def test_keeps_safe_addresses(target: str) -> None:
    assert (
        clean(f'<a href="{target}" target="_blank" onclick="x()">här</a>').html == f'<p><a href="{target}">här</a></p>'
    )


@pytest.mark.parametrize(
    ("target", "whole"),
    [
        ("../b.html", "https://a.example/b.html"),
        ("//c.example/d", "https://c.example/d"),
        ("/\\c.example", "https://c.example"),
        ("?q=1", "https://a.example/x/y?q=1"),
    ],
)
def test_makes_relative_links_whole(target: str, whole: str) -> None:
    for base in ("https://a.example/x/y", "https://maja:hemligt@a.example/x/y"):
        assert clean(f'<a href="{target}">x</a>', base=base).html == f'<p><a href="{whole}">x</a></p>'


@pytest.mark.parametrize(
    ("target", "encoded"),
    [
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/100%25?n[]=%C3%A5", "https://a.example/100%25?n%5B%5D=%C3%A5"),
        ("https://a.example/?q=&quot;&lt;b>&quot;|^`{}", "https://a.example/?q=%22%3Cb%3E%22%7C%5E%60%7B%7D"),
        ("https://a.example/a#b#c", "https://a.example/a#b%23c"),
        ("https://a.example/\u202egpj.exe", "https://a.example/%E2%80%AEgpj.exe"),
        ("https://a.example/\u061c\xad", "https://a.example/%D8%9C%C2%AD"),
        ("https://a.example/a b\xa0c\u3000d", "https://a.example/a%20b%C2%A0c%E3%80%80d"),
        ("https://نامه\u200cای.example/\u200c", "https://نامه\u200cای.example/%E2%80%8C"),
        ("https://maja:pass word@a.example/@maja", "https://a.example/@maja"),
        ("https://a.example/?to=https://maja@b.example", "https://a.example/?to=https://maja@b.example"),
        ("https://a.example/å?ö#ä", "https://a.example/å?ö#ä"),
        ("mailto:a@b.example?subject=50 % < 60 %", "mailto:a@b.example?subject=50%20%25%20%3C%2060%20%25"),
    ],
)
def test_encodes_what_no_address_may_hold(target: str, encoded: str) -> None:
    cleaned = clean(f'<p><a href="{target}">x</a></p>')
    assert cleaned.html == f'<p><a href="{encoded}">x</a></p>'
    assert clean(cleaned.html) == cleaned


def test_keeps_footnotes_under_names_of_their_own() -> None:
    html = clean('<p>Text<a href="#n1" id="r1">1</a></p><ol><li id="n1">Fot <a href="#r1">upp</a></li></ol>').html
    assert (
        html
        == (
            '<p>Text<span id="a-r1"></span><a href="#a-n1">1</a></p>'
            '<ol><li><span id="a-n1"></span>Fot <a href="#a-r1">upp</a></li></ol>'
        )
        or '<a href="#a-n1"><span id="a-r1"></span>1</a>' in html
    )
    assert clean(html).html == html


def test_leaves_no_link_to_a_place_that_went() -> None:
    assert clean('<a href="#x">ned</a><script id="x">1</script>').html == "<p>ned</p>"


def test_puts_a_link_where_a_picture_was() -> None:
    cleaned = clean(
        '<figure><img src="/b/foto%201.jpg"><figcaption>Foto</figcaption></figure>', base="https://a.example/"
    )
    link = '<a href="https://a.example/b/foto%201.jpg">foto 1.jpg</a>'
    assert cleaned.html == f"<figure>{link}<figcaption>Foto</figcaption></figure>"
    assert cleaned.notes == ("Pictures that are not kept here stand as links: 1.",)


@pytest.mark.parametrize(
    "src", ["bild 1 [stor].jpg", "bild%201%20%5Bstor%5D.jpg", "https://a.example/x/bild 1 [stor].jpg"]
)
def test_a_picture_that_came_along_is_known_however_its_address_is_written(src: str) -> None:
    came = {"https://a.example/x/bild 1 [stor].jpg": "/media/ab.jpg"}
    assert clean(f'<img src="{src}" alt="x">', base="https://a.example/x/y", pictures=came).html == (
        '<p><img src="/media/ab.jpg" alt="x"></p>'
    )


def test_shows_a_picture_that_is_kept_here() -> None:
    cleaned = clean('<img src="b.jpg" alt=\'En "bild"\' width="300">', pictures={"b.jpg": "/media/ab.jpg"})
    assert cleaned.html == '<p><img src="/media/ab.jpg" width="300" alt="En &quot;bild&quot;"></p>'
    assert clean(cleaned.html).html == cleaned.html


def test_says_what_it_took_out() -> None:
    assert clean("<iframe src=x></iframe><video></video>text").notes == ("Removed from the text: iframe, video.",)
    assert clean("text <i style='display:none'>göm</i>").notes == ("Hidden text was removed.",)
    assert clean("text <script>x</script>").notes == ()


def test_gives_the_text_in_paragraphs_and_items() -> None:
    text = clean("<h2>A &amp; B</h2><p>ett<br>två</p><ul><li>x<li>y</ul><table><tr><td>1<td>2<tr><td>3</table>").text
    assert text == "A & B\n\nett\ntvå\n\n- x\n- y\n\n1\t2\n3"


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>" * 8000,
        "<b>x" * 8000,
        "<div><b>" * 6000 + "x",
        "<blockquote>" * 60_000 + "x",
        "<p" + " a" * 300_000 + ">x",
        "<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">x",
        "<table><tr>" + "<td>" * 60_000,
        "<table>" * 3000 + "x",
        "<ul><li>" * 5000 + "x",
        "<a href='/" + "x" * 4000 + "'>" + "<p>x" * 50_000,
        "<svg>" * 10_000 + "x",
        "&amp;" * 200_000,
        "<font size=1>" * 20_000 + "x" + "</font>" * 20_000,
        "<!--" * 100_000,
        "<" * 300_000,
        " " * 600_000 + "x",
        "<p>" + " \n" * 300_000 + "<i> </i>" * 20_000,
        "<h1>x" * 50_000,
    ],
    ids=lambda hostile: hostile[:24],
)
def test_hostile_markup_costs_little_and_grows_little(hostile: str) -> None:
    started = time.process_time()
    try:
        assert len(clean(hostile).html) <= 2_000_000
    except Unreadable as refusal:
        assert "2 MB" in str(refusal)
    assert time.process_time() - started < 5


def test_keeps_the_text_of_what_is_nested_too_deep() -> None:
    cleaned = clean("<div><blockquote>" * 700 + "djup")
    assert "djup" in cleaned.text
    assert cleaned.notes == ("Nesting deeper than 512 was made flat.",)


def test_refuses_more_than_two_megabytes() -> None:
    with pytest.raises(Unreadable, match="2 MB is the most"):
        clean("<p>x</p>" * 300_000)


def test_a_photograph_within_the_text_does_not_count_as_text() -> None:
    cleaned = clean(f'<p>Text <img src="data:image/png;base64,{"A" * 3_000_000}" alt="Bild"></p>')
    assert cleaned.html == "<p>Text</p>"
    assert cleaned.notes == ("Pictures without a whole address or with an empty description were removed: 1.",)


def test_white_space_before_preformatted_text_is_none_of_it() -> None:
    assert clean("<p>a</p>\n<pre>  b\n c</pre>").html == "<p>a</p><pre>  b\n c</pre>"


@pytest.mark.parametrize(
    ("markup", "html", "text"),
    [
        ("<p>Ga\u030ar till bio\u0308n</p>", "<p>G\u00e5r till bi\u00f6n</p>", "G\u00e5r till bi\u00f6n"),
        ("<p><em>\u0338o</em> 5 &gt;\u0338 3</p>", "<p><em>\u0338o</em> 5 &gt;\u0338 3</p>", "\u0338o 5 >\u0338 3"),
        ("<p>a<i></i>\u030a <b>e</b>\u0301</p>", "<p>\u00e5 <b>e</b>\u0301</p>", None),
    ],
)
def test_a_letter_is_one_character_and_no_tag_is_part_of_one(markup: str, html: str, text: str | None) -> None:
    cleaned = clean(markup)
    assert (cleaned.html, text or cleaned.text) == (html, cleaned.text)


MARKS = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<i></i>", "e", "a", "&gt;", "&lt;", "\u0301", "\u0338"])
)


@anything
@given(MARKS.map("".join))
def test_letters_of_several_characters_come_through_once_and_for_all(markup: str) -> None:
    once = clean(markup)
    assert clean(once.html) == Cleaned(once.html, once.text)
    shown = BeautifulSoup(once.html, "html.parser").get_text()
    assert letters(shown) == letters(once.text)


def letters(text: str) -> str:
    return normalize("NFC", "".join(text.split()))


@anything
@given(MARKUP)
@example("<table><form><td>x<p>y</table>z<a href=#x><a id=x>")
def test_cleaning_twice_changes_nothing(markup: str) -> None:
    once = clean(markup)
    assert clean(once.html) == Cleaned(once.html, once.text)


@anything
@given(st.one_of(MARKUP, st.text(), st.text(alphabet="<>&;/!- abp\"'=\ud800\x00")))
def test_another_parser_finds_nothing_forbidden(markup: str) -> None:
    found = BeautifulSoup(clean(markup, base="https://a.example/").html, "html.parser").find_all(True)
    assert {element.name for element in found} <= set(CONTENT.split())
    assert all(element.attrs.keys() <= set(ALLOWED.split()) for element in found)
    assert all(str(element.get("href", "/")).startswith(("/", "#", "https:")) for element in found)
    assert not any(is_empty(element) for element in found if element.name in ("p", "h2", "h3", "li", "ul", "b"))


def is_empty(element: Tag) -> bool:
    return not element.get_text(strip=True) and not element.find(["img", "span", "td", "th", "hr"])


@anything
@given(MARKUP)
def test_the_text_is_what_the_html_shows(markup: str) -> None:
    cleaned = clean(markup.replace("alt=", "title="))
    shown = BeautifulSoup(cleaned.html, "html.parser").get_text()
    # The marks of a list are the text's own, and look like a hyphen of the writer's.
    assert "".join(cleaned.text.split()).replace("-", "") == "".join(shown.split()).replace("-", "")


def test_real_pages_come_through_once_and_for_all(shared: Path) -> None:
    pages = sorted((shared / "corpora").glob("*/*.html"))
    cleaned = {page.name: clean(page.read_text(errors="replace"), base="https://a.example/") for page in pages}
    assert [name for name, one in cleaned.items() if clean(one.html) != Cleaned(one.html, one.text)] == []
    assert all(one.text for one in cleaned.values())
