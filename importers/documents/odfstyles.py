"""Styles of an OpenDocument text: what paragraphs and letters look like, by name and by what they inherit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from importers.documents.stylenames import find_role

_SIZE = re.compile(r"(\d{1,3}(?:\.\d+)?)pt")
_DEEPEST = 20
_MOST_STYLES = 5000


@dataclass(frozen=True, slots=True)
class _Style:
    """A style as it is written; what it leaves out it has from its parent."""

    names: tuple[str, ...]
    parent: str
    level: str
    size: float | None
    looks: dict[str, str]


class StyleSheet:
    """The styles of a document, those of its own and those of its template."""

    def __init__(self, *roots: etree._Element | None) -> None:
        written = [one for root in roots if root is not None for one in root.iter("{*}style")][:_MOST_STYLES]
        self._styles = {(get(one, "family"), get(one, "name")): _read_style(one) for one in written}
        lists = [one for root in roots if root is not None for one in islice(root.iter("{*}list-style"), _MOST_STYLES)]
        self._lists = {get(one, "name"): _numbered_levels(one) for one in lists}

    def role(self, name: str) -> str | None:
        """Tell what a paragraph style stands for: `h1` to `h6`, `title`, `lead`, `caption`, `quote`, or nothing."""
        for style in self._ancestry("paragraph", name):
            if role := next(filter(None, map(find_role, style.names)), None):
                return role
            if style.level in ("1", "2", "3", "4", "5", "6"):
                return f"h{style.level}"
        return None

    def size(self, name: str, family: str = "paragraph") -> float | None:
        """Give the size of a style's letters in points."""
        return next((style.size for style in self._ancestry(family, name) if style.size), None)

    def marks(self, name: str, family: str) -> tuple[str, ...]:
        """Give the tags for the letters of a style."""
        looks = dict[str, str]()
        for style in reversed(list(self._ancestry(family, name))):
            looks.update(style.looks)
        position = looks.get("text-position", "").partition(" ")[0]
        found = {
            "strong": looks.get("font-weight", "") in ("bold", "600", "700", "800", "900"),
            "em": looks.get("font-style", "") in ("italic", "oblique"),
            "s": looks.get("text-line-through-style", "none") != "none",
            "sup": position == "super" or (position[:1].isdigit() and position != "0%"),
            "sub": position == "sub" or position.startswith("-"),
        }
        return tuple(tag for tag, holds in found.items() if holds)

    def is_hidden(self, name: str, family: str) -> bool:
        """Tell whether letters of a style are not shown."""
        return any(style.looks.get("display") == "none" for style in self._ancestry(family, name))

    def is_numbered(self, name: str, level: int) -> bool:
        """Tell whether a list of this style has numbers at a level, which counts from 1."""
        return level in self._lists.get(name, ())

    def _ancestry(self, family: str, name: str) -> Iterator[_Style]:
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent


def get(element: etree._Element, local: str) -> str:
    """Give an attribute by its local name, which no two of an element share; else nothing."""
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == local), "")


def _read_style(element: etree._Element) -> _Style:
    looks = {
        name.rpartition("}")[2]: value
        for properties in element.findall("{*}text-properties")
        for name, value in properties.attrib.items()
    }
    size = _SIZE.fullmatch(looks.get("font-size", ""))
    names = (get(element, "name"), get(element, "display-name"))
    level = get(element, "default-outline-level")
    return _Style(names, get(element, "parent-style-name"), level, float(size[1]) if size else None, looks)


def _numbered_levels(element: etree._Element) -> frozenset[int]:
    numbered = (get(one, "level") for one in element.iter("{*}list-level-style-number") if get(one, "num-format"))
    return frozenset(int(level) for level in numbered if level.isdecimal() and len(level) < 3)
