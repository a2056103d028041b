"""Pictures: the library, the page of each, and all pictures of an article in one ZIP."""

from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.gallery import Gallery, Pictured
from newsroom.languages import _
from newsroom.model import Selection
from newsroom.store.gallery import gallery_public, get_picture_public
from newsroom.syndication.models import list_model
from newsroom.syndication.pictures import picture_model
from newsroom.web import respond
from newsroom.web.head import Head, list_path
from newsroom.web.paging import Asked, read_list
from newsroom.web.visit import Visit, visit_of

TITLE = _("Pictures")


async def images(request: Request) -> Response:
    """Show the pictures of public articles, newest first."""
    visit = visit_of(request)
    asked, found = await _gallery(visit)
    words = visit.words()
    head = _head(asked, words.gettext(TITLE))
    shown = {
        "pictures": found.pictures,
        "query": asked.selection.query,
        "first_path": list_path(addresses.IMAGES, head, visit.lang),
        "older_path": found.older and list_path(addresses.IMAGES, head, visit.lang, found.older),
        "is_first": asked.page is None,
    }
    return respond.page(visit, head, words, shown)


async def images_json(request: Request) -> Response:
    """Give the same list in our model."""
    visit = visit_of(request)
    asked, found = await _gallery(visit)
    path = addresses.IMAGES + addresses.JSON
    older = found.older and addresses.absolute(visit.room, list_path(path, _head(asked, ""), visit.lang, found.older))
    return respond.model(request, list_model((picture_model(visit.room, one) for one in found.pictures), older))


async def image(request: Request) -> Response:
    """Show one picture with all that is known of it, its sizes, and the articles that show it."""
    visit, found = await _picture(request)
    words = visit.words()
    one = found.image
    title = one.caption or one.alt or found.articles[0].headline
    path = addresses.image(one.digest or "")
    head = Head(name="image", title=title, path=path, formats=("json",), image=one)
    return respond.page(visit, head, words, {"picture": found, "image": one})


async def image_json(request: Request) -> Response:
    """Give one picture in our model."""
    visit, found = await _picture(request)
    return respond.model(request, picture_model(visit.room, found))


async def _gallery(visit: Visit) -> tuple[Asked, Gallery]:
    asked = read_list(visit.parameters, Selection())
    zone = visit.room.zone
    return asked, await visit.ask(gallery_public, asked.selection, now=visit.now, zone=zone, page=asked.page)


async def _picture(request: Request) -> tuple[Visit, Pictured]:
    visit = visit_of(request)
    return visit, await visit.ask(get_picture_public, request.path_params["digest"], now=visit.now)


def _head(asked: Asked, title: str) -> Head:
    return Head(
        name="images",
        title=title,
        path=addresses.IMAGES,
        filters=asked.filters,
        page=asked.page,
        robots="noindex" if asked.filters else None,
        formats=("json",),
    )
