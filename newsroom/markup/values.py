"""Values of attributes: an element's own as they came in, what is safe of them on the way out."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import quote, urljoin, urlsplit

from newsroom.markup.vocabulary import ATTRIBUTES, SCHEMES

MAX_ADDRESS = 4096

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
# Most links are this plain: nothing about them has to be put in order, and a look is a tenth of the work.
_WHOLE = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/(?:[\w!$&'()*+,=:@~./-]++|%[0-9A-Fa-f]{2})*+)?(?:#[\w.-]+)?", re.ASCII
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[^\s\x00-\x20<>^|%\\/?#@:\[\]\"'`{}]+")
# What is no URL code point (URL standard, section 4.3), what turns the direction of writing, so that an address looks
# like another, and a percent sign that begins no octet.
_STRAY = re.compile(
    r"""[\x00-\x20"#<>\\^`{|}\[\]\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|%(?![0-9A-Fa-f]{2})"""
)
# A name and a password are nobody else's, and no valid address has them (URL standard, section 4.3).
_CREDENTIALS = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")
_LINE_ENDS = re.compile(r"[\t\n\r]")
_BLANK = re.compile(r"\s")
_EDGES = "".join(map(chr, range(33)))
_SPANS = ("colspan", "rowspan")
_KEPT = {tag: (ATTRIBUTES["*"] | names) - {"id"} for tag, names in ATTRIBUTES.items()}


def address(value: str, base: str | None) -> str | None:
    """Give a link's address, absolute where that is known, or None when it leads nowhere or must not be followed.

    Browsers drop tabs and line ends anywhere, spaces and control characters at both ends, and read a
    backslash as a slash (URL standard, section 4.4): so does this, before it looks at the scheme.
    """
    if len(value) <= MAX_ADDRESS and _WHOLE.fullmatch(value):
        return value
    plain = _BLANK.sub("%20", _LINE_ENDS.sub("", value).strip(_EDGES).replace("\\", "/"))
    try:
        whole = _encoded(_CREDENTIALS.sub(r"\1", urljoin(base or ("https:" if plain.startswith("//") else ""), plain)))
        return whole if len(whole) <= MAX_ADDRESS and _leads_somewhere(whole) else None
    except ValueError:
        return None


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


def _encoded(address: str) -> str:
    """Percent-encode what no address may hold; a browser would do so when it follows the link."""
    below, number, place = address.partition("#")
    return _STRAY.sub(_octet, below) + number + _STRAY.sub(_octet, place)


def _octet(stray: re.Match[str]) -> str:
    return quote(stray[0], safe="")


def _leads_somewhere(whole: str) -> bool:
    scheme = _SCHEME.match(whole)
    if not scheme:
        return whole.startswith("/") and not whole.startswith("//")
    parts = urlsplit(whole)
    if scheme[1].lower() not in SCHEMES:
        return False
    if scheme[1].lower() in ("http", "https"):
        return bool(parts.hostname and _HOST.fullmatch(parts.hostname) and (parts.port or 80) > 0)
    return bool(parts.path.strip())
