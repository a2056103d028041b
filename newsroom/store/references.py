"""What links inside the room lead to: which article has a slug, which topics, events and kept files there are."""

from sqlalchemy import Connection, Table, exists, or_, select

from newsroom.model import Event, Teaser
from newsroom.schema import article, article_event, attachment, contact, event, image, redirect, tag
from newsroom.store import rows


def find_article(connection: Connection, slug: str) -> Teaser | None:
    """Find the article of this slug, of any status."""
    return _teaser(connection, connection.execute(select(article.c.id).where(article.c.slug == slug)).scalar())


def find_target(connection: Connection, address: str) -> Teaser | None:
    """Find the article of any status that an old address leads to."""
    query = select(redirect.c.article_id).where(redirect.c.address == address)
    return _teaser(connection, connection.execute(query).scalar())


def _teaser(connection: Connection, key: int | None) -> Teaser | None:
    found = connection.execute(select(*rows.TEASER_COLUMNS).where(article.c.id == key)).all()
    return next(iter(rows.teasers(connection, found)), None)


def has_topic(connection: Connection, slug: str) -> bool:
    """Tell whether a topic has this slug."""
    return _has(connection, tag, slug)


def has_event(connection: Connection, slug: str) -> bool:
    """Tell whether an event has this slug."""
    return _has(connection, event, slug)


def has_press_contact(connection: Connection, slug: str) -> bool:
    """Tell whether a press contact has this slug."""
    return bool(connection.execute(select(exists().where(contact.c.slug == slug, contact.c.press_contact))).scalar())


def has_file(connection: Connection, digest: str) -> bool:
    """Tell whether a picture or a file is kept under this digest."""
    named = or_(exists().where(image.c.digest == digest), exists().where(attachment.c.digest == digest))
    return bool(connection.execute(select(named)).scalar())


def _has(connection: Connection, table: Table, slug: str) -> bool:
    return bool(connection.execute(select(exists().where(table.c.slug == slug))).scalar())


def events_of(connection: Connection, key: int) -> list[Event]:
    """Give the events that go with an article, in their order."""
    query = select(event).join_from(article_event, event).where(article_event.c.article_id == key)
    found = connection.execute(query.order_by(article_event.c.position)).mappings()
    return [rows.event_from(row) for row in found]
