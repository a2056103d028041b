"""Who answers for what: press contacts by what public articles name them for."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from newsroom.model import Contact, Teaser
from newsroom.schema import article, article_contact, contact
from newsroom.store import rows, search
from newsroom.store.public import is_press_contact, is_public


def contacts_about_public(connection: Connection, query: str, *, now: datetime, size: int = 3) -> list[Contact]:
    """Give the press contacts whom public articles on something name, whom most name first."""
    about = article.c.id.in_(search.FOUND)
    named = (
        select(article_contact.c.contact_id, func.count().label("articles"))
        .join_from(article_contact, article)
        .where(is_public(now), about)
        .group_by(article_contact.c.contact_id)
        .subquery("named")
    )
    chosen = select(contact).join(named, named.c.contact_id == contact.c.id).where(is_press_contact(now))
    match = search.whole(search.groups(connection, query))
    found = connection.execute(chosen.order_by(named.c.articles.desc(), contact.c.id).limit(size), {"match": match})
    return rows.contacts_from(connection, found.mappings())


def articles_naming_public(
    connection: Connection, one: Contact, *, now: datetime, language: str | None = None, size: int = 5
) -> tuple[Teaser, ...]:
    """Give the newest public articles that name a press contact, in one language or in all."""
    naming = select(article_contact.c.article_id).where(article_contact.c.contact_id == one.id)
    query = select(*rows.TEASER_COLUMNS).where(is_public(now), article.c.id.in_(naming))
    if language:
        query = query.where(article.c.language == language)
    newest = query.order_by(article.c.published_at.desc(), article.c.id.desc()).limit(size)
    return rows.teasers(connection, connection.execute(newest).all())
