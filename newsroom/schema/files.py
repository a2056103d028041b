"""Pictures, files, the press kit, and what is known and made of originals."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from newsroom.schema.columns import Instant, metadata

image = Table(
    "image",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, index=True),
    Column("url", Text, nullable=False),
    Column("media_type", Text),
    Column("width", Integer),
    Column("height", Integer),
    Column("size", Integer),
    Column("caption", Text),
    Column("alt", Text),
    Column("credit", Text),
    Column("licence", Text),
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, index=True),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text),
    Column("size", Integer),
)

kit = Table(
    "kit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("caption", Text),
    Column("alt", Text),
    Column("credit", Text),
    Column("licence", Text),
    Column("digest", Text, index=True),
    Column("media_type", Text),
    Column("width", Integer),
    Column("height", Integer),
    Column("size", Integer),
    Column("changed_at", Instant, nullable=False),
    Column("published_at", Instant),
    Column("wanted_slug", Text),
    Index("kit_by_time", "published_at", "id"),
)

original = Table(
    "original",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("width", Integer),
    Column("height", Integer),
    Column("said", JSON, nullable=False),
    Column("focus_x", Integer),
    Column("focus_y", Integer),
    Column("read", Boolean),
    Column("public_size", Integer),
    Column("public_tag", Text),
)

rendition = Table(
    "rendition",
    metadata,
    Column("digest", ForeignKey("original.digest", ondelete="CASCADE"), primary_key=True),
    Column("media_type", Text, primary_key=True),
    Column("width", Integer, primary_key=True),
    Column("height", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("tag", Text, nullable=False),
)
