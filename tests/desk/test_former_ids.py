"""What is imported keeps the id by which readers of its feed know it, if Atom can have it and nothing else has it."""

import pytest

from newsroom.database import Database
from newsroom.desk.values import entry_id
from newsroom.model import Moments
from newsroom.store import editing, feeds
from tests.desk.workroom import LATER, NOW, keep
from tests.manuscripts import manuscript

GUID = "https://old.example/?p=12"


@pytest.mark.parametrize(
    "value",
    [
        GUID,
        "http://old.example:8080/2017/nyhet/",
        "http://old.example:8/.well-known/1",
        "http://old.example:65535/1",
        "https://old.example/n?p=/../1",
        "https://old.example/n#1",
        "tag:old.example,2017:1",
        "tag:maja@old.example,2017-03-07:nyheter/1",
        "urn:uuid:0d8f3b52-3c3c-4d5e-9a60-3f6f2f0b7c11",
        "urn:uuid:0D8F3B52-3C3C-4D5E-9A60-3F6F2F0B7C11",
        "urn:newsml:old.example:20170307:nyhet-1",
        "https://old.example/v%C3%A5r",
    ],
)
def test_an_address_is_an_id(value: str) -> None:
    assert entry_id(value) == value


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "12", "12 at https://old.example", "pressrelease:12", "//old.example/1", "ftp://old.example/1"),
        *("https://old.example", "https://old.example/", "https://OLD.example/1", "https://old.example:443/1"),
        *("https://old.example/a/../b", "https://old.example/vår", "https://old.example/a b", "https://old.example./1"),
        *(
            "https://old.example/%7emaja",
            "https://old.example/100%",
            "https://old.example/v%E5r",
            "https://old.example/#a#b",
        ),
        *('https://old.example/"', "https://old.example/<b>", "https://old.example/\n"),
        *("tag:old.example,17:1", "tag:a@b@old.example,2017:1", "urn:", "urn:n:1", "urn:newsml:old.example/1"),
        *("tag:old.example,2017-13:1", "tag:old.example,2017-03-32:1", "tag:old.example,2017-00:1"),
        *(
            "urn:news-:1",
            "urn:urn:1",
            "https://old.example:65536/1",
            "https://old.example/..",
            "https://old.example/./1",
        ),
        *(f"urn:x1:{'a' * 2000}", "urn:uuid:00000000-cfb8-4ebb-aaaa-00000000000"),
    ],
)
def test_what_validators_would_complain_of_is_none(value: str | None) -> None:
    assert entry_id(value) is None


async def test_an_id_is_the_first_ones(database: Database) -> None:
    first = await keep(database, manuscript("Ett", NOW, former_id=GUID))
    second = await keep(database, manuscript("Två", NOW, former_id=GUID))
    ours = await keep(database, manuscript("Tre", NOW, former_id=f"urn:uuid:{first.uid}"))
    assert [one.former_id for one in (first, second, ours)] == [GUID, None, None]
    several = [manuscript(name, NOW, former_id="tag:a.example,2026:1") for name in ("Fyra", "Fem")]
    ids = await database.write(editing.add_articles, several, now=NOW)
    assert len(ids) == 2


async def test_another_text_leaves_the_id_and_a_withdrawal_tells_it(database: Database) -> None:
    one = await keep(database, manuscript("Ett", NOW, former_id=GUID))
    await database.write(editing.change_article, one.id, manuscript("Ett till"), now=LATER)
    await database.write(editing.set_moments, one.id, Moments(published_at=NOW, withdrawn_at=LATER), now=LATER)
    ((told, *_),) = await database.read(feeds.withdrawn_public, now=LATER)
    assert told == GUID
