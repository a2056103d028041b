from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.markdown import to_html, to_markdown
from newsroom.markup import clean

CHARACTERS = st.text(alphabet="ab å*_`[]()#>-+=.1|~<&\\!\"':/\n", min_size=1, max_size=12).map(escape)
INLINE = ("strong", "em", "s", "del", "ins", "code", "sub", "q", "b", "i")
BLOCKS = (
    "p",
    "h2",
    "h3",
    "p lang=fi",
    "ul><li",
    "ol><li",
    "blockquote",
    "aside",
    "figure",
    "table><tr><td colspan=2",
    "pre",
)


def within(tag: str, html: str) -> str:
    return f"<{tag}>{html}" + "".join(f"</{part.split()[0]}>" for part in reversed(tag.split("><")))


LINES = st.recursive(
    CHARACTERS | st.sampled_from(["<br>", '<a href="https://a.example/x_y">länk</a>']),
    lambda inner: st.builds(within, st.sampled_from(INLINE), inner) | st.lists(inner, max_size=3).map("".join),
    max_leaves=6,
)
BODIES = st.recursive(
    st.builds(within, st.sampled_from(BLOCKS), LINES),
    lambda inner: st.builds(within, st.sampled_from(BLOCKS[4:9]), inner) | st.lists(inner, max_size=3).map("".join),
    max_leaves=5,
)


@settings(deadline=None, max_examples=60)
@given(foreign=BODIES)
def test_markdown_leads_back_to_the_body_it_was_made_of(foreign: str) -> None:
    body = clean(foreign).html
    for old, new in (("b", "strong"), ("i", "em")):
        body = body.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    assert clean(to_html(to_markdown(body))).html == clean(body).html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Rubrik</h2><p>En <b>fet</b> <i>rad</i>.</p>", "## Rubrik\n\nEn **fet** *rad*."),
        ('<p><a href="https://a.example/x_y">länk</a></p>', "[länk](https://a.example/x_y)"),
        ("<ul><li>ett<ul><li>under</li></ul></li><li>två</li></ul>", "- ett\n  - under\n- två"),
        ("<ul><li>ett</li></ul><ul><li>annan</li></ul>", "- ett\n\n<!-- -->\n\n- annan"),
        ("<p>rad<br>ny rad</p>", "rad\\\nny rad"),
        ("<p>a_b 5*3 – 1 + 1 = 2, C:\\x</p>", "a_b 5\\*3 – 1 + 1 = 2, C:\\x"),
        ("<p>1. ingen lista</p><p>- heller</p>", "1\\. ingen lista\n\n\\- heller"),
        ("<p>H<sub>2</sub>O och <span lang='en'>press</span></p>", 'H<sub>2</sub>O och <span lang="en">press</span>'),
        ("<p>k<strong>ö.</strong>n</p>", "k<strong>ö.</strong>n"),
        ("<p><s>100</s> <del>200</del> <ins>300</ins></p>", "~~100~~ <del>200</del> <ins>300</ins>"),
        ("<blockquote><p>citat</p></blockquote>", "> citat"),
        ("<aside><p>a</p><ul><li>b</li></ul></aside>", "> [!NOTE]\n> a\n>\n> - b"),
        ("<aside><h2>Fakta</h2><p>b</p></aside>", "> [!NOTE]\n> ## Fakta\n>\n> b"),
        ("<blockquote><p>[!NOTE]</p></blockquote>", "<blockquote><p>[!NOTE]</p></blockquote>"),
    ],
)
def test_an_editor_reads_plain_markdown(html: str, markdown: str) -> None:
    assert to_markdown(clean(html).html) == markdown


def test_a_table_is_markdown_and_one_with_spans_is_html_with_a_line_for_each_cell() -> None:
    plain = "<table><thead><tr><th>A</th><th>B|C</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    spans = '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'
    assert to_markdown(plain) == "| A | B\\|C |\n| --- | --- |\n| 1 | 2 |"
    assert to_markdown(spans) == '<table>\n<tbody>\n<tr>\n<td colspan="2">1</td></tr></tbody></table>'


def test_a_table_keeps_the_sides_of_its_columns() -> None:
    markdown = "| A | B | C |\n| --- | ---: | :---: |\n| 1 | 2 | 3 |"
    html = clean(to_html(markdown)).html
    assert '<td>1</td><td class="right">2</td><td class="center">3</td>' in html
    assert to_markdown(html) == markdown
    mixed = '<table><thead><tr><th>A</th></tr></thead><tbody><tr><td class="right">1</td></tr></tbody></table>'
    assert clean(to_html(to_markdown(mixed))).html == mixed


def test_html_among_markdown_passes_the_gate_like_anything_else() -> None:
    markdown = "<script>x</script>\n\n*a* <a href='javascript:x'>b</a> <b onclick=x>c</b>"
    assert clean(to_html(markdown)).html == "<p><em>a</em> b <b>c</b></p>"
