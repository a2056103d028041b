"""Files: pictures and attachments that a public article shows, and the program's own static ones."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path, PurePath

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.lines import line
from newsroom.media import KNOWN_TYPES, path_of, public_path, rendition_path
from newsroom.original import KeptFile, Original, is_open, told_type
from newsroom.room import Room
from newsroom.store import files, images
from newsroom.web import respond
from newsroom.web.assets import Asset, find_asset
from newsroom.web.visit import Visit, begin

SHOWN = frozenset({"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
"""What a browser may show under our name; everything else is saved, whatever it holds."""

# What cameras, phones and databases write for want of a name, and what says something all the same.
_MEANINGLESS = re.compile(
    r"\b[0-9a-f]{8,}\b|(?<![^\W_])(img|image|dsc[fn]?|pxl|photo|bild|kuva|picture|download|file)(?![^\W\d_])", re.I
)
_SLASHES = re.compile(r"[/\\]")
_SAYING = re.compile(r"[^\W\d_]{3}")

_PART = r"\s*(?:\d{1,18}-\d{0,18}|-\d{1,18})\s*"
_RANGES = re.compile(rf"bytes={_PART}(?:,{_PART})*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to be sent: where it lies, what tells its bytes from others, its type, and what people call it."""

    path: Path
    tag: str
    media_type: str
    name: str


async def media(request: Request) -> Response:
    """Stream a kept file or a rendition, or a range of it, while something public shows it."""
    visit = begin(request)
    found = await visit.ask(_file_public, visit)
    # Strong, unlike a page's: the bytes never change, and a range is only put together under a strong tag.
    headers = {"ETag": f'"{found.tag}"', **respond.REVALIDATED, **respond.OPEN}
    if respond.is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return file_answer(request, found, headers)


def file_answer(request: Request, found: Found, headers: Mapping[str, str]) -> FileResponse:
    """Stream a file, or a range of it; raises HTTPException for one that it does not have."""
    # Starlette would refuse what is to be ignored, answer HEAD in parts, and compare If-Range with a date, too.
    settled = {b"if-range", b"range"} if _ignored(request, headers.get("ETag", "")) else {b"if-range"}
    request.scope["headers"] = [one for one in request.headers.raw if one[0] not in settled]
    stat = found.path.stat()
    _check_parts(request, stat.st_size)
    media_type = told_type(found.media_type if found.media_type in KNOWN_TYPES else None, found.name)
    disposition = "inline" if media_type in SHOWN or media_type.startswith(("audio/", "video/")) else "attachment"
    whole = FileResponse(
        found.path,
        headers=headers,
        media_type=media_type,
        filename=found.name,
        stat_result=stat,
        content_disposition_type=disposition,
    )
    # Starlette says of every text that it is UTF-8, which nobody knows.
    whole.headers["content-type"] = media_type
    # When the file came here is no part of its content, and may be long before what shows it is public.
    del whole.headers["last-modified"]
    return whole


def saved_as(name: str, suffix: str, about: str, made: str = "") -> str:
    """Give the name under which a file is saved: what people call it, with a suffix that computers know.

    What only a camera or a database calls it so is named after what it goes with; `made` tells a rendition.
    """
    # A slash parts folders where the file is saved.
    name, about = (_SLASHES.sub("-", line(one) or "") for one in (name, about))
    known = bool(guess_type(name)[0])
    stem = PurePath(name).stem if known else name
    stem = stem if _SAYING.search(_MEANINGLESS.sub(" ", stem)) else about or stem
    if made:
        return f"{stem}-{made}{suffix}"
    return f"{stem}{PurePath(name).suffix if known else suffix}" if known or suffix != ".bin" else stem


def _ignored(request: Request, tag: str) -> bool:
    """Tell whether a Range is none that we must read (RFC 9110 sections 13.1.5, 14.1.1 and 14.2)."""
    asked = request.headers.get("range", "")
    if request.headers.get("if-range", tag) != tag:
        return True
    if request.method != "GET" or not _RANGES.fullmatch(asked):
        return True
    return any(int(first) > int(last) for first, last in re.findall(r"(\d+)-(\d+)", asked))


def _check_parts(request: Request, size: int) -> None:
    """Refuse a part that begins behind the end (RFC 9110 section 14.1.2), as any error is told."""
    parts = re.findall(r"(\d*)-(\d*)", request.headers.get("range", ""))
    if any((int(first) if first else size - int(last)) >= size for first, last in parts):
        raise HTTPException(416, headers={"Content-Range": f"bytes */{size}"})


async def static(request: Request) -> Response:
    """Give one of the program's own files; under the address that pages link to it never changes."""
    visit = begin(request)
    asset = find_asset(visit.premises.assets, request.path_params["name"])
    if asset is None:
        asset = await visit.ask(no_asset)
    lasting = request.scope["path"] == asset.path
    caching = respond.FOR_EVER if lasting else respond.REVALIDATED
    return respond.answer(request, asset.content, asset.media_type, caching=caching)


def no_asset(connection: Connection) -> Asset:
    """Find nothing, so that an old address under this path still leads to its article; raises NotFound."""
    raise NotFound("There is no such file.")


def _file_public(connection: Connection, visit: Visit) -> Found:
    name = visit.request.path_params["name"]
    return file_named(
        connection, visit.room, name, lambda digest: files.find_file_public(connection, digest, now=visit.now)
    )


def file_named(connection: Connection, room: Room, name: str, find: Callable[[str], files.Shown | None]) -> Found:
    """Find a file by the name that we give it; raises NotFound for unknown and hidden alike."""
    digest = addresses.digest_of(name) or ""
    shown = find(digest)
    original = images.originals_of(connection, [digest]).get(digest)
    found = shown and _found(room, digest, name, shown, original)
    if not found:
        raise NotFound("There is no such file.")
    return found


def offered_at(room: Room, one: KeptFile) -> tuple[Path, str] | None:
    """Tell where what readers get of a kept file lies, and what tells its bytes from others; None for nothing."""
    offer, digest = one.offer, one.digest or ""
    if offer and offer.made:
        return rendition_path(room.media, digest, offer.made.media_type, offer.made.width), offer.made.tag
    return _whole_at(room, digest, one.media_type or "", one.original) if offer else None


def _whole_at(room: Room, digest: str, media_type: str, original: Original | None) -> tuple[Path, str]:
    if original and original.public_tag:
        return public_path(room.media, digest, media_type), original.public_tag
    return path_of(room.media, digest, media_type), digest


def _found(room: Room, digest: str, name: str, shown: files.Shown, original: Original | None) -> Found | None:
    """Find which file of an original this name means: the original, or the copy that tells no place; a rendition."""
    suffix, media_type = PurePath(name).suffix, shown.media_type
    if name == addresses.file_name(digest, media_type) and is_open(media_type, original):
        place, tag = _whole_at(room, digest, media_type, original)
        return Found(path=place, tag=tag, media_type=media_type, name=saved_as(shown.name, suffix, shown.about))
    for one in original.renditions if original else ():
        if name == addresses.rendition_name(digest, one):
            place = rendition_path(room.media, digest, one.media_type, one.width)
            called = saved_as(shown.name, suffix, shown.about, str(one.width))
            return Found(path=place, tag=one.tag, media_type=one.media_type, name=called)
    return None
