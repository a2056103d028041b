"""History: what a public article said before, what changed, and every correction of the room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.changes import PEOPLE, FieldChange, changes
from newsroom.difference import Run, shortened
from newsroom.errors import NotFound
from newsroom.languages import Words, _
from newsroom.markup.pictures import without_pictures
from newsroom.model import Article, ArticleContent, Attachment, Change, Image, VersionHead
from newsroom.store import versions
from newsroom.web import respond
from newsroom.web.articles import get_article
from newsroom.web.head import Head
from newsroom.web.pictured import with_renditions
from newsroom.web.visit import Visit, visit_of

MOST = 20
"""So many versions are compared on one page; the older ones are listed, and read one by one."""

CHANGES = {
    Change.PUBLICATION: _("Publication"),
    Change.TYPO: _("Typing error"),
    Change.UPDATE: _("Update"),
    Change.CORRECTION: _("Correction"),
}
FIELDS = {
    "headline": _("Headline"),
    "lead": _("Lead"),
    "body": _("Text"),
    "links": _("Links"),
    "byline": _("Byline"),
    "dateline": _("Place"),
    "kind": _("Kind"),
    "language": _("Language"),
    "tags": _("Topics"),
    "images": _("Pictures"),
    "attachments": _("Files"),
}
REMOVED = _("Picture removed")
FOLLOWED: dict[str, Any] = {
    "feed_path": addresses.CORRECTIONS,
    "feed_formats": addresses.CHANGE_FORMATS,
    "formats": ("json",),
}
"""The feeds of the corrections, and their list for machines."""


@dataclass(frozen=True, slots=True)
class Step:
    """A version, and what changed with it; None where it is not compared with the one before."""

    version: VersionHead
    changes: tuple[FieldChange, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A version as it was: its pictures and files are shown while the article of now shows them."""

    article: Article
    version: VersionHead
    next: VersionHead | None
    content: ArticleContent

    @property
    def shown(self) -> frozenset[str]:
        """Give the digests of what may still be shown, or the address where there is none."""
        files: tuple[Image | Attachment, ...] = (*self.article.images, *self.article.attachments)
        return frozenset(one.digest or one.url for one in files)


async def history(request: Request) -> Response:
    """List the versions of an article, each with what changed."""
    visit = visit_of(request)
    one, steps = await visit.ask(history_public, visit)
    words = visit.words(one.language)
    title = words.gettext("History: {headline}").format(headline=one.headline)
    head = Head(name="history", title=title, path=addresses.history(one), paired=False, robots="noindex")
    told = [(step.version, words.gettext(CHANGES[step.version.change]), _told(step, words)) for step in steps]
    return respond.page(visit, head, words, {"article": one, "steps": told})


async def version(request: Request) -> Response:
    """Show what an article said in one of its versions."""
    visit = visit_of(request)
    found = await visit.ask(version_public, visit)
    words = visit.words(found.content.language)
    title = words.gettext("{headline} (version {number})").format(
        headline=found.content.headline, number=found.version.number
    )
    # For search engines an earlier version is the article, which says it better.
    path = addresses.article(found.article)
    head = Head(name="version", title=title, path=path, paired=False, robots="noindex")
    shown = {name: getattr(found, name) for name in ("article", "version", "next", "shown")}
    return respond.page(visit, head, words, shown | {"content": _as_shown(found, words)})


async def corrections(request: Request) -> Response:
    """List every correction of a public article."""
    visit = visit_of(request)
    found = await visit.ask(versions.corrections_public, now=visit.now, language=visit.lang)
    words = visit.words()
    head = Head(name="corrections", title=words.gettext("Corrections"), path=addresses.CORRECTIONS, **FOLLOWED)
    return respond.page(visit, head, words, {"corrections": found})


def history_public(connection: Connection, visit: Visit) -> tuple[Article, list[Step]]:
    """Ask for an article and its versions, newest first; raises NotFound and Withdrawn."""
    found = get_article(connection, visit)
    heads = versions.heads_public(connection, found.id, now=visit.now)
    return found, list(_steps(connection, visit, found, heads))


def version_public(connection: Connection, visit: Visit) -> Earlier:
    """Ask for one version of an article; raises NotFound and Withdrawn."""
    found = get_article(connection, visit)
    asked = visit.request.path_params["number"]
    heads = {str(head.number): head for head in versions.heads_public(connection, found.id, now=visit.now)}
    if asked not in heads:
        raise NotFound("There is no such version.")
    head = heads[asked]
    said = versions.versions_public(connection, found.id, [head.number], now=visit.now)[head.number]
    content = _with_originals(versions.content_of(said), found)
    return Earlier(article=found, version=head, next=heads.get(str(head.number + 1)), content=content)


def _steps(connection: Connection, visit: Visit, one: Article, heads: Sequence[VersionHead]) -> Iterator[Step]:
    numbers = [head.number for head in heads[: MOST + 1]]
    found = versions.versions_public(connection, one.id, numbers, now=visit.now)
    said = {number: versions.content_of(version) for number, version in found.items()}
    for newer, older in zip_longest(heads, heads[1:]):
        compared = older is not None and older.number in said
        yield Step(newer, changes(said[older.number], said[newer.number]) if compared else None)


def _told(step: Step, words: Words) -> list[tuple[str, tuple[Run, ...]]] | None:
    """Give each changed field by its name with its runs; who could be asked then is nobody's business now."""
    if step.changes is None:
        return None
    return [(words.gettext(FIELDS[one.field]), _runs(one, words)) for one in step.changes if one.field != PEOPLE]


def _runs(one: FieldChange, words: Words) -> tuple[Run, ...]:
    if one.field == "kind":
        return tuple(replace(run, text=words.kind_name(run.text)) for run in one.runs)
    if one.field == "language":
        return tuple(replace(run, text=words.language_name(run.text)) for run in one.runs)
    return shortened(one.runs)


def _as_shown(found: Earlier, words: Words) -> ArticleContent:
    """Give what a version says without the pictures that its article shows no more."""

    def is_gone(address: str) -> bool:
        return addresses.digest_of(address.rpartition("/")[2]) not in found.shown

    body_html = without_pictures(found.content.body_html, is_gone, f"[{words.gettext(REMOVED)}]")
    return replace(found.content, body_html=with_renditions(body_html, found.article.images))


def _with_originals(content: ArticleContent, article: Article) -> ArticleContent:
    """Give what a version says with what is known of the files that its article still shows."""
    known = {one.digest: one.original for one in (*article.images, *article.attachments)}
    images = tuple(replace(one, original=known.get(one.digest)) for one in content.images)
    files = tuple(replace(one, original=known.get(one.digest)) for one in content.attachments)
    return replace(content, images=images, attachments=files)
