"""Files: pictures and attachments that a public article shows, and the program's own static ones."""

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.media import path_of
from newsroom.store.files import find_file_public
from newsroom.web import respond
from newsroom.web.assets import Asset
from newsroom.web.visit import Visit, begin

SHOWN = frozenset({"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
"""What a browser may show under our name; everything else is saved, whatever it holds."""


async def media(request: Request) -> Response:
    """Stream a kept file, or a range of it, while an article that shows it is public."""
    visit = begin(request)
    digest, media_type, name = await visit.ask(_file_public, visit)
    # Strong, unlike a page's: the bytes never change, and a range is only put together under a strong tag.
    headers = {"ETag": f'"{digest}"', **respond.FOR_EVER}
    if respond.is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    disposition = "inline" if media_type in SHOWN or media_type.startswith(("audio/", "video/")) else "attachment"
    return FileResponse(
        path_of(visit.room.media, digest, media_type),
        headers=headers,
        media_type=media_type if disposition == "inline" else "application/octet-stream",
        filename=name or None,
        content_disposition_type=disposition,
    )


async def static(request: Request) -> Response:
    """Give one of the program's own files; under the address that pages link to it never changes."""
    visit = begin(request)
    asset = visit.premises.assets.get(request.path_params["name"])
    if asset is None:
        asset = await visit.ask(no_asset)
    lasting = request.scope["query_string"].decode("latin-1") == asset.path.partition("?")[2]
    caching = respond.FOR_EVER if lasting else respond.REVALIDATED
    return respond.answer(request, asset.content, asset.media_type, caching=caching)


def no_asset(connection: Connection) -> Asset:
    """Find nothing, so that an old address under this path still leads to its article; raises NotFound."""
    raise NotFound("There is no such file.")


def _file_public(connection: Connection, visit: Visit) -> tuple[str, str, str]:
    """Find a file by the address that we give it; raises NotFound for unknown and hidden alike."""
    digest = addresses.digest_of(visit.request.path_params["name"])
    found = find_file_public(connection, digest or "", now=visit.now)
    if digest is None or found is None or addresses.media(digest, found[0]) != visit.request.scope["path"]:
        raise NotFound("There is no such file.")
    return digest, *found
