"""Styles of a Word document: which are titles, leads, headings and captions, by name, level and what they inherit."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from importers.documents.sizes import find_largest
from importers.documents.stylenames import find_role

TITLE_STYLE = "newsroom-title"
_TARGETS = {"title": "p.title", "lead": "p.lead", "caption": "p.caption", "quote": "blockquote > p"}
_OPENING = 8
_MOST_PARAGRAPHS = 500
_DEEPEST = 20
_MOST_STYLES = 3000


def level_style(level: int) -> str:
    """Name the style for an outline level, which counts from 0."""
    return f"newsroom-level-{level + 1}"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style as it is written; what it leaves out it has from the one it is based on."""

    name: str
    parent: str | None
    level: int | None
    size: float | None


class StyleSheet:
    """The styles of a document, with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        written = islice(root.iter("{*}style") if root is not None else (), _MOST_STYLES)
        self._styles = {_value(one, "styleId") or "": _read_style(one) for one in written}

    def style_map(self) -> str:
        """Write mammoth's style map for all of them."""
        lines = [f"p.{TITLE_STYLE} => p.title:fresh"]
        lines += [f"p.{level_style(level)} => h{level + 1}:fresh" for level in range(6)]
        for key, style in self._styles.items():
            if style.name.isprintable() and (role := self._role(key)):
                quoted = style.name.replace("\\", "\\\\").replace("'", "\\'")
                lines.append(f"p[style-name='{quoted}'] => {_TARGETS.get(role, role)}:fresh")
        return "\n".join(lines)

    def find_title(self, root: etree._Element) -> etree._Element | None:
        """Find the one paragraph near the start whose letters are the largest, where no style names a headline."""
        written = (one for one in root.iter("{*}p") if "".join(one.itertext("{*}t")).strip())
        paragraphs = list(islice(written, _MOST_PARAGRAPHS))
        roles = {self._role(_style_of(one)) or "" for one in paragraphs[:_OPENING]}
        if any(role == "title" or role.startswith("h") for role in roles):
            return None
        largest = find_largest([self._size_of(one) for one in paragraphs])
        return None if largest is None else paragraphs[largest]

    def _role(self, key: str) -> str | None:
        for style in self._ancestry(key):
            if role := find_role(style.name):
                return role
            if style.level is not None:
                return f"h{int(style.level) + 1}" if style.level < 6 else None
        return None

    def _ancestry(self, key: str | None) -> Iterator[_Style]:
        for _ in range(_DEEPEST):
            style = self._styles.get(key or "")
            if style is None:
                return
            yield style
            key = style.parent

    def _size_of(self, paragraph: etree._Element) -> float:
        sizes = [
            _number(_value(one, "val"))
            for one in paragraph.iter("{*}sz")
            if "".join(one.getparent().getparent().itertext()).strip()
        ]
        own = max(filter(None, sizes), default=None)
        inherited = next((style.size for style in self._ancestry(_style_of(paragraph)) if style.size), None)
        return own or inherited or 22.0


def _read_style(element: etree._Element) -> _Style:
    found = {one: element.find(f"{{*}}{one}") for one in ("name", "basedOn")}
    name, parent = ("" if one is None else _value(one, "val") or "" for one in found.values())
    level = element.find("{*}pPr/{*}outlineLvl")
    size = element.find("{*}rPr/{*}sz")
    number = _number(_value(level, "val")) if level is not None else None
    return _Style(
        name,
        parent or None,
        None if number is None else int(number),
        None if size is None else _number(_value(size, "val")),
    )


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find("{*}pPr/{*}pStyle")
    return "" if style is None else _value(style, "val") or ""


def _value(element: etree._Element, local: str) -> str | None:
    found = element.get(f"{{{etree.QName(element).namespace}}}{local}")
    return None if found is None else str(found)


def _number(text: str | None) -> float | None:
    digits = (text or "").removesuffix("pt")
    return float(digits) if digits.isascii() and digits.replace(".", "", 1).isdigit() and len(digits) < 6 else None
