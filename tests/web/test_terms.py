"""A contact answers in its term alone: one second before and from its end on, the desk is shown, on every page."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from newsroom.database import open_database
from newsroom.room import Room
from newsroom.store import contacts, lookup
from tests import pressroom
from tests.pressroom import DAY, NOW, Clock

pytestmark = pytest.mark.asyncio(loop_scope="module")

BEGIN, END, SECOND = NOW + DAY, NOW + 2 * DAY, timedelta(seconds=1)
PARK = "/press-releases/norrsjo-bygger-vindpark"
OLLE, MAJA = ("olle.fors", "Olle Fors"), ("maja.sjostrand", "465 004 01")


@pytest.fixture(scope="module")
def clock() -> Clock:
    """Give a clock of this module's own."""
    return Clock()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Give the press room, in which two cards have a term."""
    made = await pressroom.build(Path(tmp_path_factory.mktemp("terms")))
    database = open_database(made.database)
    for name in ("olle-fors", "maja-sjostrand"):
        card = await database.read(lookup.get_contact_by_name, name)
        await database.write(contacts.set_term, card.id, BEGIN, END, now=NOW)
    await database.close()
    return made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader(room: Room, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    """Give a reader of that room."""
    async with pressroom.browsing(room, clock) as reader:
        yield reader


@pytest.mark.parametrize(
    ("path", "words"),
    [(PARK, OLLE), ("/", MAJA), ("/contacts", MAJA), ("/contacts.vcf", MAJA[:1]), ("/contacts.json", MAJA[:1])],
)
async def test_a_card_is_shown_in_its_term_alone(
    path: str, words: tuple[str, ...], reader: httpx.AsyncClient, clock: Clock
) -> None:
    for moment, shown in ((BEGIN - SECOND, False), (BEGIN, True), (END - SECOND, True), (END, False)):
        with clock.at(moment):
            page = (await reader.get(path)).text.replace("\r\n ", "")
            assert any(word in page for word in words) is shown, moment


@pytest.mark.parametrize("suffix", ["", ".vcf", ".json"])
async def test_its_own_address_answers_outside_as_one_that_never_was(
    suffix: str, reader: httpx.AsyncClient, clock: Clock
) -> None:
    with clock.at(BEGIN):
        assert (await reader.get(f"/contacts/maja-sjostrand{suffix}")).status_code == 200
    for moment in (BEGIN - SECOND, END):
        with clock.at(moment):
            unknown = await reader.get(f"/contacts/nobody{suffix}")
            answer = await reader.get(f"/contacts/maja-sjostrand{suffix}")
            assert (answer.status_code, answer.headers, answer.content) == (404, unknown.headers, unknown.content)


async def test_an_old_release_shows_the_desk_instead(reader: httpx.AsyncClient, clock: Clock) -> None:
    with clock.at(END):
        page = (await reader.get(PARK)).text
    assert "Pressjouren" in page and "press@norrsjo.example" in page


async def test_no_copy_outlives_the_term(reader: httpx.AsyncClient, clock: Clock) -> None:
    for path in (PARK, "/contacts", "/contacts.vcf"):
        with clock.at(END - SECOND):
            known = {"If-None-Match": (await reader.get(path)).headers["ETag"]}
            assert (await reader.get(path, headers=known)).status_code == 304
        with clock.at(END):
            assert (await reader.get(path, headers=known)).status_code == 200


@pytest.mark.parametrize("moment", [NOW, BEGIN, END])
async def test_no_search_finds_an_article_by_them(moment: object, reader: httpx.AsyncClient, clock: Clock) -> None:
    with clock.at(moment):  # type: ignore[arg-type]
        assert PARK not in (await reader.get("/search?q=fors")).text
        assert PARK not in (await reader.get("/search.json?q=fors")).text
        assert PARK in (await reader.get("/search?q=vindpark")).text


async def test_what_answers_a_search_has_no_date_that_could_hide_a_change(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/search.atom?q=vindpark")
    assert "Last-Modified" not in answer.headers and "ETag" in answer.headers
    assert "Last-Modified" in (await reader.get("/search.atom")).headers


@pytest.mark.parametrize("path", ["/press-releases.rss", "/press-releases.json", "/topics/vindkraft.atom"])
async def test_a_feed_tells_when_a_card_began_and_ended(path: str, reader: httpx.AsyncClient, clock: Clock) -> None:
    changed, words = [], OLLE[1]
    for moment, shown in ((BEGIN - SECOND, False), (BEGIN, True), (END, False)):
        with clock.at(moment):
            answer = await reader.get(path)
            assert (words in answer.text) is shown, moment
            changed.append(answer.headers["last-modified"])
    assert changed[1:] == ["Tue, 03 Mar 2026 12:00:00 GMT", "Wed, 04 Mar 2026 12:00:00 GMT"]
