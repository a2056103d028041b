import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.old_addresses import old_forms, path_and_query
from tests.cli.conftest import Give

OLD = "https://old.example"
ARTICLE = """---
title: {}
lang: sv
date: 2026-02-03T09:30:00+01:00
aliases: [{}]
---

Text.
"""


@pytest.fixture
def folder(give: Give, tmp_path: Path) -> Path:
    """Give the folder of a room with two articles that have old addresses, one of them withdrawn."""
    for name, aliases in (("bro", "/?p=123, /2020/bro/"), ("indragen", "/2020/indragen")):
        (tmp_path / f"{name}.md").write_text(ARTICLE.format(name.title(), aliases), encoding="utf-8")
        assert give("import", tmp_path / f"{name}.md").exit_code == 0
    assert give("withdraw", "indragen", "--reason", "Fel.").exit_code == 0
    return tmp_path


def test_what_does_not_arrive_is_named_and_counted(give: Give, folder: Path) -> None:
    (folder / "old.csv").write_text(
        f'address,hits\n"{OLD}/2020/bro/",12\n{OLD}/?p=123,3\n/2020/indragen,1\n/2020/bort,1\n/,9\n/?p=9,1\n',
        encoding="utf-8",
    )
    answer = give("redirects", "check", folder / "old.csv")
    assert (answer.exit_code, answer.stdout.splitlines()) == (
        1,
        ["/2020/bort (404)", "6 asked, 3 of them redirected: 4 arrive, 1 lead to a withdrawal, 1 do not arrive."],
    )


def test_a_list_that_arrives_whole_is_told_to_machines(give: Give, folder: Path) -> None:
    answer = give("redirects", "check", "-", "--json", stdin=f"\ufeff{OLD}/?p=123&utm_source=x\n# a remark\n")
    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["asked"], told["arrived"], told["lost"]) == (0, 1, 1, 0)
    assert (told["items"][0]["status"], told["items"][0]["fate"]) == (301, "arrives")
    assert told["items"][0]["location"].endswith("/news/bro")


def test_a_list_without_addresses_is_refused(give: Give, folder: Path) -> None:
    answer = give("redirects", "check", "-", stdin="address\n")
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)


def test_an_address_by_hand_leads_there_and_away_again(give: Give, folder: Path) -> None:
    assert give("redirects", "add", f"{OLD}/nyhet?id=7#mer", "bro").stdout == "/nyhet?id=7 leads to /news/bro.\n"
    assert give("redirects", "check", "-", stdin="/nyhet?id=7").exit_code == 0
    assert "/nyhet?id=7\t/news/bro\n" in give("redirects", "list").stdout
    assert give("redirects", "remove", "/nyhet?id=7").exit_code == 0
    assert give("redirects", "check", "-", stdin="/nyhet?id=7").exit_code == 1
    assert give("redirects", "remove", "/nyhet?id=7").exit_code == 1


@pytest.mark.parametrize("old", ["/2020/indragen", "/news/bro", "https://old.example/"])
def test_an_address_that_is_taken_is_refused(give: Give, folder: Path, old: str) -> None:
    answer = give("redirects", "add", old, "bro")
    assert (answer.exit_code, answer.stdout, answer.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    "old",
    [
        *("/se/exempel/pressreleases/nytt-namn-2024-1234567", "/pressreleases/1234567"),
        *("/se/pressroom/exempel/pressrelease/view/vad-som-helst-1234567", "/exempel/pressreleases/1234567/"),
    ],
)
def test_of_a_suppliers_address_kind_and_number_count(old: str) -> None:
    assert "/pressreleases/1234567" in old_forms(old, "")


@pytest.mark.parametrize(
    ("whole", "path"),
    [
        ("https://old.example/a?b=c#d", "/a?b=c"),
        ("old.example/a", "/a"),
        ("//old.example/a", "/a"),
        ("/a.html", "/a.html"),
        ("a/b", "/a/b"),
        ("https://old.example", "/"),
    ],
)
def test_an_old_address_is_kept_without_its_host(whole: str, path: str) -> None:
    assert path_and_query(whole) == path


def test_an_address_of_an_event_is_listed_and_freed_like_an_article_s(give: Give, room: Path) -> None:
    assert give("event", "add", "--headline", "Möte", "--from", "2026-12-08 09:00").exit_code == 0
    with closing(sqlite3.connect(room / "newsroom.db")) as store, store:
        store.execute("INSERT INTO old_address (address, event_id) SELECT '/evenemang/7', id FROM event")
    assert "/evenemang/7\t/events/mote\n" in give("redirects", "list").stdout
    assert give("redirects", "remove", f"{OLD}/evenemang/7").stdout == "/evenemang/7 leads to /events/mote no more.\n"
    assert give("redirects", "list").stdout == ""
    assert give("redirects", "remove", "/evenemang/7").exit_code == 1


@pytest.fixture
def beside(give: Give, folder: Path) -> None:
    """Give the room a card, an event, a film and a topic."""
    assert give("contact", "add", "--name", "Maja Ek", "--phone", "+46846500401").exit_code == 0
    assert give("event", "add", "--headline", "Möte", "--from", "2026-12-08 09:00").exit_code == 0
    assert give("file", "add", "https://video.example/1", "--kind", "video", "--name", "Filmen").exit_code == 0
    assert give("edit", "bro", "--set", "tags=Vägar", "--kind", "update", "--note", "Ämne.").exit_code == 0


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(
    ("target", "path"),
    [
        *(("/contacts/maja-ek", "/contacts/maja-ek"), ("https://press.example/events/mote/", "/events/mote")),
        *(("/files/filmen", "/files"), ("/topics/vagar", "/topics/vagar"), ("/news", "/news"), ("/", "/")),
        ("/news/bro?lang=fi", "/news/bro"),
    ],
)
def test_an_address_by_hand_leads_to_whatever_has_a_path(give: Give, target: str, path: str) -> None:
    assert give("redirects", "add", "/gammalt/9", target).stdout == f"/gammalt/9 leads to {path}.\n"
    assert give("redirects", "check", "-", stdin="/gammalt/9").exit_code == 0
    assert f"/gammalt/9\t{path}\n" in give("redirects", "list").stdout
    assert give("redirects", "add", "/gammalt/9", "/about").exit_code == 1
    assert give("redirects", "remove", "/gammalt/9").stdout == f"/gammalt/9 leads to {path} no more.\n"


@pytest.mark.parametrize("target", ["/contacts/ingen", "/nowhere/else", "/files/ingen", "/news/ingen", "/topics/ingen"])
def test_what_is_not_here_is_no_target(give: Give, folder: Path, target: str) -> None:
    answer = give("redirects", "add", "/gammalt/9", target)
    assert (answer.exit_code, answer.stdout, answer.stderr.count("\n")) == (1, "", 1)


def test_an_address_of_the_room_itself_is_no_old_one(give: Give, folder: Path) -> None:
    assert give("redirects", "add", "/press-releases", "bro").exit_code == 1
    assert "this room itself" in give("redirects", "add", "/files", "/files").stderr
