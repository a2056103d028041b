"""The room that moves in and is read: followed sources, events that wait, photos and files."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE banner (language TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL, shown_until TEXT)",
    "CREATE INDEX article_by_trait ON article (kind, language, dateline, published_at, withdrawn_at)",
    """
    CREATE TABLE kit (
        id INTEGER NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        slug TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        url TEXT NOT NULL,
        language TEXT NOT NULL,
        caption TEXT,
        alt TEXT,
        credit TEXT,
        licence TEXT,
        digest TEXT,
        media_type TEXT,
        width INTEGER,
        height INTEGER,
        size INTEGER,
        changed_at TEXT NOT NULL,
        published_at TEXT
    )
    """,
    "CREATE INDEX ix_kit_digest ON kit (digest)",
    "CREATE INDEX kit_by_time ON kit (published_at, id)",
)


def upgrade() -> None:
    """Add what the room needs, and fill it for what is there."""
    for statement in STATEMENTS:
        op.execute(statement)
