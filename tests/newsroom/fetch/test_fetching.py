"""What sources ask for is fetched politely, once, on their own site, and not kept longer than it is read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from importers.draft import Wanted
from newsroom.fetch import Fetching, FileSource, Found, Unread, Wants, fetching
from newsroom.fetch.manners import Patience
from newsroom.fetch.web import Web
from tests.supplier import Supplier


@pytest.fixture
def supplier() -> Iterator[Supplier]:
    with Supplier() as opened:
        yield opened


def named(found: Fetching) -> FileSource:
    first = next(found)
    assert isinstance(first, FileSource)
    return first


def bring(found: Fetching, source: FileSource, *wanted: Wanted) -> list[Found]:
    for one in wanted:
        found.note(source, one)
    return list(found.bring())


def labels(given: list[Found], supplier: Supplier) -> list[str]:
    return [one.label.removeprefix(supplier.address) for one in given]


def test_an_address_is_asked_once_however_often_it_is_named(supplier: Supplier) -> None:
    pages = [Wanted(supplier.address + one.path, "a page") for one in supplier.pages()[:2]]
    with fetching([f"{supplier.address}/addresses.txt"], allow_private=True) as found:
        first = named(found)
        again = Wanted(f"{pages[0].address}#top", "a page")
        own = Wanted(f"{supplier.address}/addresses.txt", "itself")
        given = bring(found, first, *pages, again, own)
        assert [one.label for one in given] == [one.address for one in pages]
        assert bring(found, first, pages[0]) == []
    assert len(supplier.asked) == 3


def test_an_address_on_another_site_is_not_asked(supplier: Supplier) -> None:
    with Supplier() as other, fetching([f"{supplier.address}/addresses.txt"], allow_private=True) as found:
        (refused,) = bring(found, named(found), Wanted(f"{other.address}/addresses.txt", "a page"))
        assert isinstance(refused, Unread)
        assert refused.reason.endswith("(a page), which is another site: name it yourself.")
        assert other.asked == []


def test_who_hands_over_a_file_of_addresses_answers_for_them(supplier: Supplier, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("x")
    with fetching([str(tmp_path / "list.txt")], allow_private=True) as found:
        (page,) = bring(found, named(found), Wanted(f"{supplier.address}/addresses.txt", "a line"))
    assert isinstance(page, FileSource) and page.is_wanted


def test_what_stands_beside_a_source_is_fetched_once_and_found_by_it(supplier: Supplier) -> None:
    beside = Wanted(supplier.list_address("image"), "the pictures", beside="image.json")
    with fetching([supplier.list_address("news")], allow_private=True) as found:
        first = named(found)
        assert bring(found, first, beside) == [first]
        sibling = first.sibling("image.json")
        assert sibling and b"Bass" in sibling.head
        (page,) = bring(found, first, Wanted(supplier.list_address("event"), "more"))
        assert isinstance(page, FileSource)
        assert bring(found, page, beside) == [page]
        assert page.sibling("image.json")
    assert sum("type_of_media=image" in one for one in supplier.asked) == 1


@pytest.mark.parametrize(("certain", "told"), [(True, 1), (False, 0)])
def test_what_cannot_stand_beside_a_source_stands_there_empty(supplier: Supplier, certain: bool, told: int) -> None:
    missing = Wanted(f"{supplier.address}/nothing", "the pictures", beside="../image.json", certain=certain)
    with fetching([supplier.list_address("news")], allow_private=True) as found:
        first = named(found)
        *problems, again = bring(found, first, missing)
        sibling = first.sibling("image.json")
        assert (again, len(problems), sibling and sibling.head) == (first, told, b"")


def test_pages_are_removed_once_they_are_read(supplier: Supplier) -> None:
    pages = [Wanted(supplier.address + one.path, "a page") for one in supplier.pages()[:3]]
    with fetching([f"{supplier.address}/addresses.txt"], allow_private=True) as found:
        first = named(found)
        given = [one for one in bring(found, first, *pages) if isinstance(one, FileSource)]
        found.note(given[0], Wanted(supplier.list_address("image"), "beside", beside="x"))
        found.release(3)
        assert [one.path.exists() for one in (first, *given)] == [True, True, False, True]


SINCE = datetime(2026, 2, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed_at", "is_new"),
    [
        (None, True),
        (datetime(2026, 2, 10, 11, 59, tzinfo=UTC), False),
        (datetime(2026, 2, 10, 12, 1, tzinfo=UTC), True),
        (date(2026, 2, 10), True),
        (date(2026, 2, 8), False),
    ],
)
def test_what_has_not_changed_by_its_own_word_is_not_asked_for(changed_at: datetime | None, is_new: bool) -> None:
    assert Wants(since=SINCE).is_new(Wanted("https://x.example/a", "a page", changed_at=changed_at)) is is_new


def test_a_host_that_asks_for_rest_gets_it_as_long_as_patience_lasts(supplier: Supplier, tmp_path: Path) -> None:
    slept: list[float] = []
    supplier.break_down("/addresses.txt", "429", "429", "429", "429")
    with Web(allow_private=True, patience=Patience(14), sleep=slept.append) as web:
        told = web.fetch(f"{supplier.address}/addresses.txt", tmp_path)
        assert isinstance(told, Unread) and "wants to be left alone for 7 seconds" in told.reason
        assert (slept, supplier.answered) == ([7.0, 7.0], [429, 429, 429])
        assert isinstance(web.fetch(f"{supplier.address}/sitemap.xml", tmp_path), FileSource)


def test_what_is_as_it_was_is_not_given_again(supplier: Supplier, tmp_path: Path) -> None:
    address = f"{supplier.address}/addresses.txt"
    with Web(allow_private=True) as web:
        seen = web.ask(address, tmp_path).seen
        assert web.ask(address, tmp_path, seen).found is None
        supplier.pass_a_day()
        assert web.ask(address, tmp_path, seen).found
    assert supplier.answered == [200, 304, 200]


@pytest.mark.parametrize(("fault", "reason"), [("slow", "does not answer in time"), ("truncated", "was cut off")])
def test_answers_that_do_not_come_whole_are_told(supplier: Supplier, tmp_path: Path, fault: str, reason: str) -> None:
    supplier.break_down("/addresses.txt", fault)  # type: ignore[arg-type]
    with Web(allow_private=True, seconds=0.4) as web:
        told = web.fetch(f"{supplier.address}/addresses.txt", tmp_path)
    assert isinstance(told, Unread) and reason in told.reason
