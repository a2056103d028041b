import json

import pytest

from newsroom.cli import versions
from tests.cli.conftest import Give

WHY = ("--kind", "update", "--note", "Nytt läge")


@pytest.fixture
def article(give: Give) -> str:
    """Give the slug of an article with two versions."""
    give("new", "-", stdin="---\ntitle: Nyhet\nkind: news\n---\n\nDet kostar 3,5 miljoner.\n")
    give("publish", "nyhet")
    give("edit", "nyhet", "--set", "body=Det kostar 4,5 miljoner.", "--set", "tags=Vind", *WHY)
    return "nyhet"


def test_in_a_pipe_a_difference_is_told_by_marks(give: Give, article: str) -> None:
    answer = give("diff", article)
    assert answer.stdout == "Body: Det kostar [-3,5-]{+4,5+} miljoner.\nTags: {+Vind+}\n"
    assert "Nyhet: version 1 → 2, update, Monday 2 March 2026 13:00 Europe/Stockholm, Nytt läge" in answer.stderr


def test_at_a_terminal_a_difference_is_told_by_colours(
    give: Give, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "is_coloured", lambda: True)
    shown = give("diff", article, color=True).stdout
    assert "\x1b[31m\x1b[9m3,5\x1b[0m\x1b[32m\x1b[4m4,5\x1b[0m" in shown
    assert "[-" not in shown


def test_machines_get_the_whole_difference(give: Give, article: str) -> None:
    said = json.loads(give("diff", article, "1", "2", "--json").stdout)
    assert (said["slug"], said["old"]["number"], said["new"]["change"]) == ("nyhet", 1, "update")
    assert said["changes"][1] == {"field": "tags", "runs": [{"kind": "new", "text": "Vind"}]}


def test_versions_that_say_the_same_and_those_that_are_not_there_are_told(give: Give, article: str) -> None:
    assert give("diff", article, "2").stderr.endswith("They say the same.\n")
    assert (give("diff", article, "7").exit_code, give("diff", article, "0").exit_code) == (1, 2)


def test_an_earlier_version_comes_back_with_a_reason(give: Give, article: str) -> None:
    assert "--kind" in give("revert", article, "1").stderr
    assert give("revert", article, "1", *WHY).stdout == "Reverted to version 1: Nyhet (nyhet)\n"
    assert "Det kostar 3,5 miljoner." in give("show", article).stdout
    assert "says what version 1 said already" in give("revert", article, "1", *WHY).stderr


def test_controls_in_a_text_do_not_reach_the_terminal(give: Give, article: str) -> None:
    give("edit", article, "--set", "body=Ett \x9b31m slut.", *WHY)
    assert "\x9b" not in give("diff", article).stdout
