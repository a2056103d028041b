"""The room that moves in and is read: followed sources, events that wait, photos and files."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE banner (language TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL, shown_until TEXT)",
    "CREATE INDEX article_by_trait ON article (kind, language, dateline, published_at, withdrawn_at)",
    "ALTER TABLE event ADD COLUMN published_at TEXT",
    "UPDATE event SET published_at = changed_at",
    "ALTER TABLE event ADD COLUMN cancelled BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE event ADD COLUMN sequence INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE event ADD COLUMN signup_url TEXT",
    "ALTER TABLE event ADD COLUMN accreditation TEXT",
    "ALTER TABLE event ADD COLUMN accreditation_until TEXT",
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
    "ALTER TABLE origin ADD COLUMN second BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE origin ADD COLUMN said JSON",
    "ALTER TABLE ledger ADD COLUMN figures JSON",
    """
    CREATE TABLE awaited (
        article_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (article_id, name),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX awaited_by_name ON awaited (name)",
    """
    CREATE TABLE original (
        digest TEXT NOT NULL PRIMARY KEY,
        width INTEGER,
        height INTEGER,
        said JSON NOT NULL,
        focus_x INTEGER,
        focus_y INTEGER,
        public_size INTEGER,
        public_tag TEXT
    )
    """,
    """
    CREATE TABLE rendition (
        digest TEXT NOT NULL,
        media_type TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        size INTEGER NOT NULL,
        tag TEXT NOT NULL,
        PRIMARY KEY (digest, media_type, width),
        FOREIGN KEY (digest) REFERENCES original (digest) ON DELETE CASCADE
    )
    """,
    "ALTER TABLE contact ADD COLUMN image_id INTEGER REFERENCES image (id)",
    "CREATE INDEX ix_contact_image_id ON contact (image_id)",
    "ALTER TABLE article ADD COLUMN wanted_slug TEXT",
    "CREATE INDEX article_by_wanted_slug ON article (wanted_slug)",
    "ALTER TABLE contact ADD COLUMN wanted_slug TEXT",
    "ALTER TABLE event ADD COLUMN wanted_slug TEXT",
    """
    CREATE TABLE source (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL UNIQUE,
        every INTEGER NOT NULL,
        publish TEXT,
        kind TEXT,
        language TEXT,
        allow_private BOOLEAN NOT NULL,
        due_at TEXT NOT NULL,
        visited_at TEXT,
        complete_at TEXT,
        came_at TEXT,
        etag TEXT,
        last_modified TEXT,
        digest TEXT,
        outcome TEXT,
        problem TEXT,
        failures INTEGER NOT NULL,
        refusals JSON NOT NULL
    )
    """,
    "CREATE INDEX ix_source_due_at ON source (due_at)",
    "CREATE TABLE lease (name TEXT PRIMARY KEY NOT NULL, holder TEXT NOT NULL, ends_at TEXT NOT NULL)",
    """
    CREATE TABLE old_address (
        address TEXT NOT NULL PRIMARY KEY,
        contact_id INTEGER,
        event_id INTEGER,
        kit_id INTEGER,
        FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
        FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
        FOREIGN KEY(kit_id) REFERENCES kit (id) ON DELETE CASCADE
    )
    """,
    "ALTER TABLE kit ADD COLUMN wanted_slug TEXT",
    "CREATE INDEX ix_old_address_contact_id ON old_address (contact_id)",
    "CREATE INDEX ix_old_address_event_id ON old_address (event_id)",
    "CREATE INDEX ix_old_address_kit_id ON old_address (kit_id)",
)


def upgrade() -> None:
    """Add what the room needs, and fill it for what is there."""
    for statement in STATEMENTS:
        op.execute(statement)
