"""Followed sources are visited when their time comes, by one process, and no failure stops the others."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.app import create_app
from newsroom.database import Database, open_database
from newsroom.desk.sources import LONGEST_WAIT, name_of
from newsroom.room import Room
from newsroom.rounds import LASTS, LEASE, Elsewhere, Rounds
from newsroom.settings import newsroom_toml, read_settings
from newsroom.store import leases, ledger, sources
from newsroom.store.sources import Followed
from tests.supplier import Supplier

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVERY = timedelta(minutes=10)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def supplier() -> Iterator[Supplier]:
    with Supplier() as opened:
        yield opened


@pytest.fixture
def rounds(database: Database, tmp_path: Path, clock: Clock) -> Rounds:
    return Rounds(database=database, room=Room(folder=tmp_path, name="Norrsjö"), clock=clock)


@pytest.fixture
async def other(rounds: Rounds, tmp_path: Path) -> AsyncIterator[Rounds]:
    """Give who does rounds of the same room in another process."""
    opened = open_database(tmp_path / "newsroom.db")
    yield replace(rounds, database=opened, holder="another")
    await opened.close()


async def follow(rounds: Rounds, address: str, name: str = "hamnarna", **said: str) -> None:
    every = int(EVERY.total_seconds())
    one = Followed(name=name, address=address, every=every, due_at=NOW, allow_private=True, **said)  # type: ignore[arg-type]
    await rounds.database.write(sources.add_source, one)


async def kept(rounds: Rounds, name: str = "hamnarna") -> Followed:
    return await rounds.database.read(sources.get_source, name)


async def runs(rounds: Rounds) -> int:
    return len(await rounds.database.read(ledger.runs))


async def test_a_source_is_visited_when_its_time_comes(rounds: Rounds, supplier: Supplier, clock: Clock) -> None:
    await follow(rounds, supplier.list_address("news"))
    (visit,) = await rounds.work()
    assert (visit.tally.totals()["created"], visit.source.due_at) == (2, NOW + EVERY)
    clock.now += EVERY - timedelta(seconds=1)
    assert await rounds.work() == []
    clock.now += timedelta(seconds=1)
    assert [one.source.outcome for one in await rounds.work()] == ["nothing new"]
    assert (supplier.answered, await runs(rounds)) == ([200, 304], 1)


async def test_the_ledger_gets_a_run_only_when_something_came(rounds: Rounds, supplier: Supplier, clock: Clock) -> None:
    await follow(rounds, supplier.list_address("pressrelease"))
    await rounds.work()
    # What is given differs, although no article of it does.
    supplier.material.reverse()
    clock.now += EVERY
    (same,) = await rounds.work()
    assert (same.tally.totals()["unchanged"], await runs(rounds)) == (7, 1)
    supplier.pass_a_day()
    clock.now += EVERY
    (other_day,) = await rounds.work()
    assert (other_day.tally.totals()["created"], other_day.tally.totals()["updated"], await runs(rounds)) == (1, 1, 2)


async def test_a_source_that_fails_waits_longer_each_time_but_a_day_at_most(
    rounds: Rounds, supplier: Supplier, clock: Clock
) -> None:
    await follow(rounds, supplier.list_address("news"))
    supplier.break_down("list", *["500"] * 10)  # type: ignore[arg-type]
    waits = []
    for _ in range(10):
        (visit,) = await rounds.work()
        waits.append(visit.source.due_at - clock.now)
        clock.now = visit.source.due_at
    assert waits[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert (waits[-1], await runs(rounds)) == (LONGEST_WAIT, 0)
    assert (await rounds.work())[0].source.due_at == clock.now + EVERY


async def test_a_host_is_left_alone_for_as_long_as_it_asks(rounds: Rounds, supplier: Supplier) -> None:
    await follow(rounds, supplier.list_address("news"))
    supplier.retry_after = "7200"
    supplier.break_down("list", "429")
    (visit,) = await rounds.work()
    assert (visit.source.due_at, supplier.answered) == (NOW + timedelta(hours=2), [429])


async def test_one_bad_source_does_not_stop_the_others(rounds: Rounds, supplier: Supplier) -> None:
    await follow(rounds, "http://127.0.0.1:1/feed", "bad")
    await follow(rounds, supplier.list_address("news"))
    bad, good = await rounds.work()
    assert bad.source.problem and "cannot be reached" in bad.source.problem
    assert (good.tally.totals()["created"], (await kept(rounds, "bad")).failures) == (2, 1)


async def test_what_could_not_be_had_is_asked_for_again(rounds: Rounds, supplier: Supplier, clock: Clock) -> None:
    await follow(rounds, f"{supplier.address}/addresses.txt")
    supplier.break_down("isen-bryts", "500", "500")
    (first,) = await rounds.work()
    assert (first.tally.totals()["refused"], first.source.complete_at, first.source.failures) == (1, None, 0)
    clock.now += EVERY
    (second,) = await rounds.work()
    assert (second.tally.totals()["refused"], await runs(rounds)) == (1, 1)
    clock.now += EVERY
    (third,) = await rounds.work()
    assert (third.tally.totals()["created"], third.source.complete_at, third.source.problem) == (1, clock.now, None)


async def test_a_source_keeps_to_its_terms(rounds: Rounds, supplier: Supplier) -> None:
    await follow(rounds, supplier.list_address("news"), publish="draft", kind="blog_post", language="fi")
    await rounds.work()
    asked = "SELECT DISTINCT kind, language, published_at FROM article"
    found = await rounds.database.read(lambda connection: connection.exec_driver_sql(asked).all())
    assert found == [("blog_post", "fi", None)]


async def test_one_of_two_processes_does_the_round(rounds: Rounds, other: Rounds, supplier: Supplier) -> None:
    await follow(rounds, supplier.list_address("pressrelease"))
    first, second = await asyncio.gather(rounds.work(), other.work())
    assert sorted([len(first), len(second)]) == [0, 1]
    assert sum("offset=3" in one for one in supplier.asked) == 1


async def test_the_lease_of_one_who_died_ends_by_itself(
    rounds: Rounds, other: Rounds, supplier: Supplier, clock: Clock
) -> None:
    await follow(rounds, supplier.list_address("news"))
    assert await other.database.write(leases.take_lease, LEASE, "dead", now=NOW, lasts=LASTS)
    with pytest.raises(Elsewhere):
        [one async for one in rounds.visit_all([await kept(rounds)])]
    assert await rounds.work() == []
    clock.now += LASTS
    assert len(await rounds.work()) == 1


async def test_the_task_sleeps_to_the_next_moment_and_survives_a_failure(rounds: Rounds, clock: Clock) -> None:
    await follow(rounds, "http://127.0.0.1:1/feed")
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.now += timedelta(seconds=seconds)
        if len(slept) == 3:
            await rounds.database.write(lambda connection: connection.exec_driver_sql("DROP TABLE lease"))
            clock.now += timedelta(days=1)
        if len(slept) == 5:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await replace(rounds, sleep=sleep).run()
    assert slept == [60.0] * 5


async def test_a_room_that_is_served_visits_its_sources(
    rounds: Rounds, supplier: Supplier, clock: Clock, tmp_path: Path
) -> None:
    await follow(rounds, supplier.list_address("news"))
    (tmp_path / "newsroom.toml").write_text(newsroom_toml({"name": "Norrsjö"}), encoding="utf-8")
    app = create_app(read_settings(tmp_path, {}), clock=clock, database=rounds.database, does_rounds=True)
    async with app.router.lifespan_context(app):
        while (await kept(rounds)).visited_at is None:  # noqa: ASYNC110  (nothing tells of it)
            await asyncio.sleep(0)
    assert (await kept(rounds)).outcome == "2 created (2 articles)"


def test_a_source_is_named_after_its_host() -> None:
    assert name_of("https://www.Hamnarna.example/feed", set()) == "hamnarna-example"
    assert name_of("https://hamnarna.example/other", {"hamnarna-example"}) == "hamnarna-example-2"
