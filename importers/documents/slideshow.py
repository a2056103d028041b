"""Slides of PresentationML (ISO/IEC 29500-1, part 19) as HTML: titles as headings, lists, tables, pictures."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from importers.documents.package import Package
from importers.documents.runs import join_runs, mark_run
from importers.draft import ImageDraft
from importers.reading.characters import squeeze

_TITLES = ("title", "ctrTitle")
# Date, footer, number and header stand on every slide and belong to none.
_FURNITURE = ("dt", "ftr", "sldNum", "hdr", "sldImg")
_RUNS = {"r", "fld", "br"}
_TRUE = ("1", "true")


class Paragraph(NamedTuple):
    """A paragraph of a slide: `level` is that of its list, from 1; 0 where it stands in none."""

    inner: str
    level: int
    tag: str


class Slideshow:
    """Writes slides as HTML; the pictures that it meets on the way it keeps."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.images, self.hidden = list[ImageDraft](), 0

    def write(self, main: str) -> str:
        """Write all slides in the order of the show; those that it skips are counted and left out."""
        relations, slides = self._package.relations(main), list[str]()
        for one in self._package.xml(main).iterfind("{*}sldIdLst/{*}sldId"):
            part = relations.get(_relation(one, "id"), "")
            root = self._package.find_xml(part)
            if root is None:
                continue
            if root.get("show") in ("0", "false"):
                self.hidden += 1
            else:
                slides.append(self._slide(root, self._package.relations(part), first=not slides))
        return "".join(slides)

    def _slide(self, root: etree._Element, relations: dict[str, str], *, first: bool) -> str:
        shapes = list(root.iter("{*}sp", "{*}graphicFrame", "{*}pic"))
        # A picture and its substitute for older programs are one (part 3, section 7.5).
        shapes = [one for one in shapes if next(one.iterancestors("{*}Fallback"), None) is None]
        titles = [one for one in shapes if _placeholder(one) in _TITLES]
        heading = squeeze(" ".join(_words(one) for one in titles))
        tag = '<p class="title">{}</p>' if first else "<h2>{}</h2>"
        parts = [tag.format(escape(heading))] if heading else []
        others = (one for one in shapes if one not in titles and _placeholder(one) not in _FURNITURE)
        parts.extend(self._shape(one, relations) for one in others)
        return "".join(parts)

    def _shape(self, shape: etree._Element, relations: dict[str, str]) -> str:
        local = etree.QName(shape).localname
        if local == "pic":
            return self._picture(shape, relations)
        if local == "graphicFrame":
            return "".join(_table(one, relations) for one in shape.iter("{*}tbl"))
        listed = _placeholder(shape) in ("", "obj", "body") and shape.find(".//{*}nvPr/{*}ph") is not None
        return _write_paragraphs(_paragraphs(shape, relations, listed=listed))

    def _picture(self, shape: etree._Element, relations: dict[str, str]) -> str:
        blip, described = shape.find(".//{*}blip"), shape.find(".//{*}cNvPr")
        part = relations.get(_relation(blip, "embed"), "") if blip is not None else ""
        image = self._package.picture(part, described.get("descr") if described is not None else None)
        if image is None:
            return ""
        self.images.append(image)
        return f'<p><img src="{escape(image.url)}"></p>'


def _placeholder(shape: etree._Element) -> str | None:
    """Give what kind of placeholder a shape is; None where it is none (section 19.3.1.36)."""
    found = shape.find(".//{*}nvPr/{*}ph")
    return None if found is None else found.get("type", "")


def _relation(element: etree._Element, name: str) -> str:
    """Give an attribute of the relationships' namespace, transitional or strict."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"relationships}}{name}")), "")


def _words(shape: etree._Element) -> str:
    return " ".join("".join(one.itertext("{*}t")) for one in shape.iter("{*}p"))


def _paragraphs(shape: etree._Element, relations: dict[str, str], *, listed: bool) -> Iterator[Paragraph]:
    for one in shape.iter("{*}p"):
        inner = join_runs(_run(run, relations) for run in one if etree.QName(run).localname in _RUNS)
        if inner.replace("<br>", "").strip():
            yield Paragraph(inner.strip(), *_list_place(one.find("{*}pPr"), listed=listed))


def _list_place(properties: etree._Element | None, *, listed: bool) -> tuple[int, str]:
    """Give level and tag of the list a paragraph is in; a placeholder's paragraphs have bullets unless they say no."""
    if properties is None:
        return int(listed), "ul"
    level = properties.get("lvl", "0")
    depth = int(level) + 1 if level in "012345678" else 1
    if properties.find("{*}buAutoNum") is not None:
        return depth, "ol"
    bulleted = properties.find("{*}buChar") is not None or properties.find("{*}buBlip") is not None
    plain = properties.find("{*}buNone") is not None
    return (depth if bulleted or (listed and not plain) else 0), "ul"


def _run(run: etree._Element, relations: dict[str, str]) -> str:
    if etree.QName(run).localname == "br":
        return "<br>"
    properties = run.find("{*}rPr")
    looks = {} if properties is None else properties.attrib
    marks = [tag for tag, name in (("strong", "b"), ("em", "i")) if looks.get(name) in _TRUE]
    inner = mark_run("".join(run.itertext("{*}t")), marks)
    link = properties.find("{*}hlinkClick") if properties is not None else None
    address = relations.get(_relation(link, "id"), "") if link is not None else ""
    return f'<a href="{escape(address)}">{inner}</a>' if "://" in address or address.startswith("mailto:") else inner


def _write_paragraphs(paragraphs: Iterator[Paragraph]) -> str:
    parts = list[str]()
    for listed, run in groupby(paragraphs, key=lambda one: one.level > 0):
        items = list(run)
        parts += [_write_list(items)] if listed else [f"<p>{one.inner}</p>" for one in items]
    return "".join(parts)


def _write_list(items: list[Paragraph]) -> str:
    """Write items of a list, those of a deeper level as a list inside the item above them."""
    level, written, place = min(item.level for item in items), list[str](), 0
    while place < len(items):
        end = place + 1
        while end < len(items) and items[end].level > level:
            end += 1
        inner, deeper = items[place], items[place + 1 : end]
        if inner.level > level:
            written.append(f"<li>{_write_list(items[place:end])}</li>")
        else:
            written.append(f"<li>{inner.inner}{_write_list(deeper) if deeper else ''}</li>")
        place = end
    return f"<{items[0].tag}>{''.join(written)}</{items[0].tag}>"


def _table(table: etree._Element, relations: dict[str, str]) -> str:
    rows = ("".join(_cell(cell, relations) for cell in row.iter("{*}tc")) for row in table.iter("{*}tr"))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(cell: etree._Element, relations: dict[str, str]) -> str:
    return f"<td>{_write_paragraphs(_paragraphs(cell, relations, listed=False))}</td>"
