"""From bytes to text: which encoding a source is in, and which characters a text may hold."""

import codecs
import re
from email.message import Message

from importers.draft import Refused, Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that declare Latin-1 are read as Windows-1252 by every browser (WHATWG Encoding, section 4.2).
_AS_BROWSERS_DO = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}
# Blanks, controls, and the bytes of what is not in ASCII: byte order marks and other blanks among them.
_NO_MARKS = bytes([*range(33), *range(127, 256)])
_ILLEGIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_bytes(source: Source, limit: int) -> bytes:
    """Read the whole source, or raise Refused when it is larger than `limit` bytes."""
    with source.open() as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise Refused(f"{source.name} is larger than {limit // 1_000_000} MB, which is the limit for its format.")
    return content


def decode_text(content: bytes, declared: str | None = None) -> str:
    """Decode by byte order mark, by the shape of UTF-16, as declared, as UTF-8, or else as Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    return _decode_first(content, (_find_utf16(content), _as_browsers_do(declared), "utf-8"))


def find_charset(media_type: str | None) -> str | None:
    """Find the charset parameter of a media type (RFC 9110, section 8.3); None where it is no name at all."""
    message = Message()
    message["Content-Type"] = media_type or "text/plain"
    try:
        return message.get_content_charset()
    except ValueError:
        return None


def legible(text: str) -> str:
    """Give the text without control characters and lone surrogates, with newlines as newlines."""
    return _ILLEGIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def may_open_with(marks: bytes, source: Source) -> bool:
    """Tell at little cost whether its first visible character may be one of these; what is not in ASCII may."""
    head = source.head
    return source.media_type is not None or head.lstrip(_NO_MARKS)[:1] in marks or b"\0" in head


def squeeze(text: str) -> str:
    """Give the text on one line, each run of white space as one blank."""
    return " ".join(legible(text).split())


def fold(text: str) -> str:
    """Give only the letters and digits, without case, to compare what two places say."""
    return "".join(filter(str.isalnum, text.casefold()))


def _find_utf16(content: bytes) -> str | None:
    if content[1:2] == b"\0" and content[3:4] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if content[:1] == b"\0" and content[2:3] == b"\0" else None


def _as_browsers_do(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    # A document whose declaration can be read as ASCII is not in UTF-16, whatever it says.
    return None if name.startswith(("utf-16", "utf-32")) else _AS_BROWSERS_DO.get(name, name)


def _decode_first(content: bytes, encodings: tuple[str | None, ...]) -> str:
    for encoding in filter(None, encodings):
        try:
            return content.decode(encoding)
        except (LookupError, ValueError):
            continue
    return content.decode("windows-1252", "replace")
