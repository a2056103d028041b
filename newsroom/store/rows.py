"""Rows into values of the model, and the companions of articles: tags, pictures, files and people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, RowMapping, Select, Table, select

from newsroom.model import (
    Article,
    Attachment,
    Contact,
    Event,
    Image,
    Kind,
    Moments,
    Tag,
    Teaser,
)
from newsroom.schema import (
    article,
    article_attachment,
    article_contact,
    article_image,
    article_tag,
    attachment,
    contact,
    image,
    tag,
)
from newsroom.store.images import originals_of
from newsroom.store.public import answers
from newsroom.store.statements import IDS, NOW, built_once

T = TypeVar("T")

BODY = (
    "body_html",
    "body_text",
    "canonical_url",
    "withdrawn_reason",
    "pinned_until",
    "original_id",
    "former_id",
    "written_at",
)
TEASER_COLUMNS = [column for column in article.c if column.name not in (*BODY, "wanted_slug")]
"""What a list needs: the body's columns are left where they are."""


EVENT_NAMES = tuple(Event.__dataclass_fields__)
CONTACT_NAMES = tuple(name for name in Contact.__dataclass_fields__ if name != "image")


def teasers(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Teaser, ...]:
    """Make teasers of rows, with their tags and first picture."""
    ids = [row.id for row in rows]
    tags, images = tags_of(connection, ids), images_of(connection, ids)
    return tuple(
        Teaser(**_shared(row._mapping), tags=tags[row.id], image=_first_offered(images[row.id])) for row in rows
    )


def links(rows: Iterable[Row[Any]]) -> tuple[Teaser, ...]:
    """Make teasers of rows for who only leads to them: without tags and picture."""
    return tuple(Teaser(**_shared(row._mapping)) for row in rows)


def articles(
    connection: Connection, rows: Sequence[Row[Any]], *, answering_at: datetime | None = None
) -> tuple[Article, ...]:
    """Make articles of whole rows, with all that goes with them; of the people, those who then answer, or all."""
    ids = [row.id for row in rows]
    tags, images = tags_of(connection, ids), images_of(connection, ids)
    files, people = attachments_of(connection, ids), contacts_of(connection, ids, answering_at=answering_at)
    return tuple(
        Article(
            **_shared(row._mapping),
            **{name: row._mapping[name] for name in BODY},
            tags=tags[row.id],
            image=_first_offered(images[row.id]),
            images=images[row.id],
            attachments=files[row.id],
            contacts=people[row.id],
        )
        for row in rows
    )


def contacts_from(connection: Connection, rows: Iterable[RowMapping]) -> list[Contact]:
    """Make contacts of their rows, with their portraits."""
    several = list(rows)
    keys = sorted({row["image_id"] for row in several if row["image_id"]})
    found = connection.execute(pictures(), {"ids": keys}).mappings() if keys else ()
    by_id = {row["id"]: row for row in found}
    known = originals_of(connection, (row["digest"] for row in by_id.values()))
    portraits = {key: Image(**row, original=known.get(row["digest"])) for key, row in by_id.items()}
    return [_contact_from(row, portraits.get(row["image_id"])) for row in several]


def _contact_from(row: RowMapping, portrait: Image | None) -> Contact:
    values: dict[str, Any] = {name: row[name] for name in CONTACT_NAMES}
    listed = {name: tuple(row[name]) for name in ("emails", "phones", "responsibilities", "languages")}
    return Contact(**values | listed, image=portrait)


def event_from(row: RowMapping) -> Event:
    """Make an event of its row."""
    return Event(**{name: row[name] for name in EVENT_NAMES})


def tags_of(connection: Connection, ids: Iterable[int]) -> Mapping[int, tuple[Tag, ...]]:
    """Give the tags of these articles."""
    found = _companions(connection, article_tag, tag, ids)
    return {key: tuple(Tag(slug=row["slug"], name=row["name"]) for row in rows) for key, rows in found.items()}


def images_of(connection: Connection, ids: Iterable[int]) -> Mapping[int, tuple[Image, ...]]:
    """Give the pictures of these articles."""
    return _files(Image, connection, _companions(connection, article_image, image, ids))


def attachments_of(connection: Connection, ids: Iterable[int]) -> Mapping[int, tuple[Attachment, ...]]:
    """Give the files of these articles."""
    return _files(Attachment, connection, _companions(connection, article_attachment, attachment, ids))


def contacts_of(
    connection: Connection, ids: Iterable[int], *, answering_at: datetime | None = None
) -> Mapping[int, tuple[Contact, ...]]:
    """Give the people of these articles, those who answer at a moment, or all."""
    found = _companions(connection, article_contact, contact, ids, answering_at)
    made = iter(contacts_from(connection, (row for rows in found.values() for row in rows)))
    return {key: tuple(islice(made, len(rows))) for key, rows in found.items()}


def _shared(row: RowMapping) -> dict[str, Any]:
    moments = {"published_at", "embargoed", "withdrawn_at"}
    named = ("id", "uid", "slug", "headline", "lead", "byline", "dateline", "language")
    return {
        **{name: row[name] for name in named},
        "kind": Kind(row["kind"]),
        "moments": Moments(**{name: row[name] for name in moments}),
        "proposed_at": row["proposed_at"],
        "updated_at": row["updated_at"],
        "changed_at": row["changed_at"],
    }


def _first_offered(images: tuple[Image, ...]) -> Image | None:
    return next((image for image in images if image.offer), None)


def _files(
    make: Callable[..., T], connection: Connection, found: Mapping[int, list[RowMapping]]
) -> Mapping[int, tuple[T, ...]]:
    """Make pictures or files of their rows, with what is known of those that are kept."""
    known = originals_of(connection, (row["digest"] for rows in found.values() for row in rows))
    return {key: tuple(make(**row, original=known.get(row["digest"])) for row in rows) for key, rows in found.items()}


def _companions(
    connection: Connection, link: Table, other: Table, ids: Iterable[int], answering_at: datetime | None = None
) -> Mapping[int, list[RowMapping]]:
    keys, names = list(ids), other.columns.keys()
    found: dict[int, list[Any]] = {key: [] for key in keys}
    query, given = _going_with(link, other, answering_at is not None), {"ids": keys, "now": answering_at}
    for key, *values in connection.execute(query, given) if keys else ():
        found[key].append(dict(zip(names, values, strict=True)))
    return found


@built_once
def _going_with(link: Table, other: Table, answering: bool) -> Select[Any]:
    query = select(link.c.article_id, *other.c).join_from(link, other).where(link.c.article_id.in_(IDS))
    chosen = query.where(answers(NOW)) if answering else query
    return chosen.order_by(link.c.article_id, link.c.position)


@built_once
def pictures() -> Select[Any]:
    """Ask for pictures by their numbers."""
    return select(image).where(image.c.id.in_(IDS))
