"""Lexical, the editor state in which Ghost 5 keeps a post, as HTML: an element tree in JSON."""

from html import escape

from importers.exports.cards import render_card
from importers.exports.records import Record, parse_json

# The bits of a text node's `format` (LexicalConstants), outermost first.
_FORMATS = (
    (1, "strong"),
    (2, "em"),
    (4, "s"),
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
    (128, "mark"),
)
_BLOCKS = {"paragraph": "p", "quote": "blockquote", "aside": "blockquote", "listitem": "li"}
_DEEPEST = 60


def render_lexical(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the HTML of an editor state, and the names of cards that are not known; empty when it is none."""
    writer = _Writer()
    root = Record(parse_json(text)).get("root")
    for node in root.list("children"):
        writer.write(node, 0)
    return "".join(writer.parts), tuple(dict.fromkeys(writer.unknown))


class _Writer:
    def __init__(self) -> None:
        self.parts, self.unknown = list[str](), list[str]()

    def write(self, node: Record, depth: int) -> None:
        kind = node.text("type").removeprefix("extended-")
        if kind == "text" or kind == "tab":
            self.parts.append(_text(node))
        elif kind == "linebreak":
            self.parts.append("<br>")
        elif kind in _BLOCKS:
            self._wrap(_BLOCKS[kind], "", node, depth)
        elif kind == "heading":
            tag = node.text("tag")
            self._wrap(tag if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2", "", node, depth)
        elif kind == "list":
            self._write_list(node, depth)
        elif kind in ("link", "autolink", "at-link"):
            address = node.text("url")
            self._wrap("a", f' href="{escape(address)}"' if address else "", node, depth)
        else:
            self._write_card(kind, node, depth)

    def _write_list(self, node: Record, depth: int) -> None:
        numbered = node.text("listType") == "number" or node.text("tag") == "ol"
        start = node.text("start")
        attributes = f' start="{start}"' if numbered and start.isdigit() and start != "1" else ""
        self._wrap("ol" if numbered else "ul", attributes, node, depth)

    def _write_card(self, kind: str, node: Record, depth: int) -> None:
        written = render_card(kind, node)
        if written is not None:
            self.parts.append(written)
        elif node.list("children"):
            self._write_children(node, depth)
        else:
            self.unknown.append(kind or "?")

    def _wrap(self, tag: str, attributes: str, node: Record, depth: int) -> None:
        self.parts.append(f"<{tag}{attributes}>")
        self._write_children(node, depth)
        self.parts.append(f"</{tag}>")

    def _write_children(self, node: Record, depth: int) -> None:
        if depth < _DEEPEST:
            for child in node.list("children"):
                self.write(child, depth + 1)
        elif node.list("children"):
            self.unknown.append("nesting deeper than 60")


def _text(node: Record) -> str:
    stated = node.value.get("text") if isinstance(node.value, dict) else None
    text = escape(stated, quote=False) if isinstance(stated, str) else ""
    bits = node.text("format")
    marks = [tag for bit, tag in _FORMATS if bits.isdigit() and int(bits) & bit] if text else []
    return "".join([*(f"<{tag}>" for tag in marks), text, *(f"</{tag}>" for tag in reversed(marks))])
