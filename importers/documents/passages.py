"""Passages of a document: its smallest blocks with their lines, and what is left when lines are taken out."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from importers.exports.tree import text_of
from importers.plain.plaintext import squeeze_blanks, to_html

BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "pre")
_HOLLOW = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "tbody", "table", "blockquote", "a", "div")
_KEPT = "img", "br", "hr"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that holds no other, and its lines as they are read."""

    element: HtmlElement
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Give all of it as one line."""
        return " ".join(self.lines)


def find_passages(root: HtmlElement) -> Iterator[Passage]:
    """Yield the smallest blocks of a text in reading order, without those that hold nothing."""
    for element in list(root.iter(*BLOCKS)):
        if next(element.iterdescendants(*BLOCKS, "ul", "ol", "table"), None) is None and (lines := _lines(element)):
            yield Passage(element, lines)


def _lines(element: HtmlElement) -> tuple[str, ...]:
    text = "".join(_texts(element))
    return tuple(line for part in text.split("\n") if (line := squeeze_blanks(part)))


def _texts(element: HtmlElement) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and node.tag == "br":
            yield "\n"
        text = node.text if event == "start" else node.tail if node is not element else ""
        yield (text or "").replace("\n", " ").replace("\t", " ")


def rewrite(passage: Passage, lines: list[str]) -> None:
    """Let a passage hold these lines instead; one whose lines are its own keeps its markup."""
    if tuple(lines) == passage.lines:
        return
    left = [line for line in lines if line.strip()]
    element, tail = passage.element, passage.element.tail
    attributes = dict(element.attrib)
    element.clear()
    element.attrib.update(attributes)
    element.tail = tail
    if left:
        inner = fragment_fromstring("<br>".join(map(to_html, left)), create_parent="div")
        element.text = inner.text
        element.extend(list(inner))


def cut_start(element: HtmlElement, letters: int) -> None:
    """Cut so many letters, blanks not counted, from the start of an element's text; its markup stays."""
    for event, node in list(etree.iterwalk(element, events=("start", "end"))):
        if letters <= 0:
            return
        if event == "start":
            letters, node.text = _cut(node.text, letters)
        elif node is not element:
            letters, node.tail = _cut(node.tail, letters)


def _cut(text: str | None, letters: int) -> tuple[int, str | None]:
    place = 0
    while text and letters and place < len(text):
        letters -= not text[place].isspace()
        place += 1
    return letters, (text or "")[place:].lstrip() if place else text


def drop_hollow(root: HtmlElement) -> None:
    """Drop blocks, lists and tables that hold nothing any more, and the marks of the document's styles."""
    for element in reversed(list(root.iter(*_HOLLOW))):
        if next(element.iter(*_KEPT), None) is None and not text_of(element):
            element.drop_tree()
    for element in root.iter():
        element.attrib.pop("class", None)
    for paragraph in [item[0] for item in root.iter("li") if len(item) == 1 and item[0].tag == "p"]:
        paragraph.drop_tag()
