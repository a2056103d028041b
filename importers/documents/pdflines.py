"""Lines of a PDF's text layer with their places, sizes and weights, as PDFium finds them."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from importers.reading.characters import legible

# PDFium writes this for the hyphen at a line's end, and goes on with the next line.
_BROKEN = re.compile(r"\x02\s*(?=(\w+))")
# “miljö- och” keeps its hyphen, and so does a compound with a name or a number.
_SUSPENDED = frozenset(("och", "eller", "ja", "tai", "sekä", "and", "or", "und", "oder", "og", "samt"))
_BOLD = re.compile(r"bold|black|heavy|-bd\b|semibold|demi", re.IGNORECASE)
_LONGEST_NAME = 128
# Every how many letters the look of a line is asked for: each question costs 2 µs.
_STEP = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: `left`, `bottom`, `right` and `top` are points from the page's lower left corner."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool


def read_lines(page: pdfium.PdfPage, number: int) -> Iterator[Line]:
    """Yield the lines of a page in the order of its content, which is that of reading where a program wrote it."""
    textpage = page.get_textpage()
    try:
        start, text = 0, _all_text(textpage)
        for part in text.split("\n"):
            line = _read_line(textpage, part, start, number)
            start += len(part) + 1
            if line:
                yield line
    finally:
        textpage.close()


def _all_text(textpage: pdfium.PdfTextPage) -> str:
    """Give all letters by their index, which get_text_range does not promise for what is beyond the BMP."""
    codes = (raw.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars()))
    return "".join(" " if code in (0, 13) or code > 0x10FFFF else chr(code) for code in codes)


def _read_line(textpage: pdfium.PdfTextPage, part: str, start: int, number: int) -> Line | None:
    letters = [start + place for place, letter in enumerate(part) if not letter.isspace()]
    text = " ".join(legible(_BROKEN.sub(_join, part)).split())
    boxes = [box for index in letters[::_STEP] + letters[-1:] if (box := _box(textpage, index))]
    if not text or not boxes:
        return None
    bold = all(_is_bold(textpage, index) for index in {letters[0], letters[len(letters) // 2], letters[-1]})
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    size = median(top - bottom for _, bottom, _, top in boxes)
    return Line(text, number, lefts[0], min(bottoms), max(rights), max(tops), size, bold)


def _join(found: re.Match[str]) -> str:
    word = found[1]
    if word in _SUSPENDED:
        return "- "
    return "" if word[0].islower() else "-"


def _box(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    box = raw.FS_RECTF()
    # The loose box has the font's height in points of the page, whatever matrices the page piles up.
    if not raw.FPDFText_GetLooseCharBox(textpage, index, box):
        return None
    return (box.left, box.bottom, box.right, box.top) if box.top > box.bottom else None


def _is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, _LONGEST_NAME, flags)
    return bool(_BOLD.search(name.value.decode("utf-8", "replace")))
