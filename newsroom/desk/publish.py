"""Publish: a draft becomes public, now; what has errors needs a reason for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.check import Finding, refuse_errors
from newsroom.desk.moment import show_moment
from newsroom.errors import NewsroomError
from newsroom.model import Article, Moments, Status, status_at
from newsroom.room import Room
from newsroom.store import editing, log, lookup, versions


def publish(
    connection: Connection,
    name: str,
    room: Room,
    *,
    now: datetime,
    by: str,
    early: bool = False,
    anyway: str | None = None,
) -> Article:
    """Publish an article at `now` and keep its first version.

    Raises NewsroomError for what is public or withdrawn, for what has a moment to come unless `early` says so,
    and for what has errors unless `anyway` says why. The moment that was meant is still told in `proposed_at`
    of what is given back.
    """
    article = get_unpublished(connection, name, room, now=now)
    due = article.moments.published_at or article.proposed_at
    if due and due > now and not early:
        raise NewsroomError(
            f"“{article.headline}” is meant for {show_moment(due, room.zone)}: wait until then,"
            " or say --now to publish it before."
        )
    passed = refuse_errors(connection, article, room, now=now, at=now, anyway=anyway)
    moments = Moments(published_at=now)
    keep_moments(connection, article, moments, now=now)
    log.record(connection, "publish", article, by=by, now=now, note=told(passed, anyway))
    return replace(article, moments=moments, slug=lookup.get_article(connection, article.id).slug)


def get_unpublished(connection: Connection, name: str, room: Room, *, now: datetime) -> Article:
    """Give an article that nobody could read yet; raises NewsroomError for any other."""
    article = lookup.get_by_name(connection, name)
    status = status_at(article.moments, now)
    if status is Status.PUBLISHED:
        since = show_moment(article.published_at, room.zone)
        raise NewsroomError(f"“{article.headline}” is public already, since {since}.")
    if status is Status.WITHDRAWN:
        raise NewsroomError(f"“{article.headline}” was withdrawn, and stays so. Write a new article instead.")
    return article


def keep_moments(connection: Connection, article: Article, moments: Moments, *, now: datetime) -> None:
    """Set when an article is public; what it says now is its first version from then on."""
    editing.set_moments(connection, article.id, moments, now=now)
    if moments.published_at is None:
        versions.forget(connection, article.id)
    else:
        versions.replace_first(connection, article.id, article.content, since=moments.published_at)


def told(passed: Sequence[Finding], anyway: str | None) -> str | None:
    """Write for the log which errors were passed over, and why."""
    rules = ", ".join(dict.fromkeys(one.rule for one in passed))
    return f"anyway ({rules}): {' '.join((anyway or '').split())}" if passed else None
