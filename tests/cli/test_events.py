import json

import pytest

from tests.cli.conftest import Give

OPENING = ("--headline", "Invigning", "--from", "2026-12-08 09:00", "--until", "2026-12-08 11:00", "--place", "Norrsjö")


def test_an_event_is_added_and_its_times_are_shown_back_in_full(give: Give) -> None:
    answer = give("event", "add", *OPENING, "--description", "*Kaffe*.", "--url", "https://norrsjo.example/invigning")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "Slug: invigning",
        "Headline: Invigning",
        "Status: public",
        "Starts: Tuesday 8 December 2026 09:00 Europe/Stockholm, in 280 days 20 hours",
        "Ends: Tuesday 8 December 2026 11:00 Europe/Stockholm, in 280 days 22 hours",
        "Place: Norrsjö",
        "Language: sv",
        "More at: https://norrsjo.example/invigning",
        "Address: http://127.0.0.1:8000/events/invigning",
        "Description: <p><em>Kaffe</em>.</p>",
    ]


def test_events_are_listed_for_people_and_for_machines(give: Give) -> None:
    give("event", "add", *OPENING)
    give("event", "add", "--headline", "Mässan", "--from", "2026-01-14")
    assert give("event", "list").stdout.splitlines()[0] == "massan\tWednesday 14 January 2026\t\t\tpublic\tMässan"
    listed = json.loads(give("event", "list", "--json").stdout)
    assert [one["starts_at"] for one in listed] == ["2026-01-14", "2026-12-08T09:00:00+01:00"]


def test_an_event_is_edited_by_letters(give: Give) -> None:
    give("event", "add", *OPENING)
    assert give("event", "edit", "invig", "--until", "", "--place", "Sjöstad").exit_code == 0
    shown = give("event", "show", "invigning").stdout
    assert "Place: Sjöstad\n" in shown and "Ends" not in shown


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("add", "--headline", "x"), 2, "Missing option '--from'"),
        (("add", "--headline", "x", "--from", "2026-10-25 02:30"), 1, "02:30:00+02:00 or 2026-10-25 02:30:00+01:00"),
        (("edit", "invigning", "--until", "2026-12-07"), 1, "the event starts only on Tuesday 8 December 2026 09:00"),
        (("edit", "invigning", "--until", "2026-12-07"), 1, "--until is '2026-12-07'"),
        (("edit", "invigning", "--from", "2026-12-09"), 1, "--from is '2026-12-09': the event ends already on Tuesday"),
        (
            ("edit", "invigning", "--sign-up", "https://example.org:99999/"),
            1,
            "--sign-up is 'https://example.org:99999/': write a whole address",
        ),
        (("edit", "invigning", "--sign-up", "example.org"), 1, "--sign-up is 'example.org': write a whole address"),
        (("publish", "invigning"), 1, "“Invigning” is not held back."),
        (("cancel", "invigning", "--off"), 1, "“Invigning” is not cancelled."),
        (("edit", "invigning", "--headline", " "), 1, "--headline is '': give the event a headline."),
        (("edit", "invigning"), 2, "Say what to change"),
        (("show", "nobody"), 1, "No event is called “nobody”: `newsroom event list` shows them all."),
    ],
)
def test_what_cannot_be_done_is_told(give: Give, words: tuple[str, ...], code: int, why: str) -> None:
    give("event", "add", *OPENING)
    answer = give("event", *words)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert why in answer.stderr


def test_an_event_is_removed(give: Give) -> None:
    give("event", "add", *OPENING)
    assert give("event", "remove", "invigning").stdout == "Removed: Invigning (invigning)\n"
    assert give("event", "list").stdout == ""


def test_an_event_is_held_back_published_and_cancelled(give: Give) -> None:
    give("event", "add", *OPENING, "--held")
    assert json.loads(give("event", "show", "invigning", "--json").stdout)["status"] == "held back"
    assert give("event", "publish", "invigning").stdout == "Published: Invigning (invigning)\n"
    assert give("event", "cancel", "invigning").stdout == "Cancelled: Invigning (invigning)\n"
    assert "\tcancelled\t" in give("event", "list").stdout
    told = give("event", "withdraw", "invigning", "--reason", "Fel dag.")
    assert told.stdout == "Held back: Invigning (invigning)\n" and "Calendars that have it keep it" in told.stderr
    assert json.loads(give("event", "list", "--json").stdout)[0]["status"] == "held back"
    assert "\tFel dag.\n" in give("log").stdout


def test_an_event_goes_with_an_article(give: Give) -> None:
    give("new", "-", stdin="# Ny bro\n\nText.\n")
    shown = give("event", "add", *OPENING, "--article", "ny bro").stdout
    assert "Status: hidden with its articles\nArticle: Ny bro (ny-bro)\n" in shown
    assert "Article" not in give("event", "edit", "invigning", "--article", "").stdout
    assert give("event", "edit", "invigning", "--article", "ingen").exit_code == 1
