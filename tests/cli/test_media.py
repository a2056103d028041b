import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Give
from tests.cli.test_import import rows
from tests.pictures import drawn, file_of

PNG = file_of(drawn(30, 20), "PNG")
WHY = ("--kind", "update", "--note", "Ny bild")


@pytest.fixture
def article(give: Give) -> str:
    """Give the slug of a published article."""
    give("new", "-", stdin="---\ntitle: Nyhet\nkind: news\n---\n\nText.\n")
    give("publish", "nyhet")
    return "nyhet"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Give the path of a picture."""
    path = tmp_path / "mast.png"
    path.write_bytes(PNG)
    return path


def test_a_picture_is_added_with_its_words(give: Give, article: str, picture: Path, room: Path) -> None:
    said = ("--alt", "En mast", "--caption", "Masten", "--credit", "Maja", "--licence", "CC BY 4.0")
    answer = give("image", "add", article, picture, *said, *WHY)
    assert (answer.stdout, answer.stderr) == ("Image added to nyhet: mast.png\n", "")
    shown = give("show", article).stdout
    assert "Image 1: mast.png, Masten, alt: En mast, credit: Maja, licence: CC BY 4.0, 30×20\n" in shown
    assert "Version: 2, update, Monday 2 March 2026 13:00 Europe/Stockholm: Ny bild\n" in shown
    assert [path.read_bytes() for path in (room / "media").rglob("*.png")] == [PNG]
    assert [path.suffixes for path in sorted((room / "media").rglob("*.30.*"))] == [[".30", ".jpg"], [".30", ".webp"]]


def test_a_picture_without_a_text_for_it_is_remarked(give: Give, article: str, picture: Path) -> None:
    answer = give("image", "add", article, picture, *WHY)
    assert (answer.exit_code, "--alt" in answer.stderr) == (0, True)


def test_a_file_is_attached(give: Give, article: str, tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(b"%PDF-1.7")
    assert (
        give("attach", article, tmp_path / "r.pdf", "--name", "Rapport", *WHY).stdout == "Attached to nyhet: Rapport\n"
    )
    assert "File: Rapport, application/pdf\n" in give("show", article).stdout


def test_what_is_no_picture_or_not_there_is_refused(give: Give, article: str, tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(b"%PDF-1.7")
    refused, missing = give("image", "add", article, tmp_path / "r.pdf"), give("attach", article, tmp_path / "x.pdf")
    assert (refused.exit_code, "no picture" in refused.stderr) == (1, True)
    assert (missing.exit_code, "x.pdf" in re.sub(r"[\s│]", "", missing.stderr)) == (2, True)
    assert "Image" not in give("show", article).stdout


def test_pictures_are_listed_changed_and_removed_by_their_numbers(give: Give, article: str, picture: Path) -> None:
    give("image", "add", article, picture, "--alt", "En mast", *WHY)
    assert give("image", "edit", article, "1", "--credit", "Maja", "--alt", "", *WHY).exit_code == 0
    assert give("image", "list", article).stdout == "1\tmast.png\t\t\tMaja\t\t30×20\n"
    [listed] = json.loads(give("image", "list", article, "--json").stdout)
    assert (listed["number"], listed["credit"], listed["alt"]) == (1, "Maja", None)
    answer = give("image", "remove", article, "mast", *WHY)
    assert answer.stdout == "Image removed from nyhet\n"
    assert "what was said of it stays in the history as text" in answer.stderr
    assert give("image", "list", article).stdout == ""


def test_a_picture_comes_back_from_an_earlier_version_and_is_told(give: Give, article: str, picture: Path) -> None:
    give("image", "add", article, picture, "--alt", "En mast", *WHY)
    give("image", "remove", article, "1", *WHY)
    answer = give("revert", article, "2", *WHY)
    assert "mast.png, which had been taken out, is shown again." in answer.stderr
    assert give("image", "list", article).stdout.startswith("1\tmast.png")


def test_a_change_of_nothing_or_of_no_picture_is_told(give: Give, article: str, picture: Path) -> None:
    give("image", "add", article, picture, "--alt", "En mast", *WHY)
    assert give("image", "edit", article, "1").exit_code == 2
    same = give("image", "edit", article, "1", "--alt", "En mast", *WHY)
    assert (same.stdout, same.stderr) == ("Nothing was changed in nyhet\n", "")
    answer = give("image", "remove", article, "2", *WHY)
    assert (answer.exit_code, "newsroom image list nyhet" in answer.stderr) == (1, True)


@pytest.mark.parametrize("words", [("image", "add"), ("attach",)])
def test_what_is_public_gets_nothing_more_without_a_reason(
    give: Give, article: str, picture: Path, words: tuple[str, ...]
) -> None:
    answer = give(*words, article, picture)
    assert (answer.exit_code, "--kind typo, update or correction" in answer.stderr) == (1, True)
    assert "mast.png" not in give("show", article).stdout


def test_the_point_that_a_crop_must_show_is_kept_and_shown(give: Give, article: str, picture: Path, room: Path) -> None:
    give("image", "add", article, picture, "--alt", "En mast", "--credit", "Maja", *WHY)
    answer = give("image", "edit", article, "1", "--focus", "20, 75")
    assert (answer.exit_code, answer.stdout) == (0, "A crop of it shows 20,75 in nyhet\n")
    assert rows(room, "SELECT focus_x, focus_y FROM original") == [(20, 75)]
    assert "focus 20,75 of mast.png" in give("log").stdout


@pytest.mark.parametrize("focus", ["50", "50,101", "left,top", "1,2,3", "-1,5"])
def test_a_point_that_is_none_is_refused(give: Give, article: str, picture: Path, focus: str) -> None:
    give("image", "add", article, picture, "--alt", "En mast", *WHY)
    assert give("image", "edit", article, "1", f"--focus={focus}").exit_code == 2
