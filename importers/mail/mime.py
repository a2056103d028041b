"""Internet mail (RFC 5322, MIME) as it really arrives: the parts of a message as a letter."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from mimetypes import guess_extension

from importers.draft import Refused
from importers.mail.letter import Enclosed, Letter
from importers.mail.quoting import read_sender
from importers.reading.characters import decode_text, legible, squeeze
from importers.reading.instants import parse_moment
from importers.reading.kinds import primary_language

_DEEPEST = 12
_MOST_PARTS = 400
_ENCODED = re.compile(r"=\?[^\s?]{1,40}\?[bBqQ]\?[^?]*\?=(?:\s+=\?[^\s?]{1,40}\?[bBqQ]\?[^?]*\?=)*")
_ZONE_WORD = re.compile(r"\s*\([^()]*\)\s*$")
_UNTRUSTED = frozenset({None, "us-ascii", "ascii", "iso-8859-1", "latin1", "latin-1", "windows-1252", "unknown-8bit"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})


@dataclass(slots=True)
class _Parts:
    """What the walk over a message's parts gathers."""

    markups: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    files: list[Enclosed] = field(default_factory=list)
    inner: list[Letter] = field(default_factory=list)
    seen: int = 0


def parse_letter(content: bytes, zone: str, name: str) -> Letter:
    """Parse a message as far as it goes; raises Refused where its parts nest beyond reason."""
    try:
        # The newer policies raise on headers that are broken, this one gives them as they came.
        return _read_message(email.message_from_bytes(content.lstrip(b"\r\n\t \xef\xbb\xbf"), policy=compat32), zone, 0)
    except RecursionError:
        raise Refused(f"{name} nests its parts too deep to be read.") from None


def read_headers(text: str, zone: str) -> Letter:
    """Read headers that stand alone, as Outlook keeps those of a message."""
    return _read_message(email.message_from_string(text.lstrip(), policy=compat32), zone, _DEEPEST)


def _read_message(message: Message, zone: str, depth: int) -> Letter:
    parts = _Parts()
    if depth < _DEEPEST:
        _gather(message, parts, zone, depth)
    return Letter(
        subject=_say(message, "Subject"),
        sender=read_sender(_say(message, "From") or _say(message, "Sender")),
        sent_at=_date_of(message, zone),
        language=primary_language(_say(message, "Content-Language").partition(",")[0]),
        message_id=_say(message, "Message-ID").strip("<> ") or None,
        markup="\n".join(parts.markups),
        text="\n\n".join(parts.texts),
        files=tuple(parts.files),
        inner=tuple(parts.inner),
    )


def _raw(message: Message, name: str) -> str:
    values = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    raw = next((value for value in values if value.strip()), "")
    # What is not in ASCII arrives as lone surrogates, a byte each, whether it was in UTF-8 or not.
    return squeeze(raw if raw.isascii() else decode_text(raw.encode("utf-8", "surrogateescape")))


def _say(message: Message, name: str) -> str:
    return _decode_words(_raw(message, name))


def _decode_words(text: str) -> str:
    """Undo the encoded words of a header (RFC 2047), a letter split over two of them too."""
    return squeeze(_ENCODED.sub(_decode_run, text))


def _decode_run(run: re.Match[str]) -> str:
    try:
        words = decode_header(run[0])
        return "".join(word if isinstance(word, str) else _decode(word, charset) for word, charset in words)
    except (ValueError, LookupError, email.errors.HeaderParseError):
        return run[0]


def _decode(content: bytes, charset: str | None) -> str:
    """Decode as declared; a declaration that mail programs write unasked yields to what the bytes are."""
    if b"\x1b$" in content[:100_000]:
        return content.decode("iso-2022-jp", "replace")
    return legible(decode_text(content, None if _may_be_utf8(content, charset) else charset))


def _may_be_utf8(content: bytes, charset: str | None) -> bool:
    if (charset or "").lower() not in _UNTRUSTED and charset:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _date_of(message: Message, zone: str) -> datetime | date | None:
    return parse_moment(_ZONE_WORD.sub("", _say(message, "Date")), zone)


def _gather(message: Message, parts: _Parts, zone: str, depth: int) -> None:
    """Gather the parts of a message; HTML and text of one place are alternatives, of which the reader chooses."""
    for part in _leaves(message, depth):
        parts.seen += 1
        if parts.seen > _MOST_PARTS:
            return
        kind = part.get_content_type()
        if kind == "message/rfc822":
            parts.inner += [_read_message(one, zone, depth + 1) for one in _inner(part)[:1]]
        elif kind in ("text/plain", "text/html") and (part is message or not _is_file(part)):
            _take_text(part, kind, parts)
        elif kind not in _SIGNATURES and (file := _enclosed(part, len(parts.files) + 1)):
            parts.files.append(file)


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
    elif depth < 4 * _DEEPEST:
        for part in _inner(message):
            yield from _leaves(part, depth + 1)


def _inner(message: Message) -> list[Message]:
    """Give the messages that one holds; the payload of any other kind is decoded at once, which damage may forbid."""
    payload = message.get_payload() if message.is_multipart() else []
    return [one for one in payload if isinstance(one, Message)]


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _take_text(part: Message, kind: str, parts: _Parts) -> None:
    text = _decode(_content(part), _charset(part))
    if kind == "text/html":
        parts.markups.append(text)
    else:
        parts.texts.append(_unflow(text) if "flowed" in str(part.get("Content-Type", "")).lower() else text)


def _unflow(text: str) -> str:
    """Join the lines of a flowed text (RFC 3676, section 4.1); a signature's mark stays."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and lines[-1].endswith(" ") and lines[-1] != "-- " and line != "-- " and line[:1] != ">":
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError):
        return None


def _content(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Message) -> str:
    try:
        name = _decode_words(squeeze(part.get_filename() or ""))
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""
    return name.replace("\\", "/").rpartition("/")[2][:200]


def _enclosed(part: Message, number: int) -> Enclosed | None:
    content = _content(part)
    media_type = part.get_content_type()
    name = _file_name(part) or f"attachment-{number}{guess_extension(media_type) or ''}"
    identifier = _say(part, "Content-ID").strip("<> ")
    return Enclosed(name=name, media_type=media_type, content=content, content_id=identifier) if content else None
