"""Addresses are followed from the command line: looked at, listed, visited, and left."""

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Give
from tests.supplier import Supplier


@pytest.fixture
def supplier() -> Iterator[Supplier]:
    with Supplier() as opened:
        yield opened


def test_an_address_is_looked_at_before_it_is_followed(give: Give, supplier: Supplier) -> None:
    address = supplier.list_address("pressrelease")
    added = give("source", "add", address, "--allow-private", "--every", "2h", "--name", "Hamnarna")
    assert added.stdout == "Followed as hamnarna: 3 articles, 1 more address.\n"
    assert give("list").stdout == ""
    (listed,) = json.loads(give("source", "list", "--json").stdout)
    assert (listed["name"], listed["every_seconds"], listed["visited_at"]) == ("hamnarna", 7200, None)
    again = give("source", "add", address, "--allow-private")
    assert (again.exit_code, again.stderr) == (1, f"{address} is followed already, as hamnarna.\n")


def test_a_followed_source_is_visited_by_hand(give: Give, supplier: Supplier) -> None:
    give("source", "add", supplier.list_address("news"), "--allow-private", "--name", "a")
    assert give("source", "sync").stdout == "a: 2 created (2 articles)\n"
    assert give("source", "sync", "a").stdout == "a: nothing new\n"
    cells = give("source", "list").stdout.rstrip("\n").split("\t")
    assert cells == [
        *("a", supplier.list_address("news")),
        *("2026-03-02T13:00:00+01:00", "2026-03-02T13:10:00+01:00", "nothing new", ""),
    ]


def test_a_visit_that_fails_is_told(give: Give, supplier: Supplier) -> None:
    give("source", "add", supplier.list_address("news"), "--allow-private", "--name", "a")
    supplier.break_down("list", "500")
    answer = give("source", "sync", "--json")
    (told,) = json.loads(answer.stdout)
    assert (answer.exit_code, answer.stderr) == (1, "No source could be read.\n")
    assert (told["outcome"], told["failures"], told["created"]) == ("failed", 1, 0)
    assert told["problem"].endswith(" answers 500 Internal Server Error.")


def test_a_source_is_left_and_what_came_from_it_stays(give: Give, supplier: Supplier) -> None:
    address = supplier.list_address("news")
    give("source", "add", address, "--allow-private", "--name", "a")
    give("source", "sync")
    assert give("source", "remove", "a").stdout == f"Followed no longer: a ({address})\n"
    assert len(give("list").stdout.splitlines()) == 2
    assert give("source", "sync").stderr == "No source is followed: `newsroom source add` follows one.\n"
    assert give("source", "remove", "a").stderr == "No source is called a: `newsroom source list` names all.\n"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("feed.xml", "feed.xml is no address: write it whole, as https://example.org/feed.xml.\n"),
        ("http://127.0.0.1:9/", "http://127.0.0.1:9/ lies in a private network, which is not asked"),
    ],
)
def test_what_cannot_be_read_is_not_followed(give: Give, address: str, sentence: str) -> None:
    answer = give("source", "add", address)
    assert (answer.exit_code, answer.stderr[: len(sentence)]) == (1, sentence)
    assert give("source", "list").stdout == ""


@pytest.mark.parametrize("every", ["0m", "30s", "31d", "x", "1 m", "٣m"])
def test_an_interval_is_written_in_minutes_hours_or_days(give: Give, every: str) -> None:
    assert give("source", "add", "https://x.example/", "--every", every).exit_code == 2
