"""Update: an article that is here already says what its source says now."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.addresses import article_path
from newsroom.desk.verdict import Verdict
from newsroom.model import Article, ArticleContent, Change, ContactContent, Kind, Manuscript, Status, status_at
from newsroom.store import editing, log, lookup, redirects, versions

WITHDRAWN = "Its source changed, but it was withdrawn here: nothing was changed."
PLANNED = "Its source says when it was published, but the desk gave it a moment here: that holds."
HELD = "It is held back now, but it is public here: nothing was changed. `newsroom withdraw` takes it back."


def update_article(connection: Connection, verdict: Verdict, value: Manuscript, now: datetime, by: str) -> Verdict:
    """Let an article say what its source says now; what the desk decided holds, and the verdict tells so."""
    kept = lookup.get_article(connection, verdict.target_id or 0)
    status = status_at(kept.moments, now)
    if status is Status.WITHDRAWN:
        return replace(verdict, outcome="unchanged", notes=(WITHDRAWN,))
    # What a source, or the editor, holds back would become public as an update.
    if status is Status.PUBLISHED and value.held:
        return replace(verdict, outcome="unchanged", notes=(HELD,))
    if status in (Status.SCHEDULED, Status.EMBARGOED) and value.moments.published_at:
        verdict, value = replace(verdict, notes=(*verdict.notes, PLANNED)), replace(value, moments=kept.moments)
    moments = value.moments if value.moments.published_at else kept.moments
    if status is Status.PUBLISHED and moments == kept.moments and _says_nothing_new(kept, value):
        # A portrait or an old address is no version: readers would look in vain for what is new.
        editing.change_article(connection, kept.id, replace(value, updated_at=kept.updated_at), now=now, slight=True)
        return verdict
    updated_at = _updated_at(kept, value, now) if status is Status.PUBLISHED else value.updated_at
    editing.change_article(connection, kept.id, replace(value, updated_at=updated_at), now=now)
    _keep_moments(connection, kept, replace(value, moments=moments), now)
    if status is Status.PUBLISHED:
        _keep_address(connection, kept, value.content.kind)
    _keep_version(connection, kept, replace(value, moments=moments), now)
    if status is Status.PUBLISHED:
        log.record(connection, "update", kept, by=by, now=now, note=verdict.item.source)
    return verdict


def _says_nothing_new(kept: Article, value: Manuscript) -> bool:
    """Tell whether the source says what is here, and does not say that it changed."""
    before = kept.updated_at or kept.published_at
    is_later = value.updated_at is not None and value.updated_at > before
    return not is_later and _said(value.content) == _said(kept.content)


def _said(content: ArticleContent) -> ArticleContent:
    """Give a content without what the store adds: numbers, and slugs and terms of cards."""
    return replace(
        content,
        images=tuple(replace(one, id=0) for one in content.images),
        attachments=tuple(replace(one, id=0) for one in content.attachments),
        contacts=tuple(ContactContent(**versions.fields_of(one, ContactContent)) for one in content.contacts),
    )


def _updated_at(kept: Article, value: Manuscript, now: datetime) -> datetime:
    """Take the source's word for when it changed, unless it gave the same word before: readers go by this."""
    before = kept.updated_at or kept.published_at
    return value.updated_at if value.updated_at and value.updated_at > before else now


def _keep_moments(connection: Connection, kept: Article, value: Manuscript, now: datetime) -> None:
    if value.moments != kept.moments:
        editing.set_moments(connection, kept.id, value.moments, now=now)
    elif value.moments.published_at is None:
        editing.propose(connection, kept.id, value.proposed_at, now=now)


def _keep_address(connection: Connection, kept: Article, kind: Kind) -> None:
    """Let the old address of an article lead on when its source calls it another kind."""
    if kind != kept.kind:
        old = article_path(kept.kind, kept.slug)
        redirects.keep_redirects(connection, [{"address": old, "article_id": kept.id}])


def _keep_version(connection: Connection, kept: Article, value: Manuscript, now: datetime) -> None:
    since = value.moments.published_at
    if since is None:
        return
    if status_at(kept.moments, now) is Status.PUBLISHED:
        versions.add_version(connection, kept.id, value.content, change=Change.UPDATE, since=now)
    else:
        versions.replace_first(connection, kept.id, value.content, since=since)
