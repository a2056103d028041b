"""Positions: whether a file tells where it was taken, in whatever it is that its format keeps of that.

It is looked for in the bytes, not in what a reader of one format gives: in every TIFF structure (Exif 3.0 section 4.6
is one wherever it lies, in further pictures and previews too), in every XMP packet, in the notes of a film that goes
with a photo, and in what a PNG has compressed.
"""

import re
import zlib
from collections.abc import Iterator
from mmap import mmap
from struct import Struct, error, pack, unpack_from

Content = bytes | mmap

_GPS_DIRECTORY, _GPS_VERSION = 0x8825, 0
_POINTERS = (4, 13)
_MOST_DIRECTORIES = 16
# How long a value of each type is, how long one may be that stands in the entry itself, and how long one is at most.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_INSIDE, _LONGEST_VALUE = 4, 1024
_TIFF = (b"II*\0", b"MM\0*")
# A place that XMP tells to the metre (in EXIF's words, or in those of drones), or to the house (IPTC's sublocation); a
# town or a country is none. The last are those of films, by QuickTime and by 3GPP (TS 26.244 section 8.10).
_WORDS = (
    *(b"GPSLatitude", b"GPSLongitude", b"GPSDestL", b"GpsLatitude", b"GpsLong", b"geo:lat"),
    *(b"Iptc4xmpCore:Location", b"Iptc4xmpExt:Sublocation"),
    *(b"com.apple.quicktime.location", b"loci\0\0\0\0"),
)
_SPELLED = tuple(spelled for word in _WORDS for spelled in (word, b"\0".join(bytes((one,)) for one in word)))
_IN_FILM = re.compile(rb"\xa9xyz.{4}[+-]\d", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"
_LONGEST_TEXT = 1 << 24
# ImageMagick keeps EXIF and XMP in a PNG's texts, as hexadecimal digits below a name and a length.
_PROFILE = re.compile(rb"\n\w+\n\s*\d+\n([0-9a-fA-F\s]+)")


def tells_position(content: Content) -> bool:
    """Tell whether these bytes, a file or a part of one, say where exactly something was taken."""
    return _says(content) or any(_says(text) for text in _texts(content))


def _says(content: Content) -> bool:
    if any(content.find(word) >= 0 for word in _SPELLED) or _IN_FILM.search(content):
        return True
    return any(_has_position(content, start) for start in _starts(content))


def without_directories(content: bytes) -> bytes:
    """Give as many bytes in which every directory of a position has nothing in it but its own version, which is 0."""
    written = bytearray(content)
    for start in _starts(content):
        order = _order(content, start)
        for at in _position_directories(content, start, order):
            for place, _, kind, count, value in _entries(content, at, order):
                size = min(count * _SIZES.get(kind, 1), _LONGEST_VALUE)
                if size > _INSIDE and start + value + size <= len(written):
                    written[start + value : start + value + size] = bytes(size)
                written[place : place + 12] = pack(f"{order}HHII", _GPS_VERSION, 1, 4, 0)
    return bytes(written)


def _starts(content: Content) -> Iterator[int]:
    for header in _TIFF:
        at = content.find(header)
        while at >= 0:
            yield at
            at = content.find(header, at + 1)


def _has_position(content: Content, start: int) -> bool:
    """Tell whether a TIFF structure leads to a directory of a position that holds more than its own version.

    Cameras without a receiver write the version alone. A directory that cannot be read may hold anything.
    """
    order = _order(content, start)
    return any(_holds_more(content, at, order) for at in _position_directories(content, start, order))


def _order(content: Content, start: int) -> str:
    return "<" if content[start : start + 1] == b"I" else ">"


def _position_directories(content: Content, start: int, order: str) -> Iterator[int]:
    for at in _directories(content, start, order):
        for _, tag, kind, _, value in _entries(content, at, order):
            if tag == _GPS_DIRECTORY and kind in _POINTERS:
                yield start + value


def _holds_more(content: Content, at: int, order: str) -> bool:
    tags = [tag for _, tag, *_ in _entries(content, at, order)]
    return not tags or any(tag != _GPS_VERSION for tag in tags)


def _directories(content: Content, start: int, order: str) -> Iterator[int]:
    """Yield where the directories of a TIFF structure begin (TIFF 6.0, section 2), as far as they are here."""
    link = start + 4
    for _ in range(_MOST_DIRECTORIES):
        try:
            (at,) = unpack_from(f"{order}I", content, link)
            (count,) = unpack_from(f"{order}H", content, start + at)
        except error:
            return
        if not at:
            return
        yield start + at
        link = start + at + 2 + 12 * count


def _entries(content: Content, at: int, order: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield place, tag, type, count and value of each entry of a directory, as far as they are here."""
    entry = Struct(f"{order}HHII")
    count = int.from_bytes(content[at : at + 2], "little" if order == "<" else "big")
    for place in range(at + 2, min(at + 2 + 12 * count, len(content) - entry.size + 1), entry.size):
        tag, kind, many, value = entry.unpack_from(content, place)
        yield place, tag, kind, many, value


def _texts(content: Content) -> Iterator[bytes]:
    """Yield the texts of a PNG (third edition, 11.3.3), unpacked, and what stands there in digits."""
    at = len(_PNG) if content[: len(_PNG)] == _PNG else len(content)
    while at + 12 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            text = _unpacked(kind, content[at + 8 : at + 8 + size])
            yield text
            yield from (_bytes_of(found[1]) for found in _PROFILE.finditer(text))
        at += 12 + size


def _unpacked(kind: bytes, body: bytes) -> bytes:
    _, _, text = body.partition(b"\0")
    if kind == b"zTXt":
        return _inflated(text[1:])
    if kind == b"iTXt" and text[:1] == b"\1":
        return _inflated(text[2:].split(b"\0", 2)[-1])
    return text


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST_TEXT)
    except zlib.error:
        return b""


def _bytes_of(digits: bytes) -> bytes:
    together = b"".join(digits.split())
    return bytes.fromhex(together[: len(together) // 2 * 2].decode())
