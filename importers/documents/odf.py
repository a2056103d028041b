"""OpenDocument text (ISO/IEC 26300-1) as HTML: headings, lists, tables, notes, links, pictures, tracked changes."""

from collections.abc import Iterator
from html import escape

from lxml import etree

from importers.documents.odfstyles import StyleSheet, get
from importers.documents.package import Package
from importers.documents.runs import join_runs, mark_run
from importers.documents.sizes import find_largest
from importers.draft import ImageDraft
from importers.reading.characters import squeeze

_MOST_BLANKS = 100
# Spreadsheet programs repeat the last cell a thousand times.
_MOST_CELLS = 50
_SILENT = frozenset(
    """tracked-changes table-of-content alphabetical-index bibliography forms sequence-decls variable-decls annotation
    annotation-end user-field-decls script ruby-text illustration-index table-index soft-page-break title desc
    event-listeners""".split()  # noqa: SIM905
)
_USUAL = 12.0


class Writer:
    """Writes one document's text as HTML; what it meets on the way, pictures and comments, it keeps."""

    def __init__(self, content: etree._Element, styles: StyleSheet, package: Package) -> None:
        self._styles, self._package = styles, package
        self._inserted, self._notes, self._list_style = set[str](), list[str](), ""
        self._changes = {get(one, "id"): one for one in content.iter("{*}changed-region")}
        self.images, self.comments = list[ImageDraft](), list[str]()
        # Before OpenDocument, OpenOffice put the text into the body itself.
        found = (content.find(path) for path in ("{*}body/{*}text", "{*}body"))
        self._root = next((one for one in found if one is not None), content)
        self._title = self._find_title()

    def write(self) -> str:
        """Write the whole text, its notes at its end."""
        markup = "".join(self._blocks(self._root))
        notes = "".join(f'<li id="note-{number}">{note}</li>' for number, note in enumerate(self._notes, 1))
        return f"{markup}<ol>{notes}</ol>" if notes else markup

    def _find_title(self) -> etree._Element | None:
        """Find a headline that only its size makes one, where no style does."""
        paragraphs = [one for one in self._root.iter("{*}p", "{*}h") if "".join(one.itertext()).strip()]
        if any(_local(one) == "h" or self._role(one) == "title" for one in paragraphs[:8]):
            return None
        largest = find_largest([self._size_of(one) for one in paragraphs])
        return None if largest is None else paragraphs[largest]

    def _size_of(self, paragraph: etree._Element) -> float:
        spans = (self._styles.size(get(span, "style-name"), "text") for span in paragraph.iter("{*}span"))
        return max(filter(None, spans), default=None) or self._styles.size(get(paragraph, "style-name")) or _USUAL

    def _role(self, paragraph: etree._Element) -> str | None:
        return self._styles.role(get(paragraph, "style-name"))

    def _blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[str]:
        for element in parent:
            local = _local(element)
            if local in ("p", "h"):
                yield self._paragraph(element, local)
            elif local == "list":
                yield from self._list(element, depth)
            elif local == "table":
                yield self._table(element)
            elif local == "frame":
                yield self._frame(element)
            elif local.startswith("change"):
                yield from self._change(element, local, inline=False)
            elif local not in _SILENT:
                yield from self._blocks(element, depth)

    def _paragraph(self, element: etree._Element, local: str) -> str:
        style = get(element, "style-name")
        if self._styles.is_hidden(style, "paragraph"):
            return ""
        role = "title" if element is self._title else self._styles.role(style)
        level = get(element, "outline-level")
        if local == "h" and role != "title":
            role = f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else role or "h6"
        heading = role is not None and (role[0] == "h" or role == "title")
        boxes = list[str]()
        marks = () if heading else self._styles.marks(style, "paragraph")
        inner = join_runs(self._runs(element, marks, boxes))
        return wrap(inner, role) + "".join(boxes)

    def _runs(self, element: etree._Element, marks: tuple[str, ...], boxes: list[str]) -> Iterator[str]:
        yield self._text(element.text, marks)
        for child in element:
            yield from self._run(child, _local(child), marks, boxes)
            yield self._text(child.tail, marks)

    def _text(self, text: str | None, marks: tuple[str, ...]) -> str:
        # White space is one blank, more are written as elements (section 6.1.2).
        return mark_run(_collapse(text or ""), (*marks, "ins") if self._inserted else marks)

    def _run(self, element: etree._Element, local: str, marks: tuple[str, ...], boxes: list[str]) -> Iterator[str]:
        if local == "span":
            yield from self._span(element, marks, boxes)
        elif local == "a":
            inner = join_runs(self._runs(element, marks, boxes))
            yield f'<a href="{escape(get(element, "href"))}">{inner}</a>'
        elif local in ("s", "tab"):
            count = get(element, "c")
            yield " " * min(int(count) if count.isdecimal() and len(count) < 5 else 1, _MOST_BLANKS)
        elif local == "line-break":
            yield "<br>"
        elif local == "note":
            yield self._note(element)
        elif local == "frame":
            # A text box stands beside the paragraph it is anchored to, and is no part of its sentence.
            shown = self._frame(element)
            boxed = "<p" in shown
            boxes += [shown] if boxed else []
            yield "" if boxed else shown
        elif local == "annotation":
            self.comments.append(squeeze(" ".join("".join(one.itertext()) for one in element.findall("{*}p"))))
        elif local.startswith("change"):
            yield from self._change(element, local, inline=True)
        elif local not in _SILENT:
            yield from self._runs(element, marks, boxes)

    def _span(self, element: etree._Element, marks: tuple[str, ...], boxes: list[str]) -> Iterator[str]:
        style = get(element, "style-name")
        if not self._styles.is_hidden(style, "text"):
            own = self._styles.marks(style, "text")
            yield from self._runs(element, tuple(dict.fromkeys((*marks, *own))), boxes)

    def _note(self, element: etree._Element) -> str:
        body = element.find("{*}note-body")
        self._notes.append("")
        number = len(self._notes)
        self._notes[number - 1] = "".join(self._blocks(body)) if body is not None else ""
        return f'<sup><a href="#note-{number}">[{number}]</a></sup>'

    def _change(self, element: etree._Element, local: str, *, inline: bool) -> Iterator[str]:
        """Follow the marks of tracked changes: insertions have a start and an end, a deletion its place (5.5.7)."""
        key = get(element, "change-id")
        region = self._changes.get(key)
        deletion = region.find("{*}deletion") if region is not None else None
        if local == "change" and deletion is not None:
            words = " ".join("".join(one.itertext()) for one in deletion.iter("{*}p", "{*}h"))
            yield f"<del>{escape(words)}</del>" if inline else f"<p><del>{escape(words)}</del></p>"
        elif local == "change-start" and region is not None and region.find("{*}insertion") is not None:
            self._inserted.add(key)
        elif local == "change-end":
            self._inserted.discard(key)

    def _frame(self, element: etree._Element) -> str:
        parts = list[str]()
        alt = next((text for name in ("desc", "title") if (text := element.findtext(f"{{*}}{name}"))), None)
        shown = False
        for child in element:
            if _local(child) == "image" and not shown:
                image = self._package.picture(get(child, "href").removeprefix("./"), alt)
                shown = image is not None
                parts += [f'<img src="{escape(image.url)}">'] if image else []
                self.images += [image] if image else []
            elif _local(child) == "text-box":
                parts.extend(self._blocks(child))
        return "".join(parts)

    def _list(self, element: etree._Element, depth: int) -> Iterator[str]:
        if next(element.iter("{*}h"), None) is not None:
            # Numbered headings are written as items of a list.
            for item in element:
                yield from self._blocks(item, depth)
            return
        style = get(element, "style-name") or self._list_style
        outer, self._list_style = self._list_style, style
        tag = "ol" if self._styles.is_numbered(style, depth + 1) else "ul"
        items = "".join(f"<li>{''.join(self._blocks(item, depth + 1))}</li>" for item in element)
        self._list_style = outer
        yield f"<{tag}>{items}</{tag}>"

    def _table(self, element: etree._Element) -> str:
        rows = (one for one in element.iter("{*}table-row") if next(one.iterancestors("{*}table")) is element)
        return f"<table>{''.join(f'<tr>{self._cells(row)}</tr>' for row in rows)}</table>"

    def _cells(self, row: etree._Element) -> str:
        tag = "th" if _local(row.getparent()) == "table-header-rows" else "td"
        return "".join(self._cell(cell, tag) for cell in row.findall("{*}table-cell")[:_MOST_CELLS])

    def _cell(self, cell: etree._Element, tag: str) -> str:
        spans = ((name, get(cell, f"number-{name}s-spanned")) for name in ("column", "row"))
        wide = "".join(f' {name[:3]}span="{count}"' for name, count in spans if count.isdecimal() and count != "1")
        return f"<{tag}{wide}>{''.join(self._blocks(cell))}</{tag}>"


def wrap(inner: str, role: str | None) -> str:
    """Put the text of a paragraph into the element for what its style stands for."""
    if not inner.strip():
        return ""
    if role and role[0] == "h":
        return f"<{role}>{inner}</{role}>"
    if role == "quote":
        return f"<blockquote><p>{inner}</p></blockquote>"
    return f'<p class="{role}">{inner}</p>' if role else f"<p>{inner}</p>"


def _collapse(text: str) -> str:
    opening, closing = text[:1].isspace() * " ", text[-1:].isspace() * " "
    return f"{opening}{' '.join(text.split())}{closing}" if text.strip() else opening


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
