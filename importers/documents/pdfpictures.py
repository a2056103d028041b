"""Photos inside a PDF: those that it holds as JPEG are taken out byte for byte, nothing is drawn anew."""

from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from importers.draft import ImageDraft, MemorySource

# Smaller ones are logos, lines and icons.
_LEAST_PIXELS = 200
_WHOLE = 0.9
_MOST = 40
_LARGEST = 40_000_000
_JPEG = "DCTDecode"


def read_pictures(document: pdfium.PdfDocument) -> tuple[tuple[ImageDraft, ...], int]:
    """Read the photos of all pages, each once, and count the pictures that have to be left in the PDF."""
    contents, left = dict[bytes, int](), 0
    for number, page in enumerate(document, 1):
        for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
            wanted = len(contents) < _MOST and not _is_scan(picture, page)
            content = _take(picture) if wanted else b""
            left += not content
            if content and sum(map(len, contents)) + len(content) <= _LARGEST:
                contents.setdefault(content, number)
        page.close()
    return tuple(_name(contents)), left


def _is_scan(picture: pdfium.PdfObject, page: pdfium.PdfPage) -> bool:
    """Tell whether a picture is the page itself, under a text that somebody's machine read from it."""
    left, bottom, right, top = picture.get_bounds()
    return bool(abs((right - left) * (top - bottom)) > _WHOLE * page.get_width() * page.get_height())


def _take(picture: pdfium.PdfObject) -> bytes:
    """Take the bytes of a picture that is a JPEG as it is, in colours that a browser shows."""
    if not isinstance(picture, pdfium.PdfImage) or min(picture.get_px_size()) < _LEAST_PIXELS:
        return b""
    inks = picture.get_metadata().colorspace in (raw.FPDF_COLORSPACE_DEVICECMYK, raw.FPDF_COLORSPACE_INDEXED)
    is_jpeg = picture.get_filters(skip_simple=True) == [_JPEG]
    return bytes(picture.get_data(decode_simple=True)) if is_jpeg and not inks else b""


def _name(contents: dict[bytes, int]) -> Iterator[ImageDraft]:
    for number, (content, page) in enumerate(contents.items(), 1):
        name = f"page-{page}-picture-{number}.jpg"
        yield ImageDraft(url=name, content=MemorySource(content, name, "image/jpeg"))
