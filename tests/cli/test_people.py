import json
from pathlib import Path

import pytest

from tests.cli.conftest import Give

NEWS = "---\ntitle: Stina Qvarnström ny chef\ndate: 2026-03-01\nlang: sv\n---\n\nDet säger Stina Qvarnström.\n"


@pytest.fixture
def stina(give: Give, tmp_path: Path) -> None:
    """Give a room with a card of Stina Qvarnström, and an article that names her and has her as its contact."""
    give("contact", "add", "--name", "Stina Qvarnström", "--phone", "08-465 004 01")
    give("contact", "add", "--name", "Per Holm", "--phone", "08-465 004 02")
    (tmp_path / "a.md").write_text(NEWS, "utf-8")
    give("import", tmp_path / "a.md")
    give("edit", "ny chef", "--set", "contacts=stina-qvarnstrom", "--kind", "typo")


def test_places_are_told_to_people_and_to_machines(give: Give, stina: None) -> None:
    answer = give("person", "stina qvarnstrom")
    assert "contact\tarticle\tstina-qvarnstrom-ny-chef\tpublished\tcontacts\tStina Qvarnström" in answer.stdout
    told = json.loads(give("person", "stina qvarnstrom", "--json").stdout)
    assert len(told) == len(answer.stdout.splitlines())
    assert told[0] == {
        "role": "contact",
        "type": "contact",
        "slug": "stina-qvarnstrom",
        "status": None,
        "field": "card",
        "excerpt": "Stina Qvarnström",
    }


def test_another_is_put_in_their_place(give: Give, stina: None) -> None:
    answer = give("person", "Stina Qvarnström", "--replace-with", "holm", "--yes")
    assert answer.stdout == "Replaced on 1 article: Stina Qvarnström, by holm\n"
    assert "Contact: Per Holm" in give("show", "ny chef").stdout
    shown = give("contact", "show", "stina-qvarnstrom").stdout
    assert "Answers until: Monday 2 March 2026 13:00 Europe/Stockholm" in shown


def test_somebody_is_taken_out_of_everything(give: Give, stina: None) -> None:
    answer = give("person", "stina-qvarnstrom", "--erase", "--yes")
    assert answer.exit_code == 0
    assert answer.stdout == "Erased from 1 article and from all that is beside them.\n"
    assert "named, article headline: 1" in answer.stderr and "Not reached: given names" in answer.stderr
    assert json.loads(give("list", "--json").stdout)[0]["headline"] == "[namnet borttaget] ny chef"
    assert give("person", "Stina Qvarnström").stdout == ""
    assert give("doctor").exit_code == 0


def test_what_the_settings_say_of_them_is_told(give: Give, stina: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_BOILERPLATE", "Ring Stina Qvarnström.")
    answer = give("person", "Stina Qvarnström", "--erase", "--yes")
    assert "newsroom.toml names them in boilerplate: edit it." in answer.stderr


def test_machines_are_told_what_was_done(give: Give, stina: None) -> None:
    replaced = json.loads(give("person", "Stina Qvarnström", "--replace-with", "holm", "--yes", "--json").stdout)
    assert replaced == {"replaced": "Stina Qvarnström", "by": "holm", "articles": 1}
    erased = json.loads(give("person", "Stina Qvarnström", "--erase", "--yes", "--json").stdout)
    assert erased == {"articles": 1, "shown_in": [], "files": []}


def test_why_somebody_was_erased_stays_in_the_log_and_does_not_name_them(give: Give, stina: None) -> None:
    reason = "Begärt av Stina Qvarnström, art. 17."
    assert give("person", "Stina Qvarnström", "--erase", "--reason", reason, "--yes").exit_code == 0
    [latest, *_] = json.loads(give("log", "--json").stdout)
    assert (latest["act"], latest["note"]) == ("erase", "articles: 1; Begärt av [name removed], art. 17.")


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("",), 1, "write the given name and the surname"),
        ((" ", "--erase", "--yes"), 1, "write the given name and the surname"),
        (("Stina Qvarnström", "--reason", "Begärt"), 2, "--erase"),
        (("Stina Qvarnström", "--replace-with", "", "--yes"), 1, "No contact is called “”"),
        (("Nils Lund", "--erase", "--yes"), 1, "Nils Lund is nowhere here"),
        (("Nils", "--erase", "--yes"), 1, "write the given name and the surname"),
        (("Nils Lund", "--replace-with", "holm"), 1, "has no card"),
        (("Nils Lund", "--erase", "--replace-with", "holm"), 2, "not both"),
    ],
)
def test_what_cannot_be_done_is_told(give: Give, stina: None, words: tuple[str, ...], code: int, why: str) -> None:
    answer = give("person", *words)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert why in answer.stderr
