"""Pictures: the library, the page of each, and all pictures of an article in one ZIP."""

from collections.abc import Mapping

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.gallery import Gallery, Pictured
from newsroom.languages import _
from newsroom.markup import file_name
from newsroom.model import Article, Selection
from newsroom.store import articles, translations
from newsroom.store.gallery import gallery_public, get_picture_public
from newsroom.syndication.models import list_model
from newsroom.syndication.pictures import picture_model
from newsroom.web import bundle, respond
from newsroom.web.articles import get_article
from newsroom.web.bundle import Entry
from newsroom.web.head import Head, list_path
from newsroom.web.media import offered_at, saved_as
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
        "is_narrowed": bool(asked.filters or asked.page),
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


async def images_zip(request: Request) -> Response:
    """Give what readers get of an article's pictures, with their words in each language that it is public in."""
    visit = visit_of(request)
    versions = await visit.ask(_versions_public, visit)
    files = _files(visit, versions[0])
    said = [bundle.text(f"captions-{one.language}.txt", _captions(visit, one, files)) for one in versions]
    return bundle.answer(request, f"{versions[0].slug}.zip", [*files.values(), *said])


def _versions_public(connection: Connection, visit: Visit) -> tuple[Article, ...]:
    """Ask for an article with pictures, and for its other language versions; raises NotFound and Withdrawn."""
    found = get_article(connection, visit)
    if not any(one.offer for one in found.images):
        raise NotFound("It has no pictures.")
    others = translations.translations_public(connection, found, now=visit.now)
    return (found, *articles.whole(connection, [one.id for one in others], now=visit.now))


def _files(visit: Visit, article: Article) -> dict[str, Entry]:
    """Give what readers get of an article's pictures by their digests, numbered as it shows them."""
    files: dict[str, Entry] = {}
    for place, one in enumerate(article.images, 1):
        if one.digest and (found := offered_at(visit.room, one)):
            name = saved_as(file_name(one.url), found[0].suffix, article.slug)
            files[one.digest] = bundle.file(f"{place:02}-{name}", *found)
    return files


def _captions(visit: Visit, article: Article, files: Mapping[str, Entry]) -> str:
    """Write what an article says of these pictures, a paragraph for each."""
    words = visit.premises.pages.words(article.language)
    parts = [f"{article.headline}\n{addresses.absolute(visit.room, addresses.article(article))}"]
    for one in article.images:
        if file := files.get(one.digest or ""):
            said = (("Shows", one.alt), ("Credit", one.credit), ("Licence", one.licence))
            lines = [f"{words.gettext(label)}: {text}" for label, text in said if text]
            parts.append("\n".join(filter(None, [file.name, one.caption, *lines])))
    return "\n\n".join(parts) + "\n"


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
