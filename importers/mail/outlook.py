"""Outlook's message files (MS-OXMSG): properties in a compound file, as a letter."""

import codecs
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from mimetypes import guess_type
from struct import error, iter_unpack
from typing import Any

import olefile

from importers.documents.richtext import RichText
from importers.draft import Refused
from importers.mail.letter import Enclosed, Letter
from importers.mail.mime import read_headers
from importers.mail.outlook_rtf import decompress, holds_html, read_html
from importers.mail.quoting import read_sender
from importers.reading.characters import decode_text, legible, squeeze

_SUBJECT, _SENDER, _REPRESENTED, _HEADERS = 0x0037, 0x0C1A, 0x0042, 0x007D
_BODY, _RTF, _HTML, _MESSAGE_ID = 0x1000, 0x1009, 0x1013, 0x1035
_SUBMITTED, _DELIVERED, _CREATED = 0x0039, 0x0E06, 0x3007
_CODE_PAGE, _INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
_DATA, _LONG_NAME, _NAME, _MEDIA_TYPE, _CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x370E, 0x3712
_UNICODE, _STRING, _BINARY = "001F", "001E", "0102"
_TIME, _LONG = 0x0040, 0x0003
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_PROPERTIES = "__properties_version1.0"
# Eight fixed bytes, then counters, more of them where recipients and attachments follow (MS-OXMSG, section 2.4.1).
_PREAMBLES = (32, 24, 8)
_DEEPEST = 8
_MOST = 200
_LARGEST_STREAM = 60_000_000
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, error)
_ENCODINGS = {
    65001: "utf-8",
    20127: "ascii",
    28591: "cp1252",
    50220: "iso-2022-jp",
    50221: "iso-2022-jp",
    51932: "euc-jp",
}


def parse_message(content: bytes, name: str) -> Letter:
    """Parse a message file; raises Refused when it is damaged."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            return _read(_Storage(file, (), 0), name, 0)
    except _BROKEN as failure:
        raise Refused(f"{name} is a damaged Outlook message: save it anew, or forward it as a mail.") from failure


class _Storage:
    """One storage of the file, a message's or an attachment's, and its properties."""

    def __init__(self, file: Any, path: tuple[str, ...], kind: int, encoding: str | None = None) -> None:
        self.file, self.path = file, path
        self.fixed = dict[tuple[int, int], int]()
        content = self._stream(_PROPERTIES)[_PREAMBLES[kind] :]
        for tag, name, _, value in iter_unpack("<HHIQ", content[: len(content) // 16 * 16]):
            self.fixed[name, tag] = value
        # Some programs name the page of the mail's text only, and write everything else in it, too.
        self.encoding = self.encoding_by(_CODE_PAGE) or self.encoding_by(_INTERNET_CODE_PAGE) or encoding

    def _stream(self, name: str) -> bytes:
        path = [*self.path, name]
        if not self.file.exists(path) or self.file.get_size(path) > _LARGEST_STREAM:
            return b""
        content = self.file.openstream(path).read()
        return content if isinstance(content, bytes) else b""

    def encoding_by(self, name: int) -> str | None:
        """Give the encoding that a property names as a code page."""
        return _find_encoding(self.fixed.get((name, _LONG), 0) & 0xFFFFFFFF)

    def text(self, *names: int) -> str:
        """Give the first of these texts that says something."""
        for name in names:
            unicode = self._stream(f"__substg1.0_{name:04X}{_UNICODE}")
            found = unicode.decode("utf-16-le", "replace") or decode_text(
                self._stream(f"__substg1.0_{name:04X}{_STRING}"), self.encoding
            )
            if found.strip("\0 \r\n"):
                return legible(found)
        return ""

    def binary(self, name: int) -> bytes:
        """Give a property's bytes."""
        return self._stream(f"__substg1.0_{name:04X}{_BINARY}")

    def moment(self, *names: int) -> datetime | None:
        """Give the first of these moments, which count tenths of microseconds since 1601."""
        for name in names:
            if value := self.fixed.get((name, _TIME), 0):
                try:
                    return (_EPOCH + timedelta(microseconds=value // 10)).replace(microsecond=0)
                except OverflowError:
                    continue
        return None

    def below(self, prefix: str) -> list[str]:
        """Give the names of the storages within this one that begin so."""
        depth = len(self.path)
        found = {
            entry[depth]
            for entry in self.file.listdir(streams=True, storages=True)
            if len(entry) > depth and tuple(entry[:depth]) == self.path and entry[depth].startswith(prefix)
        }
        return sorted(found)[:_MOST]


def _find_encoding(code_page: int) -> str | None:
    name = _ENCODINGS.get(code_page, f"cp{code_page}" if code_page else "")
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _read(message: _Storage, name: str, depth: int) -> Letter:
    files, inner = list[Enclosed](), list[Letter]()
    for one in _attachments(message, name, depth):
        if isinstance(one, Letter):
            inner.append(one)
        else:
            files.append(one)
    headers = read_headers(message.text(_HEADERS), "UTC")
    markup, text = _body(message, name)
    sender = read_sender(squeeze(message.text(_REPRESENTED, _SENDER)))
    return Letter(
        subject=squeeze(message.text(_SUBJECT)) or headers.subject,
        sender=sender or headers.sender,
        sent_at=message.moment(_SUBMITTED, _DELIVERED) or headers.sent_at or message.moment(_CREATED),
        language=headers.language,
        message_id=squeeze(message.text(_MESSAGE_ID)).strip("<> ") or headers.message_id,
        markup=markup,
        text=text,
        files=tuple(files),
        inner=tuple(inner),
    )


def _body(message: _Storage, name: str) -> tuple[str, str]:
    """Give a message's HTML and its text; HTML may be there as such, or only within its RTF."""
    text = message.text(_BODY)
    markup = decode_text(message.binary(_HTML), message.encoding_by(_INTERNET_CODE_PAGE)) or message.text(_HTML)
    if markup.strip():
        return legible(markup), text
    rtf = decompress(message.binary(_RTF))
    if holds_html(rtf):
        return legible(read_html(rtf)), text
    return (RichText(rtf, name).write() if rtf and not text.strip() else ""), text


def _attachments(message: _Storage, name: str, depth: int) -> Iterator[Enclosed | Letter]:
    for number, storage in enumerate(message.below("__attach_version1.0_#"), 1):
        attached = _Storage(message.file, (*message.path, storage), 2, message.encoding)
        embedded = attached.below("__substg1.0_3701000D")
        if embedded and depth < _DEEPEST:
            letter = _read(_Storage(message.file, (*attached.path, embedded[0]), 1), name, depth + 1)
            yield replace(letter, subject=letter.subject or squeeze(attached.text(_LONG_NAME)))
        elif content := attached.binary(_DATA):
            called = squeeze(attached.text(_LONG_NAME, _NAME))[:200] or f"attachment-{number}"
            stated = squeeze(attached.text(_MEDIA_TYPE)).lower() or guess_type(called)[0]
            yield Enclosed(
                name=called,
                media_type=stated or "application/octet-stream",
                content=content,
                content_id=squeeze(attached.text(_CONTENT_ID)).strip("<> "),
            )
