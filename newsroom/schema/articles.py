"""Articles with their versions, topics, previews and the words under which they are found."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from newsroom.schema.columns import Instant, metadata

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
    Column("former_id", Text),
    Index("article_by_former_id", "former_id", unique=True),
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
