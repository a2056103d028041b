import json
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsroom.cli.main import newsroom
from tests.cli.conftest import NOW, PLAIN, Give
from tests.cli.test_import import begin, rows, wait_for_articles, write_articles


def logged(give: Give, *words: object) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(give("log", "--json", *words).stdout)
    return found


@pytest.fixture
def two_drafts(give: Give, tmp_path: Path) -> None:
    """Import a draft, write another, and publish that."""
    (tmp_path / "bro.md").write_text("# Bron öppnas\n\nText.\n", encoding="utf-8")
    give("--by", "olle", "import", tmp_path / "bro.md")
    give("--by", "maja", "new", "-", "--language", "sv", stdin="# Avtal klart\n\nText.\n")
    give("--by", "maja", "publish", "avtal-klart")


def test_the_log_tells_who_did_what_and_when(give: Give, two_drafts: None) -> None:
    publish, new, brought = logged(give)
    assert (publish["by"], publish["act"], publish["type"], publish["name"]) == (
        "maja",
        "publish",
        "article",
        "avtal-klart",
    )
    assert (new["act"], publish["at"]) == ("new", "2026-03-02T13:00:00+01:00")
    assert (brought["by"], brought["act"], brought["name"]) == ("olle", "import", "1")
    assert brought["note"].endswith("bro.md: 1 created")


def test_people_read_the_log_as_a_table_in_the_zone_of_the_room(give: Give, two_drafts: None) -> None:
    line = give("log").stdout.splitlines()[0].split("\t")
    assert line[:4] == ["2026-03-02 13:00:00", "maja", "publish", "article avtal-klart"]


def test_the_log_of_a_thing_holds_what_was_done_to_it(give: Give, two_drafts: None) -> None:
    assert [one["act"] for one in logged(give, "avtal-klart")] == ["publish", "new"]
    assert [one["act"] for one in logged(give, "Avtal", "Bron")] == ["publish", "new"]
    answer = give("log", "nowhere")
    assert (answer.exit_code, "“nowhere”" in answer.stderr) == (1, True)


def test_what_was_thrown_away_is_still_known_by_its_name(give: Give, two_drafts: None) -> None:
    give("--by", "olle", "discard", "bron-oppnas")
    assert [(one["by"], one["act"]) for one in logged(give, "bron-oppnas")] == [("olle", "discard")]


def test_a_long_log_says_that_there_is_more(give: Give, two_drafts: None) -> None:
    answer = give("log", "--most", 2)
    assert len(answer.stdout.splitlines()) == 2
    assert answer.stderr == "There are more: these are the latest 2, and `--most 0` shows all.\n"
    assert len(give("log", "--most", 0).stdout.splitlines()) == 3


@pytest.mark.parametrize(("since", "acts"), [("2026-03-02 13:00", 3), ("2026-03-02 13:01", 0), ("2026-03-02", 3)])
def test_the_log_begins_where_it_is_asked_to(give: Give, two_drafts: None, since: str, acts: int) -> None:
    assert len(logged(give, "--since", since)) == acts


def test_a_time_is_shown_back_and_those_in_notes_have_their_zone(give: Give, two_drafts: None) -> None:
    give("schedule", "bron", "--at", "2026-12-08 09:00")
    answer = give("log", "--since", "2026-03-02")
    assert answer.stderr == "Since Monday 2 March 2026 00:00 Europe/Stockholm, 13 hours ago.\n"
    assert answer.stdout.splitlines()[0].endswith("\tTuesday 8 December 2026 09:00 Europe/Stockholm")
    assert logged(give, "bron")[0]["note"] == "2026-12-08T09:00:00+01:00"
    assert give("log", "--since", "").exit_code == 1


def test_a_time_that_is_none_is_refused(give: Give) -> None:
    answer = give("log", "--since", "yesterday")
    assert (answer.exit_code, answer.stderr.count("\n"), "2026-12-08 09:00" in answer.stderr) == (1, 1, True)


def test_who_acts_is_the_user_of_the_system_unless_named(room: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.\n", encoding="utf-8")
    words, environment = ["--room", str(room), "import", str(tmp_path / "a.md")], PLAIN | {"USER": "olle"}
    for more in ({"LOGNAME": "olle"}, {"NEWSROOM_BY": "maja"}):
        CliRunner().invoke(newsroom, words, env={**environment, **more}, obj=lambda: NOW)
    assert rows(room, "SELECT actor FROM log ORDER BY id") == [("olle",), ("maja",)]


def test_an_import_that_was_killed_has_its_line(give: Give, room: Path, tmp_path: Path) -> None:
    write_articles(tmp_path / "many", 2_000)
    with begin(room, tmp_path / "many") as process:
        wait_for_articles(room, process)
        process.send_signal(signal.SIGKILL)
    kept = rows(room, "SELECT count(*) FROM ledger")[0][0]
    (line,) = logged(give)
    assert (line["act"], line["note"]) == ("import", f"{tmp_path / 'many'}: {kept} created, cut off")
