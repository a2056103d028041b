"""Publish: a draft becomes public, now."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.moment import show_moment
from newsroom.errors import NewsroomError
from newsroom.model import Article, Moments, Status, status_at
from newsroom.room import Room
from newsroom.store import editing, lookup, versions


def publish(connection: Connection, name: str, room: Room, *, now: datetime, early: bool = False) -> Article:
    """Publish an article at `now` and keep its first version; raises NewsroomError for what is public or withdrawn.

    What has a moment to come is published before it only when `early` says so. The moment that was meant
    is still told in `proposed_at` of what is given back.
    """
    article = lookup.get_by_name(connection, name)
    _check(article, room, now, early=early)
    editing.set_moments(connection, article.id, Moments(published_at=now), now=now)
    versions.replace_first(connection, article.id, article.content, since=now)
    return replace(article, moments=Moments(published_at=now))


def _check(article: Article, room: Room, now: datetime, *, early: bool) -> None:
    status = status_at(article.moments, now)
    if status is Status.PUBLISHED:
        since = show_moment(article.published_at, room.zone)
        raise NewsroomError(f"“{article.headline}” is public already, since {since}.")
    if status is Status.WITHDRAWN:
        raise NewsroomError(f"“{article.headline}” was withdrawn, and stays so. Write a new article instead.")
    due = article.moments.published_at or article.proposed_at
    if due and due > now and not early:
        raise NewsroomError(
            f"“{article.headline}” is meant for {show_moment(due, room.zone)}: wait until then,"
            " or say --now to publish it before."
        )
