"""The one door out: what the public may see at a moment, as conditions that every question starts from."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, FromClause, Table, and_, exists, or_, select

from newsroom.schema import article, article_contact, article_event, article_tag, banner, contact, event, kit, tag

Moment = datetime | BindParameter[Any]
"""A moment, or the parameter by which a statement that is built once gets it."""


def is_public(now: Moment, one: FromClause = article) -> ColumnElement[bool]:
    """Say of an article that it is published at `now` and not withdrawn; `one` is by which name it is asked for."""
    return and_(one.c.published_at <= now, or_(one.c.withdrawn_at.is_(None), one.c.withdrawn_at > now))


def was_public(now: Moment) -> ColumnElement[bool]:
    """Say of an article that it was published and has been taken back by `now`."""
    return and_(article.c.published_at <= article.c.withdrawn_at, article.c.withdrawn_at <= now)


def goes_with_public(link: Table, key: str, owner: Table, now: Moment) -> ColumnElement[bool]:
    """Say of something that came with articles that one of them is public at `now`."""
    return exists(select(1).where(link.c[key] == owner.c.id, link.c.article_id == article.c.id, is_public(now)))


def is_public_event(now: Moment) -> ColumnElement[bool]:
    """Say of an event that it is not held back, and stands alone or has a public article of its own at `now`."""
    alone = ~exists(select(1).where(article_event.c.event_id == event.c.id))
    shown = or_(alone, goes_with_public(article_event, "event_id", event, now))
    return and_(event.c.published_at <= now, shown)


def answers(now: Moment) -> ColumnElement[bool]:
    """Say of a contact that `now` lies in its term; most have none, and answer always."""
    begun = or_(contact.c.answers_at.is_(None), contact.c.answers_at <= now)
    return and_(begun, or_(contact.c.answers_until.is_(None), contact.c.answers_until > now))


def is_press_contact(now: Moment) -> ColumnElement[bool]:
    """Say of a contact that it is listed: a source's contact list declared it, or the desk did, and it answers."""
    return and_(contact.c.press_contact.is_(True), answers(now))


def is_shown_contact(now: Moment) -> ColumnElement[bool]:
    """Say of a contact that readers see the card: it is listed or goes with a public article, and it answers."""
    return and_(
        or_(contact.c.press_contact, goes_with_public(article_contact, "contact_id", contact, now)), answers(now)
    )


def is_public_topic(now: Moment) -> ColumnElement[bool]:
    """Say of a topic that a public article has it at `now`."""
    return goes_with_public(article_tag, "tag_id", tag, now)


def is_standing(now: Moment) -> ColumnElement[bool]:
    """Say of a banner that it stands at `now`."""
    return or_(banner.c.shown_until.is_(None), banner.c.shown_until > now)


def is_public_kit(now: Moment) -> ColumnElement[bool]:
    """Say of an item of the press kit that it is not held back at `now`."""
    return kit.c.published_at <= now
