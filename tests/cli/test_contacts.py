import json
from pathlib import Path

import pytest

from tests.cli.conftest import Give

MAJA = (
    "--name",
    "Maja Sjöstrand",
    "--title",
    "Presschef",
    "--phone",
    "08-465 004 01",
    "--email",
    "maja@norrsjo.example",
)


def test_a_contact_is_added_as_a_press_contact_and_shown_back(give: Give) -> None:
    answer = give(
        "contact", "add", *MAJA, "--responsibility", "Vind", "--responsibility", "El", "--spoken-language", "sv"
    )
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "Slug: maja-sjostrand",
        "Name: Maja Sjöstrand",
        "Title: Presschef",
        "E-mail: maja@norrsjo.example",
        "Phone: +46846500401",
        "Responsibility: Vind",
        "Responsibility: El",
        "Languages: sv",
        "Press contact: yes",
    ]


def test_contacts_are_listed_for_people_and_for_machines(give: Give) -> None:
    give("contact", "add", *MAJA)
    give("contact", "add", "--title", "Projektledare", "--no-press")
    assert give("contact", "list").stdout.splitlines() == [
        "maja-sjostrand\tMaja Sjöstrand\tPresschef\t+46846500401\tmaja@norrsjo.example\tpress contact",
        "projektledare\tProjektledare\t\t\t\t",
    ]
    listed = json.loads(give("contact", "list", "--json").stdout)
    assert [(one["slug"], one["press_contact"]) for one in listed] == [
        ("maja-sjostrand", True),
        ("projektledare", False),
    ]


def test_a_contact_is_edited_by_letters_and_an_empty_text_clears(give: Give) -> None:
    give("contact", "add", *MAJA)
    shown = give("contact", "edit", "sjost", "--title", "", "--email", "", "--phone", "0470-12345", "--no-press").stdout
    assert "Phone: +4647012345\n" in shown and "Press contact: no" in shown
    assert "Title" not in shown and "E-mail" not in shown


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("add", "--phone", "12345"), 1, "phone is '12345'"),
        (("add",), 1, "A contact needs a name"),
        (("edit", "maja"), 2, "Say what to change"),
        (("edit", "nobody", "--title", "x"), 1, "No contact is called “nobody”: `newsroom contact list`"),
        (("remove", "nobody"), 1, "No contact is called"),
    ],
)
def test_what_cannot_be_done_is_told(give: Give, words: tuple[str, ...], code: int, why: str) -> None:
    give("contact", "add", *MAJA)
    answer = give("contact", *words)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert why in answer.stderr


def test_a_contact_is_removed_from_its_articles_too(give: Give) -> None:
    give("contact", "add", *MAJA)
    give("new", "-", stdin="---\ntitle: Nyhet\n---\n\nText.\n")
    give("edit", "nyhet", "--set", "contacts=maja")
    assert "Contact: Maja Sjöstrand, Presschef" in give("show", "nyhet").stdout
    assert give("contact", "remove", "maja", "--yes").stdout == "Removed: Maja Sjöstrand (maja-sjostrand)\n"
    assert "Contact" not in give("show", "nyhet").stdout


def test_what_an_import_held_back_is_shown_with_the_card(give: Give, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\ntitle: Nyhet\ncontacts:\n  - name: Maja Sjöstrand\n    phone: ring mig\n---\n\nText.\n", "utf-8"
    )
    give("import", file)
    assert "Name: Maja Sjöstrand" in give("contact", "show", "maja").stdout
    assert "ring mig" in give("show", "nyhet").stdout


def test_a_term_is_shown_back_in_full_and_cleared(give: Give) -> None:
    shown = give("contact", "add", *MAJA, "--from", "2026-03-01", "--until", "2026-03-31").stdout
    assert "Answers from: Sunday 1 March 2026 00:00 Europe/Stockholm, 1 day 13 hours ago\n" in shown
    assert "Answers until: Wednesday 1 April 2026 00:00 Europe/Stockholm, in 29 days 10 hours\n" in shown
    known = json.loads(give("contact", "show", "maja", "--json").stdout)
    assert (known["answers_at"], known["press_contact"]) == ("2026-03-01T00:00:00+01:00", True)
    assert give("contact", "list").stdout.endswith("press contact, 2026-03-01 00:00 – 2026-04-01 00:00\n")
    assert "Answers" not in give("contact", "edit", "maja", "--from", "", "--until", "").stdout


@pytest.mark.parametrize("until", ["2026-02-28", "2026-03-01 00:00"])
def test_a_term_that_ends_before_it_begins_is_refused(give: Give, until: str) -> None:
    answer = give("contact", "add", *MAJA, "--from", "2026-03-01", "--until", until)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert f"--until is '{until}': it starts only on Sunday" in answer.stderr


def test_a_term_that_begins_after_its_end_is_refused_by_what_was_typed(give: Give) -> None:
    give("contact", "add", *MAJA, "--until", "2026-02-28")
    answer = give("contact", "edit", "maja", "--from", "2026-03-02")
    assert "--from is '2026-03-02': it ends already on Sunday 1 March 2026 00:00" in answer.stderr
