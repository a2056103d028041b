"""Rows into values of the model, and the companions of articles: tags, pictures, files and people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Table, select

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


def articles(connection: Connection, rows: Sequence[Row[Any]], *condition: ColumnElement[bool]) -> tuple[Article, ...]:
    """Make articles of whole rows, with all that goes with them; of the people, those that a condition lets through."""
    ids = [row.id for row in rows]
    tags, images = tags_of(connection, ids), images_of(connection, ids)
    files, people = attachments_of(connection, ids), contacts_of(connection, ids, *condition)
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
    keys = {row["image_id"] for row in several if row["image_id"]}
    query = select(image).where(image.c.id.in_(keys))
    pictures = {row["id"]: row for row in connection.execute(query).mappings()} if keys else {}
    known = originals_of(connection, (row["digest"] for row in pictures.values()))
    portraits = {key: Image(**row, original=known.get(row["digest"])) for key, row in pictures.items()}
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
    connection: Connection, ids: Iterable[int], *condition: ColumnElement[bool]
) -> Mapping[int, tuple[Contact, ...]]:
    """Give the people of these articles, those that a condition lets through."""
    found = _companions(connection, article_contact, contact, ids, *condition)
    return {key: tuple(contacts_from(connection, rows)) for key, rows in found.items()}


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
    connection: Connection, link: Table, other: Table, ids: Iterable[int], *condition: ColumnElement[bool]
) -> Mapping[int, list[RowMapping]]:
    keys, names = list(ids), other.columns.keys()
    query = (
        select(link.c.article_id.label("_article"), *other.c)
        .join_from(link, other)
        .where(link.c.article_id.in_(keys), *condition)
        .order_by(link.c.article_id, link.c.position)
    )
    found: dict[int, list[Any]] = {key: [] for key in keys}
    for row in connection.execute(query).mappings() if keys else ():
        found[row["_article"]].append({name: row[name] for name in names})
    return found
