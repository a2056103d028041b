"""Identity: the room's own id, former ids in feeds, whose portrait it is, what was read, old addresses of any list."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS: tuple[str, ...] = (
    # Until now every portrait was put there by the desk; from now on a source may give one, and must not take theirs.
    """
    UPDATE origin SET edited = 1
    WHERE type = 'contact' AND target_id IN (SELECT id FROM contact WHERE image_id IS NOT NULL)
    """,
    # A UUID of version 4 (RFC 9562 section 5.4): feeds have their ids of it, which go with the room to another host.
    """
    INSERT OR IGNORE INTO fact (name, value) SELECT 'room_uid', lower(
        hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
        || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
    """,
    # Nobody was asked before what is known of a picture's file: what readers get of it as it came waits for an answer.
    "ALTER TABLE original ADD COLUMN read BOOLEAN",
    # What has stood in our feeds keeps the id that readers know it by; what is imported from now on brings its own.
    "ALTER TABLE article ADD COLUMN former_id TEXT",
    "CREATE UNIQUE INDEX article_by_former_id ON article (former_id)",
    """
    CREATE TABLE known_address (
        address TEXT NOT NULL PRIMARY KEY,
        contact_id INTEGER,
        event_id INTEGER,
        kit_id INTEGER,
        tag_id INTEGER,
        list TEXT,
        FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
        FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
        FOREIGN KEY(kit_id) REFERENCES kit (id) ON DELETE CASCADE,
        FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE
    )
    """,
    """
    INSERT INTO known_address (address, contact_id, event_id, kit_id)
    SELECT address, contact_id, event_id, kit_id FROM old_address
    """,
    "DROP TABLE old_address",
    "ALTER TABLE known_address RENAME TO old_address",
    "CREATE INDEX ix_old_address_contact_id ON old_address (contact_id)",
    "CREATE INDEX ix_old_address_event_id ON old_address (event_id)",
    "CREATE INDEX ix_old_address_kit_id ON old_address (kit_id)",
    "CREATE INDEX ix_old_address_tag_id ON old_address (tag_id)",
)


def upgrade() -> None:
    """Add what the room needs, and fill it for what is there."""
    for statement in STATEMENTS:
        op.execute(statement)
