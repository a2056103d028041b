"""Stripping: a copy of a picture's file with other metadata; its picture data stay as they are, bit by bit.

JPEG (ITU-T T.81 annex B), PNG (third edition, clause 5) and WebP (RFC 9649) are rows of labelled parts; in AVIF the
metadata lie somewhere in the file and are written over in place.
"""

from collections.abc import Callable, Iterator, Mapping
from zlib import crc32

from newsroom.errors import Unreadable

_XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF = b"Exif\0\0"
_LONGEST_SEGMENT = 65_533
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NO_METADATA = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_EMPTY_TIFF = b"II*\0\x08\0\0\0\0\0\0\0\0\0"
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def strip(content: bytes, media_type: str, *, exif: bytes, xmp: bytes, known: tuple[bytes, ...] = ()) -> bytes:
    """Give a file with these metadata in place of its own; raises Unreadable where its parts cannot be told.

    `known` are the metadata as they were read, for formats in which they are looked for.
    """
    try:
        return _WAYS[media_type](content, exif, xmp, known)
    except (IndexError, KeyError, ValueError) as problem:
        raise Unreadable("its parts cannot be told from each other") from problem


def _jpeg(content: bytes, exif: bytes, xmp: bytes, _known: tuple[bytes, ...]) -> bytes:
    own = b"".join(_segment(0xE1, one) for one in (_tiff_in_jpeg(exif), xmp and _XMP_IN_JPEG + xmp) if one)
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
    while (marker := _marker(content, at)) != 0xD9:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        if _carries_picture(marker, content[at + 4 : at + 16]):
            yield marker, content[at:end]
        at = end


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
    if not kept or kept[0][:4] != b"VP8X":
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
        yield content[at : at + 4], content[at:end]
        at = end


def _riff_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _avif(content: bytes, _exif: bytes, _xmp: bytes, known: tuple[bytes, ...]) -> bytes:
    for one in (said.removeprefix(_EXIF) for said in known):
        if one not in content:
            raise ValueError("its metadata lie elsewhere than they were read")
        blank = _EMPTY_TIFF.ljust(len(one), b"\0") if one[:2] in (b"II", b"MM") else b" " * len(one)
        content = content.replace(one, blank)
    return content


_WAYS: Mapping[str, Callable[[bytes, bytes, bytes, tuple[bytes, ...]], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/avif": _avif,
}
