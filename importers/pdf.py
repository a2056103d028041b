"""PDF with a text layer (ISO 32000): columns, hyphens and headers undone, headings by size, photos, attached files."""

from collections.abc import Iterator
from mimetypes import guess_type
from typing import TYPE_CHECKING

from importers.documents.manuscript import Manuscript, make_article
from importers.draft import ArticleDraft, AttachmentDraft, Defaults, MemorySource, Problem, Refused, Source
from importers.reading.characters import read_bytes, squeeze
from importers.reading.kinds import primary_language

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LARGEST = 60_000_000
_MOST_PAGES = 200
_MOST_LETTERS = 1_000_000
_MOST_FILES = 50
_LARGEST_FILES = 40_000_000
_MARK = b"%PDF-"
_LAYOUT = "The structure was told by the look of the pages: read it through against the PDF."
_PICTURES = "Logos, drawings and the like were left in the PDF ({}): add the originals of those that matter."
_SCAN = "{} has no text layer, it is a scan: run it through text recognition (OCR) and import what comes out."


def recognises(source: Source) -> bool:
    """Tell whether it begins as a PDF; blanks and a byte order mark may stand before it, as every reader allows."""
    return source.head[:1024].lstrip(b"\xef\xbb\xbf\0 \t\r\n\f").startswith(_MARK)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the document, a draft; raises Refused for a scan, a locked, and a damaged one."""
    # Loaded here, since the library takes some megabytes that other formats need not pay.
    import pypdfium2 as pdfium

    content = read_bytes(source, _LARGEST)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused(_refuse(source.name, str(error))) from error
    try:
        manuscript = _read_document(document, source.name)
    except pdfium.PdfiumError as error:
        raise Refused(_refuse(source.name, str(error))) from error
    finally:
        document.close()
    yield make_article(manuscript, source, defaults)


def _refuse(name: str, error: str) -> str:
    if "password" in error.lower():
        return f"{name} is locked with a password: unlock it first."
    return f"{name} is a damaged PDF: ask for it again, or save it anew."


def _read_document(document: "PdfDocument", name: str) -> Manuscript:
    from importers.documents.pdflayout import write_pages
    from importers.documents.pdfpages import find_language, read_pages
    from importers.documents.pdfpictures import read_pictures

    if len(document) > _MOST_PAGES:
        raise Refused(f"{name} has more than {_MOST_PAGES} pages: import the pages that matter.")
    pages = read_pages(document, name, _MOST_LETTERS)
    if not any(letter.isalpha() for page in pages for line in page.lines for letter in line.text):
        raise Refused(_SCAN.format(name))
    said, (images, left) = document.get_metadata_dict(), read_pictures(document)
    return Manuscript(
        markup=write_pages(pages),
        title=squeeze(said.get("Title", "")),
        author=said.get("Author", ""),
        language=primary_language(find_language(document)),
        images=images,
        attachments=tuple(_read_files(document)),
        notes=(_LAYOUT, *((_PICTURES.format(left),) if left else ())),
    )


def _read_files(document: "PdfDocument") -> Iterator[AttachmentDraft]:
    from pypdfium2 import PdfiumError

    left = _LARGEST_FILES
    for number in range(min(_MOST_FILES, document.count_attachments())):
        try:
            attachment = document.get_attachment(number)
            name, content = squeeze(attachment.get_name()), bytes(attachment.get_data())
        except PdfiumError:
            continue
        left -= len(content)
        media_type = guess_type(name)[0]
        if left >= 0 and name:
            held = MemorySource(content, name, media_type)
            yield AttachmentDraft(url=name, name=name, media_type=media_type, content=held)
