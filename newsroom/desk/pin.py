"""Pin: an article stands first on the front page until a moment, as soon as it is public."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.schedule import check_ahead
from newsroom.errors import NewsroomError
from newsroom.model import Article, Status, status_at
from newsroom.room import Room
from newsroom.schema import instant_text
from newsroom.store import editing, log, lookup


def pin(connection: Connection, name: str, until: datetime, room: Room, *, now: datetime, by: str) -> Article:
    """Pin an article until a moment; raises NewsroomError for one withdrawn, and a moment when nobody would see it."""
    article = lookup.get_by_name(connection, name)
    if status_at(article.moments, now) is Status.WITHDRAWN:
        raise NewsroomError(f"“{article.headline}” was withdrawn: no page shows it any more.")
    check_ahead(until, room, now, f"`newsroom pin {article.slug} --off` ends a pin")
    if article.moments.published_at and article.moments.published_at >= until:
        raise NewsroomError(f"“{article.headline}” is public only after that: name a moment when it is.")
    editing.set_pin(connection, article.id, until)
    log.record(connection, "pin", article, by=by, now=now, note=f"until {instant_text(until)}")
    return replace(article, pinned_until=until)


def unpin(connection: Connection, name: str, *, now: datetime, by: str) -> Article:
    """End a pin; raises NewsroomError where there is none."""
    article = lookup.get_by_name(connection, name)
    if article.pinned_until is None or article.pinned_until <= now:
        raise NewsroomError(f"“{article.headline}” is not pinned.")
    editing.set_pin(connection, article.id, None)
    log.record(connection, "unpin", article, by=by, now=now)
    return replace(article, pinned_until=None)
