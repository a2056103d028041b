"""Mobiledoc 0.3, in which Ghost 1 to 4 kept a post, as HTML: sections of markers, with cards and atoms by number."""

from html import escape
from typing import Any

from importers.exports.cards import render_card
from importers.exports.records import Record, parse_json

_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "pull-quote"})
_MARKUPS = frozenset({"a", "b", "strong", "i", "em", "u", "s", "code", "sub", "sup", "mark", "del"})
_SHOWN_AS = {"aside": "blockquote", "pull-quote": "blockquote"}
_MARKUP, _IMAGE, _LIST, _CARD = 1, 2, 3, 10


def render_mobiledoc(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the HTML of a document, and the names of cards that are not known; empty when it is none."""
    document = parse_json(text)
    writer = _Writer(document if isinstance(document, dict) else {})
    for section in _list(writer.document.get("sections")):
        writer.write(section)
    return "".join(writer.parts), tuple(dict.fromkeys(writer.unknown))


class _Writer:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document, self.parts, self.unknown = document, list[str](), list[str]()

    def write(self, section: Any) -> None:
        match section:
            case [int(kind), str(tag), list(markers), *_] if kind == _MARKUP:
                tag = tag.lower() if tag.lower() in _TAGS else "p"
                tag = _SHOWN_AS.get(tag, tag)
                self.parts.append(f"<{tag}>{self._line(markers)}</{tag}>")
            case [int(kind), str(source), *_] if kind == _IMAGE:
                self.parts.append(f'<figure><img src="{escape(source)}"></figure>')
            case [int(kind), str(tag), list(items), *_] if kind == _LIST:
                tag = "ol" if tag.lower() == "ol" else "ul"
                lines = "".join(f"<li>{self._line(_list(item))}</li>" for item in items)
                self.parts.append(f"<{tag}>{lines}</{tag}>")
            case [int(kind), int(number), *_] if kind == _CARD:
                self._write_card(number)

    def _write_card(self, number: int) -> None:
        match self._numbered("cards", number):
            case [str(name), *payload]:
                written = render_card(name, Record(payload[0] if payload else {}))
                self.unknown += [] if written is not None else [name]
                self.parts.append(written or "")

    def _line(self, markers: list[Any]) -> str:
        """Write markers, each of which opens some markups and closes as many of the open ones as it says."""
        parts, opened = list[str](), list[str]()
        for marker in markers:
            match marker:
                case [int(kind), list(begins), int(ends), value, *_]:
                    for number in begins:
                        tag, attributes = self._markup(number)
                        opened.append(tag)
                        parts.append(f"<{tag}{attributes}>" if tag else "")
                    parts.append(escape(str(value), quote=False) if kind == 0 else self._atom(value))
                    for _ in range(min(max(ends, 0), len(opened))):
                        tag = opened.pop()
                        parts.append(f"</{tag}>" if tag else "")
        return "".join([*parts, *(f"</{tag}>" for tag in reversed(opened) if tag)])

    def _markup(self, number: Any) -> tuple[str, str]:
        match self._numbered("markups", number):
            case [str(tag), *rest] if tag.lower() in _MARKUPS:
                named = _list(rest[0] if rest else [])
                stated = dict(zip(named[::2], named[1::2], strict=False)) if all(map(_is_text, named)) else {}
                address = stated.get("href", "") if tag.lower() == "a" else ""
                return tag.lower(), f' href="{escape(address)}"' if address else ""
        return "", ""

    def _atom(self, number: Any) -> str:
        match self._numbered("atoms", number):
            case ["soft-return", *_]:
                return "<br>"
            case [str(), str(value), *_]:
                return escape(value, quote=False)
        return ""

    def _numbered(self, name: str, number: Any) -> Any:
        found = _list(self.document.get(name))
        return found[number] if isinstance(number, int) and 0 <= number < len(found) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
