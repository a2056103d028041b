"""Plain text as it arrives: bytes in an unknown encoding, told apart from other formats and made clean."""

import codecs
import html
import re
import unicodedata
from collections.abc import Iterator

from importers.draft import Refused, Source

# A text becomes two or three times its size as blocks and HTML, and the gate takes 2 MB an item anyway.
LARGEST = 8_000_000

# Soft hyphens and zero-width marks come with copied pages; they split words for search and hide in addresses.
_INVISIBLE = dict.fromkeys([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])
_INVISIBLE.update(dict.fromkeys(range(0x202A, 0x202F)))
_NEWLINE = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# These have importers of their own; taken as text they would be published with their markup.
_OTHER_FORMAT = re.compile(
    r"""\s*(?: <[a-z!?/] | \{\s*["}] | \[\s*[\[{"] | \{\\rtf | %PDF- | %!PS | BEGIN:V
        | From\ \S+@\S+\s
        | (?:[\w-]+:.*\n(?:[ ].*\n)*){0,60}?(?:Received|Return-Path|MIME-Version|Message-ID|Delivered-To):\s
        | [\w"]+(?:[,;][\w"]+){3,}\s*\n )""",
    re.VERBOSE | re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(?s:.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
_HEADER = re.compile(r"[\w-]{1,40}:\s|[\w-]{1,40}\s=\s")
_ADDRESS = re.compile(r"""https?://[^\s<>"'”»]+""")


def decode(content: bytes, *, whole: bool = True) -> str | None:
    """Turn bytes into text by byte order mark, as UTF-8, or as Windows-1252; None when they are no text."""
    final = whole or len(content) < 65536
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = codecs.getincrementaldecoder("utf-16")("replace").decode(content, final)
    else:
        text = _decode_bytes(content, final)
    controls = len(_CONTROL.findall(text))
    # PDF extractors leave a stray control character now and then; random bytes have one in ten.
    return None if "\0" in text or controls > 2 + len(text) // 50 else text


def _decode_bytes(content: bytes, final: bool) -> str:
    lenient = codecs.getincrementaldecoder("utf-8-sig")("replace").decode(content, final)
    broken = lenient.count("\ufffd")
    foreign = len(lenient) - len(lenient.encode("ascii", "ignore"))
    # One damaged byte must not turn a whole UTF-8 text into mojibake; Windows-1252 has next to no valid sequence.
    if not broken or foreign > 10 * broken:
        return lenient
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def tidy(text: str) -> str:
    """Make line ends line feeds and letters composed (NFC), and drop what no reader sees; form feeds stay."""
    return unicodedata.normalize("NFC", _NEWLINE.sub("\n", text).translate(_INVISIBLE)).replace("\t", "    ")


def preview_text(source: Source) -> str | None:
    """Give the tidy beginning of a source that is plain text; None for binary files and marked-up formats."""
    text = decode(source.head, whole=False)
    if text is None or not text.strip() or _OTHER_FORMAT.match(text):
        return None
    # A rule of dashes is no front matter: a field must follow it.
    text = tidy(text)
    return None if _has_front_matter(text) else text


def _has_front_matter(text: str) -> bool:
    found = _FRONT_MATTER.match(text)
    return bool(found and _HEADER.match(text[found.end(1) :].lstrip()))


def read_text(source: Source) -> str:
    """Read a whole source as tidy text; raises Refused when it is too large, empty or no text."""
    with source.open() as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(f"{source.name} is a text of more than {LARGEST // 1_000_000} MB: split it into smaller files.")
    text = decode(content)
    if text is None:
        raise Refused(f"{source.name} is no plain text: save it as text and import it again.")
    if not (text := tidy(text)).strip():
        raise Refused(f"{source.name} holds no text.")
    return text


def group_lines(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Give runs of lines that stand between blank lines."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
        elif group:
            yield tuple(group)
            group = []


def squeeze(line: str) -> str:
    """Make every run of blanks, no-break spaces too, one space: for comparing, not for showing."""
    return " ".join(line.split())


def squeeze_blanks(line: str) -> str:
    """Make runs of spaces one; a no-break space inside a number stays."""
    return " ".join(part for part in line.strip().split(" ") if part)


def to_html(text: str) -> str:
    """Escape text and make its web addresses links."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = found.group().rstrip(".,;:!?)]")
        link = html.escape(address)
        parts += [html.escape(text[end : found.start()], quote=False), f'<a href="{link}">{link}</a>']
        end = found.start() + len(address)
    return "".join([*parts, html.escape(text[end:], quote=False)])
