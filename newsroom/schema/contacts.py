"""Cards, events and the organisation."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from newsroom.schema.columns import Instant, InstantOrDay, metadata

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text),
    Column("title", Text),
    Column("unit", Text),
    Column("organisation", Text),
    Column("emails", JSON, nullable=False),
    Column("phones", JSON, nullable=False),
    Column("responsibilities", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("press_contact", Boolean, nullable=False),
    Column("from_article", Boolean, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("answers_at", Instant),
    Column("answers_until", Instant),
    Column("wanted_slug", Text),
    Column("image_id", ForeignKey("image.id"), index=True),
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("headline", Text, nullable=False),
    Column("starts_at", InstantOrDay, nullable=False),
    Column("ends_at", InstantOrDay),
    Column("place", Text),
    Column("description_html", Text, nullable=False),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("published_at", Instant),
    Column("cancelled", Boolean, nullable=False, server_default="0"),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("signup_url", Text),
    Column("accreditation", Text),
    Column("accreditation_until", InstantOrDay),
    Column("wanted_slug", Text),
    Index("event_by_start", "starts_at", "id"),
)

organisation = Table(
    "organisation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("boilerplate", Text),
    Column("address", JSON, nullable=False),
)
