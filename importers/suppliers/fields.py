"""Records of a supplier in JSON or XML, read alike: names without case and marks, lists and single objects as lists.

`PublishDate`, `publish_date` and `<publishDate>` are all `publishdate`; values of a wrong type count as missing.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from lxml import etree

from importers.draft import Refused, Source
from importers.exports.records import Record, load_json
from importers.reading.characters import legible, read_bytes
from importers.reading.fragment import line_of, paragraphs, plain_text

# Of XML both the tree and the records are in memory at once.
_LIMIT = 16_000_000
# No supplier nests deeper, and a hostile file would exhaust the stack.
_DEEPEST = 30
_UNNAMED = ("item", "string", "element", "value")
_PLURALS = (("people", "person"), ("ies", "y"), ("s", ""))
_SAID = ("text", "value", "label", "name", "title", "content", "number", "address", "datetime")
_ESCAPED = re.compile(r"&(?:amp;)*lt;\s*/?\s*[a-z]", re.IGNORECASE)
_MARKUP = frozenset(
    "a b br div em figure h1 h2 h3 h4 h5 h6 i img li ol p section span strong table ul u blockquote iframe".split()  # noqa: SIM905
)
_SEPARATOR = re.compile(r"\s*[,;]\s*")


def read_json(source: Source) -> Record:
    """Read JSON as a record; a list at its top becomes the field `items`. Raises Refused."""
    loaded = _fold(load_json(source), _DEEPEST)
    return Record({"items": loaded} if isinstance(loaded, list) else loaded)


def read_xml(source: Source) -> Record:
    """Read XML as a record whose one field is its root element; raises Refused when nothing of it can be read."""
    content = read_bytes(source, _LIMIT)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, strip_cdata=True
    )
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"{source.name} is broken XML, and nothing of it can be read.") from error
    if root is None:
        raise Refused(f"{source.name} is broken XML, and nothing of it can be read.")
    return Record({_name(root): _read_element(root, _DEEPEST)})


def fold_name(name: str) -> str:
    """Write a field's name as records have it."""
    return "".join(filter(str.isalnum, name.lower()))


def say(record: Record, *names: str) -> str:
    """Give the first of these fields that says something: a text, a number, or what an object or a list of one says."""
    for name in names:
        found = record.value.get(name) if isinstance(record.value, dict) else None
        if text := _said(found, 3):
            return text
    return ""


def many(record: Record, *names: str) -> list[Record]:
    """Give what these fields list, whether as a list, as one object, or wrapped as XML and its likes wrap it."""
    values = (record.value.get(name) for name in names) if isinstance(record.value, dict) else ()
    return [Record(one) for name, value in zip(names, values, strict=False) for one in _listed(value, name, 4)]


def texts(record: Record, *names: str) -> list[str]:
    """Give what these fields list as texts, commas and all."""
    return [text for one in many(record, *names) if (text := _said(one.value, 3))]


def words(record: Record, *names: str) -> list[str]:
    """Give what these fields list as plain words; a field that is one text lists them with commas."""
    return [word for name in names for text in _split(record, name) if (word := plain_text(text))]


def _split(record: Record, name: str) -> list[str]:
    text = record.value.get(name) if isinstance(record.value, dict) else None
    return _SEPARATOR.split(text) if isinstance(text, str) else texts(record, name)


def bare(record: Record) -> str:
    """Give a record that is no object but a text, as a list of addresses has them."""
    return record.value.strip() if isinstance(record.value, str) else ""


def as_html(text: str) -> str:
    """Give a field as HTML, whether it holds HTML, HTML that was escaped once too often, or plain text."""
    for _ in range(2):
        if "<" not in text and _ESCAPED.search(text):
            text = unescape(text)
    return text if "<" in text or not text else paragraphs(unescape(text))


def as_line(text: str) -> str:
    """Give a field as one line of plain text, whether it holds text or HTML."""
    written = unescape(text) if "<" not in text else text
    # Escaped once too often is what has marks of HTML even then.
    return line_of(written if _ESCAPED.search(text) and "</" in written else text)


def _said(value: Any, deepest: int) -> str:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip()
    if isinstance(value, list) and len(value) == 1:
        return _said(value[0], deepest)
    if isinstance(value, dict) and deepest:
        return next(filter(None, (_said(value.get(name), deepest - 1) for name in _SAID)), "")
    return ""


def _listed(value: Any, name: str, deepest: int) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _listed(one, name, deepest - 1) if isinstance(one, list) and deepest else [one]
    elif isinstance(value, dict) and deepest:
        inner = next((one for key, one in value.items() if _wraps(key, one, name, alone=len(value) == 1)), None)
        yield from _listed(inner, name, deepest - 1) if inner is not None else [value] if value else []
    elif value not in (None, "", False, True):
        yield value


def _wraps(inner: str, value: Any, name: str, *, alone: bool) -> bool:
    """Tell whether a field is the list inside a list's own object: `item` in `items`, `ReleaseImage` in `Images`."""
    one = next((name.removesuffix(many) + single for many, single in _PLURALS if name.endswith(many)), name)
    if isinstance(value, (dict, list)):
        return inner.endswith(one) or inner in _UNNAMED or inner == name
    return alone and (inner == one or inner in _UNNAMED)


def _fold(value: Any, deepest: int) -> Any:
    if isinstance(value, dict):
        return {fold_name(str(name)): _fold(one, deepest - 1) for name, one in value.items()} if deepest else None
    if isinstance(value, list):
        return [_fold(one, deepest - 1) for one in value] if deepest else None
    return legible(value) if isinstance(value, str) else value


def _name(element: etree._Element) -> str:
    return fold_name(str(element.tag).rpartition("}")[2])


def _read_element(element: etree._Element, deepest: int) -> Any:
    """Give an element as JSON has it: a text, or an object of its attributes and children, repeated ones as a list."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children or not deepest or any(_name(child) in _MARKUP for child in children):
        return _read_leaf(element, "".join(_markup(element)) if children else element.text or "")
    found: dict[str, Any] = _attributes(element)
    for child in children:
        _add(found, _name(child), _read_element(child, deepest - 1))
    return found


def _read_leaf(element: etree._Element, text: str) -> Any:
    attributes = _attributes(element)
    return {**attributes, "text": legible(text)} if attributes else legible(text)


def _markup(element: etree._Element) -> Iterator[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        yield etree.tostring(child, encoding="unicode", method="html")


def _attributes(element: etree._Element) -> dict[str, Any]:
    # A prefix that nobody declared stays part of the name, which QName then refuses.
    named = ((re.split("[}:]", str(name))[-1], value) for name, value in element.attrib.items())
    return {fold_name(name): legible(str(value)) for name, value in named if name not in ("nil", "type")}


def _add(found: dict[str, Any], name: str, value: Any) -> None:
    known = found.get(name)
    found[name] = value if name not in found else [*known, value] if isinstance(known, list) else [known, value]
