"""A post's body as an element tree of lxml: ten times as fast as bs4, which an archive of 100,000 posts feels."""

import re
from html import escape

from lxml import etree
from lxml import html as lxml_html

# Without huge_tree libxml2 drops what lies deeper than 256, in silence.
_PARSER = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
_INLINE = frozenset("a abbr b cite code del em font i ins kbd mark q s small span strong sub sup time u".split())  # noqa: SIM905
_DATA = re.compile(r"data:[^\"'\s<>]{200,}")


def parse_body(markup: str) -> lxml_html.HtmlElement:
    """Parse a piece of HTML, whatever it is, into a `body`; it must be without control characters."""
    content = _DATA.sub("data:,", markup).encode("utf-8", "replace")
    root = lxml_html.document_fromstring(b"<html><body>" + content + b"</body></html>", parser=_PARSER)
    body = root.find("body")
    return root if body is None else body


def write_body(body: lxml_html.HtmlElement) -> str:
    """Write what a tree's root holds, without the root itself."""
    children = (etree.tostring(child, encoding="unicode", method="html") for child in body)
    return (escape(body.text or "", quote=False) + "".join(children)).strip()


def make_element(tag: str, text: str | None = None, **attributes: str) -> lxml_html.HtmlElement:
    """Make an element with a text and attributes."""
    element = lxml_html.Element(tag, attributes)
    element.text = text
    return element


def replace_element(old: lxml_html.HtmlElement, new: lxml_html.HtmlElement) -> None:
    """Put one element in the place of another, whose following text stays."""
    new.tail, old.tail = old.tail, None
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)


def text_of(element: lxml_html.HtmlElement) -> str:
    """Give the text of an element on one line, with a blank where a block or a line ends."""
    parts = list[str]()
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag not in _INLINE:
            parts.append(" ")
        parts.append((node.text if event == "start" else node.tail if node is not element else "") or "")
    return " ".join("".join(parts).split())
