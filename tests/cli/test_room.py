import json
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsroom.cli import machine
from newsroom.cli.main import newsroom
from newsroom.desk.founding import found_room
from newsroom.settings import read_settings
from tests.cli.conftest import PLAIN, Give


def init(folder: Path, *words: str, **variables: str) -> Result:
    return CliRunner().invoke(newsroom, ["init", str(folder), *words], env={**PLAIN, **variables})


def test_a_new_room_is_a_folder_with_all_it_needs(tmp_path: Path) -> None:
    answer = init(tmp_path / "room")
    assert (answer.exit_code, answer.stdout) == (0, f"Made a room in {tmp_path / 'room'}.\n")
    assert {path.name for path in (tmp_path / "room").iterdir()} >= {"newsroom.toml", "newsroom.db", "media"}


def test_a_new_room_says_what_to_do_next_where_no_machine_reads(tmp_path: Path) -> None:
    assert f"newsroom --room {tmp_path} serve" in init(tmp_path).stderr


def test_a_new_room_stands_where_the_machine_stands(tmp_path: Path) -> None:
    init(tmp_path, LC_ALL="fi_FI.UTF-8", TZ="Europe/Helsinki")
    room = read_settings(tmp_path, {}).room
    assert (room.languages, room.zone.key, room.country) == (("fi",), "Europe/Helsinki", "FI")


def test_a_new_room_is_what_the_options_say(tmp_path: Path) -> None:
    init(tmp_path, "--name", 'Åsa "Press"', "--language", "sv", "--language", "fi", "--zone", "UTC", "--country", "NO")
    room = read_settings(tmp_path, {}).room
    assert (room.name, room.languages, room.zone.key, room.country) == ('Åsa "Press"', ("sv", "fi"), "UTC", "NO")


def test_a_room_without_a_name_leaves_it_to_what_is_imported(tmp_path: Path) -> None:
    init(tmp_path)
    assert "name" not in tomllib.loads((tmp_path / "newsroom.toml").read_text("utf-8"))


@pytest.mark.parametrize("wrong", [("--zone", "Stockholm"), ("--language", "svenska!"), ("--country", "Sverige")])
def test_a_wrong_option_makes_no_room(tmp_path: Path, wrong: tuple[str, str]) -> None:
    answer = init(tmp_path / "room", *wrong)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert not (tmp_path / "room").exists()


@pytest.mark.parametrize("taken", ["newsroom.toml", "newsroom.db"])
def test_a_room_is_never_made_over_another(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("# mine")
    answer = init(tmp_path)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == [taken]
    assert taken in answer.stderr


@pytest.mark.parametrize(
    ("told", "zone"),
    [("Asia/Tokyo", "Asia/Tokyo"), (":Europe/Rome", "Europe/Rome"), ("CET-1CEST", "Europe/Oslo"), ("", "Europe/Oslo")],
)
def test_the_zone_is_that_of_tz_else_that_of_the_machine(tmp_path: Path, told: str, zone: str) -> None:
    (tmp_path / "zoneinfo/Europe").mkdir(parents=True)
    (tmp_path / "zoneinfo/Europe/Oslo").touch()
    (tmp_path / "localtime").symlink_to(tmp_path / "zoneinfo/Europe/Oslo")
    assert machine.find_zone({"TZ": told}, tmp_path / "localtime") == zone


def test_a_machine_that_tells_nothing_is_not_guessed_at(tmp_path: Path) -> None:
    assert machine.find_zone({}, tmp_path / "nothing") is None
    assert machine.find_language({"LC_ALL": "", "LANG": "C.UTF-8"}) is None
    assert machine.find_country("UTC") is None


def test_a_sample_room_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    found_room(tmp_path / "demo", "sample = true")
    answer = CliRunner().invoke(newsroom, ["demo", str(tmp_path / "demo"), "--no-serve"], env=PLAIN)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")


def test_a_room_of_ones_own_is_never_made_a_sample(room: Path) -> None:
    before = (room / "newsroom.toml").read_bytes()
    answer = CliRunner().invoke(newsroom, ["demo", str(room), "--no-serve"], env=PLAIN)
    assert (answer.exit_code, (room / "newsroom.toml").read_bytes()) == (1, before)
    assert "no sample room" in answer.stderr


def test_a_store_of_today_needs_no_step(give: Give) -> None:
    answer = give("migrate")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "The store is up to date.\n")


def test_an_empty_file_gets_every_step(give: Give, room: Path) -> None:
    (room / "newsroom.db").unlink()
    (room / "newsroom.db").touch()
    assert give("migrate").stdout.startswith("0001 ")
    assert give("doctor").exit_code == 0


def test_a_stale_search_index_is_made_again(give: Give, room: Path) -> None:
    with sqlite3.connect(room / "newsroom.db") as connection:
        connection.execute("INSERT INTO fact VALUES ('search_made_by', 'of old')")
    assert "search index" in give("migrate").stdout
    assert give("doctor").exit_code == 0


def test_there_is_nothing_to_migrate_without_a_store(tmp_path: Path) -> None:
    answer = CliRunner().invoke(newsroom, ["--room", str(tmp_path), "migrate"], env=PLAIN)
    assert answer.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_is_content_with_a_new_room(give: Give) -> None:
    assert (give("doctor").exit_code, json.loads(give("doctor", "--json").stdout)) == (0, [])


def test_the_doctor_names_a_wrong_setting_and_looks_at_the_rest(give: Give, room: Path) -> None:
    (room / "newsroom.toml").write_text('zone = "Stockholm"')
    (room / "newsroom.db").unlink()
    answer = give("doctor", "--json")
    assert answer.exit_code == 1
    assert [finding["subject"] for finding in json.loads(answer.stdout)] == ["settings", "store"]


def test_the_installed_program_is_the_one_that_the_package_runs() -> None:
    run = subprocess.run([sys.executable, "-m", "newsroom", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("newsroom, version ")
