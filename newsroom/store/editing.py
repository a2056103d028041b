"""Keeping articles: many new ones in a few statements, or another text for one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update
from sqlalchemy.dialects import sqlite

from newsroom.errors import NotFound
from newsroom.model import ArticleContent, Attachment, Contact, ContactContent, Image, Manuscript, Moments
from newsroom.schema import (
    article,
    article_attachment,
    article_contact,
    article_image,
    article_tag,
    attachment,
    contact,
    event,
    image,
    tag,
)
from newsroom.store import contacts, events, images, redirects, search, translations, versions
from newsroom.store.batches import batches
from newsroom.store.naming import claim_slug, free_former_ids, free_slugs, named, new_uid, promote_slugs, slug_columns
from newsroom.store.public import is_public, was_public
from newsroom.store.versions import fields_of
from newsroom.text import slug

COLUMNS = ("kind", "headline", "lead", "byline", "dateline", "language", "body_html", "body_text", "canonical_url")


def add_articles(connection: Connection, found: Sequence[Manuscript], *, now: datetime) -> list[int]:
    """Keep new articles with all that goes with them, and give their numbers in order."""
    if not found:
        return []
    wanted = [slug(one.slug) for one in found]
    slugs = free_slugs(connection, article, wanted)
    first = _next(connection, article)
    ids = list(range(first, first + len(found)))
    names = [slug_columns(*both) for both in zip(slugs, wanted, strict=True)]
    former = free_former_ids(connection, [one.former_id for one in found])
    rows = [
        _row(one, now) | {"id": key, "uid": new_uid(), **name, "former_id": known, "created_at": now}
        for key, name, known, one in zip(ids, names, former, found, strict=True)
    ]
    connection.execute(insert(article), rows)
    _keep_companions(connection, list(zip(ids, found, strict=True)), now)
    published = [(key, one) for key, one in zip(ids, found, strict=True) if one.moments.published_at]
    versions.add_first(connection, [(key, one.content, one.moments) for key, one in published])
    numbered = {key for key, given, plain in zip(ids, slugs, wanted, strict=True) if given != plain}
    for key in sorted(numbered.intersection(key for key, _ in published)):
        claim_slug(connection, article, key, now=now)
    return ids


def change_article(
    connection: Connection, key: int, changed: Manuscript, *, now: datetime, slight: bool = False
) -> None:
    """Let an article say something else; its address and its moments stay.

    A slight change, a typo's, leaves its translations as good as they were.
    """
    row = _content_row(changed.content) | {"changed_at": now, "updated_at": changed.updated_at}
    row |= {} if slight else {"written_at": now}
    connection.execute(update(article).where(article.c.id == key).values(row))
    _remove_own(connection, [key])
    for link in (article_tag, article_contact):
        connection.execute(delete(link).where(link.c.article_id == key))
    _keep_companions(connection, [(key, changed)], now)
    contacts.remove_strangers(connection)


def set_moments(
    connection: Connection, key: int, moments: Moments, *, now: datetime, reason: str | None = None
) -> None:
    """Set the moments that decide an article's status; a proposed moment is settled by it.

    Until readers have seen it, its slug may become another: who is public first has the plain one.
    """
    was_seen = _is_seen(connection, key, now)
    row = {**fields_of(moments, Moments), "withdrawn_reason": reason, "proposed_at": None, "changed_at": now}
    connection.execute(update(article).where(article.c.id == key).values(row))
    if not was_seen:
        claim_slug(connection, article, key, now=now)
        for one in events.linked_to(connection, key):
            claim_slug(connection, event, one, now=now)
        promote_slugs(connection, now=now)


def _is_seen(connection: Connection, key: int, now: datetime) -> bool:
    seen = select(article.c.id).where(article.c.id == key, or_(is_public(now), was_public(now)))
    return connection.execute(seen).first() is not None


def set_pin(connection: Connection, key: int, until: datetime | None) -> None:
    """Let an article stand first on the front page until a moment, or where its own puts it."""
    connection.execute(update(article).where(article.c.id == key).values(pinned_until=until))


def propose(connection: Connection, key: int, at: datetime | None, *, now: datetime) -> None:
    """Note a moment for something the desk has not decided on."""
    connection.execute(update(article).where(article.c.id == key).values(proposed_at=at, changed_at=now))


def rename_article(connection: Connection, key: int, wanted: str, *, now: datetime) -> str:
    """Give an article another slug, or one that it had before, and tell which it became."""
    redirects.forget_paths(connection, key, slug(wanted))
    given = named(connection, article, wanted)
    connection.execute(update(article).where(article.c.id == key).values(**given, changed_at=now))
    claim_slug(connection, article, key, now=now)
    promote_slugs(connection, now=now)
    return str(connection.execute(select(article.c.slug).where(article.c.id == key)).scalar_one())


def remove_article(connection: Connection, key: int) -> None:
    """Take an article out, with everything that only it has; the first of its translations is their original then."""
    remove_articles(connection, [key])


def remove_articles(connection: Connection, keys: Sequence[int]) -> None:
    """Take articles out as `remove_article` does, a few statements for hundreds of them."""
    for chunk in batches(keys):
        translations.part(connection, chunk)
        _remove_own(connection, chunk)
        # Without their article they would stand alone, and what stands alone is public.
        connection.execute(delete(event).where(event.c.id.in_(events.events_of(connection, chunk))))
        connection.execute(delete(article).where(article.c.id.in_(chunk)))
    contacts.remove_strangers(connection)


def _remove_own(connection: Connection, keys: Sequence[int]) -> None:
    for link, other in ((article_image, image), (article_attachment, attachment)):
        own = select(link.c[f"{other.name}_id"]).where(link.c.article_id.in_(keys))
        connection.execute(delete(other).where(other.c.id.in_(own)))


def _row(one: Manuscript, now: datetime) -> dict[str, Any]:
    moments = {"proposed_at": one.proposed_at, "updated_at": one.updated_at, "changed_at": now, "written_at": now}
    return _content_row(one.content) | fields_of(one.moments, Moments) | moments


def _content_row(content: ArticleContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in COLUMNS}


def _next(connection: Connection, table: Table) -> int:
    """Give the first free number: whoever asks holds the only write transaction, so nobody else takes it."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1


def _keep_companions(connection: Connection, found: list[tuple[int, Manuscript]], now: datetime) -> None:
    search.keep_words(connection, [{"id": key, **one.words} for key, one in found])
    _keep_tags(connection, [(key, one.content.tags) for key, one in found])
    _keep_own(connection, image, article_image, [(key, one.content.images) for key, one in found])
    _keep_own(connection, attachment, article_attachment, [(key, one.content.attachments) for key, one in found])
    _keep_people(connection, found, now)
    search.hide_termed(connection, [key for key, _ in found])
    redirects.keep_redirects(
        connection,
        [{"address": address, "article_id": key} for key, one in found for address in one.old_addresses],
    )


def _keep_tags(connection: Connection, found: list[tuple[int, tuple[str, ...]]]) -> None:
    slugs = {name: slug(name) for name in {name for _, tags in found for name in tags}}
    names = {slugs[name]: name for _, tags in found for name in reversed(tags)}
    if not names:
        return
    connection.execute(sqlite.insert(tag).on_conflict_do_nothing(), [{"slug": s, "name": n} for s, n in names.items()])
    ids = {row.slug: row.id for row in connection.execute(select(tag).where(tag.c.slug.in_(names)))}
    links = {(key, ids[slugs[name]]): place for key, tags in found for place, name in enumerate(tags)}
    rows = [{"article_id": key, "tag_id": one, "position": place} for (key, one), place in links.items()]
    connection.execute(insert(article_tag), rows)


def _keep_own(
    connection: Connection,
    table: Table,
    link: Table,
    found: Sequence[tuple[int, Sequence[Image | Attachment]]],
) -> None:
    """Keep pictures or files, each the article's own row, though several may name the same kept original.

    What has a number keeps it: its address is made of it.
    """
    flat = [(key, place, one) for key, several in found for place, one in enumerate(several)]
    if not flat:
        return
    first = max([_next(connection, table), *(one.id + 1 for _, _, one in flat)])
    ids = [one.id or first + n for n, (_, _, one) in enumerate(flat)]
    images.keep_originals(connection, (one.original for _, _, one in flat if one.original))
    rows = [fields_of(one, type(one)) | {"id": own} for own, (_, _, one) in zip(ids, flat, strict=True)]
    connection.execute(insert(table), rows)
    connection.execute(
        insert(link),
        [
            {"article_id": key, f"{table.name}_id": own, "position": place}
            for own, (key, place, _) in zip(ids, flat, strict=True)
        ],
    )


def _keep_people(connection: Connection, found: list[tuple[int, Manuscript]], now: datetime) -> None:
    for key, one in found:
        people = [_card_of(connection, person, now) for person in one.content.contacts]
        rows = [
            {"article_id": key, "contact_id": person, "position": place}
            for place, person in enumerate(dict.fromkeys(people))
        ]
        if rows:
            connection.execute(insert(article_contact), rows)


def _card_of(connection: Connection, person: ContactContent, now: datetime) -> int:
    if isinstance(person, Contact):
        return _still_there(connection, person)
    known = contacts.find_same(connection, person, now=now)
    return known or contacts.add_contact(connection, person, now=now, from_article=True)


def _still_there(connection: Connection, person: Contact) -> int:
    """Give a card's number; raises NotFound when somebody has removed it since it was named."""
    if connection.execute(select(contact.c.id).where(contact.c.id == person.id)).first() is None:
        raise NotFound(f"The card of {person.label} was removed meanwhile: name somebody else, or nobody.")
    return person.id
