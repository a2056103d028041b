"""Originals: pictures and files as they came, kept under the SHA-256 of their content, whatever they were called.

What a file is, its first bytes say. `media/ab/cdef….jpg` is never written twice and never changed. What is made of
it has the same name with more between its dots (`cdef….960.webp`), so that both go together.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import imagesize

from importers.draft import Source
from newsroom.errors import Unreadable
from newsroom.original import UNKNOWN

MAX_SIZE = 1_000_000_000
MAX_PIXELS = 100_000_000

_CHUNK = 1 << 20
_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/tiff": "tiff",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    UNKNOWN: "bin",
}
KNOWN_TYPES = frozenset(_EXTENSIONS) - {UNKNOWN}
"""What a file's bytes can show it to be."""
_NOT_SHOWN = frozenset({"image/heic", "image/heif", "image/tiff"})
_MAGIC = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"II+\0", "image/tiff"),
    (0, b"MM\0+", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavi", "image/avif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftyphev", "image/heic"),
    (4, b"ftypmif1", "image/heif"),
    (4, b"ftypmsf1", "image/heif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"OggS", "audio/ogg"),
    (0, b"%PDF-", "application/pdf"),
)
# Office files are archives; the name of an early member, or ODF's own note of its type, tells which.
_OFFICE = (
    (b"word/", "wordprocessingml.document"),
    (b"ppt/", "presentationml.presentation"),
    (b"xl/", "spreadsheetml.sheet"),
)
_ODF = b"mimetypeapplication/vnd.oasis.opendocument."
_ODF_KINDS = ("text", "presentation", "spreadsheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An original that is kept; width and height are those it is shown with, where it is a picture."""

    digest: str
    media_type: str
    width: int | None
    height: int | None
    size: int
    notes: tuple[str, ...] = ()


def keep(folder: Path, source: Source, *, picture: bool = False) -> Kept:
    """Keep a file's content for good; raises Unreadable for what is too large, may carry scripts, or is no picture.

    What was kept before is left as it is. The content is on the disk when this returns.
    """
    media_type = identify(source.head)
    _check(source, media_type, picture=picture)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    copy = Path(name)
    try:
        with os.fdopen(handle, "wb") as out, source.open() as content:
            digest, size = _copy(content, out, source.name)
        _settle(copy, path_of(folder, digest, media_type))
        width, height = _measure(path_of(folder, digest, media_type), media_type)
    finally:
        copy.unlink(missing_ok=True)
    notes = _notes(source.name, width, height)
    return Kept(digest=digest, media_type=media_type, width=width, height=height, size=size, notes=notes)


def path_of(folder: Path, digest: str, media_type: str) -> Path:
    """Give where an original of this digest and type lies."""
    return folder / digest[:2] / f"{digest[2:]}.{_EXTENSIONS.get(media_type, 'bin')}"


def rendition_path(folder: Path, digest: str, media_type: str, width: int) -> Path:
    """Give where a rendition of an original lies."""
    return folder / digest[:2] / f"{digest[2:]}.{width}.{_EXTENSIONS[media_type]}"


def public_path(folder: Path, digest: str, media_type: str) -> Path:
    """Give where the copy lies that readers get of an original which tells where it was taken."""
    return folder / digest[:2] / f"{digest[2:]}.public.{_EXTENSIONS[media_type]}"


def remove(folder: Path, digests: Iterable[str]) -> None:
    """Remove originals, whatever type they were kept as, and what was made of them; what is not there is gone."""
    for digest in digests:
        for path in (folder / digest[:2]).glob(f"{digest[2:]}.*"):
            path.unlink(missing_ok=True)


def lying(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give every file that was kept, or made of one, with its digest; one that was cut off in the making has none."""
    for path in folder.glob(".incoming-*"):
        yield path, ""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        digest = path.parent.name + path.name.partition(".")[0]
        if len(digest) == hashlib.sha256().digest_size * 2:
            yield path, digest


def identify(head: bytes) -> str:
    """Tell the media type from a file's first bytes; what nobody knows is `application/octet-stream`."""
    if head.startswith(b"PK\x03\x04"):
        return _archive(head)
    return next((known for at, magic, known in _MAGIC if head.startswith(magic, at)), UNKNOWN)


def digest_of(source: Source) -> str:
    """Give the digest under which a file's content is kept."""
    digest = hashlib.sha256()
    with source.open() as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def is_picture(media_type: str) -> bool:
    """Tell whether browsers show it as a picture."""
    return is_photo(media_type) and media_type not in _NOT_SHOWN


def is_photo(media_type: str) -> bool:
    """Tell whether a file may say where it was taken, whether browsers show it or not."""
    return media_type.startswith("image/")


def _archive(head: bytes) -> str:
    if (at := head.find(_ODF, 0, 200)) >= 0:
        kind = head[at + len(_ODF) : at + len(_ODF) + 12].decode("ascii", "replace")
        known = next((kind_name for kind_name in _ODF_KINDS if kind.startswith(kind_name)), None)
        return f"application/vnd.oasis.opendocument.{known}" if known else "application/zip"
    found = next((kind for member, kind in _OFFICE if member in head), None)
    return f"application/vnd.openxmlformats-officedocument.{found}" if found else "application/zip"


def _check(source: Source, media_type: str, *, picture: bool) -> None:
    if media_type == UNKNOWN and b"<svg" in source.head[:4096].lower():
        raise Unreadable(f"{source.name} is an SVG drawing, which may carry scripts: save it as PNG.")
    if picture and not is_picture(media_type):
        raise Unreadable(f"{source.name} is no picture that browsers show: save it as JPEG, PNG, GIF, WebP or AVIF.")


def _copy(content: BinaryIO, out: BinaryIO, name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(_CHUNK):
        size += len(chunk)
        if size > MAX_SIZE:
            raise Unreadable(f"{name} is larger than 1 GB: make it smaller.")
        digest.update(chunk)
        out.write(chunk)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size


def _settle(copy: Path, path: Path) -> None:
    """Give a finished copy its name, unless it is there, and make the name as durable as the content."""
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    copy.chmod(0o644)
    copy.rename(path)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _measure(path: Path, media_type: str) -> tuple[int | None, int | None]:
    if not is_picture(media_type):
        return None, None
    with path.open("rb") as content:
        try:
            width, height = imagesize.get(content)
        # Headers are foreign bytes: whatever a parser of them trips over, the picture has no known size.
        except Exception:
            return None, None
    return (width, height) if width > 0 and height > 0 else (None, None)


def _notes(name: str, width: int | None, height: int | None) -> tuple[str, ...]:
    if width is None or height is None or width * height <= MAX_PIXELS:
        return ()
    return (f"{name} has {width * height // 1_000_000} megapixels: it is kept, and too large to be shown smaller.",)
