"""Long tests, for `make torture`: an import as large as a real archive, killed again and again."""

import itertools
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_import import begin, is_whole, rows, write_articles

pytestmark = pytest.mark.torture

FILES = 10_000
MEMORY = 400 * 1024
"""Kilobytes that any process of an import may take, however long it is."""


def count(room: Path) -> int:
    return int(str(rows(room, "SELECT count(*) FROM article")[0][0]))


def quietly(room: Path, source: Path) -> "subprocess.Popen[str]":
    return begin(room, source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_ten_thousand_files_come_in_whole_however_often_the_import_is_killed(room: Path, tmp_path: Path) -> None:
    write_articles(tmp_path / "archive", FILES)
    for goal in itertools.count(1_500, 2_500):
        process = quietly(room, tmp_path / "archive")
        while process.poll() is None and count(room) < goal:
            pass
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0:
            break
        assert is_whole(room)
    assert count(room) == FILES
    assert quietly(room, tmp_path / "archive").wait() == 0
    assert rows(room, "SELECT DISTINCT outcome FROM ledger WHERE run_id = (SELECT max(id) FROM run)") == [
        ("unchanged",)
    ]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY
