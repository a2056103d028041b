"""Blocks of an RTF text gathered one after the other, as RTF tells of them: paragraphs, items, rows of tables."""

from dataclasses import dataclass
from itertools import groupby

from importers.documents.odf import wrap
from importers.documents.runs import join_runs
from importers.documents.sizes import find_largest


@dataclass(frozen=True, slots=True)
class Block:
    """A block: `p`, `ul`, `ol`, `row` or `box`, its HTML, what its style stands for, and its largest letters."""

    shape: str
    inner: str
    role: str | None = None
    size: float = 0.0


class Flow:
    """One flow of text, the body's or that of a note or a cell, to which runs and then paragraphs are added."""

    def __init__(self) -> None:
        self.runs, self.size, self.list, self.boxes = list[str](), 0.0, "", list[str]()
        self._blocks, self._cell, self._cells = list[Block](), list[Block](), list[str]()

    def end_paragraph(self, role: str | None, *, in_table: bool) -> None:
        """End a paragraph, in a cell where it is in a table."""
        inner = join_runs(self.runs).strip()
        block = Block(self.list or "p", inner, role, self.size)
        self.runs, self.size, self.list = [], 0.0, ""
        boxes, self.boxes = [Block("box", box) for box in self.boxes], []
        (self._cell if in_table else self._blocks).extend([*([block] if inner else []), *boxes])

    def end_cell(self, role: str | None) -> None:
        """End a cell of a row."""
        self.end_paragraph(role, in_table=True)
        self._cells.append(_write(self._cell))
        self._cell = []

    def end_row(self) -> None:
        """End a row of a table."""
        if self._cells:
            cells = "".join(f"<td>{cell}</td>" for cell in self._cells)
            self._blocks.append(Block("row", f"<tr>{cells}</tr>"))
        self._cells = []

    def write(self, *, titled: bool = False) -> str:
        """Write the flow as HTML; with `titled` the largest letters near its start make a headline."""
        self.end_paragraph(None, in_table=False)
        self.end_row()
        blocks = [*self._blocks, *self._cell]
        largest = find_largest([block.size or 12.0 for block in blocks]) if titled else None
        named = any((block.role or "")[:1] == "h" or block.role == "title" for block in blocks[:8])
        if largest is not None and not named:
            blocks[largest] = Block("p", blocks[largest].inner, "title")
        return _write(blocks)


def _write(blocks: list[Block]) -> str:
    parts = list[str]()
    for shape, run in groupby(blocks, key=lambda block: block.shape):
        inner = list(run)
        if shape == "row":
            parts.append(f"<table>{''.join(block.inner for block in inner)}</table>")
        elif shape == "box":
            parts += [block.inner for block in inner]
        elif shape == "p":
            parts += [wrap(block.inner, block.role) for block in inner]
        else:
            parts.append(f"<{shape}>{''.join(f'<li>{block.inner}</li>' for block in inner)}</{shape}>")
    return "".join(parts)
