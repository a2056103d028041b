import json
from pathlib import Path

import pytest

from tests.cli.conftest import Give
from tests.newsroom.test_media import png
from tests.pictures import drawn, file_of

WORDS = ("--alt", "En båt.", "--credit", "Ateljé Prov")


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logga.png"
    path.write_bytes(png(30, 20))
    return path


def test_a_file_is_added_listed_changed_held_back_and_removed(give: Give, room: Path, logo: Path) -> None:
    assert give("file", "add", logo, "--kind", "logo", "--name", "Vår logga", *WORDS).exit_code == 0
    assert give("file", "edit", "logga", "--credit", "Maja Ek", "--hold").exit_code == 0
    [item] = json.loads(give("file", "list", "--json").stdout)
    assert (item["slug"], item["kind"], item["credit"], item["published_at"]) == ("var-logga", "logo", "Maja Ek", None)
    kept = [path for path in (room / "media").rglob("*") if path.is_file()]
    assert any(item["digest"][2:] in path.name for path in kept)
    assert give("file", "remove", "var-logga", "--yes").exit_code == 0
    assert give("file", "list").stdout == ""
    assert not any(item["digest"][2:] in path.name for path in (room / "media").rglob("*"))


def test_a_video_is_a_link_and_a_file_is_a_file(give: Give, logo: Path) -> None:
    assert give("file", "add", "https://video.example/7", "--kind", "video", "--name", "Kranen").exit_code == 0
    assert give("file", "add", logo, "--kind", "video").exit_code == 2
    assert give("file", "add", "https://video.example/8", "--kind", "logo").exit_code == 2


def test_a_videos_address_has_no_name_and_no_password(give: Give) -> None:
    for path in ("/7", ""):
        assert give("file", "add", f"https://maja:hemligt@video.example{path}", "--kind", "video").exit_code == 0
    listed = give("file", "list", "--json").stdout
    assert {item["url"] for item in json.loads(listed)} == {"https://video.example/7", "https://video.example"}
    assert "hemligt" not in listed


def test_the_same_file_twice_is_refused_with_a_sentence(give: Give, logo: Path) -> None:
    assert give("file", "add", logo, "--kind", "logo", *WORDS).exit_code == 0
    answer = give("file", "add", logo, "--kind", "image", "--name", "Annan", *WORDS)
    assert (answer.exit_code, answer.stderr.splitlines()[-1]) == (
        1,
        "The press kit has it already, as “logga” (logga).",
    )


def test_a_picture_without_its_words_is_for_all_to_see_only_for_a_reason(give: Give, logo: Path) -> None:
    refused = give("file", "add", logo, "--kind", "logo", "--alt", "En båt.")
    assert (refused.exit_code, "has no credit" in refused.stderr, "--anyway" in refused.stderr) == (1, True, True)
    assert give("file", "list").stdout == ""
    assert give("file", "add", logo, "--kind", "logo", "--anyway", "Den är allas.").exit_code == 0
    assert "anyway (alt, credit): Den är allas." in give("log").stdout


def test_a_picture_that_is_held_back_is_shown_once_it_has_its_words(give: Give, logo: Path) -> None:
    give("file", "add", logo, "--kind", "logo", *WORDS)
    assert give("file", "edit", "logga", "--hold", "--credit", "").exit_code == 0
    assert give("file", "edit", "logga", "--show").exit_code == 1
    assert json.loads(give("file", "list", "--json").stdout)[0]["published_at"] is None
    assert give("file", "edit", "logga", "--show", "--credit", "Ateljé Prov").exit_code == 0
    assert give("file", "edit", "logga", "--hold", "--alt", "").exit_code == 0
    assert give("file", "edit", "logga", "--show", "--anyway", "Den är känd.").exit_code == 0


def test_an_imported_file_that_was_removed_does_not_come_back_and_an_edited_one_stays(
    give: Give, tmp_path: Path
) -> None:
    item = {"type_of_media": "document", "id": 7, "header": "Plan", "document": "https://files.example/plan.pdf"}
    release = {"type_of_media": "pressrelease", "id": 1, "header": "Nyhet", "body": "<p>Text.</p>", "language": "sv"}
    other = item | {"id": 8, "header": "Karta", "document": "https://files.example/karta.pdf"}
    path = tmp_path / "list.json"
    path.write_text(json.dumps({"total_count": 3, "items": [release, item, other]}), encoding="utf-8")
    assert give("import", path).stdout.splitlines()[-1] == "3 created (1 article, 2 files)"
    give("file", "edit", "plan", "--caption", "Från 2026.")
    give("file", "remove", "karta", "--yes")
    path.write_text(json.dumps({"total_count": 3, "items": [release, item | {"header": "Planen"}, other]}), "utf-8")
    told = json.loads(give("import", path, "--json").stdout)
    assert (told["created"], told["updated"], told["unchanged"], told["refused"]) == (0, 0, 2, 1)
    assert [one["name"] for one in json.loads(give("file", "list", "--json").stdout)] == ["Plan"]


def test_an_undone_import_takes_its_files_for_the_press_kit_back(give: Give, tmp_path: Path) -> None:
    item = {"type_of_media": "document", "id": 7, "header": "Plan", "document": "https://files.example/plan.pdf"}
    release = {"type_of_media": "pressrelease", "id": 1, "header": "Nyhet", "body": "<p>Text.</p>", "language": "sv"}
    (tmp_path / "list.json").write_text(json.dumps({"total_count": 2, "items": [release, item]}), "utf-8")
    give("import", tmp_path / "list.json")
    answer = give("ledger", "1", "--undo", "--yes")
    assert (answer.exit_code, answer.stdout.splitlines()[0]) == (0, "Taken back: 1 article, 1 file.")
    assert give("file", "list").stdout == ""


def test_what_is_said_of_a_picture_is_said_in_what_readers_get_of_it(give: Give, room: Path, tmp_path: Path) -> None:
    (tmp_path / "bild.jpg").write_bytes(file_of(drawn()))
    give("file", "add", tmp_path / "bild.jpg", "--kind", "image", *WORDS)
    assert give("file", "edit", "bild", "--credit", "Ida Exempel").exit_code == 0
    made = [path.read_bytes() for path in (room / "media").rglob("*.webp")]
    assert made
    assert all(b"Ida Exempel" in one and "Ateljé Prov".encode() not in one for one in made)
