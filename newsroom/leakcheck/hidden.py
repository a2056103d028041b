"""What is hidden at a moment, by a reckoning of its own: store/public.py is what this is there to check."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Table, select

from newsroom.model import Moments, Status, status_at
from newsroom.schema import (
    article,
    article_attachment,
    article_contact,
    article_event,
    article_image,
    article_tag,
    attachment,
    contact,
    event,
    image,
    kit,
    tag,
)

STOPPED = "stopped before it was public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """The numbers of all that the public may not see, each with the reason; of what is `gone` readers may be told."""

    articles: Mapping[int, str]
    gone: frozenset[int] = frozenset()
    contacts: Mapping[int, str] = field(default_factory=dict)
    events: Mapping[int, str] = field(default_factory=dict)
    images: Mapping[int, str] = field(default_factory=dict)
    attachments: Mapping[int, str] = field(default_factory=dict)
    tags: Mapping[int, str] = field(default_factory=dict)
    kit: Mapping[int, str] = field(default_factory=dict)

    @property
    def companions(self) -> tuple[tuple[Table, Mapping[int, str]], ...]:
        """Give all but the articles by their tables."""
        return (
            *((contact, self.contacts), (event, self.events), (image, self.images)),
            *((attachment, self.attachments), (tag, self.tags), (kit, self.kit)),
        )


def find_hidden(connection: Connection, *, now: datetime, spared: Collection[int] = ()) -> Hidden:
    """Find all that the public may not see, but for articles that are spared and what goes with them."""
    moments = {
        row.id: Moments(published_at=row.published_at, embargoed=row.embargoed, withdrawn_at=row.withdrawn_at)
        for row in connection.execute(
            select(article.c.id, article.c.published_at, article.c.embargoed, article.c.withdrawn_at)
        )
    }
    standing = {key: status_at(one, now) for key, one in moments.items()}
    unseen = {key for key, status in standing.items() if status is not Status.PUBLISHED}.difference(spared)
    gone = {key for key in unseen if standing[key] is Status.WITHDRAWN and _was_public(moments[key])}
    hidden = {key: _why(standing[key], key in gone) for key in sorted(unseen)}
    people = _contacts(connection, hidden, now)
    return Hidden(
        articles=hidden,
        gone=frozenset(gone),
        contacts=people,
        events=_events(connection, hidden, now),
        images=_images(connection, hidden, people),
        attachments=_companions(connection, attachment, article_attachment, hidden),
        tags=_companions(connection, tag, article_tag, hidden),
        kit=_held_back(connection, kit, now),
    )


def _was_public(moments: Moments) -> bool:
    return bool(moments.published_at and moments.withdrawn_at and moments.published_at <= moments.withdrawn_at)


def _why(status: Status, gone: bool) -> str:
    return STOPPED if status is Status.WITHDRAWN and not gone else status.value


def _owners(connection: Connection, link: Table, other: Table) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for owner, key in connection.execute(select(link.c.article_id, link.c[f"{other.name}_id"])):
        found.setdefault(key, set()).add(owner)
    return found


def _companions(
    connection: Connection, other: Table, link: Table, hidden: Mapping[int, str], *, alone_is_public: bool = False
) -> dict[int, str]:
    """Find the companions that no public article has."""
    owners = _owners(connection, link, other)
    found = {key: owners.get(key, set()) for key in connection.execute(select(other.c.id)).scalars()}
    return {
        key: _shared_reason(hidden[one] for one in several)
        for key, several in found.items()
        if several <= hidden.keys() and (several or not alone_is_public)
    }


def _shared_reason(reasons: Iterable[str]) -> str:
    known = sorted(set(reasons))
    return "with hidden articles" if len(known) > 1 else "".join(known) or "with no article"


def _events(connection: Connection, hidden: Mapping[int, str], now: datetime) -> dict[int, str]:
    """Find the events that are held back, and those that go with no public article."""
    found = _companions(connection, event, article_event, hidden, alone_is_public=True)
    return found | _held_back(connection, event, now)


def _held_back(connection: Connection, table: Table, now: datetime) -> dict[int, str]:
    published = connection.execute(select(table.c.id, table.c.published_at))
    return {key: "held back" for key, moment in published if moment is None or moment > now}


def _images(connection: Connection, hidden: Mapping[int, str], people: Mapping[int, str]) -> dict[int, str]:
    """Find the pictures that no public article shows, but for the portraits of those who are not hidden."""
    found = _companions(connection, image, article_image, hidden)
    for key, owner in connection.execute(select(contact.c.image_id, contact.c.id)):
        if key in found and owner not in people:
            del found[key]
    return found


def _contacts(connection: Connection, hidden: Mapping[int, str], now: datetime) -> dict[int, str]:
    """Find the people outside their term, and those who are not listed and go with no public article."""
    unshown = _companions(connection, contact, article_contact, hidden)
    query = select(contact.c.id, contact.c.press_contact, contact.c.answers_at, contact.c.answers_until)
    found = {}
    for key, listed, answers_at, answers_until in connection.execute(query):
        if (answers_at and answers_at > now) or (answers_until and answers_until <= now):
            found[key] = "outside the term"
        elif key in unshown and not listed:
            found[key] = f"not listed, {unshown[key]}"
    return found
