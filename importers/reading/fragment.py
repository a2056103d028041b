"""Pieces of HTML that a field holds: as plain text, or made from plain text."""

import re
from html import escape, unescape
from textwrap import shorten

from bs4 import BeautifulSoup

from importers.reading.characters import legible, squeeze

_SILENT = ("script", "style", "template", "noscript")
# Between a word and its mark stands nothing, even where the word is bold.
_INLINE = re.compile(
    r"""</?(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u)
    (?:\s(?:[^<>"']|"[^"<]{0,2000}"|'[^'<]{0,2000}'){0,200})?/?>""",
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


def paragraphs(text: str) -> str:
    """Give plain text as HTML: a paragraph where a line was left empty, a break where a line ended."""
    blocks = (block.strip() for block in _TEXT_BLOCKS.split(legible(text)))
    return "\n".join(f"<p>{escape(block, quote=False)}</p>".replace("\n", "<br>\n") for block in blocks if block)


def first_words(text: str) -> str:
    """Give the first sentence of a text, or as many words as fit a headline."""
    if sentence := _SENTENCE.match(text):
        return sentence[0].removesuffix(".")
    return shorten(text[: 4 * _HEADLINE], _HEADLINE, placeholder="…")
