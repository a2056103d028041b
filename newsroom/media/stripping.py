"""Stripping: a copy of a picture's file with other metadata; its picture data stay as they are, bit by bit.

JPEG (ITU-T T.81 annex B), PNG (third edition, clause 5), WebP (RFC 9649) and GIF (GIF89a) are rows of labelled parts;
in AVIF, HEIF (ISO/IEC 23008-12) and TIFF (6.0) metadata lie anywhere in the file, so a position in them is written over
in place.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from zlib import crc32

from newsroom.errors import Unreadable
from newsroom.media.positions import tells_position, without_directories

_XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF = b"Exif\0\0"
_PACKET = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_LONGEST_SEGMENT = 65_533
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NO_METADATA = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_SIZE_OF_VP8X = 18
# What an animation says of its turns, and profiles of colours; comments and everything else are words.
_OF_PICTURE_IN_GIF = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"})
_EXTENSION, _IMAGE, _TRAILER, _APPLICATION, _COMMENT = 0x21, 0x2C, 0x3B, 0xFF, 0xFE


def strip(content: bytes, media_type: str, *, exif: bytes, xmp: bytes, known: tuple[bytes, ...] = ()) -> bytes:
    """Give a file with these metadata in place of its own; GIF gets none, and AVIF keeps its own but for the place.

    `known` are the metadata as they were read, for formats in which they are looked for. Raises Unreadable where its
    parts cannot be told, and where some place or other stays in what is no metadata of the format's.
    """
    try:
        stripped = _WAYS[media_type](content, exif, xmp, known)
    except (IndexError, KeyError, ValueError) as problem:
        raise Unreadable("its parts cannot be told from each other") from problem
    if tells_position(stripped):
        raise Unreadable("it tells where it was taken in a part that is not known")
    return stripped


def _jpeg(content: bytes, exif: bytes, xmp: bytes, _known: tuple[bytes, ...]) -> bytes:
    own = b"".join(_segment(0xE1, one) for one in (_tiff_in_jpeg(exif), xmp and _XMP_IN_JPEG + xmp) if one)
    if not content.startswith(b"\xff\xd8"):
        raise ValueError("it has another beginning")
    kept = list(_segments(content))
    first = 1 if kept and kept[0][0] == 0xE0 else 0
    parts = [b"\xff\xd8", *(part for _, part in kept[:first]), own, *(part for _, part in kept[first:]), b"\xff\xd9"]
    return b"".join(parts)


def _tiff_in_jpeg(exif: bytes) -> bytes:
    return exif if exif.startswith(_EXIF) or not exif else _EXIF + exif


def _segment(marker: int, body: bytes) -> bytes:
    if len(body) > _LONGEST_SEGMENT:
        return b""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of the first picture that carry it or its colours, each with its marker."""
    at = 2
    while (marker := _marker(content, at := _filled(content, at))) != 0xD9:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise ValueError(at)
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        if _carries_picture(marker, content[at + 4 : at + 16]):
            yield marker, content[at:end]
        at = end


def _filled(content: bytes, at: int) -> int:
    """Skip what may stand before a marker to fill up (B.1.1.2)."""
    while content[at : at + 2] == b"\xff\xff":
        at += 1
    return at


def _marker(content: bytes, at: int) -> int:
    if content[at] != 0xFF:
        raise ValueError(at)
    return content[at + 1]


def _carries_picture(marker: int, beginning: bytes) -> bool:
    """Tell tables, frames, scans, JFIF, Adobe's colour transform and colour profiles from everything else."""
    is_profile = marker == 0xE2 and beginning.startswith(b"ICC_PROFILE\0")
    return is_profile or marker in (0xE0, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(content: bytes, at: int) -> int:
    """Find the next marker that is neither a stuffed byte nor a restart."""
    while (at := content.index(b"\xff", at)) + 1 < len(content):
        if content[at + 1] == 0xFF:
            at += 1
        elif content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at
    raise ValueError(at)


def _png(content: bytes, exif: bytes, xmp: bytes, _known: tuple[bytes, ...]) -> bytes:
    if not content.startswith(_SIGNATURE):
        raise ValueError("it has another beginning")
    head, *others = [chunk for kind, chunk in _chunks(content) if kind not in _NO_METADATA]
    own = []
    if xmp:
        own.append(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp))
    if exif:
        own.append(_chunk(b"eXIf", exif.removeprefix(_EXIF)))
    return b"".join((_SIGNATURE, head, *own, *others))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        if end > len(content):
            raise ValueError(at)
        yield kind, content[at:end]
        at = end


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + crc32(kind + body).to_bytes(4, "big")


def _webp(content: bytes, exif: bytes, xmp: bytes, _known: tuple[bytes, ...]) -> bytes:
    kept = [chunk for kind, chunk in _riff(content) if kind not in (b"EXIF", b"XMP ")]
    if content[8:12] != b"WEBP" or not kept or kept[0][:4] != b"VP8X" or len(kept[0]) < _SIZE_OF_VP8X:
        raise ValueError("a file with metadata begins with VP8X")
    flags = kept[0][8] & ~(_HAS_EXIF | _HAS_XMP) | _HAS_EXIF * bool(exif) | _HAS_XMP * bool(xmp)
    kept[0] = kept[0][:8] + bytes((flags,)) + kept[0][9:]
    own = [_riff_chunk(kind, body) for kind, body in ((b"EXIF", exif.removeprefix(_EXIF)), (b"XMP ", xmp)) if body]
    return _riff_chunk(b"RIFF", b"".join((b"WEBP", *kept, *own)))


def _riff(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, last = 12, min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while at + 8 <= last:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if end > last + 1:
            raise ValueError(at)
        # The last may lack the byte that makes its length even, and is not the last any more.
        yield content[at : at + 4], content[at:end].ljust(end - at, b"\0")
        at = end


def _riff_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _avif(content: bytes, _exif: bytes, _xmp: bytes, known: tuple[bytes, ...]) -> bytes:
    for packet in (said for said in known if said.lstrip().startswith(b"<")):
        content = content.replace(packet, b" " * len(packet))
    return without_directories(content)


def _in_place(content: bytes, _exif: bytes, _xmp: bytes, _known: tuple[bytes, ...]) -> bytes:
    """Write over every XMP packet that tells a place, and every directory of a position."""
    spoken = _PACKET.sub(lambda one: b" " * len(one[0]) if tells_position(one[0]) else one[0], content)
    return without_directories(spoken)


def _gif(content: bytes, _exif: bytes, _xmp: bytes, _known: tuple[bytes, ...]) -> bytes:
    if content[:6] not in (b"GIF87a", b"GIF89a"):
        raise ValueError("it has another beginning")
    at = 13 + _size_of_colours(content[10])
    parts = [content[:at]]
    while content[at] != _TRAILER:
        end = _end_of_block(content, at)
        if not _is_said(content[at:end]):
            parts.append(content[at:end])
        at = end
    return b"".join((*parts, bytes((_TRAILER,))))


def _size_of_colours(flags: int) -> int:
    """Give how many bytes a table of colours takes, if there is one (GIF89a sections 18 and 20)."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_block(content: bytes, at: int) -> int:
    if content[at] == _EXTENSION:
        at += 2
    elif content[at] == _IMAGE:
        at += 11 + _size_of_colours(content[at + 9])
    else:
        raise ValueError(at)
    while content[at]:
        at += 1 + content[at]
    return at + 1


def _is_said(block: bytes) -> bool:
    """Tell comments and what programs have noted from pictures, their timing, and text that is drawn."""
    if block[0] != _EXTENSION:
        return False
    return block[1] == _COMMENT or (block[1] == _APPLICATION and block[3:14] not in _OF_PICTURE_IN_GIF)


_WAYS: Mapping[str, Callable[[bytes, bytes, bytes, tuple[bytes, ...]], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/avif": _avif,
    "image/gif": _gif,
    "image/heic": _in_place,
    "image/heif": _in_place,
    "image/tiff": _in_place,
}
