"""Values of attributes: an element's own as they came in, what is safe of them on the way out."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from newsroom.markup.links import address
from newsroom.markup.vocabulary import ATTRIBUTES

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"\d{1,5}")
_MOMENT = re.compile(r"[\dTZPWDHMS:+. -]{1,40}")
_RULES = {
    **dict.fromkeys(("lang", "hreflang"), _LANGUAGE),
    **dict.fromkeys(("colspan", "rowspan", "width", "height"), _NUMBER),
    "start": re.compile(r"-?\d{1,5}"),
    "datetime": _MOMENT,
    "dir": re.compile(r"ltr|rtl|auto"),
    "class": re.compile("right|center"),
    "role": re.compile("note"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
}
_SPANS = ("colspan", "rowspan")
_KEPT = {tag: (ATTRIBUTES["*"] | names) - {"id"} for tag, names in ATTRIBUTES.items()}


def attributes(tag: str, given: Mapping[str, str], base: str | None) -> str:
    """Write what an element of this name may keep of its attributes."""
    return "".join(f' {name}="{escape(value)}"' for name, value in _kept(tag, given, base)) if given else ""


def place_name(name: str) -> str:
    """Give the id of a place that links within the page lead to; its prefix keeps it apart from the page's own."""
    return name if re.fullmatch(r"a-[\w.-]+", name) else "a-" + re.sub(r"[^\w.-]", "-", name)


def _kept(tag: str, given: Mapping[str, str], base: str | None) -> Iterator[tuple[str, str]]:
    for name in sorted(given.keys() & _KEPT.get(tag, ATTRIBUTES["*"])):
        value = given[name].strip()
        if name in ("href", "cite"):
            value = address(value, base) or ""
        elif name == "reversed":
            yield name, ""
        elif name in _RULES and not _RULES[name].fullmatch(value):
            value = ""
        if value and not (name in _SPANS and not 1 < int(value) <= 1000):
            yield name, value
