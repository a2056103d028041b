"""XML of agencies by local names in small letters, whatever its namespaces, version, encoding and entities."""

import re
from html.entities import html5

from lxml import etree

from importers.draft import Refused, Source
from importers.exports.tree import write_body
from importers.reading.characters import decode_text, find_charset, legible, read_bytes, squeeze
from importers.reading.prologue import find_root
from importers.suppliers.fields import as_html

_LIMIT = 16_000_000
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}encoding=[\"']([\w.:-]{1,40})")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
# A parser that mends gives names that XML does not allow (XML 1.0, section 2.3).
_NO_NAME = re.compile(r"\A[^a-z_]+|[^a-z0-9_.-]")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LIMITS = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
MENDED = "The XML is broken at line {}, and what could not be mended is missing: compare the text with the original."


def load_xml(source: Source) -> tuple[etree._Element, tuple[str, ...]]:
    """Read a source as XML, with a note where it had to be mended; raises Refused when nothing of it can be read."""
    content = read_bytes(source, _LIMIT)
    text = legible(decode_text(content, _find_encoding(content) or find_charset(source.media_type)))
    root, line = _parse(text)
    if root is None:
        raise Refused(f"{source.name} is broken XML, and nothing of it can be read.")
    return root, (MENDED.format(line),) if line else ()


def parse_text(text: str) -> etree._Element | None:
    """Parse XML that a field holds, mended where it is broken; None when nothing of it can be read."""
    return _parse(legible(text))[0]


def _find_encoding(content: bytes) -> str | None:
    """Give the declared encoding, unless the bytes are UTF-8 all the same, which ISO-2022 seems to be, too."""
    found = _ENCODING.match(content[:400])
    declared = found[1].decode("ascii") if found else None
    if declared and not declared.lower().startswith(("iso-2022", "hz", "utf-7")):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return declared
        return None
    return declared


def _parse(text: str) -> tuple[etree._Element | None, int]:
    """Parse a text strictly, or else as far as can be; gives the line of the first fault then."""
    opening = find_root(text)
    # Entities that a document defines for itself are left out with their definitions: none is ever expanded.
    for prologue in (found := _DECLARATION.match(text)) and found[0], opening and opening.doctype:
        text = text.replace(prologue, "\n" * prologue.count("\n"), 1) if prologue else text
    content = _ENTITY.sub(_spell, text).lstrip("\ufeff").encode("utf-8", "replace")
    try:
        return _fold(etree.fromstring(content, etree.XMLParser(encoding="utf-8", **_LIMITS))), 0
    except (etree.XMLSyntaxError, ValueError) as error:
        return _mend(content), getattr(error, "lineno", 0) or 1


def _mend(content: bytes) -> etree._Element | None:
    try:
        root = etree.fromstring(content, etree.XMLParser(encoding="utf-8", recover=True, **_LIMITS))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root is None else _fold(root)


def _spell(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _KEPT else html5.get(f"{entity[1]};", entity[0])


def _fold(root: etree._Element) -> etree._Element:
    """Name all elements and attributes without namespace and case, and leave out what is no element."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction, etree.Entity)
    for element in root.iter("*"):
        element.tag = _local(element.tag)
        for name, value in list(element.items()):
            if name != (short := _local(name)):
                del element.attrib[name]
                element.set(short, element.get(short, value))
    etree.cleanup_namespaces(root)
    return root


def _local(name: str) -> str:
    return _NO_NAME.sub("", name.rpartition("}")[2].rpartition(":")[2].lower()) or "div"


def say(element: etree._Element | None, *paths: str) -> str:
    """Give the words of the first of these elements that has any, on one line."""
    for path in paths:
        for found in [] if element is None else element.iterfind(path):
            if text := squeeze("".join(found.itertext())):
                return text
    return ""


def say_all(element: etree._Element, path: str) -> tuple[str, ...]:
    """Give the words of all these elements, each on one line."""
    found = (squeeze("".join(one.itertext())) for one in element.iterfind(path))
    return tuple(text for text in found if text)


def attribute(element: etree._Element | None, path: str, *names: str) -> str:
    """Give the first of these attributes that one of the elements has."""
    for found in [] if element is None else element.iterfind(path):
        for name in names:
            if text := squeeze(found.get(name, "")):
                return text
    return ""


def inner_html(element: etree._Element) -> str:
    """Give what an element holds as HTML, whether as elements, as escaped HTML or as plain text."""
    return write_body(element) if len(element) else as_html((element.text or "").strip())
