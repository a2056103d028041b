"""The desk's own: the log, banners, single facts and leases."""

from sqlalchemy import Column, Integer, Table, Text

from newsroom.schema.columns import Instant, metadata

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
ROOM_UID = "room_uid"
"""The fact that is the room's own id, for ever, wherever it is served and whatever it is called."""

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("ends_at", Instant, nullable=False),
)
