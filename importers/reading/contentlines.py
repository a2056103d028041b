"""Content lines, of which vCards and calendars are made (RFC 6350, section 3; RFC 5545, section 3.1), read leniently.

Real files break the rules that they state: lines folded within a letter or not at all, Quoted-Printable of
vCard 2.1 that goes on over lines, parameters without names, letters in whatever encoding.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from importers.reading.characters import decode_text, legible

_BREAK = re.compile(rb"\r\n|\n|\r")
_NAME = re.compile(r"(?:[A-Za-z0-9_-]{1,60}\.)?([A-Za-z0-9_-]{1,60})(?=[;:])")
_PARAMETER = re.compile(r';\s*([^=:;"]{0,60})(?:=((?:"[^"]{0,500}"|[^";:]){0,500}))?')
_QUOTED_PRINTABLE = re.compile(rb"[:;=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_BASE64 = re.compile(rb"[:;=](?:BASE64|B)[;:]", re.IGNORECASE)
_BASE64_ONLY = re.compile(rb"[A-Za-z0-9+/]{4,}={0,2}\s*")
_QUOTED = re.compile(r'"[^"]*"|[^",]+')
_LISTED = re.compile(r'[^",]+')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# What vCard 2.1 writes without saying that it is the parameter TYPE.
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"})
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A property: its name in capitals without group, its parameters in capitals, and its raw value.

    A value in base64 is no text: it is `encoded`, as it is written.
    """

    name: str
    parameters: dict[str, tuple[str, ...]]
    raw: str
    encoded: bytes = b""

    @property
    def text(self) -> str:
        """Give the value as one text, what is escaped in it undone."""
        return _unescape(self.raw).strip()

    def parts(self, separator: str = ";") -> list[str]:
        """Give the parts of a structured value, or of a list."""
        return [_unescape(part).strip() for part in _split(self.raw, separator)]

    def says(self, name: str) -> tuple[str, ...]:
        """Give the values of a parameter, in capitals."""
        return tuple(value.upper() for value in self.parameters.get(name, ()))

    def first(self, name: str) -> str | None:
        """Give the first value of a parameter as it is written."""
        return next(iter(self.parameters.get(name, ())), None)


@dataclass(frozen=True, slots=True)
class Component:
    """What stands between BEGIN and END: its name, its own lines, and the components within it."""

    name: str
    lines: list[ContentLine]
    inner: "list[Component]"

    def find(self, *names: str) -> ContentLine | None:
        """Find the first line of these names that says something."""
        return next((line for name in names for line in self.all(name) if line.raw.strip()), None)

    def all(self, name: str) -> list[ContentLine]:
        """Give all lines of a name."""
        return [line for line in self.lines if line.name == name]

    def text(self, *names: str) -> str:
        """Give the text of the first line of these names."""
        line = self.find(*names)
        return line.text if line else ""


def read_components(content: bytes, name: str) -> Iterator[Component]:
    """Yield the outermost components of a name; one that is not closed ends where the next of its kind begins."""
    open_ones: list[Component] = []
    for line in read_lines(content):
        kind = line.raw.strip().upper()
        if line.name == "BEGIN":
            if kind == name and any(one.name == name for one in open_ones):
                yield open_ones[0]
                open_ones = []
            if kind == name or open_ones:
                open_ones = [*open_ones, _open(kind, open_ones)][:_DEEPEST]
        elif line.name == "END" and open_ones:
            if open_ones[-1].name == kind and len(open_ones) > 1:
                open_ones.pop()
            elif open_ones[0].name == kind:
                yield open_ones[0]
                open_ones = []
        elif open_ones:
            open_ones[-1].lines.append(line)
    yield from open_ones[:1]


def _open(name: str, open_ones: list[Component]) -> Component:
    component = Component(name, [], [])
    if open_ones:
        open_ones[-1].inner.append(component)
    return component


def read_lines(content: bytes) -> Iterator[ContentLine]:
    """Yield the content lines of a file, each decoded as it says, else as UTF-8, else as Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        content = decode_text(content).encode("utf-8", "replace")
    for logical in _unfold(_BREAK.split(content.removeprefix(b"\xef\xbb\xbf"))):
        if line := _read(logical):
            yield line


def _unfold(physical: Iterable[bytes]) -> Iterator[bytes]:
    parts: list[bytes] = []
    quoted = encoded = False
    for line in physical:
        if parts and quoted and parts[-1].endswith(b"="):
            # A soft line break of Quoted-Printable (RFC 2045, section 6.7), which vCard 2.1 uses instead of folding.
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in (b" ", b"\t"):
            parts.append(line[1:])
        elif encoded and _BASE64_ONLY.fullmatch(line):
            parts.append(line)
        else:
            yield b"".join(parts)
            parts = [line]
            quoted, encoded = (bool(one.search(line[:200])) for one in (_QUOTED_PRINTABLE, _BASE64))
    yield b"".join(parts)


def _read(logical: bytes) -> ContentLine | None:
    head = logical[:2000].decode("latin-1").lstrip()
    if not (found := _NAME.match(head)):
        return None
    end = found.end()
    parameters: dict[str, tuple[str, ...]] = {}
    while parameter := _PARAMETER.match(head, end):
        end = parameter.end()
        word, value = parameter[1].strip(), parameter[2]
        name = word.upper()
        if value is None:
            name, value = ("ENCODING" if name in _ENCODINGS else "TYPE"), word
        # In quotes a comma belongs to the value, save in TYPE="work,voice" (RFC 6350, section 6.4.1).
        separate = _LISTED.findall(value) if name == "TYPE" else _QUOTED.findall(value)
        values = tuple(part.strip(' "') for part in separate)
        parameters[name] = (*parameters.get(name, ()), *values)
    if head[end : end + 1] != ":":
        return None
    value = logical.lstrip()[end + 1 :]
    if _encodings(parameters) & {"B", "BASE64"}:
        return ContentLine(found[1].upper(), _decoded(parameters), "", value)
    return ContentLine(found[1].upper(), _decoded(parameters), _decode(value, parameters))


def _decoded(parameters: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(legible(decode_text(value.encode("latin-1"))) for value in values)
        for name, values in parameters.items()
    }


def _encodings(parameters: dict[str, tuple[str, ...]]) -> set[str]:
    return {encoding.upper() for encoding in parameters.get("ENCODING", ())}


def _decode(value: bytes, parameters: dict[str, tuple[str, ...]]) -> str:
    if "QUOTED-PRINTABLE" in _encodings(parameters):
        value = quopri.decodestring(value)
    return legible(decode_text(value, next(iter(parameters.get("CHARSET", ())), None)))


def _split(raw: str, separator: str) -> list[str]:
    parts, start, escaped = [], 0, False
    for place, letter in enumerate(raw):
        if letter == separator and not escaped:
            parts.append(raw[start:place])
            start = place + 1
        escaped = letter == "\\" and not escaped
    return [*parts, raw[start:]]


def _unescape(raw: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], raw)
