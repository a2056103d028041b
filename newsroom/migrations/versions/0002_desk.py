"""The desk: pins, language versions, terms of contacts, previews, and the log of every act."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "ALTER TABLE article ADD COLUMN pinned_until TEXT",
    "ALTER TABLE article ADD COLUMN original_id INTEGER REFERENCES article (id)",
    # SQLite adds no column that must be filled without a value for the rows that are there.
    "ALTER TABLE article ADD COLUMN written_at TEXT NOT NULL DEFAULT ''",
    "UPDATE article SET written_at = changed_at",
    "CREATE INDEX article_by_original ON article (original_id)",
    "CREATE INDEX article_by_pin ON article (pinned_until)",
    "ALTER TABLE contact ADD COLUMN answers_at TEXT",
    "ALTER TABLE contact ADD COLUMN answers_until TEXT",
    "ALTER TABLE run ADD COLUMN undone_at TEXT",
    # A version's note is for readers, and these name files of the machine that imported.
    "UPDATE version SET note = NULL WHERE note LIKE 'Updated from %'",
    "CREATE INDEX version_by_change ON version (change, since)",
    """
    CREATE TABLE preview (
        id INTEGER NOT NULL PRIMARY KEY,
        article_id INTEGER NOT NULL,
        recipient TEXT NOT NULL,
        digest TEXT NOT NULL UNIQUE,
        made_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        revoked_at TEXT,
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_preview_article_id ON preview (article_id)",
    """
    CREATE TABLE visit (
        id INTEGER NOT NULL PRIMARY KEY,
        preview_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        FOREIGN KEY(preview_id) REFERENCES preview (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_visit_preview_id ON visit (preview_id)",
    """
    CREATE TABLE log (
        id INTEGER NOT NULL PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        act TEXT NOT NULL,
        type TEXT NOT NULL,
        uid TEXT,
        name TEXT,
        note TEXT
    )
    """,
    "CREATE INDEX ix_log_uid ON log (uid)",
)


def upgrade() -> None:
    """Add what the desk needs, and fill it for what is there."""
    for statement in STATEMENTS:
        op.execute(statement)
