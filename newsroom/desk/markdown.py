"""A body as an editor writes it: Markdown, with HTML where Markdown has no words for it.

CommonMark 0.31 with tables and strikethrough; a quotation that begins with `[!NOTE]` is a fact box, as in
GitHub's alerts. What leaves here as HTML is foreign until the gate has it.
"""

import re
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

from importers.matter.notes import with_notes
from newsroom.markup import clean

_MARKDOWN = with_notes(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]))
_AS_TODAY = (("b", "strong"), ("i", "em"))
_SPECIAL = re.compile(r"""\\(?=[!-/:-@[-`{-~]|$) | [`*] | (?<!\w)_ | _(?!\w) | <(?=[A-Za-z/!?]) | ~(?=~) | (?<=~)~
    | &(?=\#?\w+;) | \[(?=[^\]]*\][(:\[]) """, re.VERBOSE)  # fmt: skip
_LINE_START = re.compile(r"(?<![^\n])(\s*)(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[>=]|\#{1,6}(?:\s|$)|[+-](?:\s|$)|--))")
_LINES = re.compile(r"(?<!^)(?=<(?:tr|td|th|li|dt|dd|thead|tbody|tfoot|caption|figcaption)\b)")
_LISTS = ("ul", "ol")
_DELIMITERS = re.compile(r"(?m)^\|(?: --- \|)+$")
_COLUMNS = {"right": "---:", "center": ":---:"}


def to_html(markdown: str) -> str:
    """Give Markdown as HTML, which has yet to pass the gate."""
    return str(_MARKDOWN.render(markdown))


def to_markdown(html: str) -> str:
    """Give HTML that passed the gate as Markdown that leads back to it, with `strong` for `b` and the like.

    A block that Markdown has no words for stays HTML.
    """
    soup = BeautifulSoup(html, "html.parser")
    blocks = [block for block in soup.children if isinstance(block, Tag)]
    for old, new in _AS_TODAY:
        for element in soup.find_all(old):
            element.name = new
    markdown = _join([(block.name, _block(block)) for block in blocks])
    return markdown if _same(str(soup), to_html(markdown)) else _join([(block.name, _raw(block)) for block in blocks])


def _block(block: Tag) -> str:
    html = str(block)
    attempts = (str(converter.convert(html)).strip("\n") for converter in (_Marked(**_STYLE), _Tagged(**_STYLE)))
    return next((markdown for markdown in attempts if _same(html, to_html(markdown))), None) or _raw(block)


def _same(html: str, other: str) -> bool:
    return clean(html).html == clean(other).html


def _raw(block: Tag) -> str:
    # An empty line ends HTML in Markdown (CommonMark 4.6), so line breaks that count are written as references.
    return _LINES.sub("\n", str(block).replace("\n", "&#10;"))


def _join(blocks: list[tuple[str, str]]) -> str:
    """Put blocks below each other; a comment parts two lists, which would be one otherwise."""
    parts: list[str] = []
    before = ""
    for name, written in blocks:
        if name == before and name in _LISTS:
            parts.append("<!-- -->")
        parts.append(written)
        before = name
    return "\n\n".join(parts)


class _Marked(MarkdownConverter):
    """Markdownify's conversion, with fewer backslashes, and with HTML for what stands in a line and has no mark."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Put a backslash before what Markdown would take for a mark, and before little else."""
        escaped = _LINE_START.sub(r"\1\2\\", _SPECIAL.sub(r"\\\g<0>", text))
        return escaped.replace("|", r"\|") if {"td", "th"} & parent_tags else escaped

    def _as_html(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in element.attrs.items())
        return f"<{element.name}{attributes}>{text}</{element.name}>"

    def convert_div(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Write a fact box as a marked quotation; any other box does not come back the same, and stays HTML."""
        lines = ("[!NOTE]", *text.strip().splitlines())
        return "\n{}\n\n".format("\n".join(f"> {line}".rstrip() for line in lines))

    def convert_table(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Set the columns to the sides of the first row's cells."""
        row = element.find("tr")
        sides = [str((cell.get("class") or [""])[0]) for cell in row.find_all(["td", "th"])] if row else []
        columns = f"| {' | '.join(_COLUMNS.get(side, '---') for side in sides)} |"
        return f"\n\n{_DELIMITERS.sub(columns, text.strip(), count=1)}\n\n"

    def convert_s(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Strike through."""
        return f"~~{text}~~"

    # `~~` would make `<s>` of `<del>`: what nobody has accepted yet would look decided.
    convert_abbr = convert_cite = convert_del = convert_ins = convert_kbd = convert_mark = convert_q = _as_html
    convert_small = convert_span = convert_sub = convert_sup = convert_time = _as_html


class _Tagged(_Marked):
    """For a line where asterisks would not mark, as in the middle of a word: emphasis as HTML, too."""

    convert_strong = convert_em = convert_s = _Marked._as_html


_STYLE: dict[str, Any] = {"heading_style": "ATX", "bullets": "-", "newline_style": "BACKSLASH", "autolinks": False}
