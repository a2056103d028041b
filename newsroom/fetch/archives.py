"""Archives: ZIP, tar and gzip are unpacked into a folder, within limits; what is a document inside a ZIP is none.

What is in an archive is foreign: no name of it leads out of the folder, no link is followed, and sizes are
counted while they are written, because what an archive says of them need not be true.
"""

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from newsroom.fetch.sources import FileSource

MOST_BYTES = 4_000_000_000
MOST_FILES = 200_000
CHUNK = 1_000_000

Opened = Callable[[], AbstractContextManager[BinaryIO]]
# OPC, OpenDocument and EPUB keep their parts in a ZIP; the importers of documents read them whole.
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")


class _Overfull(Exception):
    """There is more in it than anybody's archive of texts holds."""


def is_archive(source: FileSource) -> bool:
    """Tell from its first bytes whether a file is an archive of files."""
    # Not its whole head: that is for those who read it, and each of ten thousand files is looked at here.
    with source.open() as content:
        first = content.read(262)
    if first.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return not _is_document(source)
    return first.startswith(b"\x1f\x8b") or first[257:] == b"ustar"


def unpack(source: FileSource, folder: Path) -> str | None:
    """Unpack an archive into a folder; where that cannot be, give the sentence that says why."""
    try:
        left = MOST_BYTES
        for number, (name, opened) in enumerate(_members(source)):
            if number >= MOST_FILES:
                raise _Overfull
            with opened() as content:
                left -= _write(content, _place(folder, name), left)
    except _Overfull:
        return f"{source.label} holds more than {MOST_FILES:,} files or {MOST_BYTES // 10**9} GB: import it in parts."
    except RuntimeError:
        # The one way in which zipfile tells that it wants a password.
        return f"{source.label} is locked with a password: unlock it first."
    except (OSError, EOFError, ValueError, NotImplementedError, zipfile.BadZipFile, tarfile.TarError, zlib.error):
        return f"{source.label} is a damaged archive: ask for it again, or unpack it yourself."
    return None


def _is_document(source: FileSource) -> bool:
    try:
        with zipfile.ZipFile(source.path) as archive:
            names = set(archive.namelist())
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return False
    return any(name in names for name in _DOCUMENTS)


def _members(source: FileSource) -> Iterator[tuple[str, Opened]]:
    if source.head.startswith(b"PK"):
        yield from _zipped(source.path)
    elif tarfile.is_tarfile(source.path):
        yield from _tarred(source.path)
    else:
        name = source.name.removesuffix(".gz") if source.name != ".gz" else "content"
        yield name, cast("Opened", partial(gzip.GzipFile, source.path))


def _zipped(path: Path) -> Iterator[tuple[str, Opened]]:
    with zipfile.ZipFile(path) as archive:
        for one in archive.infolist():
            if not one.is_dir() and (name := _safe(_name_of(one))):
                yield name, cast("Opened", partial(archive.open, one))


def _name_of(one: zipfile.ZipInfo) -> str:
    """Give the name of a member; many programs write UTF-8 and do not say so (APPNOTE 6.3.10, 4.4.4 bit 11)."""
    if one.flag_bits & 0x800:
        return one.filename
    try:
        return one.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return one.filename


def _tarred(path: Path) -> Iterator[tuple[str, Opened]]:
    with tarfile.open(path) as archive:
        for one in archive:
            if one.isfile() and (name := _safe(one.name)):
                yield name, cast("Opened", partial(archive.extractfile, one))


def _safe(name: str) -> str | None:
    """Give a name that stays below its folder; None for one that would not, and for what systems leave behind."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    unsafe = any(part in ("..", "/") or ":" in part or "\0" in part for part in parts)
    litter = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return None if unsafe or litter or not parts else "/".join(parts)


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _write(content: BinaryIO, place: Path, most: int) -> int:
    written = 0
    with place.open("wb") as file:
        while chunk := content.read(CHUNK):
            written += len(chunk)
            if written > most:
                raise _Overfull
            file.write(chunk)
    return written
