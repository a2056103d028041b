import json
from pathlib import Path

import pytest

from tests.cli.conftest import Give
from tests.pictures import drawn, file_of

FAULTY = """---
title: Badhuset öppnar
kind: news
language: sv
contacts:
  - name: Maja Sjöstrand
    email: maja.sjostrand@norrsjo.example
---

Välkommen torsdag 8 mars 2017. ”Kom, säger Maja Sjostrand.
"""


@pytest.fixture
def faulty(give: Give, tmp_path: Path) -> str:
    """Give the slug of a draft with an error and two warnings."""
    file = tmp_path / "bad.md"
    file.write_text(FAULTY, "utf-8")
    assert give("import", "--as", "draft", file).exit_code == 0
    return "badhuset-oppnar"


def test_findings_are_told_by_article_with_where_and_what_to_do(give: Give, faulty: str) -> None:
    answer = give("check", faulty)
    assert answer.exit_code == 1
    assert answer.stdout.splitlines()[:3] == [
        "Badhuset öppnar (badhuset-oppnar, draft)",
        "error      weekday: body, “torsdag 8 mars 2017”",
        "           “torsdag 8 mars 2017”: 8 March 2017 is a Wednesday, not a Thursday."
        " Write the right weekday, or the right date: that Thursday is 9 March 2017.",
    ]
    assert "name: body, “Maja Sjostrand”" in answer.stdout
    assert answer.stderr == "1 error and 2 warnings in 1 article.\n"


def test_machines_get_the_same(give: Give, faulty: str) -> None:
    found = json.loads(give("check", "--json").stdout)
    assert [(one["slug"], one["level"], one["rule"]) for one in found] == [
        (faulty, "error", "weekday"),
        (faulty, "warning", "quotation"),
        (faulty, "warning", "name"),
    ]
    assert set(found[0]) == {"kind", "slug", "level", "rule", "where", "excerpt", "problem", "advice"}


def test_errors_block_publication_and_warnings_do_not(give: Give, faulty: str) -> None:
    refused = give("publish", faulty)
    assert (refused.exit_code, "`newsroom check badhuset-oppnar`" in refused.stderr) == (1, True)
    assert give("edit", faulty, "--set", "body=Välkommen. ”Kom, säger Maja Sjostrand.").exit_code == 0
    checked = give("check", faulty)
    assert (checked.exit_code, checked.stderr) == (0, "2 warnings in 1 article.\n")
    assert give("publish", faulty).exit_code == 0


def test_what_comes_out_by_itself_with_errors_is_told_with_what_holds_it_back(give: Give, faulty: str) -> None:
    give("schedule", faulty, "--at", "2026-03-09 09:00", "--anyway", "Prov.")
    answer = give("edit", faulty, "--set", "lead=Ny ingress.")
    assert (answer.exit_code, "Write the right weekday" in answer.stderr) == (0, True)
    when = "It comes out so, Monday 9 March 2026 09:00 Europe/Stockholm, in 6 days 20 hours: mend it, or hold it back"
    assert f"{when} with `newsroom schedule {faulty} --off`.\n" in answer.stderr


def test_errors_are_passed_over_with_a_reason(give: Give, faulty: str) -> None:
    assert give("publish", faulty, "--anyway", "Så stod det i originalet.").exit_code == 0


def test_an_import_takes_it_in_and_its_ledger_tells(give: Give, faulty: str) -> None:
    [item] = json.loads(give("ledger", "1", "--json").stdout)["items"]
    assert "Body: “torsdag 8 mars 2017”: 8 March 2017 is a Wednesday, not a Thursday." in item["notes"]


def test_nothing_found_is_said(give: Give, faulty: str) -> None:
    give("edit", faulty, "--set", "body=Välkommen.")
    answer = give("check")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "Nothing is wrong with 1 article.\n")
    assert give("check", "--json").stdout == "[]\n"


@pytest.fixture
def portrait(tmp_path: Path) -> Path:
    """Give a picture on the disk."""
    path = tmp_path / "maja.jpg"
    path.write_bytes(file_of(drawn()))
    return path


def test_the_press_kit_and_portraits_are_looked_over_with_what_to_do(give: Give, portrait: Path) -> None:
    give("contact", "add", "--name", "Maja Ek", "--email", "maja@ort.example", "--photo", portrait, "--credit", "Ida Ö")
    give("file", "add", portrait, "--kind", "image", "--name", "Kajen", "--alt", "En kaj.", "--anyway", "Prov.")
    answer = give("check")
    assert (answer.exit_code, answer.stderr) == (1, "2 errors in 1 press kit picture and 1 portrait.\n")
    assert answer.stdout.splitlines() == [
        "Kajen (kajen, public)",
        "error      credit: image, “maja.jpg”",
        "           The picture has no credit, so nobody who prints it knows whom to name."
        " Name who made it with `newsroom file edit kajen --credit`.",
        "Maja Ek (maja-ek, press contact)",
        "error      alt: portrait, “maja.jpg”",
        "           The picture has no alt text, so whoever does not see it learns nothing of it."
        " Describe it in a sentence with `newsroom contact edit maja-ek --alt`.",
    ]
    told = json.loads(give("check", "--json").stdout)
    assert [(one["kind"], one["slug"], one["rule"]) for one in told] == [
        ("file", "kajen", "credit"),
        ("contact", "maja-ek", "alt"),
    ]


def test_what_the_findings_advise_mends_them(give: Give, portrait: Path) -> None:
    give("contact", "add", "--name", "Maja Ek", "--email", "maja@ort.example", "--photo", portrait)
    give("file", "add", portrait, "--kind", "image", "--name", "Kajen", "--anyway", "Prov.")
    assert give("file", "edit", "kajen", "--alt", "En kaj.", "--credit", "Ida Ö").exit_code == 0
    assert give("contact", "edit", "maja-ek", "--alt", "Maja Ek.", "--credit", "Ida Ö").exit_code == 0
    answer = give("check")
    assert (answer.exit_code, answer.stderr) == (0, "Nothing is wrong with 1 press kit picture and 1 portrait.\n")


def test_an_empty_room_has_nothing_to_check(give: Give) -> None:
    answer = give("check")
    assert (answer.exit_code, answer.stderr) == (0, "There is no article to check.\n")


def test_an_unknown_name_is_told_in_a_sentence(give: Give) -> None:
    answer = give("check", "nobody")
    assert (answer.exit_code, answer.stderr.startswith("No article is called “nobody”")) == (1, True)
