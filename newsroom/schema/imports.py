"""Where things came from: runs, the ledger, origins and followed sources."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from newsroom.schema.columns import Instant, metadata

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
