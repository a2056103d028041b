"""Edit: let an article say something else, without losing what anybody wrote meanwhile.

A change to a published article is a version. An old address of one that has been public leads to the new one.
What the desk has edited is not changed by its source any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.addresses import article_path
from newsroom.desk.compose import compose
from newsroom.desk.manuscript import Text
from newsroom.errors import Invalid, NewsroomError
from newsroom.markup import Cleaned
from newsroom.model import Article, ArticleContent, Change, Contact, Manuscript, Status, status_at
from newsroom.room import Room
from newsroom.store import editing, lookup, origins, redirects, search, versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Another text for an article as it was opened, ready to be kept; `published_at` is None where it stays open."""

    opened: Article
    manuscript: Manuscript
    slug: str
    published_at: datetime | None
    note: str | None = None
    notes: tuple[str, ...] = ()


def get_editable(connection: Connection, name: str, *, now: datetime) -> Article:
    """Give an article to work on; raises NewsroomError for a withdrawn one, and NotFound or Ambiguous."""
    article = lookup.get_by_name(connection, name)
    if status_at(article.moments, now) is Status.WITHDRAWN:
        raise NewsroomError(f"“{article.headline}” was withdrawn: it is edited no more. Write a new article instead.")
    return article


def revise(
    opened: Article, before: Text, after: Text, room: Room, people: Sequence[Contact], *, now: datetime
) -> Revision:
    """Make a revision of what an editor made of an article's text; an unchanged body stays as it is, to the byte."""
    _check_publication(opened, after.published_at, now)
    body = Cleaned(opened.body_html, opened.body_text) if after.body == before.body else None
    composed = compose(after, room, people, now=now, body=body)
    said = composed.manuscript.content
    content = replace(said, canonical_url=opened.canonical_url, images=opened.images, attachments=opened.attachments)
    manuscript = replace(composed.manuscript, content=content, words=search.words_of(content))
    return Revision(
        opened=opened,
        manuscript=manuscript,
        slug=opened.slug if after.slug == before.slug else manuscript.slug,
        published_at=after.published_at,
        note=after.note or None,
        notes=composed.notes,
    )


def revise_content(opened: Article, content: ArticleContent, *, note: str | None = None) -> Revision:
    """Make a revision that changes what goes with an article, and leaves its address and moments."""
    manuscript = Manuscript(content=content, words=search.words_of(content), slug=opened.slug)
    published_at = opened.moments.published_at or opened.proposed_at
    return Revision(opened=opened, manuscript=manuscript, slug=opened.slug, published_at=published_at, note=note)


def keep_revision(connection: Connection, revision: Revision, *, now: datetime) -> Article:
    """Keep a revision; raises NewsroomError when the article is not as it was when it was opened."""
    opened = revision.opened
    if lookup.get_article(connection, opened.id) != opened:
        raise NewsroomError(f"“{opened.headline}” was changed by somebody else since you opened it: edit it again.")
    if revision.manuscript.content != opened.content:
        _keep_content(connection, revision, now)
    if revision.published_at != (opened.moments.published_at or opened.proposed_at):
        _keep_moment(connection, revision, now)
    _keep_address(connection, revision, now)
    origins.mark_edited(connection, "article", opened.id)
    return lookup.get_article(connection, opened.id)


def _check_publication(opened: Article, published_at: datetime | None, now: datetime) -> None:
    """A moment of publication that lies behind us can be put right, and not taken away."""
    was_at = opened.moments.published_at
    if was_at and was_at <= now and (published_at is None or published_at > now):
        hint = "it is public already: name a moment that is past, or withdraw it"
        raise Invalid("published_at", published_at and published_at.isoformat(), hint)


def _keep_content(connection: Connection, revision: Revision, now: datetime) -> None:
    opened, content = revision.opened, revision.manuscript.content
    status = status_at(opened.moments, now)
    updated_at = now if status is Status.PUBLISHED else opened.updated_at
    editing.change_article(connection, opened.id, replace(revision.manuscript, updated_at=updated_at), now=now)
    if status is Status.PUBLISHED:
        versions.add_version(connection, opened.id, content, change=Change.UPDATE, since=now, note=revision.note)
    elif opened.moments.published_at:
        versions.replace_first(connection, opened.id, content, since=opened.moments.published_at)


def _keep_moment(connection: Connection, revision: Revision, now: datetime) -> None:
    opened = revision.opened
    if opened.moments.published_at:
        moments = replace(opened.moments, published_at=revision.published_at)
        editing.set_moments(connection, opened.id, moments, now=now)
    else:
        editing.propose(connection, opened.id, revision.published_at, now=now)


def _keep_address(connection: Connection, revision: Revision, now: datetime) -> None:
    opened, kind, new = revision.opened, revision.manuscript.content.kind, revision.opened.slug
    if revision.slug != opened.slug:
        new = editing.rename_article(connection, opened.id, revision.slug, now=now)
    old_path = article_path(opened.kind, opened.slug)
    if opened.moments.published_at and article_path(kind, new) != old_path:
        redirects.keep_redirects(connection, [{"address": old_path, "article_id": opened.id}])
