import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import true

from newsroom.store import articles
from tests.cli.conftest import Give

HEADLINE = "Kvarnfallet dammas upp igen"
ENDED = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from newsroom.leakcheck.rooms import copied
from newsroom.settings import read_settings

async def check():
    with copied(read_settings(Path(sys.argv[1]), {}), now=datetime(2026, 3, 2, tzinfo=UTC)) as rooms:
        print("copied" if rooms.clean.room.database.exists() else "", flush=True)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(60)

asyncio.run(check())
"""


@pytest.fixture
def draft(give: Give) -> str:
    """Keep a draft, and give its slug."""
    assert give("new", "-", stdin=f"# {HEADLINE}\n\nBrödtext.\n").exit_code == 0
    return "kvarnfallet-dammas-upp-igen"


def test_a_room_that_leaks_nothing_is_told_with_what_was_looked_at(give: Give, draft: str) -> None:
    answer = give("leakcheck")
    assert answer.exit_code == 0
    assert answer.stdout.startswith("Nothing leaks: ")
    assert " hidden things, " in answer.stdout


@pytest.mark.usefixtures("building_anew")
def test_a_leak_is_told_in_a_line_that_names_what_and_where(
    give: Give, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "is_public", lambda now: true())
    answer = give("leakcheck")
    assert answer.exit_code == 1
    assert f"article {draft} (draft): GET /search shows “kvarnfallet dammas upp igen”\n" in answer.stdout
    assert " leaks found: " in answer.stdout


@pytest.mark.usefixtures("building_anew")
def test_machines_are_told_the_same(give: Give, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "is_public", lambda now: true())
    told = json.loads(give("leakcheck", "--json").stdout)
    first = told["leaks"][0]
    assert first["canary"] == {"type": "article", "name": draft, "why": "draft"}
    assert first["request"] == {"method": "GET", "path": "/search", "headers": {}}
    assert told["requests"] > 50


def test_who_is_ended_leaves_no_copy_of_the_room(draft: str, room: Path, tmp_path: Path) -> None:
    (copies := tmp_path / "copies").mkdir()
    command = [sys.executable, "-c", ENDED, str(room)]
    ended = subprocess.run(command, env={**os.environ, "TMPDIR": str(copies)}, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, list(copies.iterdir())) == (143, b"copied\n", [])


def test_who_does_not_answer_is_told_in_a_sentence(give: Give) -> None:
    answer = give("leakcheck", "--url", "http://127.0.0.1:9")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "was not answered" in answer.stderr
