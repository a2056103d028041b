"""The tables of a room's database, as SQLAlchemy Core sees them; the steps in migrations/ make them.

Instants are kept as UTC text of whole seconds (`2017-03-07T15:20:00Z`), which sorts as time does and
which a host can read; an event's bare day stays a bare day.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

REVISION = "0003"
"""The last step of migrations/ that this program knows."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write it as UTC text."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read it back as an aware datetime in UTC."""
        return value and datetime.fromisoformat(value)


class InstantOrDay(TypeDecorator[datetime | date]):
    """An aware instant or a bare day."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | date | None, dialect: Dialect) -> str | None:
        """Write an instant as UTC text and a day as ISO 8601."""
        if isinstance(value, datetime):
            return instant_text(value)
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | date | None:
        """Read back what it was."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def instant_text(value: datetime) -> str:
    """Write an aware instant as the database keeps it."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


metadata = MetaData()

article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("slug", Text, nullable=False, unique=True),
    Column("headline", Text, nullable=False),
    Column("lead", Text),
    Column("byline", Text),
    Column("dateline", Text),
    Column("language", Text, nullable=False),
    Column("body_html", Text, nullable=False),
    Column("body_text", Text, nullable=False),
    Column("canonical_url", Text),
    Column("published_at", Instant),
    Column("embargoed", Boolean, nullable=False),
    Column("proposed_at", Instant),
    Column("updated_at", Instant),
    Column("withdrawn_at", Instant),
    Column("withdrawn_reason", Text),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("pinned_until", Instant),
    Column("original_id", ForeignKey("article.id")),
    Column("written_at", Instant, nullable=False),
    Column("wanted_slug", Text),
    Index("article_by_wanted_slug", "wanted_slug"),
    Index("article_by_original", "original_id"),
    Index("article_by_pin", "pinned_until"),
    Index("article_by_time", "published_at", "id", "withdrawn_at"),
    Index("article_by_kind", "kind", "published_at", "id", "withdrawn_at"),
    Index("article_by_withdrawal", "withdrawn_at", "published_at"),
    Index("article_by_trait", "kind", "language", "dateline", "published_at", "withdrawn_at"),
    Index("article_by_language", "language", "published_at", "id", "withdrawn_at"),
)

version = Table(
    "version",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("change", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("note", Text),
    Column("content", JSON, nullable=False),
    Index("version_by_change", "change", "since"),
)

tag = Table(
    "tag",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
)

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


def _link(name: str, other: Table) -> Table:
    """Tie articles to another table, in an order."""
    key = f"{other.name}_id"
    return Table(
        name,
        metadata,
        Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        Column(key, ForeignKey(f"{other.name}.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, nullable=False),
        Index(f"{name}_by_{other.name}", key, "article_id"),
    )


article_tag = _link("article_tag", tag)
article_contact = _link("article_contact", contact)
article_event = _link("article_event", event)
article_image = _link("article_image", image)
article_attachment = _link("article_attachment", attachment)

redirect = Table(
    "redirect",
    metadata,
    Column("address", Text, primary_key=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
)

old_address = Table(
    "old_address",
    metadata,
    Column("address", Text, primary_key=True),
    Column("contact_id", ForeignKey("contact.id", ondelete="CASCADE"), index=True),
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), index=True),
    Column("kit_id", ForeignKey("kit.id", ondelete="CASCADE"), index=True),
)

organisation = Table(
    "organisation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("boilerplate", Text),
    Column("address", JSON, nullable=False),
)

origin = Table(
    "origin",
    metadata,
    Column("type", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("target_id", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("importer", Text, nullable=False),
    Column("draft_digest", Text, nullable=False),
    Column("edited", Boolean, nullable=False),
    Column("second", Boolean, nullable=False, server_default="0"),
    Column("said", JSON),
    Index("origin_by_target", "type", "target_id"),
)

awaited = Table(
    "awaited",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Index("awaited_by_name", "name"),
)

buried = Table(
    "buried",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("act", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("completed", Boolean, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("undone_at", Instant),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("outcome", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_id", Text),
    Column("importer", Text),
    Column("headline", Text),
    Column("reason", Text),
    Column("notes", JSON, nullable=False),
    Column("target_id", Integer),
    Column("figures", JSON),
)

preview = Table(
    "preview",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("recipient", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

visit = Table(
    "visit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("preview_id", ForeignKey("preview.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("uid", Text, index=True),
    Column("name", Text),
    Column("note", Text),
)

banner = Table(
    "banner",
    metadata,
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("shown_until", Instant),
)

fact = Table("fact", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
REMOVED_AT = "removed_at"
"""The fact that tells when something public was last removed without a trace."""

source = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("address", Text, nullable=False, unique=True),
    Column("every", Integer, nullable=False),
    Column("publish", Text),
    Column("kind", Text),
    Column("language", Text),
    Column("allow_private", Boolean, nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("visited_at", Instant),
    Column("complete_at", Instant),
    Column("came_at", Instant),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("digest", Text),
    Column("outcome", Text),
    Column("problem", Text),
    Column("failures", Integer, nullable=False),
    Column("refusals", JSON, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("ends_at", Instant, nullable=False),
)

search_words = Table(
    "search_words",
    metadata,
    Column("id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("headline", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("people", Text, nullable=False),
)
