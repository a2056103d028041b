"""Files: pictures and attachments that a public article shows, and the program's own static ones."""

import re
from collections.abc import Callable, Mapping
from mimetypes import guess_type
from pathlib import PurePath

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.media import path_of
from newsroom.room import Room
from newsroom.store.files import find_file_public
from newsroom.web import respond
from newsroom.web.assets import Asset, find_asset
from newsroom.web.visit import Visit, begin

SHOWN = frozenset({"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
"""What a browser may show under our name; everything else is saved, whatever it holds."""

_PART = r"\s*(?:\d{1,18}-\d{0,18}|-\d{1,18})\s*"
_RANGES = re.compile(rf"bytes={_PART}(?:,{_PART})*", re.ASCII)


async def media(request: Request) -> Response:
    """Stream a kept file, or a range of it, while an article that shows it is public."""
    visit = begin(request)
    found = await visit.ask(_file_public, visit)
    # Strong, unlike a page's: the bytes never change, and a range is only put together under a strong tag.
    headers = {"ETag": f'"{found[0]}"', **respond.REVALIDATED, **respond.OPEN}
    if respond.is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return file_answer(request, visit.room, found, headers)


def file_answer(request: Request, room: Room, found: tuple[str, str, str], headers: Mapping[str, str]) -> FileResponse:
    """Stream a kept file, or a range of it, by its digest, its media type and the name that people know it by."""
    digest, media_type, name = found
    if _ignored(request):
        # Starlette would refuse it, and answer HEAD in parts.
        request.scope["headers"] = [one for one in request.headers.raw if one[0] != b"range"]
    disposition = "inline" if media_type in SHOWN or media_type.startswith(("audio/", "video/")) else "attachment"
    return FileResponse(
        path_of(room.media, digest, media_type),
        headers=headers,
        media_type=media_type if disposition == "inline" else "application/octet-stream",
        filename=saved_as(name, request.scope["path"]) if name else None,
        content_disposition_type=disposition,
    )


def saved_as(name: str, path: str) -> str:
    """Give the name under which a file is saved: what people call it, with a suffix that computers know."""
    suffix = PurePath(path).suffix
    return name if guess_type(name)[0] or suffix == ".bin" else f"{name}{suffix}"


def _ignored(request: Request) -> bool:
    """Tell whether a Range is none that we must read (RFC 9110 sections 14.1.1 and 14.2)."""
    asked = request.headers.get("range", "")
    if request.method != "GET" or not _RANGES.fullmatch(asked):
        return True
    return any(int(first) > int(last) for first, last in re.findall(r"(\d+)-(\d+)", asked))


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


def _file_public(connection: Connection, visit: Visit) -> tuple[str, str, str]:
    name = visit.request.path_params["name"]
    return file_named(name, lambda digest: find_file_public(connection, digest, now=visit.now))


def file_named(name: str, find: Callable[[str], tuple[str, str] | None]) -> tuple[str, str, str]:
    """Find a file by the name that we give it; raises NotFound for unknown and hidden alike."""
    digest = addresses.digest_of(name)
    found = find(digest or "")
    if digest is None or found is None or addresses.file_name(digest, found[0]) != name:
        raise NotFound("There is no such file.")
    return digest, *found
