import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Give
from tests.cli.test_import import LAKE, archive, rows, write_articles
from tests.newsroom.test_media import png

__all__ = ["archive"]

FEW_SECONDS = 20
CONTACT = "---\ntitle: {}\nlang: sv\n---\n\n![Bron](bild.png)\n\nText.\n"


@pytest.fixture
def imported(give: Give, archive: Path) -> Path:
    """Import a published article and a draft as run 1, and give the folder."""
    assert give("--by", "olle", "import", archive).exit_code == 0
    return archive


def slugs(room: Path) -> list[object]:
    return [row[0] for row in rows(room, "SELECT slug FROM article ORDER BY slug")]


def count(room: Path, table: str) -> int:
    return len(rows(room, f"SELECT 1 FROM {table}"))  # noqa: S608


def test_an_undo_takes_back_what_an_import_made(give: Give, imported: Path, room: Path) -> None:
    answer = give("--by", "maja", "ledger", 1, "--undo")
    assert answer.stdout == "Taken back: 2 articles (1 of them public).\n"
    tables = ("article", "version", "article_tag", "search_words", "origin", "buried")
    assert [table for table in tables if count(room, table)] == []
    assert rows(room, "SELECT DISTINCT target_id FROM ledger") == [(None,)]
    assert rows(room, "SELECT actor, act, name, note FROM log ORDER BY id DESC LIMIT 1") == [
        ("maja", "undo", "1", "2 articles (1 of them public)")
    ]


def test_a_list_knows_when_something_public_went_and_of_a_draft_nothing(give: Give, imported: Path, room: Path) -> None:
    removed = "SELECT value FROM fact WHERE name = 'removed_at'"
    (imported / "utkast.md").write_text("# Utkast\n\nText.\n", encoding="utf-8")
    give("import", imported)
    give("ledger", 2, "--undo")
    assert rows(room, removed) == []
    give("ledger", 1, "--undo")
    assert rows(room, removed) == [("2026-03-02T12:00:00Z",)]


def test_the_same_import_brings_again_what_was_taken_back(give: Give, imported: Path, room: Path) -> None:
    give("ledger", 1, "--undo")
    assert give("import", imported).stdout.endswith("2 created (2 articles), 1 refused (1 source)\n")
    assert slugs(room) == ["hamnen-fylls-igen", "sjon-isbelagd"]


def test_an_import_is_undone_once(give: Give, imported: Path) -> None:
    give("ledger", 1, "--undo")
    assert give("ledger", "--runs").stdout.split("\t")[2] == "undone"
    assert "undone" in give("log").stdout.splitlines()[1]
    answer = give("ledger", 1, "--undo")
    assert (answer.exit_code, answer.stderr.count("\n"), "undone already" in answer.stderr) == (1, 1, True)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("publish", ("publish", "--anyway", "Prov.")),
        ("edit", ("edit", "--set", "lead=Isen bär.")),
        ("pin", ("pin", "--until", "2026-12-08")),
        ("preview", ("preview", "--for", "Ann Hill, DN")),
        ("schedule", ("schedule", "--at", "2026-12-08 09:00", "--anyway", "Prov.")),
        ("link", ("translations", "--of", "annan")),
    ],
)
def test_what_was_touched_stays_and_is_named(
    give: Give, imported: Path, room: Path, act: str, words: tuple[str, ...]
) -> None:
    give("new", "-", "--language", "fi", stdin="# Annan\n\nText.\n")
    command, *options = words
    assert give("--by", "maja", command, "sjon-isbelagd", *options).exit_code == 0
    answer = give("ledger", 1, "--undo")
    assert answer.stdout.splitlines() == [
        "Taken back: 1 article (1 of them public).",
        f"Stays: article sjon-isbelagd ({act} by maja)",
    ]
    assert slugs(room) == ["annan", "sjon-isbelagd"]


def test_the_original_of_a_translation_stays(give: Give, imported: Path, room: Path) -> None:
    give("new", "-", "--language", "fi", stdin="# Jää\n\nText.\n")
    give("translations", "jaa", "--of", "sjon-isbelagd")
    assert "sjon-isbelagd (what stays needs it)" in give("ledger", 1, "--undo").stdout
    assert slugs(room) == ["jaa", "sjon-isbelagd"]


def test_an_article_stays_that_hides_an_event_which_stays(give: Give, imported: Path, room: Path) -> None:
    give("event", "add", "--headline", "Premiär", "--from", "2026-12-08")
    with closing(sqlite3.connect(room / "newsroom.db")) as connection:
        connection.execute("INSERT INTO article_event SELECT article.id, event.id, 0 FROM article, event LIMIT 1")
        connection.commit()
    assert "hamnen-fylls-igen (what stays needs it)" in give("ledger", 1, "--undo").stdout
    assert slugs(room) == ["hamnen-fylls-igen"]


def test_what_a_later_import_changed_stays(give: Give, imported: Path, room: Path) -> None:
    (imported / "is.md").write_text(LAKE.replace("ligger", "bär"), encoding="utf-8")
    give("import", imported)
    assert "sjon-isbelagd (changed by another import)" in give("ledger", 1, "--undo").stdout
    answer = give("ledger", 2, "--undo")
    assert (answer.exit_code, slugs(room)) == (1, ["sjon-isbelagd"])


def test_what_an_import_updated_is_not_taken_back(give: Give, imported: Path, room: Path) -> None:
    (imported / "is.md").write_text(LAKE.replace("ligger", "bär"), encoding="utf-8")
    (imported / "ny.md").write_text("# Ny\n\nText.\n", encoding="utf-8")
    give("import", imported)
    answer = give("ledger", 2, "--undo", "--json")
    assert json.loads(answer.stdout) == {
        "run": 2,
        "taken": [{"type": "article", "slug": "ny"}],
        "stayed": [],
        "updated": 1,
    }
    assert slugs(room) == ["hamnen-fylls-igen", "sjon-isbelagd"]


def test_nothing_is_taken_back_of_an_import_that_made_nothing(give: Give, imported: Path) -> None:
    give("import", imported)
    answer = give("ledger", 2, "--undo")
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert give("ledger", "--runs").stdout.split("\t")[2] == "done"


def test_an_import_is_undone_by_its_number_alone(give: Give, imported: Path) -> None:
    assert give("ledger", "--undo").exit_code == 2
    assert "There is no import number 7." in give("ledger", 7, "--undo").stderr


def test_pictures_that_nothing_shows_any_more_go_too(give: Give, room: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("bro", "vag", "bat")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "bild.png").write_bytes(png(30, 20 + number % 2))
        (folder / f"{name}.md").write_text(CONTACT.format(name), encoding="utf-8")
        give("import", folder)
    files = [path for path in (room / "media").rglob("*") if path.is_file()]
    assert give("ledger", 1, "--undo").exit_code == give("ledger", 2, "--undo").exit_code == 0
    left = [path for path in (room / "media").rglob("*") if path.is_file()]
    assert (len(files), len(left)) == (2, 1)
    assert rows(room, "SELECT digest FROM image") == [(left[0].parent.name + left[0].stem,)]


def test_contacts_and_events_of_an_import_go_unless_an_editor_touched_them(
    give: Give, room: Path, tmp_path: Path
) -> None:
    page = Path(__file__).parents[1] / "importers/data/mynewsdesk_text/islands_sv.txt"
    give("import", page)
    assert count(room, "contact") > 1
    assert count(room, "event")
    contact = rows(room, "SELECT slug FROM contact WHERE press_contact")[0][0]
    give("--by", "maja", "contact", "edit", contact, "--title", "Chef")
    answer = give("ledger", 1, "--undo")
    assert answer.exit_code == 0
    assert f"Stays: contact {contact} (contact edit by maja)" in answer.stdout
    assert rows(room, "SELECT slug FROM contact") == [(contact,)]
    assert count(room, "event") == 0


def test_a_card_of_the_desks_own_stays(give: Give, room: Path) -> None:
    page = Path(__file__).parents[1] / "importers/data/mynewsdesk_text/islands_sv.txt"
    give("import", page)
    name, phones = rows(room, "SELECT name, phones FROM contact WHERE press_contact AND name NOT NULL")[0]
    give("ledger", 1, "--undo")
    phone = json.loads(str(phones))[0]
    assert give("contact", "add", "--name", name, "--phone", phone).exit_code == 0
    give("import", page)
    assert give("ledger", 2, "--undo").exit_code == 0
    assert rows(room, "SELECT name FROM contact") == [(name,)]


@pytest.mark.torture
def test_ten_thousand_articles_go_in_seconds(give: Give, room: Path, tmp_path: Path) -> None:
    write_articles(tmp_path / "many", 10_000)
    give("import", tmp_path / "many")
    began = time.perf_counter()
    assert give("ledger", 1, "--undo").stdout == "Taken back: 10000 articles (10000 of them public).\n"
    assert time.perf_counter() - began < FEW_SECONDS
    assert slugs(room) == []
