"""What is known of files that no importer reads, so that whoever brings one hears what to do with it."""

from importers.draft import Source
from importers.reading.characters import read_bytes

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB, section 2.2
_LARGEST = 60_000_000
_GENERAL = "is of no format that can be read: save it as HTML, Markdown or plain text."
# A compound file lists its streams by name, in UTF-16.
_STREAMS = {
    "EncryptedPackage": "is locked with a password: unlock it first.",
    "WordDocument": "is a document of Word 97–2003: open it and save it as .docx.",
    "PowerPoint Document": "is a slide deck of PowerPoint 97–2003: open it and save it as .pptx.",
    "Workbook": "is a spreadsheet, which holds no release: save the text as a document.",
}
_OPENINGS = {
    b"\xff\xd8\xff": "is a picture: attach it to an article with `newsroom image add`.",
    b"\x89PNG": "is a picture: attach it to an article with `newsroom image add`.",
    b"GIF8": "is a picture: attach it to an article with `newsroom image add`.",
    b"Rar!": "is a RAR archive: unpack it and import the folder.",
    b"7z\xbc\xaf": "is a 7z archive: unpack it and import the folder.",
    b"bplist00": "is a web archive of Safari: save the page as HTML.",
}


def explain(source: Source) -> str:
    """Tell what a source is that no importer recognises, and what to do: the end of a sentence that names it."""
    if source.head.startswith(_COMPOUND):
        content = read_bytes(source, _LARGEST)
        return next((tell for name, tell in _STREAMS.items() if name.encode("utf-16-le") in content), _GENERAL)
    return next((tell for opening, tell in _OPENINGS.items() if source.head.startswith(opening)), _GENERAL)
