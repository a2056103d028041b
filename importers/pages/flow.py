"""An article's element tree written as plain flow content: paragraphs instead of boxes, absolute addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from importers.pages.page import Page
from importers.reading.characters import legible
from importers.reading.pictures import find_address

_BOXES = frozenset({"div", "section", "article", "main", "header", "center", "body", "html", "hgroup", "address"})
_DROPPED = frozenset({"font", "picture", "source", "[document]", *_BOXES})
_BLOCKS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "figure", "pre", "hr"]
_BLOCKS += ["details", "aside", "iframe", "video", "audio", *_BOXES]
_FLOWS = frozenset({"blockquote", "li", "td", "th", "dd", "details", "aside"})
_VOID = frozenset({"br", "img", "hr", "wbr", "col"})
_SIDES = ("align", "data-align", "style")
_ATTRIBUTES = {
    "a": ("href", "hreflang"),
    "img": ("src", "alt", "width", "height"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "td": ("colspan", "rowspan", "headers", *_SIDES),
    "th": ("colspan", "rowspan", "scope", *_SIDES),
    "ol": ("start", "type", "reversed"),
    "time": ("datetime",),
}
_EVERYWHERE = ("lang", "dir", "title")
_ADDRESSES = frozenset({"href", "src", "poster"})


def write_body(body: Tag, page: Page) -> str:
    """Write a tree's content; loose text stands in paragraphs, and every address is absolute."""
    writer = _Writer(page)
    writer.write(body)
    return legible("".join(writer.parts)).strip()


@dataclass(frozen=True, slots=True)
class _Level:
    """An open element: the children still to write, its end tag, and whether text in it needs a paragraph."""

    children: Iterator[PageElement]
    end: str
    wraps: bool


class _Writer:
    """Writes without recursion and without moving nodes, which takes bs4 the square of their number."""

    def __init__(self, page: Page) -> None:
        self.page, self.parts, self.in_paragraph = page, list[str](), False

    def write(self, root: Tag) -> None:
        levels = [_Level(iter(root.children), "", True)]
        while levels:
            level = levels[-1]
            node = next(level.children, None)
            if node is None:
                self._leave(levels.pop())
            elif isinstance(node, Tag):
                levels.append(self._enter(node, level))
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self._write_text(str(node), level)

    def _write_text(self, text: str, level: _Level) -> None:
        if level.wraps and text.strip():
            self._open_paragraph()
        self.parts.append(escape(text, quote=False))

    def _enter(self, element: Tag, level: _Level) -> _Level:
        if element.name == "img" and not find_address(element):
            return _Level(iter(()), "", False)
        if level.wraps:
            self._place(element)
        if element.name in _DROPPED:
            # A box is a border between paragraphs only where text stands in paragraphs.
            return _Level(iter(element.children), "", level.wraps)
        self.parts.append(self._start(element))
        if element.name in _VOID:
            return _Level(iter(()), "", False)
        wraps = element.name in ("blockquote", "aside") or (element.name in _FLOWS and self._holds_boxes(element))
        # What an iframe holds is for browsers that know none, written as text.
        children = () if element.name == "iframe" else element.children
        return _Level(iter(children), f"</{element.name}>", wraps)

    def _place(self, element: Tag) -> None:
        if element.name in _BLOCKS or element.find(_BLOCKS):
            self._close_paragraph()
        elif element.name != "br" or self.in_paragraph:
            self._open_paragraph()

    def _leave(self, level: _Level) -> None:
        if level.wraps:
            self._close_paragraph()
        self.parts.append(level.end)

    def _open_paragraph(self) -> None:
        if not self.in_paragraph:
            self.parts.append("<p>")
        self.in_paragraph = True

    def _close_paragraph(self) -> None:
        if self.in_paragraph:
            self.parts.append("</p>\n")
        self.in_paragraph = False

    def _holds_boxes(self, element: Tag) -> bool:
        return element.find(list(_BOXES), recursive=False) is not None

    def _start(self, element: Tag) -> str:
        """Give the start tag with the attributes that carry meaning."""
        stated = {name: str(element[name]) for name in _names(element) if element.has_attr(name)}
        if element.name == "img":
            stated["src"] = find_address(element) or ""
        located = {name: self.page.join(text) if name in _ADDRESSES else text for name, text in stated.items()}
        return "".join((f"<{element.name}", *(f' {name}="{escape(text)}"' for name, text in located.items()), ">"))


def _names(element: Tag) -> tuple[str, ...]:
    return (*_ATTRIBUTES.get(element.name, ()), *_EVERYWHERE)
