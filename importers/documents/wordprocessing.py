"""WordprocessingML made ready for mammoth: tracked changes kept, styles by what they inherit, pictures by name.

Mammoth drops the marks of insertions and the text of deletions, and knows headings by their English names alone;
a template of a house has its own, which are based on these or have an outline level (ISO/IEC 29500-1, 17.3.1.20).
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from importers.documents.package import Package
from importers.documents.wordstyles import TITLE_STYLE, StyleSheet, level_style
from importers.draft import Refused

_CHANGES = {"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted"}
# Mammoth reads none of these, and they are most of what its tree would hold.
_UNREAD = (
    *("proofErr", "lastRenderedPageBreak", "bookmarkEnd", "rFonts", "lang", "color", "sz", "szCs", "spacing", "ind"),
    *("rPrChange", "pPrChange", "tblPrChange", "tblBorders", "tcBorders", "shd", "noProof", "kern", "jc", "rtl"),
)
_READ_PARTS = ("numbering", "footnotes", "endnotes", "styles")
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Mammoth's tree takes some forty times its text: this stays within what a source may cost.
_MOST_TEXT = 3_000_000
_FALSE = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as mammoth shall read it: its pictures hold their own names, which are given in order."""

    content: bytes
    style_map: str
    pictures: tuple[str, ...]


def prepare(package: Package, main: str) -> Prepared:
    """Prepare a document for mammoth; raises Refused when it is damaged or larger than can be read."""
    related = {kind: part for kind in _READ_PARTS if (part := package.related(main, kind)) and package.has(part)}
    styles = StyleSheet(package.find_xml(related["styles"]) if "styles" in related else None)
    texts = [main, *(part for kind, part in related.items() if kind in ("footnotes", "endnotes"))]
    parts = {part: _prepare_text(package, part, styles) for part in texts}
    if sum(map(len, parts.values())) > _MOST_TEXT:
        raise Refused(f"{package.name} holds more text than can be read at once: divide it.")
    for part in (*related.values(), *_relations_of(package, texts), "[Content_Types].xml"):
        if part not in parts and package.has(part):
            parts[part] = package.read(part).replace(_STRICT, _TRANSITIONAL)
    pictures = tuple(dict.fromkeys(part for text in texts for part in _pictures_of(package, text)))
    parts.update((part, part.encode()) for part in pictures)
    return Prepared(_pack(parts), styles.style_map(), pictures)


def _relations_of(package: Package, texts: list[str]) -> Iterable[str]:
    folders = (part.rpartition("/") for part in texts)
    return ("_rels/.rels", *(f"{folder}{slash}_rels/{name}.rels" for folder, slash, name in folders))


def _pictures_of(package: Package, text: str) -> list[str]:
    return [part for part in package.relations(text).values() if package.has(part) and not part.endswith(".xml")]


def _pack(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def _prepare_text(package: Package, part: str, styles: StyleSheet) -> bytes:
    root = package.xml(part)
    _mark_titles(root, styles)
    _keep_ruby_bases(root)
    _drop_hidden(root)
    _keep_changes(root)
    _drop_foreign_pictures(root, package, part)
    for element in list(root.iter(*(f"{{*}}{name}" for name in _UNREAD))):
        _drop(element)
    _merge_runs(root)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _mark_titles(root: etree._Element, styles: StyleSheet) -> None:
    """Give a style to paragraphs that are headings by their own outline level or, the first of them, by their size."""
    for level in list(root.iter("{*}outlineLvl")):
        if (level.get(_name(level, "val")) or "9") in "012345":
            _restyle(level.getparent().getparent(), level_style(int(level.get(_name(level, "val")))))
    title = styles.find_title(root)
    if title is not None:
        _restyle(title, TITLE_STYLE)


def _restyle(paragraph: etree._Element, style: str) -> None:
    properties = _first_child(paragraph, "pPr")
    for known in properties.findall("{*}pStyle"):
        properties.remove(known)
    chosen = etree.SubElement(properties, _name(paragraph, "pStyle"))
    chosen.set(_name(paragraph, "val"), style)


def _first_child(element: etree._Element, local: str) -> etree._Element:
    """Give the properties of a paragraph or a run, which come first in it, and make them where it has none."""
    found = element.find(f"{{*}}{local}")
    if found is None:
        found = etree.Element(_name(element, local))
        element.insert(0, found)
    return found


def _name(element: etree._Element, local: str) -> str:
    return f"{{{etree.QName(element).namespace}}}{local}"


def _drop_hidden(root: etree._Element) -> None:
    for mark in list(root.iter("{*}vanish")):
        run = next(mark.iterancestors("{*}r"), None)
        if run is not None and (mark.get(_name(mark, "val")) or "1") not in _FALSE:
            _drop(run)


def _keep_ruby_bases(root: etree._Element) -> None:
    """Keep the words that a reading aid stands above, which mammoth leaves out (ISO/IEC 29500-1, section 17.3.3.25)."""
    for ruby in list(root.iter("{*}ruby")):
        for reading in ruby.findall("{*}rubyPr") + ruby.findall("{*}rt"):
            ruby.remove(reading)
        for base in ruby.findall("{*}rubyBase"):
            _unwrap(base)
        if ruby.getparent().tag == _name(ruby, "r"):
            _unwrap(ruby.getparent())
        _unwrap(ruby)


def _keep_changes(root: etree._Element) -> None:
    """Turn changes into highlights of the runs they hold, which mammoth hands on; marks without text just go."""
    for deleted in root.iter("{*}delText"):
        deleted.tag = _name(deleted, "t")
    for change in list(root.iter(*(f"{{*}}{name}" for name in _CHANGES))):
        what = _CHANGES[etree.QName(change).localname]
        runs = list(change.iter(_name(change, "r")))
        for run in runs:
            properties = _first_child(run, "rPr")
            for known in properties.findall("{*}highlight"):
                properties.remove(known)
            etree.SubElement(properties, _name(run, "highlight")).set(_name(run, "val"), f"newsroom-{what}")
        if runs:
            _unwrap(change)
        else:
            _drop(change)


def _merge_runs(root: etree._Element) -> None:
    """Merge runs that look alike: Word begins one at every word that it checked, and each costs mammoth 0.2 ms."""
    group, looks = list[etree._Element](), b""
    for run in [*root.iter("{*}r"), None]:
        follows = bool(group) and run is not None and run.getprevious() is group[-1]
        if follows and _only_text(run) is not None and _looks(run) == looks:
            group.append(run)
            continue
        _merge(group)
        group = [] if run is None or _only_text(run) is None else [run]
        looks = _looks(run) if group else b""


def _merge(runs: list[etree._Element]) -> None:
    if len(runs) > 1:
        texts = [text for run in runs if (text := _only_text(run)) is not None]
        texts[0].text = "".join(text.text or "" for text in texts)
        for run in runs[1:]:
            _drop(run)


def _looks(run: etree._Element) -> bytes:
    properties = run.find("{*}rPr")
    inner = b"" if properties is None else b"".join(map(etree.tostring, properties))
    return bytes(inner)


def _only_text(run: etree._Element) -> etree._Element | None:
    """Give the text of a run that holds nothing else."""
    parts = [one for one in run if etree.QName(one).localname != "rPr"]
    return parts[0] if len(parts) == 1 and etree.QName(parts[0]).localname == "t" else None


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drop_foreign_pictures(root: etree._Element, package: Package, part: str) -> None:
    """Drop pictures that lie elsewhere or are missing: mammoth would ask for them."""
    present = {key for key, target in package.relations(part).items() if package.has(target)}
    for element in list(root.iter("{*}blip", "{*}imagedata")):
        for attribute in [name for name in element.attrib if etree.QName(name).localname in ("embed", "link", "id")]:
            if etree.QName(attribute).localname == "link" or element.get(attribute) not in present:
                element.attrib.pop(attribute)
