"""A supplier is moved over with mishaps: what could not be had is asked for again, and the ledger adds up."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Give
from tests.cli.test_import import rows
from tests.supplier import Fault, Supplier

DOWN: list[Fault] = ["500"] * 20


@pytest.fixture
def supplier() -> Iterator[Supplier]:
    """Give a made-up supplier that answers."""
    with Supplier() as opened:
        yield opened


def test_pictures_that_failed_come_with_the_second_try(give: Give, room: Path, supplier: Supplier) -> None:
    supplier.break_down("/image/upload/", *DOWN)
    assert give("import", "--allow-private", supplier.list_address("pressrelease")).exit_code == 0
    before = json.loads(give("ledger", "--json").stdout)
    assert (before["totals"]["pictures"], before["totals"]["pictures_kept"]) == (3, 0)
    supplier.break_down("/image/upload/")
    answer = give("import", "--retry", before["run"], "--allow-private")
    assert (answer.exit_code, answer.stdout.splitlines()[-1]) == (0, "3 updated (3 articles)")
    assert rows(room, "SELECT count(*) FROM image WHERE digest IS NULL") == [(0,)]
    after = json.loads(give("ledger", "--json").stdout)
    assert (after["sources"], after["totals"]["fetched"]) == ([f"--retry {before['run']}"], 3)
    again = give("import", "--retry", before["run"], "--allow-private")
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)


def test_an_address_that_failed_is_read_by_the_second_try(give: Give, supplier: Supplier) -> None:
    page = supplier.address + supplier.pages()[4].path
    supplier.break_down(supplier.pages()[4].path, *DOWN)
    assert give("import", "--allow-private", page).exit_code == 1
    supplier.break_down(supplier.pages()[4].path)
    answer = give("import", "--retry", 1, "--allow-private", "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["created"]) == (0, 1)


def test_every_old_address_of_a_supplier_arrives_whatever_its_slug(give: Give, supplier: Supplier) -> None:
    give("import", "--allow-private", "--no-fetch-media", supplier.list_address("pressrelease"))
    old = [supplier.address + one.path for one in supplier.pages() if one.kind == "pressrelease"]
    renamed = [f"https://www.mynewsdesk.com/se/hamnarna/pressreleases/annat-namn-{number}" for number in (101, 107)]
    answer = give("redirects", "check", "-", stdin="\n".join([*old, *renamed]))
    assert (answer.exit_code, answer.stdout.count("9 asked, 9 of them redirected: 9 arrive")) == (0, 1)


@pytest.mark.parametrize("words", [(), ("--retry", "1", "a.md"), ("--retry", "1", "--dry-run")])
def test_retry_and_sources_exclude_each_other(give: Give, words: tuple[str, ...]) -> None:
    assert give("import", *words).exit_code == 2
