"""An Outlook message (MSG): its HTML, also where only RTF holds it, else its text, with files and messages within."""

from collections.abc import Iterator

from importers.draft import ArticleDraft, Defaults, Problem, Source
from importers.mail.article import read_letter
from importers.mail.outlook import parse_message
from importers.reading.characters import read_bytes

_LARGEST = 60_000_000
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that every message has (MS-OXMSG, section 2.2.3): Word's and Excel's old files have none.
_MARK = "__nameid_version1.0".encode("utf-16-le")


def recognises(source: Source) -> bool:
    """Tell whether it is a compound file with the properties of a message."""
    if not source.head.startswith(_COMPOUND_FILE):
        return False
    if _MARK in source.head:
        return True
    # A directory may stand behind the files that the message carries.
    with source.open() as stream:
        return _MARK in stream.read(_LARGEST)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the message, a draft; raises Refused for one that is damaged, too large or empty."""
    letter = parse_message(read_bytes(source, _LARGEST), source.name)
    yield from read_letter(letter, source.name, defaults)
