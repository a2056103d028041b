"""Schedule: an article is public from a moment to come, by itself; an embargo is that, marked on previews."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.check import refuse_errors
from newsroom.desk.moment import show_ahead
from newsroom.desk.publish import get_unpublished, keep_moments, told
from newsroom.errors import NewsroomError
from newsroom.model import Article, Moments
from newsroom.room import Room
from newsroom.schema import instant_text
from newsroom.store import log, lookup


def schedule(
    connection: Connection,
    name: str,
    at: datetime,
    room: Room,
    *,
    now: datetime,
    by: str,
    embargoed: bool | None = False,
    anyway: str | None = None,
) -> Article:
    """Let an article become public at a moment to come; scheduled again, it is another moment, or another mark.

    `embargoed` None leaves the mark as it is. Raises NewsroomError for a moment that is not ahead, for what is public
    or withdrawn, and for what has errors unless `anyway` says why. The moment that was meant before is told in
    `proposed_at` of what is given back.
    """
    article = get_unpublished(connection, name, room, now=now)
    check_ahead(at, room, now, f"`newsroom publish {article.slug}` publishes it now")
    passed = refuse_errors(connection, article, room, now=now, at=at, anyway=anyway)
    marked = article.moments.embargoed if embargoed is None else embargoed
    moments, was_at = Moments(published_at=at, embargoed=marked), article.moments.published_at
    keep_moments(connection, article, moments, now=now)
    moved = f"{instant_text(was_at)} → {instant_text(at)}" if was_at else instant_text(at)
    note = "; ".join(filter(None, (moved, told(passed, anyway))))
    log.record(connection, "embargo" if marked else "schedule", article, by=by, now=now, note=note)
    slug = lookup.get_article(connection, article.id).slug
    return replace(article, moments=moments, slug=slug, proposed_at=was_at or article.proposed_at)


def unschedule(connection: Connection, name: str, *, now: datetime, by: str) -> Article:
    """Make a scheduled or embargoed article a draft again; raises NewsroomError for any other."""
    article = lookup.get_by_name(connection, name)
    was_at = article.moments.published_at
    if was_at is None:
        raise NewsroomError(f"“{article.headline}” is a draft already: it has no moment.")
    if was_at <= now or article.moments.withdrawn_at:
        hint = (
            f"`newsroom withdraw {article.slug}` takes it back" if not article.moments.withdrawn_at else "it stays so"
        )
        raise NewsroomError(f"“{article.headline}” has been public, and is no draft any more: {hint}.")
    keep_moments(connection, article, Moments(), now=now)
    log.record(connection, "unschedule", article, by=by, now=now, note=f"was {instant_text(was_at)}")
    slug = lookup.get_article(connection, article.id).slug
    return replace(article, moments=Moments(), slug=slug, proposed_at=None)


def check_ahead(at: datetime, room: Room, now: datetime, hint: str) -> None:
    """Raise NewsroomError for a moment that is not ahead; the hint says what to do instead."""
    if at <= now:
        raise NewsroomError(f"{show_ahead(at, room.zone, now)}, is not ahead: name a later moment, or {hint}.")
