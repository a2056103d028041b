"""Sources: a file as a source that importers read, or the sentence that says why there is none."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

HEAD = 65536


@dataclass(frozen=True)
class FileSource:
    """A file as a source; `label` is what people call it, and siblings come from below `root` alone.

    It `is_wanted` when nobody named it and another source asked for it; what it holds may belong to a list that it
    `continues`.
    """

    path: Path
    root: Path
    label: str
    media_type: str | None = None
    address: str | None = None
    is_wanted: bool = False
    continues: str | None = None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What an address said of the version that was seen (RFC 9110, section 8.8), and a digest of what lay there."""

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None

    def as_condition(self) -> dict[str, str]:
        """Give the headers that ask for what is newer."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


NOTHING_SEEN = Seen()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answers: `found` is None where nothing is newer, `rest` how long it wants to be left alone.

    It `is_missing` when the host says that there is nothing.
    """

    found: Found | None
    seen: Seen = NOTHING_SEEN
    rest: float | None = None
    is_missing: bool = False


def printable(path: Path) -> str:
    """Write a path for people and for the store, although its bytes may be no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")
