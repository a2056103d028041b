"""Texts that an item gives in several forms and roles, and the one that an article takes."""

from collections.abc import Iterable
from typing import NamedTuple

from importers.agency.nitf import read_nitf
from importers.agency.xml import parse_text
from importers.exports.tree import parse_body, write_body
from importers.reading.characters import fold
from importers.reading.fragment import paragraphs, plain_text
from importers.suppliers.fields import as_html

_LONG_LINE = 120
_SHELL = ("head", "title", "style", "script", "meta", "link")


class Text(NamedTuple):
    """A text with its role in the item and its media type."""

    value: str
    role: str = ""
    media_type: str = ""

    @property
    def is_html(self) -> bool:
        """Tell whether it says that it is HTML."""
        return "html" in f"{self.media_type} {self.role}".lower()

    @property
    def form(self) -> str:
        """Give which form it has: `html`, `nitf`, `text`, or `other`."""
        named, start = f"{self.media_type} {self.role}".lower(), self.value.lstrip()[:300].lower()
        if "nitf" in named:
            return "nitf" if "<nitf" in start else "other"
        if self.is_html:
            return "html"
        if "xml" in named:
            return "html" if "<html" in start or start.startswith("<p") else "nitf" if "<nitf" in start else "other"
        return "html" if "</" in self.value and "plain" not in named else "text"


_FORMS = ("html", "nitf", "text", "other")


def choose_role(texts: Iterable[Text], *roles: str) -> str:
    """Give the text of the first of these roles that there is, else the first text; empty where there is none."""
    listed = list(texts)
    ordered = (text.value for role in roles for text in listed if text.role.lower() == role)
    return next(ordered, listed[0].value if listed else "")


def best_body(texts: Iterable[Text], headline: str) -> str:
    """Give the best form of a body as HTML: HTML before NITF before plain text, without its headline."""
    found = sorted(texts, key=lambda text: _FORMS.index(text.form))
    for text in found:
        if body := read_body(text, headline):
            return body
    return ""


def read_body(text: Text, headline: str) -> str:
    """Write a body of whatever form as HTML."""
    match text.form:
        case "html":
            return tidy_html(as_html(text.value), headline)
        case "nitf":
            root = parse_text(text.value)
            return read_nitf(root).body if root is not None else ""
        case "text":
            return spread_lines(text.value, headline)
    return paragraphs(plain_text(text.value))


def tidy_html(markup: str, headline: str) -> str:
    """Give what a page shows, without its head and without a heading that says the headline again."""
    root = parse_body(markup)
    for element in list(root.iter(*_SHELL)):
        element.drop_tree()
    first = next((one for one in root.iter("h1", "h2", "p") if plain_text(one.text_content())), None)
    if first is not None and first.tag != "p" and fold(first.text_content()) == fold(headline):
        first.drop_tree()
    return write_body(root)


def spread_lines(text: str, headline: str) -> str:
    """Write plain text as paragraphs; where no line is left empty and lines are long, each is a paragraph."""
    lines = text.replace("\r\n", "\n").strip().split("\n")
    if fold(lines[0]) == fold(headline):
        lines = lines[1:]
    flowing = all(line.strip() for line in lines) and any(len(line) > _LONG_LINE for line in lines)
    return paragraphs(("\n\n" if flowing else "\n").join(lines))
