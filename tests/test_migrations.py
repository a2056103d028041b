import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from newsroom.errors import OutOfDate, Unreadable
from newsroom.migrations import head, migrate
from newsroom.schema import REVISION, metadata
from tests.older import migrate_only

CHANGED = "2026-03-02T12:00:00Z"
NOTES = [(1, "Updated from /srv/export/1.md"), (2, "Rättad.")]
FIELDS = "id, uid, kind, slug, headline, language, body_html, body_text, embargoed, created_at, changed_at"
CARD = "id, uid, slug, emails, phones, responsibilities, languages, press_contact, from_article, changed_at, image_id"
ORIGIN = "type, source_id, target_id, source, importer, draft_digest, edited"


def test_the_sum_of_the_steps_is_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    migrate(path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def ours(name: str | None, kind: str, _: object) -> bool:
    return not (kind == "table" and (name or "").startswith("search_index"))


def test_the_program_knows_the_last_step() -> None:
    assert head() == REVISION


def test_a_second_migration_does_nothing(tmp_path: Path) -> None:
    assert len(migrate(tmp_path / "newsroom.db")) >= 1
    assert migrate(tmp_path / "newsroom.db") == []


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    migrate(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(OutOfDate, match="newer"):
        migrate(path)


def test_what_is_no_database_of_ours_is_refused_and_left(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    path.write_bytes(b"no database" * 999)
    with pytest.raises(Unreadable, match="file is not a database"):
        migrate(path)
    assert path.read_bytes() == b"no database" * 999


def test_a_database_that_lost_its_step_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    migrate(path)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM alembic_version")
    connection.close()
    with pytest.raises(Unreadable, match="table article already exists"):
        migrate(path)


def test_a_step_that_breaks_a_tie_is_undone(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE child (id REFERENCES parent (id))")
        connection.execute("INSERT INTO child VALUES (1)")
    with pytest.raises(OutOfDate, match="nothing was changed"):
        migrate(path)
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'article'").fetchall() == []
    connection.close()


def test_what_an_older_room_held_is_filled_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "newsroom.db"
    migrate_only(path, 1, monkeypatch)
    with sqlite3.connect(path) as connection:
        said = (1, "u", "news", "s", "h", "sv", "", "", 0, CHANGED, CHANGED)
        connection.execute(f"INSERT INTO article ({FIELDS}) VALUES ({', '.join('?' * len(said))})", said)  # noqa: S608
        connection.executemany("INSERT INTO version VALUES (1, ?, 'update', '2026-03-02T12:00:00Z', ?, '{}')", NOTES)
    connection.close()
    migrate(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT written_at, original_id FROM article").fetchall() == [(CHANGED, None)]
        assert connection.execute("SELECT note FROM version").fetchall() == [(None,), ("Rättad.",)]
    connection.close()


def test_a_portrait_that_the_desk_chose_is_not_given_up_for_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "newsroom.db"
    migrate_only(path, 3, monkeypatch)
    lists = ", ".join(["'[]'"] * 4)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO image (id, url) VALUES (1, 'maja.jpg')")
        for key, portrait in ((1, 1), (2, None)):
            said = (key, f"u{key}", f"s{key}", CHANGED, portrait)
            connection.execute(f"INSERT INTO contact ({CARD}) VALUES (?, ?, ?, {lists}, 1, 0, ?, ?)", said)  # noqa: S608
            connection.execute(f"INSERT INTO origin ({ORIGIN}) VALUES ('contact', ?, ?, 's', 'i', 'd', 0)", [key, key])  # noqa: S608
    connection.close()
    migrate(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT edited FROM origin ORDER BY target_id").fetchall() == [(1,), (0,)]
    connection.close()


def test_old_addresses_keep_what_they_lead_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "newsroom.db"
    migrate_only(path, 3, monkeypatch)
    lists = ", ".join(["'[]'"] * 4)
    with sqlite3.connect(path) as connection:
        connection.execute(f"INSERT INTO contact ({CARD}) VALUES (1, 'u', 's', {lists}, 1, 0, ?, NULL)", [CHANGED])  # noqa: S608
        connection.execute("INSERT INTO old_address (address, contact_id) VALUES ('/folk/7', 1)")
    connection.close()
    migrate(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT * FROM old_address").fetchall() == [("/folk/7", 1, None, None, None, None)]
    connection.close()
