"""What the clean room must be for a comparison to tell anything: without a secret, and otherwise the same."""

from pathlib import Path

from sqlalchemy import select

from newsroom.leakcheck.canaries import collect
from newsroom.leakcheck.cleanroom import INTERNAL, copy_store, opened
from newsroom.leakcheck.hidden import find_hidden
from newsroom.leakcheck.rooms import Rooms, sparing
from newsroom.leakcheck.traces import tokens
from newsroom.schema import metadata
from tests.leakcheck.secretroom import EARLIER, EMBARGOED, REASON, WITHDRAWN
from tests.pressroom import NOW

KEPT = {"banner", "fact", "organisation"}
CLEANED = {"article", "version", "tag", "contact", "event", "image", "attachment", "redirect", "search_words"} | {
    *("kit", "original", "rendition", "old_address")
}
LINKS = {name for name in metadata.tables if name.startswith("article_")}


def test_every_table_of_the_store_is_thought_of() -> None:
    internal = {table.name for table in INTERNAL}
    assert internal | KEPT | CLEANED | LINKS == set(metadata.tables)
    assert not internal & CLEANED


def test_nothing_hidden_is_left_but_what_readers_of_something_gone_may_know(rooms: Rooms) -> None:
    with opened(rooms.clean.room.database) as connection:
        hidden = find_hidden(connection, now=NOW)
        left = collect(connection, hidden, rooms.clean.room.zone)
    assert {one.name for one in left} == {WITHDRAWN.slug, "zibeltron-tillbakadragen"}
    assert all(set(one.texts) == {one.name, one.uid, *one.old_addresses} for one in left)


def test_no_word_of_a_secret_is_in_the_file(rooms: Rooms, tmp_path: Path) -> None:
    copy_store(rooms.clean.room.database, tmp_path / "copy.db")
    with opened(tmp_path / "copy.db") as connection:
        rows = [row for table in metadata.tables.values() for row in connection.execute(select(table))]
    words = set(tokens(" ".join(map(str, rows))))
    assert not words & {"quistgaard", "bramfors", "sydsvenska", "ottilia", *tokens(EARLIER)[:2]}
    assert words >= {*tokens(REASON), "vindpark"}


def test_what_is_spared_is_there_with_all_that_it_has(rooms: Rooms) -> None:
    one = next(one for one in rooms.canaries if one.name == EMBARGOED.slug)
    with sparing(rooms, [one.key]) as settings, opened(settings.room.database) as connection:
        hidden = find_hidden(connection, now=NOW)
        assert one.key in hidden.articles
        assert set(hidden.images.values()) == {"embargoed"}
