import json
from pathlib import Path

import pytest

from tests.cli.conftest import Give

FINNISH, SWEDISH = "---\nlang: fi\n---\n\n# Siltoja\n\nTeksti.\n", "---\nlang: sv\n---\n\n# Broar\n\nText.\n"


@pytest.fixture
def linked(give: Give, room: Path) -> Give:
    """Link a Finnish draft to a Swedish one, in a room of both languages."""
    settings = (room / "newsroom.toml").read_text("utf-8")
    (room / "newsroom.toml").write_text(settings.replace('["sv"]', '["sv", "fi"]'), encoding="utf-8")
    for text in (SWEDISH, FINNISH, SWEDISH.replace("Broar", "Vägar")):
        assert give("new", "-", stdin=text).exit_code == 0
    assert give("translations", "siltoja", "--of", "broar").exit_code == 0
    return give


def test_every_release_is_told_with_what_it_lacks(linked: Give) -> None:
    lines = [line.split("\t") for line in linked("translations").stdout.splitlines()]
    assert [(line[0], line[1], line[2]) for line in lines] == [
        ("broar", "sv", "draft"),
        ("broar", "fi", "draft"),
        ("vagar", "sv", "draft"),
        ("vagar", "fi", "missing"),
    ]
    assert lines[1][3:] == ["2026-03-02 13:00", "siltoja"]


def test_one_article_tells_of_its_release(linked: Give) -> None:
    (release,) = json.loads(linked("translations", "siltoja", "--json").stdout)
    assert (release["original"], release["missing"]) == ("broar", [])
    assert [(one["language"], one["slug"], one["behind"]) for one in release["versions"]] == [
        ("sv", "broar", False),
        ("fi", "siltoja", False),
    ]


def test_what_is_missing_or_behind_is_told_alone(linked: Give) -> None:
    assert [one["original"] for one in json.loads(linked("translations", "--missing", "--json").stdout)] == ["vagar"]
    answer = linked("translations", "--behind")
    assert (answer.stdout, answer.stderr) == ("", "There is no such release.\n")


def test_a_language_that_was_withdrawn_is_told_once(linked: Give) -> None:
    linked("publish", "siltoja", "--anyway", "Prov.")
    linked("withdraw", "siltoja", "--reason", "Virhe.")
    lines = [line.split("\t") for line in linked("translations", "broar").stdout.splitlines()]
    assert [line[1:3] for line in lines] == [["sv", "draft"], ["fi", "withdrawn"]]


def test_versions_are_parted(linked: Give) -> None:
    assert linked("translations", "siltoja", "--unlink").exit_code == 0
    assert len(json.loads(linked("translations", "--json").stdout)) == 3


def test_a_link_is_told_with_its_release(linked: Give) -> None:
    answer = linked("translations", "vagar", "--of", "siltoja")
    assert (answer.exit_code, "in sv already" in answer.stderr) == (1, True)


@pytest.mark.parametrize("wrong", [("--of", "broar"), ("--unlink",), ("siltoja", "--of", "broar", "--unlink")])
def test_wrong_usage_is_told(linked: Give, wrong: tuple[str, ...]) -> None:
    assert linked("translations", *wrong).exit_code == 2
