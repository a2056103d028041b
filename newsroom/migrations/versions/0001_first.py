"""The first form of a room's database."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE article (
        id INTEGER NOT NULL,
        uid TEXT NOT NULL,
        kind TEXT NOT NULL,
        slug TEXT NOT NULL,
        headline TEXT NOT NULL,
        lead TEXT,
        byline TEXT,
        dateline TEXT,
        language TEXT NOT NULL,
        body_html TEXT NOT NULL,
        body_text TEXT NOT NULL,
        canonical_url TEXT,
        published_at TEXT,
        embargoed BOOLEAN NOT NULL,
        proposed_at TEXT,
        updated_at TEXT,
        withdrawn_at TEXT,
        withdrawn_reason TEXT,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (uid),
        UNIQUE (slug)
    )
    """,
    "CREATE INDEX article_by_kind ON article (kind, published_at, id, withdrawn_at)",
    "CREATE INDEX article_by_language ON article (language, published_at, id, withdrawn_at)",
    "CREATE INDEX article_by_time ON article (published_at, id, withdrawn_at)",
    "CREATE INDEX article_by_withdrawal ON article (withdrawn_at, published_at)",
    """
    CREATE TABLE attachment (
        id INTEGER NOT NULL,
        digest TEXT,
        url TEXT NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT,
        size INTEGER,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_attachment_digest ON attachment (digest)",
    """
    CREATE TABLE buried (
        digest TEXT NOT NULL,
        act TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (digest)
    )
    """,
    """
    CREATE TABLE contact (
        id INTEGER NOT NULL,
        uid TEXT NOT NULL,
        slug TEXT NOT NULL,
        name TEXT,
        title TEXT,
        unit TEXT,
        organisation TEXT,
        emails JSON NOT NULL,
        phones JSON NOT NULL,
        responsibilities JSON NOT NULL,
        languages JSON NOT NULL,
        press_contact BOOLEAN NOT NULL,
        from_article BOOLEAN NOT NULL,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (uid),
        UNIQUE (slug)
    )
    """,
    """
    CREATE TABLE event (
        id INTEGER NOT NULL,
        uid TEXT NOT NULL,
        slug TEXT NOT NULL,
        headline TEXT NOT NULL,
        starts_at TEXT NOT NULL,
        ends_at TEXT,
        place TEXT,
        description_html TEXT NOT NULL,
        url TEXT,
        language TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (uid),
        UNIQUE (slug)
    )
    """,
    "CREATE INDEX event_by_start ON event (starts_at, id)",
    """
    CREATE TABLE fact (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE image (
        id INTEGER NOT NULL,
        digest TEXT,
        url TEXT NOT NULL,
        media_type TEXT,
        width INTEGER,
        height INTEGER,
        size INTEGER,
        caption TEXT,
        alt TEXT,
        credit TEXT,
        licence TEXT,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_image_digest ON image (digest)",
    """
    CREATE TABLE organisation (
        id INTEGER NOT NULL,
        name TEXT,
        boilerplate TEXT,
        address JSON NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE origin (
        type TEXT NOT NULL,
        source_id TEXT NOT NULL,
        target_id INTEGER NOT NULL,
        source TEXT NOT NULL,
        importer TEXT NOT NULL,
        draft_digest TEXT NOT NULL,
        edited BOOLEAN NOT NULL,
        PRIMARY KEY (type, source_id)
    )
    """,
    "CREATE INDEX origin_by_target ON origin (type, target_id)",
    """
    CREATE TABLE run (
        id INTEGER NOT NULL,
        started_at TEXT NOT NULL,
        completed BOOLEAN NOT NULL,
        sources JSON NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE tag (
        id INTEGER NOT NULL,
        slug TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (slug)
    )
    """,
    """
    CREATE TABLE article_attachment (
        article_id INTEGER NOT NULL,
        attachment_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article_id, attachment_id),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
        FOREIGN KEY(attachment_id) REFERENCES attachment (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX article_attachment_by_attachment ON article_attachment (attachment_id, article_id)",
    """
    CREATE TABLE article_contact (
        article_id INTEGER NOT NULL,
        contact_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article_id, contact_id),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
        FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX article_contact_by_contact ON article_contact (contact_id, article_id)",
    """
    CREATE TABLE article_event (
        article_id INTEGER NOT NULL,
        event_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article_id, event_id),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
        FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX article_event_by_event ON article_event (event_id, article_id)",
    """
    CREATE TABLE article_image (
        article_id INTEGER NOT NULL,
        image_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article_id, image_id),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
        FOREIGN KEY(image_id) REFERENCES image (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX article_image_by_image ON article_image (image_id, article_id)",
    """
    CREATE TABLE article_tag (
        article_id INTEGER NOT NULL,
        tag_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article_id, tag_id),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
        FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX article_tag_by_tag ON article_tag (tag_id, article_id)",
    """
    CREATE TABLE ledger (
        id INTEGER NOT NULL,
        run_id INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        type TEXT NOT NULL,
        source TEXT NOT NULL,
        source_id TEXT,
        importer TEXT,
        headline TEXT,
        reason TEXT,
        notes JSON NOT NULL,
        target_id INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(run_id) REFERENCES run (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_ledger_run_id ON ledger (run_id)",
    """
    CREATE TABLE redirect (
        address TEXT NOT NULL,
        article_id INTEGER NOT NULL,
        PRIMARY KEY (address),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_redirect_article_id ON redirect (article_id)",
    """
    CREATE TABLE search_words (
        id INTEGER NOT NULL,
        headline TEXT NOT NULL,
        lead TEXT NOT NULL,
        body TEXT NOT NULL,
        tags TEXT NOT NULL,
        people TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(id) REFERENCES article (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE version (
        article_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        change TEXT NOT NULL,
        since TEXT NOT NULL,
        note TEXT,
        content JSON NOT NULL,
        PRIMARY KEY (article_id, number),
        FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
    )
    """,
)

# The index keeps stems and no text: the triggers keep it in step with search_words.
SEARCH = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5 (
        headline, lead, body, tags, people,
        content = 'search_words', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER search_words_added AFTER INSERT ON search_words BEGIN
        INSERT INTO search_index (rowid, headline, lead, body, tags, people)
        VALUES (new.id, new.headline, new.lead, new.body, new.tags, new.people);
    END;
    """,
    """
    CREATE TRIGGER search_words_removed AFTER DELETE ON search_words BEGIN
        INSERT INTO search_index (search_index, rowid, headline, lead, body, tags, people)
        VALUES ('delete', old.id, old.headline, old.lead, old.body, old.tags, old.people);
    END;
    """,
    """
    CREATE TRIGGER search_words_changed AFTER UPDATE ON search_words BEGIN
        INSERT INTO search_index (search_index, rowid, headline, lead, body, tags, people)
        VALUES ('delete', old.id, old.headline, old.lead, old.body, old.tags, old.people);
        INSERT INTO search_index (rowid, headline, lead, body, tags, people)
        VALUES (new.id, new.headline, new.lead, new.body, new.tags, new.people);
    END;
    """,
)


def upgrade() -> None:
    """Make every table."""
    for statement in TABLES + SEARCH:
        op.execute(statement)
