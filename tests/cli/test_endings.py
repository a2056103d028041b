import json
from pathlib import Path

import pytest

from tests.cli.conftest import Give
from tests.newsroom.test_media import png

NEWS = "---\ntitle: Nyhet\ndate: 2026-03-01\nlang: sv\n---\n\n![Masten](mast.png)\n\nText.\n"


@pytest.fixture
def news(give: Give, tmp_path: Path) -> Path:
    """Give the folder of an article with a picture, which was imported and is public."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "mast.png").write_bytes(png(30, 20))
    (folder / "nyhet.md").write_text(NEWS, "utf-8")
    give("import", folder)
    return folder


def statuses(give: Give) -> list[str]:
    return [one["status"] for one in json.loads(give("list", "--json").stdout)]


def originals(room: Path) -> list[Path]:
    return [path for path in (room / "media").rglob("*") if path.is_file()]


def test_what_is_withdrawn_is_told_with_the_moment(give: Give, news: Path) -> None:
    answer = give("withdraw", "nyhet", "--reason", "Siffrorna var fel.")
    assert answer.stdout == "Withdrawn: Nyhet (nyhet)\n"
    assert "Since Monday 2 March 2026 13:00 Europe/Stockholm" in answer.stderr
    assert statuses(give) == ["withdrawn"]


def test_nothing_is_withdrawn_without_a_reason(give: Give, news: Path) -> None:
    answer = give("withdraw", "nyhet", "--reason", " ")
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert "“Nyhet” is withdrawn for a reason or not at all: write a sentence" in answer.stderr
    assert statuses(give) == ["published"]


def test_an_erased_article_is_gone_with_its_picture(give: Give, news: Path, room: Path) -> None:
    assert len(originals(room)) == 1
    answer = give("erase", "nyhet", "--reason", "Begärt", "--yes")
    assert (answer.exit_code, answer.stdout) == (0, "Erased: Nyhet (nyhet)\n")
    assert "Backups" in answer.stderr
    assert (statuses(give), originals(room)) == ([], [])
    assert give("doctor").exit_code == 0


def test_an_import_does_not_bring_back_what_was_erased_nor_its_picture(give: Give, news: Path, room: Path) -> None:
    give("erase", "nyhet", "--yes")
    answer = give("import", "--again", news)
    assert answer.exit_code == 1
    assert "erased here" in answer.stdout
    assert (statuses(give), originals(room)) == ([], [])


def test_what_is_not_there_is_not_erased(give: Give) -> None:
    answer = give("erase", "ingen", "--yes")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "`newsroom list` shows them all" in answer.stderr
