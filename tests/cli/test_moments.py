import json
import re
from pathlib import Path

import pytest

from newsroom.store.previews import digest_of
from tests.cli.conftest import Give

KEY = re.compile(r"http://127\.0\.0\.1:8000/preview/([\w-]{22,})\n")


@pytest.fixture
def draft(give: Give, tmp_path: Path) -> str:
    """Give the slug of a draft in the room."""
    file = tmp_path / "vinden.md"
    file.write_text("---\ntitle: Vinden vänder\nkind: news\nlanguage: sv\n---\n\nText om *vind*.\n", "utf-8")
    give("contact", "add", "--name", "Maja Sjöstrand", "--email", "maja@norrsjo.example")
    assert give("new", file).exit_code == 0
    give("edit", "vinden-vander", "--set", "contacts=maja-sjostrand")
    return "vinden-vander"


def status(give: Give) -> tuple[str, str | None]:
    [one] = json.loads(give("list", "--json").stdout)
    return one["status"], one["published_at"]


@pytest.mark.parametrize(
    ("words", "shown", "stands"),
    [
        (("schedule", "--at"), "Scheduled for", "scheduled"),
        (("publish", "--at"), "Scheduled for", "scheduled"),
        (("embargo", "--until"), "Embargo until", "embargoed"),
    ],
)
def test_a_moment_is_shown_back_in_full(
    give: Give, draft: str, words: tuple[str, str], shown: str, stands: str
) -> None:
    command, option = words
    answer = give(command, draft, option, "2026-12-08 09:00")
    when = "Tuesday 8 December 2026 09:00 Europe/Stockholm, in 280 days 20 hours"
    assert answer.stdout == f"{shown} {when}: Vinden vänder (vinden-vander)\n"
    assert "http://127.0.0.1:8000/news/vinden-vander" in answer.stderr
    assert status(give) == (stands, "2026-12-08T09:00:00+01:00")


def test_a_moment_that_is_edited_is_shown_back_in_full(give: Give, draft: str) -> None:
    def told(moment: str, *reason: str) -> str:
        return give("edit", draft, "--set", f"published_at={moment}", *reason).stderr

    assert "Meant for Monday 9 March 2026 09:00 Europe/Stockholm, in 6 days 20 hours.\n" in told("2026-03-09 09:00")
    assert "Meant for no moment.\n" in told("")
    give("embargo", draft, "--until", "2026-03-08")
    assert "Embargo until Tuesday 10 March 2026 09:00 Europe/Stockholm, in 7 days 20 hours." in told("2026-03-10 09:00")
    give("publish", draft, "--now")
    public = "Public since Monday 2 March 2026 10:00 Europe/Stockholm, 3 hours ago."
    assert public in told("2026-03-02 10:00", "--kind", "typo")


def test_a_moment_that_cannot_be_is_refused_in_the_zone_of_the_room(give: Give, draft: str) -> None:
    def refused(moment: str) -> str:
        answer = give("edit", draft, "--set", f"published_at={moment}", "--kind", "typo")
        assert (answer.exit_code, answer.stdout) == (1, "")
        return answer.stderr

    give("schedule", draft, "--at", "2026-12-08 09:00")
    assert "cannot be Monday 2 March 2026 12:00 Europe/Stockholm, 1 hour ago: that is not ahead" in refused(
        "2026-03-02 12:00"
    )
    assert "cannot be empty: `newsroom schedule vinden-vander --off` makes a draft of it again" in refused("")
    give("publish", draft, "--now")
    ahead = "cannot be Tuesday 8 December 2026 09:00 Europe/Stockholm, in 280 days 20 hours"
    assert ahead in refused("2026-12-08 09:00")
    assert "published_at of “Vinden vänder” cannot be empty: it is public already" in refused("")


def test_a_moment_to_come_is_no_publication_yet(give: Give, draft: str) -> None:
    give("schedule", draft, "--at", "2026-12-08 09:00")
    shown = give("show", draft).stdout
    assert "Scheduled for: Tuesday 8 December 2026 09:00 Europe/Stockholm, in 280 days 20 hours\n" in shown
    assert "Published:" not in shown and "Version:" not in shown
    answer = give("diff", draft)
    assert (answer.exit_code, "has not been public" in answer.stderr) == (1, True)
    give("embargo", draft, "--until", "2026-12-08 09:00")
    assert "Embargo until: Tuesday 8 December" in give("show", draft).stdout


def test_a_day_alone_is_its_beginning_and_another_moment_tells_the_first(give: Give, draft: str) -> None:
    give("schedule", draft, "--at", "2026-12-08 09:00")
    answer = give("embargo", draft, "--until", "2026-12-09")
    assert "Wednesday 9 December 2026 00:00 Europe/Stockholm" in answer.stdout
    assert "Before, it was meant for Tuesday 8 December 2026 09:00 Europe/Stockholm." in answer.stderr


def test_an_embargo_keeps_its_mark_until_it_is_scheduled(give: Give, draft: str) -> None:
    give("embargo", draft, "--until", "2026-12-08 09:00")
    give("publish", draft, "--at", "2026-12-09 09:00")
    assert status(give)[0] == "embargoed"
    give("schedule", draft, "--at", "2026-12-09 09:00")
    assert status(give)[0] == "scheduled"


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2026-03-29 02:30", "does not exist in Europe/Stockholm, where the clocks are changed: write 2026-03-29"),
        ("2026-10-25 02:30", "2026-10-25 02:30:00+02:00 or 2026-10-25 02:30:00+01:00"),
        ("2026-03-02 12:59", "1 minute ago, is not ahead"),
        ("tomorrow", "such as 2026-12-08 09:00"),
        ("", "such as 2026-12-08 09:00"),
    ],
)
@pytest.mark.parametrize("words", [("publish", "--at"), ("schedule", "--at"), ("embargo", "--until")])
def test_a_moment_that_will_not_do_is_refused(
    give: Give, draft: str, words: tuple[str, str], at: str, why: str
) -> None:
    answer = give(words[0], draft, words[1], at)
    assert (answer.exit_code, answer.stdout, why in answer.stderr) == (1, "", True)
    assert status(give) == ("draft", None)


def test_what_was_scheduled_can_be_a_draft_again(give: Give, draft: str) -> None:
    give("schedule", draft, "--at", "2026-12-08 09:00")
    assert give("schedule", draft, "--off").stdout == "Draft again: Vinden vänder (vinden-vander)\n"
    assert status(give) == ("draft", None)
    assert give("embargo", draft, "--off").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("schedule",),
        ("schedule", "--at", "2026-12-08", "--off"),
        ("pin",),
        ("publish", "--at", "2026-12-08", "--now"),
        ("preview", "--until", "2026-12-08"),
        ("preview", "--for", "Ann", "--revoke", "Ann"),
    ],
)
def test_words_that_contradict_each_other_are_wrong_usage(give: Give, draft: str, words: tuple[str, ...]) -> None:
    assert give(words[0], draft, *words[1:]).exit_code == 2


def test_errors_are_passed_over_with_a_reason_that_is_logged(give: Give, draft: str) -> None:
    give("edit", draft, "--set", "body=Det öppnar onsdag 8 december 2026.")
    refused = give("publish", draft)
    assert (refused.exit_code, "--anyway" in refused.stderr) == (1, True)
    assert give("publish", draft, "--anyway", "Dagen är rätt.").exit_code == 0
    [latest, *_] = json.loads(give("log", draft, "--json").stdout)
    assert (latest["act"], latest["note"]) == ("publish", "anyway (weekday): Dagen är rätt.")


def test_a_pin_is_set_and_taken_away(give: Give, draft: str) -> None:
    answer = give("pin", draft, "--until", "2026-03-03")
    shown = "Pinned until Tuesday 3 March 2026 00:00 Europe/Stockholm, in 11 hours: Vinden vänder (vinden-vander)\n"
    assert (answer.stdout, "from its publication on" in answer.stderr) == (shown, True)
    assert "Pinned until: Tuesday 3 March 2026 00:00 Europe/Stockholm" in give("show", draft).stdout
    assert give("pin", draft, "--off").stdout == "No longer pinned: Vinden vänder (vinden-vander)\n"
    assert give("pin", draft, "--off").exit_code == 1


def test_a_key_is_shown_once_and_told_until_when(give: Give, draft: str) -> None:
    answer = give("preview", draft, "--for", "Ann Hill, DN")
    assert KEY.fullmatch(answer.stdout)
    assert "For Ann Hill, DN alone, until Monday 16 March 2026 13:00 Europe/Stockholm, in 14 days." in answer.stderr
    [listed] = json.loads(give("preview", draft, "--json").stdout)
    assert listed == {
        "recipient": "Ann Hill, DN",
        "made_at": "2026-03-02T13:00:00+01:00",
        "expires_at": "2026-03-16T13:00:00+01:00",
        "revoked_at": None,
        "visited_at": None,
        "visits": 0,
    }


def test_a_key_that_ends_before_publication_is_remarked(give: Give, draft: str) -> None:
    give("embargo", draft, "--until", "2026-12-08 09:00")
    answer = give("preview", draft, "--for", "Ann", "--until", "2026-12-08")
    assert "Tuesday 8 December 2026 00:00" in answer.stderr and "ends before the article is public" in answer.stderr
    answer = give("preview", draft, "--for", "Ann")
    assert "Wednesday 9 December 2026 09:00" in answer.stderr and "ends before" not in answer.stderr


def test_an_earlier_key_is_spoken_of_only_where_there_was_one(give: Give, draft: str) -> None:
    assert "earlier key" not in give("preview", draft, "--for", "Ann").stderr
    assert "earlier key" not in give("preview", draft, "--for", "Bo").stderr
    assert "Their earlier key opens nothing any more." in give("preview", draft, "--for", "ANN").stderr


def test_keys_are_listed_and_taken_back(give: Give, draft: str) -> None:
    assert "Nobody has a key" in give("preview", draft).stderr
    for recipient in ("Ann", "Bo"):
        give("preview", draft, "--for", recipient)
    assert (
        give("preview", draft, "--revoke", "Ann").stdout == "Revoked: the key of Ann to Vinden vänder (vinden-vander)\n"
    )
    bo, ann = (line.split("\t") for line in give("preview", draft).stdout.splitlines())
    assert (bo[0], bo[2][:6], bo[3:]) == ("Bo", "Monday", ["0", "never"])
    assert (ann[0], ann[2][:7]) == ("Ann", "revoked")
    assert give("preview", draft, "--revoke", "Ann").exit_code == 1


def test_the_store_and_the_log_hold_no_key(give: Give, draft: str, room: Path) -> None:
    key = KEY.fullmatch(give("preview", draft, "--for", "Ann").stdout)
    assert key
    kept = b"".join(path.read_bytes() for path in room.glob("newsroom.db*"))
    assert key[1].encode() not in kept and digest_of(key[1]).encode() in kept
