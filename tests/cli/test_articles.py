import json
from pathlib import Path

import pytest

from newsroom.cli.articles import STATUSES
from newsroom.model import Status
from tests.cli.conftest import Give

ADDRESS = "http://127.0.0.1:8000/news/vinden-vander"
IMPORTED = """---
title: Vinden vänder
date: 2026-03-01 09:00
tags: [Vind]
contacts:
  - name: Maja Sjöstrand
    phone: ring mig
---

Text.
"""


@pytest.fixture
def draft(give: Give, tmp_path: Path) -> str:
    """Give the slug of a draft in the room."""
    file = tmp_path / "vinden.md"
    file.write_text("---\ntitle: Vinden vänder\nkind: news\nlanguage: sv\n---\n\nText om *vind*.\n", "utf-8")
    assert give("new", file).exit_code == 0
    return "vinden-vander"


def test_the_statuses_are_those_of_the_model() -> None:
    assert tuple(Status) == STATUSES


def test_a_draft_is_listed_for_people_and_for_machines(give: Give, draft: str) -> None:
    assert give("list").stdout == "draft\t2026-03-02\tnews\tvinden-vander\tVinden vänder\n"
    assert json.loads(give("list", "--status", "draft", "--json").stdout) == [
        {
            "slug": "vinden-vander",
            "kind": "news",
            "headline": "Vinden vänder",
            "language": "sv",
            "status": "draft",
            "published_at": None,
            "url": ADDRESS,
        }
    ]
    assert give("list", "--kind", "blog_post", "--json").stdout == "[]\n"


def test_publishing_prints_the_address_and_the_moment_in_full(give: Give, draft: str) -> None:
    answer = give("publish", "vinden")
    assert (answer.exit_code, answer.stdout) == (0, f"{ADDRESS}\n")
    assert "Monday 2 March 2026 13:00 Europe/Stockholm" in answer.stderr
    [listed] = json.loads(give("list", "--json").stdout)
    assert (listed["status"], listed["published_at"]) == ("published", "2026-03-02T13:00:00+01:00")


def test_what_is_public_is_not_published_again(give: Give, draft: str) -> None:
    give("publish", draft)
    answer = give("publish", draft)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("“Vinden vänder” is public already")


def test_a_moment_to_come_is_told_before_it_is_passed_over(give: Give, draft: str) -> None:
    give("edit", draft, "--set", "published_at=2026-12-08 09:00")
    refused = give("publish", draft)
    assert (refused.exit_code, "Tuesday 8 December 2026 09:00 Europe/Stockholm" in refused.stderr) == (1, True)
    assert give("publish", draft, "--now").stdout == f"{ADDRESS}\n"


def test_the_moment_that_a_source_names_is_told_with_how_to_take_it(give: Give, draft: str) -> None:
    give("edit", draft, "--set", "published_at=2017-03-07 16:20")
    told = give("publish", draft).stderr
    assert "Tuesday 7 March 2017 16:20 Europe/Stockholm" in told
    assert "newsroom edit vinden-vander --set published_at=2017-03-07T15:20Z" in told


def test_withdrawing_wants_a_reason(give: Give, draft: str) -> None:
    give("publish", draft)
    assert give("withdraw", draft).exit_code == 2
    assert give("withdraw", draft, "--reason", " ").exit_code == 1
    assert give("withdraw", draft, "--reason", "Fel siffror.").stdout == "Withdrawn: Vinden vänder (vinden-vander)\n"
    assert "Reason: Fel siffror." in give("show", draft).stdout


def test_a_discarded_draft_is_gone_and_says_so_to_an_import(give: Give, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(IMPORTED, "utf-8")
    give("import", "--as", "draft", file)
    assert give("discard", "vinden").stdout == "Discarded: Vinden vänder (vinden-vander)\n"
    [item] = json.loads(give("import", "--json", file).stdout)["items"]
    assert (item["outcome"], item["reason"]) == ("refused", "discarded here: `--again` takes it in")


def test_what_was_published_is_not_discarded(give: Give, draft: str) -> None:
    give("publish", draft)
    answer = give("discard", draft, "--yes")
    assert (answer.exit_code, "newsroom withdraw" in answer.stderr) == (1, True)


def test_all_that_the_desk_knows_is_shown(give: Give, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(IMPORTED, "utf-8")
    give("import", file)
    give("edit", "vinden", "--set", "slug=annan", "--note", "Ny adress")
    shown = give("show", "annan").stdout.splitlines()
    for line in (
        "Status: published",
        "Published: Sunday 1 March 2026 09:00 Europe/Stockholm",
        "Tags: Vind",
        "Contact: Maja Sjöstrand",
        "Old address: /news/vinden-vander",
        f"Came from: {file} (markdown), edited here",
        "Version: 1, publication, Sunday 1 March 2026 09:00 Europe/Stockholm",
    ):
        assert line in shown
    assert [line for line in shown if line.startswith("Note: ") and "ring mig" in line]
    assert shown[-1] == "Text."


def test_machines_are_shown_the_same(give: Give, draft: str) -> None:
    shown = json.loads(give("show", draft, "--json").stdout)
    assert (shown["body_html"], shown["body_text"]) == ("<p>Text om <em>vind</em>.</p>", "Text om vind.")
    assert (shown["versions"], shown["notes"], shown["proposed_at"]) == ([], [], None)


@pytest.mark.parametrize("command", [("show",), ("publish",), ("withdraw", "--reason", "x"), ("discard",), ("edit",)])
def test_an_unknown_name_is_told_in_a_sentence(give: Give, command: tuple[str, ...]) -> None:
    answer = give(*command, "nobody")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "No article is called “nobody”: `newsroom list` shows them all.\n"
