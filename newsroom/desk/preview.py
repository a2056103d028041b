"""Preview: somebody gets a key, their own, to read an article before it is public."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from newsroom.desk.publish import get_unpublished
from newsroom.desk.schedule import check_ahead
from newsroom.errors import Invalid, NotFound
from newsroom.model import Article
from newsroom.room import Room
from newsroom.schema import instant_text
from newsroom.store import log, lookup
from newsroom.store import previews as store
from newsroom.store.previews import Preview

KEY_BYTES = 24
"""192 random bits; 128 would do."""

MOST_LETTERS = 200
USUAL, AFTERWARDS = timedelta(days=14), timedelta(days=1)
"""How long a key is good unless told, and at least how long it leads on to an article that came out meanwhile."""


def usual_end(article: Article, now: datetime) -> datetime:
    """Give when a key ends unless told: not before the article is public, if that is settled."""
    return max(now + USUAL, (article.moments.published_at or now) + AFTERWARDS)


def make_preview(
    connection: Connection, name: str, recipient: str, expires_at: datetime, room: Room, *, now: datetime, by: str
) -> tuple[Article, str]:
    """Make a key for one recipient and give it, once; a key that they had for this article is revoked.

    Raises NewsroomError for what is public or withdrawn and for a moment that is past, Invalid for an empty name.
    """
    article = get_unpublished(connection, name, room, now=now)
    recipient = _checked(recipient)
    check_ahead(expires_at, room, now, f"`newsroom preview {article.slug} --revoke` ends a key")
    former = _keys_of(connection, article, recipient, now)
    store.revoke(connection, [one.id for one in former], now=now)
    key = secrets.token_urlsafe(KEY_BYTES)
    store.add_preview(connection, article.id, recipient, store.digest_of(key), expires_at=expires_at, now=now)
    note = f"for {recipient} until {instant_text(expires_at)}"
    log.record(connection, "preview", article, by=by, now=now, note=note)
    return article, key


def revoke_preview(connection: Connection, name: str, recipient: str, *, now: datetime, by: str) -> Article:
    """Take a recipient's key back; raises NotFound when they hold none that opens anything."""
    article = lookup.get_by_name(connection, name)
    keys = _keys_of(connection, article, recipient, now)
    if not keys:
        hint = f"`newsroom preview {article.slug}` lists those there are"
        raise NotFound(f"“{recipient}” holds no key to “{article.headline}”: {hint}.")
    store.revoke(connection, [one.id for one in keys], now=now)
    log.record(connection, "revoke", article, by=by, now=now, note=f"the key of {keys[0].recipient}")
    return article


def holds_key(connection: Connection, article: Article, recipient: str, *, now: datetime) -> bool:
    """Tell whether a recipient has a key to an article that is still good."""
    return bool(_keys_of(connection, article, recipient, now))


def previews(connection: Connection, name: str) -> list[Preview]:
    """Give the keys of an article that were ever made, newest first."""
    return store.previews(connection, lookup.get_by_name(connection, name).id)


def _keys_of(connection: Connection, article: Article, recipient: str, now: datetime) -> list[Preview]:
    """Give the keys of one recipient that are still good; capitals and blanks make nobody another person."""
    wanted, kept = _same(recipient), store.previews(connection, article.id)
    return [one for one in kept if one.opens(now) and _same(one.recipient) == wanted]


def _checked(recipient: str) -> str:
    tidy = _tidy(recipient)
    if not tidy or len(tidy) > MOST_LETTERS:
        raise Invalid("--for", recipient, f"say who may read it, in at most {MOST_LETTERS} letters")
    return tidy


def _tidy(recipient: str) -> str:
    return " ".join(recipient.split())


def _same(recipient: str) -> str:
    return _tidy(recipient).casefold()
