"""Two editors and an import at once, and power cuts in the middle of acts: nothing is lost, nothing is half done."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.test_import import begin, rows, write_articles

ROOT = Path(__file__).parents[2]
ACTS = 9
"""What an editor does with one article and its translations."""

MINUTE = 60
HALVES = {
    "an article that is not in the index": "SELECT slug FROM article WHERE id NOT IN (SELECT id FROM search_words)",
    "an article without its tags": """SELECT slug FROM article
        WHERE (SELECT count(*) FROM article_tag WHERE article_id = id) <> 2""",
    "an article without a line": "SELECT slug FROM article WHERE uid NOT IN (SELECT uid FROM log WHERE act = 'new')",
    "a line without its article": """SELECT name FROM log WHERE act = 'new'
        AND (uid IN (SELECT uid FROM article)) = (uid IN (SELECT uid FROM log WHERE act = 'discard'))""",
    "a publication without its line": """SELECT slug FROM article
        WHERE (published_at IS NOT NULL) <> (uid IN (SELECT uid FROM log WHERE act = 'publish'))""",
    "a change without its version": """SELECT slug FROM article
        WHERE (SELECT count(*) FROM version WHERE article_id = id)
        <> (SELECT count(*) FROM log WHERE log.uid = article.uid AND act IN ('publish', 'correct'))""",
    "a version that is not what the article says": """SELECT slug FROM article JOIN version ON article_id = article.id
        WHERE number = (SELECT max(number) FROM version WHERE article_id = article.id)
        AND body_html <> json_extract(content, '$.body_html')""",
    "a link without its line": """SELECT slug FROM article
        WHERE (original_id IS NOT NULL) <> (uid IN (SELECT uid FROM log WHERE act = 'link'))""",
    "a withdrawal without its line": """SELECT slug FROM article
        WHERE (withdrawn_at IS NOT NULL) <> (uid IN (SELECT uid FROM log WHERE act = 'withdraw'))""",
    "what SQLite finds wrong": "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "what belongs to nothing": "SELECT * FROM pragma_foreign_key_check",
}


def editor(room: Path, name: str, articles: int) -> "subprocess.Popen[str]":
    """Begin an editor's day in a process of its own."""
    command = [sys.executable, "-m", "tests.cli.acting", str(room), name, str(articles)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def halves(room: Path) -> list[str]:
    return [what for what, query in HALVES.items() if rows(room, query)]


def work_at_once(room: Path, archive: Path, articles: int) -> None:
    """Let two editors and an import go about their work; all of it must be there afterwards."""
    people = [editor(room, name, articles) for name in ("maja", "olle")]
    told = [one.communicate(timeout=10 * MINUTE) for one in (begin(room, archive), *people)]
    assert [error for _, error in told[1:]] == ["", ""]
    assert "locked" not in told[0][1]
    acts = Counter(str(row[0]) for row in rows(room, "SELECT actor FROM log WHERE act <> 'import'"))
    assert acts == {"maja": ACTS * articles, "olle": ACTS * articles}
    files = len(list(archive.iterdir()))
    assert rows(room, "SELECT outcome, count(*) FROM ledger GROUP BY outcome") == [("created", files)]
    assert rows(room, "SELECT completed FROM run") == [(1,)]


def cut_off(room: Path, name: str, after: int) -> None:
    """Kill an editor after so many acts; what was said to be done must be there, and nothing by half."""
    with editor(room, name, 1_000) as process:
        assert process.stdout
        said = [process.stdout.readline().split() for _ in range(after)]
        process.kill()
        said += [line.split() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    kept = [list(row[1:]) for row in rows(room, "SELECT actor, act, name FROM log ORDER BY id") if row[0] == name]
    # The last act may have been done and not yet said.
    assert kept[: len(said)] == said
    assert len(kept) - len(said) in (0, 1)
    assert halves(room) == []


def test_two_editors_and_an_import_at_once_lose_nothing(room: Path, tmp_path: Path) -> None:
    write_articles(tmp_path / "archive", 150)
    work_at_once(room, tmp_path / "archive", 12)


@pytest.mark.parametrize("after", [1, 5, 14])
def test_an_editor_who_is_cut_off_leaves_every_act_whole_or_undone(room: Path, after: int) -> None:
    cut_off(room, "maja", after)


@pytest.mark.torture
def test_a_long_day_of_two_editors_and_an_import_loses_nothing(room: Path, tmp_path: Path) -> None:
    write_articles(tmp_path / "archive", 10_000)
    work_at_once(room, tmp_path / "archive", 200)


@pytest.mark.torture
def test_many_power_cuts_leave_every_act_whole_or_undone(room: Path) -> None:
    for number in range(0, 90, 3):
        cut_off(room, f"maja-{number}", number)
