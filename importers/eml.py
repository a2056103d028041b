"""A mail as a file (RFC 5322, MIME; also with a line of mbox above): the release in it, forwarded or attached."""

import re
from collections.abc import Iterator

from importers.draft import ArticleDraft, Defaults, Problem, Source
from importers.mail.article import read_letter
from importers.mail.mime import parse_letter
from importers.reading.characters import read_bytes

_LARGEST = 60_000_000
_MOST_LINES = 400
_HEADER = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_CERTAIN = frozenset(
    b"received return-path mime-version message-id delivered-to dkim-signature content-transfer-encoding".split()
)
_USUAL = frozenset(b"from to subject date sender cc reply-to".split())


def recognises(source: Source) -> bool:
    """Tell whether it opens with the headers of a mail."""
    names = _header_names(source.head)
    return bool(names & _USUAL) and (bool(names & _CERTAIN) or (b"from" in names and len(names & _USUAL) > 2))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the mail, a draft; raises Refused for one that is too large or holds nothing."""
    letter = parse_letter(read_bytes(source, _LARGEST), defaults.zone, source.name)
    yield from read_letter(letter, source.name, defaults)


def _header_names(head: bytes) -> set[bytes]:
    """Give the names of the headers above the first empty line; none where other lines stand among them."""
    names, others = set[bytes](), 0
    for line in head.lstrip(b"\r\n\t \xef\xbb\xbf").splitlines()[:_MOST_LINES]:
        if not line.strip():
            break
        if found := _HEADER.match(line):
            names.add(found[1].lower())
        elif line[:1] not in b" \t" and not line.startswith((b"From ", b">From ")):
            others += 1
    return names if others <= len(names) // 8 else set()
