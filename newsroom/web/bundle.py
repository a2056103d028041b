"""Bundle: several files as one ZIP (PKWARE APPNOTE 6.3), sent while it is made; the same files give the same bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from newsroom.web import respond

MEDIA_TYPE = "application/zip"

_CHUNK = 1 << 18
_LOCAL, _DESCRIPTOR, _CENTRAL, _END = 30, 16, 46, 22
_LARGEST = 1 << 31
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a ZIP: its name there, where it lies or what it says, its size, and what tells its bytes."""

    name: str
    size: int
    tag: str
    content: Path | bytes

    def open(self) -> BinaryIO:
        """Open it from the start."""
        return BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")


def file(name: str, path: Path, tag: str) -> Entry:
    """Give a file of the room as an entry."""
    return Entry(name=name, size=path.stat().st_size, tag=tag, content=path)


def text(name: str, said: str) -> Entry:
    """Give a text as an entry."""
    content = said.encode()
    return Entry(name=name, size=len(content), tag=said, content=content)


def answer(request: Request, name: str, entries: Sequence[Entry]) -> Response:
    """Answer with a ZIP of these files, or say that it has not changed."""
    said = "\n".join(f"{one.name} {one.tag}" for one in entries)
    headers = {"ETag": f'"{blake2b(said.encode(), digest_size=12).hexdigest()}"', **respond.REVALIDATED, **respond.OPEN}
    if respond.is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if (size := _size(entries)) < _LARGEST:
        headers["Content-Length"] = str(size)
    pieces = iter(()) if request.method == "HEAD" else stream(entries)
    return StreamingResponse(pieces, headers=headers, media_type=MEDIA_TYPE)


def stream(entries: Sequence[Entry]) -> Iterator[bytes]:
    """Yield a ZIP piece by piece; pictures are compressed already, so nothing is."""
    sink = _Sink()
    with ZipFile(cast("BinaryIO", sink), "w", ZIP_STORED) as archive:
        for one in entries:
            info = ZipInfo(one.name, _EPOCH)
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as out, one.open() as content:
                while piece := content.read(_CHUNK):
                    out.write(piece)
                    yield sink.take()
    yield sink.take()


class _Sink:
    """What a ZIP is written to: it cannot be gone back in, and is emptied as it fills."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Keep what there is: it is taken when somebody wants it."""

    def take(self) -> bytes:
        """Give what was written since the last time."""
        content, self._pieces = b"".join(self._pieces), []
        return content


def _size(entries: Sequence[Entry]) -> int:
    """Tell how long the ZIP will be: each entry has two headers, each with its name, and a descriptor behind it."""
    each = (_LOCAL + _DESCRIPTOR + _CENTRAL + 2 * len(one.name.encode()) + one.size for one in entries)
    return sum(each) + _END
