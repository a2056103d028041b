import asyncio
import gc
import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from newsroom.cli import telling
from newsroom.cli.main import newsroom
from newsroom.database import open_database
from newsroom.model import Selection
from newsroom.store import articles
from tests.cli.conftest import PLAIN, Give

HARBOUR = """---
title: Hamnen fylls igen
description: Arbetet börjar i maj.
date: 2026-02-03T09:30:00+01:00
author: Maja Ek
tags: [Hamn, Miljö]
lang: sv
---

Nu fylls **hamnen** igen.
"""
LAKE = "---\ntitle: Sjön isbelagd\nlang: sv\n---\n\nIsen ligger.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Give a folder with a published article, a draft, and a file that is nothing."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "hamn.md").write_text(HARBOUR, encoding="utf-8")
    (folder / "is.md").write_text(LAKE, encoding="utf-8")
    (folder / "nothing.bin").write_bytes(b"\0\1\2\3" * 100)
    return folder


def rows(room: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(room / "newsroom.db")) as connection:
        return connection.execute(query).fetchall()


def test_an_import_tells_what_became_of_each_item(give: Give, archive: Path) -> None:
    answer = give("import", archive)
    assert answer.exit_code == 0
    *lines, last = answer.stdout.splitlines()
    assert lines[0] == "created    news (published): Hamnen fylls igen"
    assert lines[1] == "created    news (draft): Sjön isbelagd"
    assert lines[2].startswith(f"refused    {archive}/nothing.bin is of no format")
    assert last == "2 created (2 articles), 1 refused (1 source)"


def found(room: Path, queries: list[str]) -> list[str]:
    async def ask() -> list[str]:
        database = open_database(room / "newsroom.db")
        asked: Any = {"now": datetime(2026, 3, 2, 12, tzinfo=UTC), "zone": ZoneInfo("UTC")}
        pages = [await database.read(articles.slice_public, Selection(query=one), **asked) for one in queries]
        await database.close()
        return [query for query, page in zip(queries, pages, strict=True) if page.teasers]

    return asyncio.run(ask())


def test_what_a_page_shows_is_found_however_its_source_wrote_it(give: Give, room: Path, tmp_path: Path) -> None:
    said = {
        "title": "Kommun\ufeffförbundet be\u2067slut\u2069ar",
        "description": "Dricks\u202avatten räcker.",
        "author": "Lind\u202aqvist",
        "dateline": "Vax\u202aholm",
        "tags": ["Vat\u202aten"],
        "date": "2026-02-03T09:30:00+01:00",
        "lang": "sv",
    }
    front = "\n".join(f"{name}: {json.dumps(value)}" for name, value in said.items())
    (tmp_path / "vatten.md").write_text(f"---\n{front}\n---\n\nText.\n", encoding="utf-8")
    assert give("import", tmp_path / "vatten.md").exit_code == 0
    queries = ["Kommunförbundet", "beslutar", "Dricksvatten", "Vatten", "Lindqvist", "Vaxholm"]
    assert found(room, queries) == queries


def test_notes_go_where_remarks_go(give: Give, archive: Path) -> None:
    answer = give("import", archive)
    assert "Hamnen fylls igen and 1 more: The source names no kind: taken in as news." in answer.stderr
    assert "names no kind" not in answer.stdout


def test_a_second_run_finds_nothing_new(give: Give, archive: Path) -> None:
    give("import", archive)
    assert give("import", archive / "hamn.md").stdout == "1 unchanged (1 article)\n"


def test_a_changed_source_changes_its_article(give: Give, archive: Path) -> None:
    give("import", archive)
    (archive / "hamn.md").write_text(HARBOUR.replace("maj.", "juni."), encoding="utf-8")
    answer = give("import", archive / "hamn.md")
    assert answer.stdout.splitlines()[0] == "updated    news (published): Hamnen fylls igen"


def test_what_the_desk_has_edited_is_kept_and_told(give: Give, archive: Path, room: Path) -> None:
    give("import", archive)
    with closing(sqlite3.connect(room / "newsroom.db")) as connection:
        connection.execute("UPDATE origin SET edited = 1")
        connection.commit()
    (archive / "hamn.md").write_text(HARBOUR.replace("maj.", "juni."), encoding="utf-8")
    answer = give("import", archive / "hamn.md")
    assert answer.stdout.startswith("unchanged  news: Hamnen fylls igen\n")
    assert "the desk's text was kept" in answer.stderr
    assert rows(room, "SELECT lead FROM article WHERE headline LIKE 'Hamnen%'") == [("Arbetet börjar i maj.",)]


def test_a_headline_without_end_is_cut_where_it_is_told(give: Give, tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text(f"# {'Ord ' * 400}\n\nText.\n", encoding="utf-8")
    answer = give("import", tmp_path / "long.md")
    assert all(len(line) < 250 for line in (answer.stdout + answer.stderr).splitlines())


def test_a_dry_run_needs_no_room_and_makes_none(archive: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    words = ["--room", str(elsewhere), "import", "--dry-run", str(archive)]
    answer = CliRunner().invoke(newsroom, words, env=PLAIN)
    assert (answer.exit_code, list(elsewhere.iterdir())) == (0, [])
    assert answer.stdout.endswith("2 created (2 articles), 1 refused (1 source)\n")


def test_a_dry_run_in_a_room_tells_what_would_become(give: Give, archive: Path, room: Path) -> None:
    give("import", archive / "hamn.md")
    answer = give("import", "--dry-run", archive)
    assert answer.stdout.endswith("1 created (1 article), 1 unchanged (1 article), 1 refused (1 source)\n")
    assert rows(room, "SELECT count(*) FROM article") == [(1,)]
    assert rows(room, "SELECT count(*) FROM run") == [(1,)]


def test_an_import_of_which_everything_is_refused_fails(give: Give, archive: Path) -> None:
    answer = give("import", archive / "nothing.bin", archive / "missing.md")
    assert answer.exit_code == 1
    assert answer.stdout.endswith("2 refused (2 sources)\n")
    assert answer.stderr == "Nothing was taken in.\n"


def test_standard_input_is_a_source(give: Give) -> None:
    assert give("import", "-", stdin=HARBOUR).stdout.startswith("created    news (published): Hamnen fylls igen\n")


def test_the_editor_has_the_word(give: Give, archive: Path, room: Path) -> None:
    give("import", "--as", "draft", "--kind", "press_release", "--language", "fi", archive / "hamn.md")
    assert rows(room, "SELECT kind, language, published_at FROM article") == [("press_release", "fi", None)]


@pytest.mark.parametrize("wrong", [("--language", "svenska!"), ("--kind", "essay"), ("--as", "secret"), ()])
def test_wrong_usage_is_told_before_anything_is_read(give: Give, room: Path, wrong: tuple[str, ...]) -> None:
    assert give("import", *wrong, *(["-"] if wrong else [])).exit_code == 2
    assert rows(room, "SELECT * FROM run") == []


def test_json_is_one_document_with_its_sum_in_front(give: Give, archive: Path) -> None:
    answer = give("import", "--json", archive / "hamn.md", archive / "nothing.bin")
    document = json.loads(answer.stdout)
    assert list(document) == ["created", "updated", "unchanged", "refused", "items"]
    assert [document[name] for name in list(document)[:4]] == [1, 0, 0, 1]
    article, refused = document["items"]
    assert (article["published_at"], article["byline"]) == ("2026-02-03T09:30:00+01:00", "Maja Ek")
    assert list(refused) == ["outcome", "source", "reason"]


def test_json_of_nothing_is_a_document_too(give: Give, archive: Path) -> None:
    answer = give("import", "--json", archive / "missing.md")
    assert (answer.exit_code, json.loads(answer.stdout)["refused"]) == (1, 1)


def test_json_that_cannot_begin_leaves_no_open_file(give: Give, room: Path) -> None:
    assert give("import", "--json", "--retry", "99").exit_code == 1
    # A file that was left open warns when it is collected.
    gc.collect()


def test_a_name_that_is_no_utf_8_does_not_stop_a_report(give: Give, archive: Path) -> None:
    name = os.fsdecode(os.fsencode(archive) + b"/h\xe4mn.md")
    Path(name).write_text(HARBOUR, encoding="utf-8")
    assert json.loads(give("import", "--json", name).stdout)["created"] == 1


def test_the_name_of_a_file_does_not_act_on_the_terminal(give: Give, archive: Path) -> None:
    (archive / "\x1b[2Jclear").write_bytes(b"")
    assert "\x1b" not in give("import", archive).stdout
    assert "\x1b" not in give("ledger").stdout


def test_a_long_import_is_told_shortly(give: Give, tmp_path: Path) -> None:
    write_articles(tmp_path / "many", telling.MOST_LINES + 5)
    lines = give("import", tmp_path / "many").stdout.splitlines()
    assert len(lines) == telling.MOST_LINES + 2
    assert lines[-2:] == ["and 5 more", "205 created (205 articles)"]


def test_the_ledger_shows_the_last_import_item_by_item(give: Give, archive: Path) -> None:
    give("import", archive)
    told = give("ledger").stdout.splitlines()
    lines = [line.split("\t") for line in told if "\t" in line]
    assert "Read: 3 = 2 created + 0 updated + 0 unchanged + 1 refused." in told
    assert [line[0] for line in lines] == ["created", "created", "refused"]
    assert lines[0][1:3] == ["article", "Hamnen fylls igen"]


def test_the_ledger_names_an_import_by_its_number(give: Give, archive: Path) -> None:
    give("import", archive / "hamn.md")
    give("import", archive / "is.md")
    items = json.loads(give("ledger", "1", "--json").stdout)["items"]
    assert [item["headline"] for item in items] == ["Hamnen fylls igen"]
    assert [run["run"] for run in json.loads(give("ledger", "--runs", "--json").stdout)] == [2, 1]
    assert give("ledger", "7").exit_code == 1


def test_the_ledger_lists_imports(give: Give, archive: Path) -> None:
    give("import", archive)
    assert give("ledger", "--runs").stdout == f"1\t2026-03-02T13:00:00+01:00\tdone\t{archive}\n"


# So many that none is kept at first and not all are when the first are seen, on a slow machine and on a fast one.
MANY = 2_000


def write_articles(folder: Path, number: int) -> None:
    folder.mkdir()
    for n in range(number):
        text = HARBOUR.replace("Hamnen", f"Hamn {n}").replace("Nu", "Nu fylls det. " * 40)
        (folder / f"{n:04}.md").write_text(text, encoding="utf-8")


def begin(room: Path, *sources: Path | str, **streams: int) -> "subprocess.Popen[str]":
    """Begin an import in a process of its own."""
    command = [sys.executable, "-m", "newsroom", "--room", str(room), "import", *map(str, sources)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    return subprocess.Popen(command, text=True, **pipes)  # type: ignore[call-overload,no-any-return]


def wait_for_articles(room: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until the first articles are kept, as long as the import goes on."""
    while process.poll() is None and rows(room, "SELECT count(*) FROM article") == [(0,)]:
        pass


def is_whole(room: Path) -> bool:
    """Tell whether the file is sound and every article has all that goes with it."""
    halves = """SELECT id FROM article WHERE (SELECT count(*) FROM article_tag WHERE article_id = article.id) <> 2
        OR id NOT IN (SELECT id FROM search_words) OR id NOT IN (SELECT article_id FROM version)
        OR id NOT IN (SELECT target_id FROM origin) OR id NOT IN (SELECT target_id FROM ledger)"""
    return (rows(room, "PRAGMA integrity_check"), rows(room, halves)) == ([("ok",)], [])


STOPPED = "Stopped. What was kept stays; the same import again takes in the rest.\n"


@pytest.mark.parametrize(("stop", "code", "sentence"), [(signal.SIGKILL, -9, ""), (signal.SIGINT, 130, STOPPED)])
def test_an_import_that_is_cut_off_loses_nothing(
    give: Give, room: Path, tmp_path: Path, stop: signal.Signals, code: int, sentence: str
) -> None:
    write_articles(tmp_path / "many", MANY)
    # It cannot come to its end before the signal: its last source is not there yet.
    with begin(room, tmp_path / "many", "-", stdin=subprocess.PIPE) as process:
        wait_for_articles(room, process)
        process.send_signal(stop)
        said = process.communicate(timeout=30)[1]
    assert (process.returncode, said) == (code, sentence)
    kept = len(rows(room, "SELECT id FROM article"))
    assert 0 < kept < MANY
    assert is_whole(room)
    assert f"{MANY - kept} created" in give("import", tmp_path / "many").stdout.splitlines()[-1]
    assert rows(room, "SELECT count(*), count(DISTINCT headline) FROM article") == [(MANY, MANY)]


def test_a_terminal_sees_how_far_an_import_is(room: Path, archive: Path) -> None:
    ours, theirs = pty.openpty()
    with begin(room, archive, stderr=theirs) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: read(ours), b"")).decode()
        told = process.communicate(timeout=30)[0]
    os.close(ours)
    assert "Reading" in shown
    assert "3/3" in shown
    assert told.endswith("2 created (2 articles), 1 refused (1 source)\n")


def read(terminal: int) -> bytes:
    """Read what a terminal shows; Linux ends it with an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Invigning
DTSTART:20260508
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Förhandling
CLASS:CONFIDENTIAL
DTSTART:20260509
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Kanske
STATUS:TENTATIVE
DTSTART:20260510
END:VEVENT
END:VCALENDAR
"""
CARDS = "BEGIN:VCARD\nVERSION:4.0\nFN:Maja Ek\nTEL:+46846500401\nEND:VCARD\n"


def statuses(give: Give) -> dict[str, str]:
    return {one["slug"]: one["status"] for one in json.loads(give("event", "list", "--json").stdout)}


def test_what_a_calendar_keeps_to_itself_is_held_back(give: Give, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(CALENDAR, encoding="utf-8")
    answer = give("import", "--as", "published", tmp_path / "a.ics")
    assert "Förhandling: The source holds it as private: it is held back here." in answer.stderr
    assert statuses(give) == {"invigning": "public", "forhandling": "held back", "kanske": "held back"}


def test_as_draft_nothing_of_a_calendar_or_contact_list_is_public(give: Give, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(CALENDAR, encoding="utf-8")
    (tmp_path / "a.vcf").write_text(CARDS, encoding="utf-8")
    assert give("import", "--as", "draft", tmp_path / "a.ics", tmp_path / "a.vcf").exit_code == 0
    assert set(statuses(give).values()) == {"held back"}
    assert json.loads(give("contact", "show", "maja", "--json").stdout)["press_contact"] is False
    assert "\tpress contact\n" not in give("contact", "list").stdout
    assert "Press contact: yes" in give("contact", "edit", "maja", "--press").stdout


def test_as_draft_takes_nothing_back_that_is_public(give: Give, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(CALENDAR, encoding="utf-8")
    (tmp_path / "a.vcf").write_text(CARDS, encoding="utf-8")
    for terms in ((), ("--as", "draft")):
        give("import", *terms, tmp_path / "a.ics", tmp_path / "a.vcf")
    assert statuses(give)["invigning"] == "public"
    assert json.loads(give("contact", "show", "maja", "--json").stdout)["press_contact"] is True
