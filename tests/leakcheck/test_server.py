"""A server somewhere is asked like the program here; one of another version is held against its own answers alone."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from newsroom.database import Database
from newsroom.errors import NewsroomError
from newsroom.leakcheck import check
from newsroom.leakcheck.asking import TRIES, Answer, Door, Request, door_to_app
from newsroom.leakcheck.check import check_server, round_at
from newsroom.leakcheck.round import Round
from newsroom.settings import Settings
from newsroom.store import editing
from tests import pressroom
from tests.leakcheck.broken_builds import GUESSED, Build
from tests.leakcheck.test_leakcheck import is_given_away
from tests.manuscripts import manuscript
from tests.pressroom import HOUR, NOW

pytestmark = pytest.mark.asyncio(loop_scope="session")

ADDRESS = "https://press.norrsjo.example"
SECOND = timedelta(seconds=1)


class NoBar:
    def reach(self, done: int) -> None:
        """Show nothing."""


@pytest.fixture
def foreign(going: Round) -> Round:
    """Give a round at a server that cannot be compared byte by byte with this program."""
    return replace(going, same_program=False, all_headers=False)


@pytest.mark.usefixtures("building_anew")
@pytest.mark.parametrize("build", GUESSED.values(), ids=GUESSED)
async def test_a_leak_is_found_by_a_name_that_never_was(
    build: Build, foreign: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.breaks(monkeypatch)
    suspects = [one for one in foreign.rooms.canaries if one.name in (build.gives_away, *build.seen_at.split("/"))]
    assert any([await is_given_away(build, foreign.suspect(one)) for one in suspects])


async def test_nothing_leaks_to_who_compares_names(foreign: Round) -> None:
    suspects = [
        one for one in foreign.rooms.canaries if one.name in ("nyheter", "ledarskifte", "kvarnfallet-budget.pdf")
    ]
    assert [finding.line for one in suspects async for finding in foreign.suspect(one)] == []


def to_the_room(going: Round) -> Callable[[str, str], AbstractAsyncContextManager[Door]]:
    """Let any address of a server lead to the room of secrets in this process."""

    @asynccontextmanager
    async def door(url: str, base: str) -> AsyncIterator[Door]:
        yield going.door

    return door


async def test_a_server_of_this_version_is_compared_byte_by_byte(going: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "door_to_server", to_the_room(going))
    async with round_at(going.rooms, ADDRESS) as begun:
        assert (begun.same_program, begun.all_headers, begun.remarks) == (True, False, [])


async def test_a_server_of_another_version_is_not(going: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "door_to_server", to_the_room(going))
    named = replace(going.rooms.clean, room=replace(going.rooms.clean.room, name="Annat namn"))
    async with round_at(replace(going.rooms, clean=named), ADDRESS) as begun:
        assert not begun.same_program
        assert begun.remarks != []


@pytest.fixture
async def settings(tmp_path: Path, database: Database) -> Settings:
    """Give a small room, in which an article becomes public at NOW."""
    room = replace(pressroom.room_of(tmp_path), languages=("sv",))
    found = (manuscript("Bron är öppen", NOW - HOUR), manuscript("Färjan ställs in för gott", NOW))
    await database.write(editing.add_articles, found, now=NOW - HOUR)
    return pressroom.settings_of(room)


@pytest.mark.parametrize(("meanwhile", "accused"), [(HOUR, False), (-SECOND, True)])
@pytest.mark.asyncio(loop_scope="function")
async def test_only_what_is_still_hidden_after_the_round_is_accused(
    meanwhile: timedelta, accused: bool, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter((NOW - SECOND, NOW + meanwhile))
    monkeypatch.setattr(check, "door_to_server", lambda url, base: door_to_app(settings, lambda: NOW))
    report = await check_server(settings, ADDRESS, lambda: next(moments), lambda total: nullcontext(NoBar()))
    assert bool(report.findings) is accused
    assert report.canaries == 1


async def test_what_is_no_address_is_told_in_a_sentence(going: Round) -> None:
    with pytest.raises(NewsroomError, match="no address of a server"):
        async with round_at(going.rooms, "press.norrsjo.example"):
            pass


async def test_nobody_there_is_told_in_a_sentence(going: Round) -> None:
    with pytest.raises(NewsroomError, match="was not answered"):
        async with round_at(going.rooms, "http://127.0.0.1:9"):
            pass


@pytest.mark.parametrize("busy", [0, 1, TRIES - 1])
async def test_a_room_that_is_busy_is_asked_again(busy: int) -> None:
    assert (await asked(busy)).status == 200


async def test_a_room_that_stays_busy_is_told_in_a_sentence() -> None:
    with pytest.raises(NewsroomError, match="busy: check it again later"):
        await asked(TRIES)


async def asked(busy: int) -> Answer:
    """Ask a server that has no time for so many requests."""
    answers = iter([503] * busy + [200])
    transport = httpx.MockTransport(lambda _: httpx.Response(next(answers)))
    async with httpx.AsyncClient(transport=transport, base_url="http://press.example") as client:
        return await Door(client, base="http://press.example", dropped=frozenset()).ask(Request("/"))
