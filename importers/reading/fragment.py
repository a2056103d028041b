"""Pieces of HTML that a field holds: as plain text, or made from plain text."""

import re
from html import escape, unescape
from textwrap import shorten

from bs4 import BeautifulSoup, Tag

from importers.reading.characters import legible, squeeze

_SILENT = ("script", "style", "template", "noscript")
# Between a word and its mark stands nothing, even where the word is bold.
_INLINE = re.compile(
    r"""</?(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u)
    (?:\s(?:[^<>"']|"[^"<]{0,2000}"|'[^'<]{0,2000}'){0,200})?/?>""",
    re.IGNORECASE | re.VERBOSE,
)
# Spans may be lines of their own, but none begins with a comma.
_SPAN_END = re.compile(r"</span>(?=(?:<[^<>]*>)*[^\s<,.;:!?)\]”’»])")
# What is written with a closing tag, an empty element or a character reference is HTML; “<i vår>” alone is words.
_MARKS = re.compile(
    r"""</(?:a|abbr|b|bdi|big|br|cite|code|del|div|em|font|h[1-6]|i|ins|li|mark|ol|p|q|s|small|span|strike|strong|sub|sup
    |tt|u|ul)\s*> | <(?:br|hr|p|wbr)\s*/?> | <img\s | &(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});""",
    re.IGNORECASE | re.VERBOSE,
)
_HEADLINE = 100
_SENTENCE = re.compile(rf".{{1,{_HEADLINE}}}?[.!?](?=\s|$)")
_TEXT_BLOCKS = re.compile(r"\n\s*\n")


def parse_fragment(markup: str) -> BeautifulSoup:
    """Parse a piece of HTML, whatever it is."""
    # Without an element in front, bs4 warns about text that looks like a file name or an address.
    return BeautifulSoup(f"<body>{legible(markup)}</body>", "lxml")


def plain_text(markup: str) -> str:
    """Give the text of a piece of HTML on one line, without scripts and styles."""
    markup = _INLINE.sub("", markup) if "<" in markup else markup
    if "<" not in markup:
        return squeeze(unescape(markup))
    soup = parse_fragment(markup)
    for element in soup.find_all(_SILENT):
        element.extract()
    return squeeze(soup.get_text(" "))


def seen_text(element: Tag) -> str:
    """Give an element's text on one line as readers see it: nothing stands between a word and its mark."""
    return plain_text(_SPAN_END.sub("</span> ", str(element)))


def is_marked_up(text: str) -> bool:
    """Tell whether a text that may be plain or HTML is the latter, as feed readers do where RSS does not say it."""
    return _MARKS.search(text) is not None


def line_of(text: str) -> str:
    """Give a text that may be plain or HTML on one line of plain text."""
    return plain_text(text) if is_marked_up(text) else squeeze(text)


def paragraphs(text: str) -> str:
    """Give plain text as HTML: a paragraph where a line was left empty, a break where a line ended."""
    blocks = (block.strip() for block in _TEXT_BLOCKS.split(legible(text)))
    return "\n".join(f"<p>{escape(block, quote=False)}</p>".replace("\n", "<br>\n") for block in blocks if block)


def first_words(text: str) -> str:
    """Give the first sentence of a text, or as many words as fit a headline."""
    if sentence := _SENTENCE.match(text):
        return sentence[0].removesuffix(".")
    return shorten(text[: 4 * _HEADLINE], _HEADLINE, placeholder="…")
