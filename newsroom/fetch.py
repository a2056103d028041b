"""Fetch: names on a command line become sources, one after the other: files, folders and standard input."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

HEAD = 65536
STANDARD_INPUT = "-"

_COMPANIONS = {
    "picture": "avif bmp cur gif heic heif ico jfif jpeg jpg png svg tif tiff webp",
    "film": "avi m4v mkv mov mp4 mpeg mpg ogv webm",
    "sound": "aac flac m4a mp3 oga ogg opus wav",
    "part of a page": "css eot js map mjs otf scss ttf woff woff2",
}
_KIND_BY_SUFFIX = {f".{suffix}": kind for kind, suffixes in _COMPANIONS.items() for suffix in suffixes.split()}
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
# A room in or around the folder is no source of its own.
_OF_A_ROOM = re.compile(r"newsroom\.(?:toml|db(?:-wal|-shm|-journal)?)")


@dataclass(frozen=True)
class FileSource:
    """A file as a source; `label` is what people call it, and siblings come from below `root` alone."""

    path: Path
    root: Path
    label: str
    media_type: str | None = None
    address: str | None = None

    @property
    def name(self) -> str:
        """Give the file's name, without its folder."""
        return self.path.name

    @cached_property
    def head(self) -> bytes:
        """Give its first 64 kB."""
        with self.path.open("rb") as content:
            return content.read(HEAD)

    def open(self) -> BinaryIO:
        """Open it from the start."""
        return self.path.open("rb")

    def sibling(self, name: str) -> "FileSource | None":
        """Find another file by relative name; None for what is hidden or lies outside the root, by link or by dots."""
        relative = PurePosixPath(name)
        if (
            "\0" in name
            or relative.is_absolute()
            or any(part.startswith(".") for part in relative.parts if part != "..")
        ):
            return None
        try:
            path = (self.path.parent / relative).resolve()
            found = path.is_relative_to(self.root) and path.is_file()
        except OSError:
            return None
        return FileSource(path, self.root, str(relative)) if found else None


@dataclass(frozen=True, slots=True)
class Unread:
    """A name that gives nothing to read; `reason` is one sentence."""

    label: str
    reason: str


Found = FileSource | Unread


@contextmanager
def fetching(names: Sequence[str], standard_input: BinaryIO | None = None) -> Iterator[Iterator[Found]]:
    """Give the sources of these names, read lazily and in order; what `-` brought is kept until the end."""
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        spool = Path(folder).resolve() / "standard input"
        yield _sources(names, spool, standard_input or sys.stdin.buffer)


def _sources(names: Iterable[str], spool: Path, standard_input: BinaryIO) -> Iterator[Found]:
    for name in names:
        if name == STANDARD_INPUT:
            yield _spooled(spool, standard_input)
        elif not name.strip():
            # The path "" is the current folder, and an empty variable of a script would take that in.
            yield Unread(name, "An empty name is no source: name a file, a folder, or - for standard input.")
        elif name.lower().startswith(("http://", "https://")):
            yield Unread(
                name, f"{name} is an address, which cannot be fetched yet: save the page as a file and name that."
            )
        else:
            yield from _named(Path(name))


def _spooled(spool: Path, standard_input: BinaryIO) -> FileSource:
    with spool.open("wb") as copy:
        shutil.copyfileobj(standard_input, copy)
    return FileSource(spool, spool, "standard input")


def _named(path: Path) -> Iterator[Found]:
    label = _printable(path)
    kind = _KIND_BY_SUFFIX.get(path.suffix.lower())
    if path.is_dir():
        yield from _folder(path, label)
    elif not path.exists():
        yield Unread(label, f"{label} does not exist: check the name.")
    elif not path.is_file():
        yield Unread(label, f"{label} is neither a file nor a folder: name one of these, or - for standard input.")
    elif kind:
        yield Unread(label, f"{label} is a {kind}: import the text that it goes with.")
    else:
        yield _file(path.resolve(), path.resolve().parent, label)


def _folder(folder: Path, label: str) -> Iterator[Found]:
    """Yield a folder's texts in the order of their names; what only goes with them is left out."""
    root, empty, closed = folder.resolve(), True, list[OSError]()
    for path in _walk(root, closed):
        empty = False
        yield _file(path, root, f"{label}/{_printable(path.relative_to(root))}")
    for one in closed:
        place = f"{label}/{_printable(Path(one.filename).relative_to(root))}".removesuffix("/.")
        yield Unread(place, f"{place} may not be opened: change its permissions.")
    if empty and not closed:
        yield Unread(label, f"{label} holds no file that could be a text: name another folder.")


def _walk(root: Path, closed: list[OSError]) -> Iterator[Path]:
    """Yield the files of a folder and of those below it; which of these cannot be opened is added to `closed`."""
    for place, folders, files in os.walk(root, onerror=closed.append):
        pages = {Path(name).stem for name in files if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_page_folder(name, pages))
        for name in sorted(files):
            path = Path(place, name)
            if _may_be_text(path) and (not path.is_symlink() or path.resolve().is_relative_to(root)):
                yield path


def _is_page_folder(name: str, pages: set[str]) -> bool:
    """Tell whether a browser made this folder beside a page that it saved."""
    return name.removesuffix("_files") in pages and name.endswith("_files")


def _may_be_text(path: Path) -> bool:
    name = path.name.lower()
    return (
        not name.startswith(".")
        and name not in _LITTER
        and not _OF_A_ROOM.fullmatch(name)
        and path.suffix.lower() not in _KIND_BY_SUFFIX
        and path.is_file()
    )


def _file(path: Path, root: Path, label: str) -> Found:
    if not os.access(path, os.R_OK):
        return Unread(label, f"{label} may not be read: change its permissions.")
    return FileSource(path, root, label)


def _printable(path: Path) -> str:
    """Write a path for people and for the store, although its bytes may be no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")
