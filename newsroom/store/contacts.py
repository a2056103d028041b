"""Contacts: the press contacts that the public sees, and keeping a card."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from newsroom.errors import NotFound
from newsroom.model import Contact, ContactContent, Image
from newsroom.schema import article_contact, article_image, contact, image
from newsroom.store import log, search
from newsroom.store.batches import batches
from newsroom.store.images import keep_originals
from newsroom.store.naming import claim_slug, named, new_uid
from newsroom.store.public import goes_with_public, is_press_contact
from newsroom.store.rows import contacts_from
from newsroom.store.statements import NOW, built_once
from newsroom.store.versions import fields_of

LISTS = ("emails", "phones", "responsibilities", "languages")
SAID = ("name", "title", "unit", "organisation", *LISTS)
"""What a card says of whom it names."""

DESK_ACTS = ("contact add", "contact edit")
"""The acts by which the desk answers for what a card says."""


def press_contacts(connection: Connection, *, now: datetime) -> list[Contact]:
    """Give the press contacts who answer at `now`, in the order in which they were declared."""
    return contacts_from(connection, connection.execute(_listed(), {"now": now}).mappings())


def get_press_contact(connection: Connection, slug: str, *, now: datetime) -> Contact:
    """Give a press contact by slug; raises NotFound, also for people read from articles and outside a term."""
    row = connection.execute(_at_address(), {"slug": slug, "now": now}).mappings().first()
    if row is None:
        raise NotFound("There is no such press contact.")
    return contacts_from(connection, [row])[0]


@built_once
def _listed() -> Select[Any]:
    return select(contact).where(is_press_contact(NOW)).order_by(contact.c.id)


@built_once
def _at_address() -> Select[Any]:
    return select(contact).where(is_press_contact(NOW), contact.c.slug == bindparam("slug"))


def contacts(connection: Connection) -> list[Contact]:
    """Give every card, for the desk."""
    return contacts_from(connection, connection.execute(select(contact).order_by(contact.c.id)).mappings())


def get_contact(connection: Connection, key: int) -> Contact:
    """Give a card by its number; raises NotFound."""
    row = connection.execute(select(contact).where(contact.c.id == key)).mappings().first()
    if row is None:
        raise NotFound(f"There is no contact number {key}.")
    return contacts_from(connection, [row])[0]


def articles_of(connection: Connection, key: int) -> list[int]:
    """Give the numbers of the articles that a card stands on."""
    query = select(article_contact.c.article_id).where(article_contact.c.contact_id == key)
    return list(connection.execute(query.order_by(article_contact.c.article_id)).scalars())


def find_same(connection: Connection, content: ContactContent, *, now: datetime) -> int | None:
    """Find a card of the same name (or, without one, the same title) that can stand for this one at `now`.

    A press card stands for another that shares a channel with it. Somebody read from an article must not become
    public by it, nor lose the title that they have there: a card stands for theirs if it says all that theirs does,
    or if the desk has set an end to it. What only an article that is not public says of them stays there: its card
    stands for one that says exactly the same. So does a portrait, unless the desk has changed the card.
    """
    column, value = (contact.c.name, content.name) if content.name else (contact.c.title, content.title)
    seen = goes_with_public(article_contact, "contact_id", contact, now).label("seen")
    query = select(contact, seen).where(func.lower(column) == func.lower(value))
    if content.press_contact:
        query = query.where(contact.c.press_contact)
    known = connection.execute(query.order_by(contact.c.press_contact.desc(), contact.c.id)).mappings().all()
    fitting = [row for row in known if _stands_for(row, content) and _may_say(connection, row, content)]
    fitting = fitting or [row for row in known if _is_ending(row, content)]
    return next((row["id"] for row in fitting if _may_show(connection, row, content.image)), None)


def _stands_for(row: RowMapping, content: ContactContent) -> bool:
    if content.press_contact:
        reached, known = {*content.emails, *content.phones}, {*row["emails"], *row["phones"]}
        return not reached or bool(reached & known)
    lines = all(getattr(content, name) in (None, row[name]) for name in ("title", "unit", "organisation"))
    return lines and all(set(getattr(content, name)) <= set(row[name]) for name in LISTS)


def _may_say(connection: Connection, row: RowMapping, content: ContactContent) -> bool:
    """Tell whether readers may see all that a card says wherever this content is shown."""
    if row["press_contact"] or row["seen"] or log.has_acts(connection, DESK_ACTS, [row["uid"]]):
        return True
    return all(
        set(row[name]) <= set(getattr(content, name)) if name in LISTS else row[name] == getattr(content, name)
        for name in SAID
    )


def _may_show(connection: Connection, row: RowMapping, portrait: Image | None) -> bool:
    """Tell whether a card may stand on an article that gives this portrait, or none."""
    if row["press_contact"] or (portrait is None and row["image_id"] is None):
        return True
    shown = contacts_from(connection, [row])[0].image
    return is_same_portrait(shown, portrait) or log.is_touched(connection, row["uid"])


def is_same_portrait(one: Image | None, other: Image | None) -> bool:
    """Tell whether two portraits are one, by their files, or by their address where a file is not here."""
    if one is None or other is None:
        return one is other
    return one.digest == other.digest if one.digest and other.digest else one.url == other.url


def _is_ending(row: RowMapping, content: ContactContent) -> bool:
    """Whoever stops answering comes back by no release that is read later, not under another title or phone either."""
    return bool(content.name and row["answers_until"] and not content.press_contact)


def add_contact(connection: Connection, content: ContactContent, *, now: datetime, from_article: bool = False) -> int:
    """Keep a new card and give its number; one that came with an article goes when no article has it any more."""
    wanted = content.name or content.title or content.unit or content.organisation or "contact"
    values = fields_of(content, ContactContent) | {
        "uid": new_uid(),
        **named(connection, contact, wanted),
        "changed_at": now,
        "from_article": from_article,
    }
    key = int(connection.execute(insert(contact).values(values).returning(contact.c.id)).scalar_one())
    if values["wanted_slug"]:
        claim_slug(connection, contact, key, now=now)
    if content.image:
        set_portrait(connection, key, content.image, now=now)
    return key


def change_contact(connection: Connection, key: int, content: ContactContent, *, now: datetime) -> None:
    """Let a card say something else; its address stays, but for one that readers have not seen."""
    was_listed = get_contact(connection, key).press_contact
    said = fields_of(content, ContactContent)
    connection.execute(update(contact).where(contact.c.id == key).values(said | {"changed_at": now}))
    if content.press_contact and not was_listed:
        claim_slug(connection, contact, key, now=now)
    search.renew(connection, articles_of(connection, key))


def set_term(
    connection: Connection, key: int, answers_at: datetime | None, answers_until: datetime | None, *, now: datetime
) -> None:
    """Set from when and until when a card answers; None is no bound."""
    values = {"answers_at": answers_at, "answers_until": answers_until, "changed_at": now}
    connection.execute(update(contact).where(contact.c.id == key).values(values))
    search.renew(connection, articles_of(connection, key))


def set_portrait(connection: Connection, key: int, portrait: Image | None, *, now: datetime) -> None:
    """Give a card a portrait in place of the one it has, or none."""
    before, new = _pictures_of(connection, contact.c.id == key), None
    if portrait:
        keep_originals(connection, filter(None, [portrait.original]))
        said = fields_of(portrait, Image) | {"id": None}
        new = connection.execute(insert(image).values(said).returning(image.c.id)).scalar_one()
    connection.execute(update(contact).where(contact.c.id == key).values(image_id=new, changed_at=now))
    _remove_unused(connection, before)


def portraits_of(connection: Connection, keys: Sequence[int]) -> set[str]:
    """Give the originals of the portraits of these cards."""
    query, found = select(image.c.digest).join_from(image, contact).where(image.c.digest.is_not(None)), set[str]()
    for chunk in batches(keys):
        found.update(connection.execute(query.where(contact.c.id.in_(chunk))).scalars())
    return found


def _pictures_of(connection: Connection, *whose: ColumnElement[bool]) -> list[int]:
    query = select(contact.c.image_id).where(contact.c.image_id.is_not(None), *whose)
    return list(connection.execute(query).scalars())


def _remove_unused(connection: Connection, pictures: Sequence[int]) -> None:
    """Throw away those of these pictures that neither an article nor a card has."""
    used = exists(select(1).where(contact.c.image_id == image.c.id))
    shown = exists(select(1).where(article_image.c.image_id == image.c.id))
    for chunk in batches(pictures):
        connection.execute(delete(image).where(image.c.id.in_(chunk), ~used, ~shown))


def replace_on_articles(connection: Connection, key: int, other: int) -> list[int]:
    """Put another card in the place of one on every article, and give the articles' numbers."""
    shown = articles_of(connection, key)
    both = set(shown) & set(articles_of(connection, other))
    mine = article_contact.c.contact_id == key
    connection.execute(delete(article_contact).where(mine, article_contact.c.article_id.in_(both)))
    connection.execute(update(article_contact).where(mine).values(contact_id=other))
    search.renew(connection, shown)
    return shown


def remove_contact(connection: Connection, key: int) -> None:
    """Throw a card away; the articles that showed it show it no more, and are not found by it."""
    shown = articles_of(connection, key)
    remove_cards(connection, contact.c.id == key)
    search.renew(connection, shown)


def remove_cards(connection: Connection, *whose: ColumnElement[bool]) -> None:
    """Throw away the cards of which this is true, with their portraits."""
    pictures = _pictures_of(connection, *whose)
    connection.execute(delete(contact).where(*whose))
    _remove_unused(connection, pictures)


def complete_contact(connection: Connection, key: int, content: ContactContent, *, now: datetime) -> None:
    """Add to a press card what another source says of the same person; nothing that it says or shows is lost."""
    known = get_contact(connection, key)
    said: dict[str, Any] = {
        name: value or getattr(known, name) for name, value in fields_of(content, ContactContent).items()
    }
    for name in LISTS:
        said[name] = tuple(dict.fromkeys((*getattr(known, name), *getattr(content, name))))
    change_contact(connection, key, ContactContent(**said), now=now)
    if content.image and not (known.image and known.image.digest):
        set_portrait(connection, key, content.image, now=now)


def remove_strangers(connection: Connection) -> None:
    """Throw away the cards of people who came with articles that are no more, or show them no more."""
    shown = select(article_contact.c.contact_id)
    remove_cards(connection, contact.c.from_article, ~contact.c.press_contact, contact.c.id.not_in(shown))
