"""Pages of a PDF as lines with places, and what the document says of itself beside them."""

import ctypes

import pypdfium2 as pdfium
from pypdfium2 import raw

from importers.documents.pdflayout import Page
from importers.documents.pdflines import read_lines
from importers.draft import Refused

_LONGEST_TAG = 100
_MOST_LINES = 20_000


def read_pages(document: pdfium.PdfDocument, name: str, most_letters: int) -> list[Page]:
    """Read the lines of all pages; raises Refused when they are more than a text."""
    pages, letters, count = list[Page](), 0, 0
    for number, page in enumerate(document):
        lines = tuple(read_lines(page, number))
        letters, count = letters + sum(len(line.text) for line in lines), count + len(lines)
        if letters > most_letters or count > _MOST_LINES:
            raise Refused(f"{name} holds more text than can be read at once: import the pages that matter.")
        pages.append(Page(lines, *page.get_size()))
        page.close()
    return pages


def find_language(document: pdfium.PdfDocument) -> str | None:
    """Find the natural language that the document declares (ISO 32000-2, section 14.9.2)."""
    buffer = (ctypes.c_ushort * _LONGEST_TAG)()
    length = raw.FPDFCatalog_GetLanguage(document, buffer, 2 * _LONGEST_TAG)
    return "".join(chr(code) for code in buffer if 0 < code < 128) if length else None
