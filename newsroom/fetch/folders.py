"""Files and folders by name: a folder's texts in the order of their names, without what only goes with them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from newsroom.fetch.sources import FileSource, Found, Unread, printable

_COMPANIONS = {
    "picture": "avif bmp cur gif heic heif ico jfif jpeg jpg png svg tif tiff webp",
    "film": "avi m4v mkv mov mp4 mpeg mpg ogv webm",
    "sound": "aac flac m4a mp3 oga ogg opus wav",
    "part of a page": "css eot js map mjs otf scss ttf woff woff2",
}
_KIND_BY_SUFFIX = {f".{suffix}": kind for kind, suffixes in _COMPANIONS.items() for suffix in suffixes.split()}
# What a site is built with lies beside its texts and opens as some of them do; a room is no source of its own.
_BESIDE_TEXTS = re.compile(
    r".*\.(?:bat|cfg|cmd|conf|cpp|cs|go|[ch]|ini|java|jsx|lock|lua|pl|ps1|py|rb|rs|sh|toml|tsx?|ya?ml)|(?:docker|gem|make|proc|rake)file"
    r"|(?:composer|package|package-lock|tsconfig)\.json|(?:requirements|robots)\.txt|thumbs\.db"
    r"|newsroom\.db(?:-wal|-shm|-journal)?"
)


def named(path: Path) -> Iterator[Found]:
    """Yield the file of this name, or the texts of the folder."""
    label = printable(path)
    kind = _KIND_BY_SUFFIX.get(path.suffix.lower())
    if path.is_dir():
        yield from texts_of(path, label)
    elif not path.exists():
        yield Unread(label, f"{label} does not exist: check the name.")
    elif not path.is_file():
        yield Unread(label, f"{label} is neither a file nor a folder: name one of these, or - for standard input.")
    elif kind:
        yield Unread(label, f"{label} is a {kind}: import the text that it goes with.")
    else:
        yield _file(path.resolve(), path.resolve().parent, label)


def texts_of(folder: Path, label: str) -> Iterator[Found]:
    """Yield a folder's texts in the order of their names; what only goes with them is left out."""
    root, empty, closed = folder.resolve(), True, list[OSError]()
    for path in _walk(root, closed):
        empty = False
        yield _file(path, root, f"{label}/{printable(path.relative_to(root))}")
    for one in closed:
        place = f"{label}/{printable(Path(one.filename).relative_to(root))}".removesuffix("/.")
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
        and not _BESIDE_TEXTS.fullmatch(name)
        and path.suffix.lower() not in _KIND_BY_SUFFIX
        and path.is_file()
    )


def _file(path: Path, root: Path, label: str) -> Found:
    if not os.access(path, os.R_OK):
        return Unread(label, f"{label} may not be read: change its permissions.")
    return FileSource(path, root, label)
