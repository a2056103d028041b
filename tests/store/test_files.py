from dataclasses import replace

import pytest

from newsroom.database import Database
from newsroom.desk.files import find_image
from newsroom.model import Article, Attachment, Change, Image
from newsroom.store import editing, files, versions
from tests.desk.workroom import LATER, NOW, keep
from tests.manuscripts import manuscript

BRIDGE, PLAN = Image(digest="b" * 64, url="bridge.png"), Attachment(digest="c" * 64, url="plan.pdf", name="plan.pdf")


async def articles(database: Database) -> list[Article]:
    """Keep an article with a picture and a file, and one that has been published with the picture and lost it."""
    first = await keep(database, manuscript("Broar", images=(BRIDGE,), attachments=(PLAN,)))
    second = await keep(database, manuscript("Vägar", images=(BRIDGE, Image(url="elsewhere.png"))))
    without = replace(second.content, images=())
    await database.write(editing.change_article, second.id, replace(manuscript("Vägar"), content=without), now=LATER)
    await database.write(versions.add_version, second.id, without, change=Change.UPDATE, since=NOW)
    return [first, second]


async def test_an_article_names_what_it_has_and_what_its_versions_had(database: Database) -> None:
    first, second = await articles(database)
    assert await database.read(files.digests_of, [first.id]) == {BRIDGE.digest, PLAN.digest}
    assert await database.read(files.digests_of, [second.id]) == {BRIDGE.digest}
    assert await database.read(files.digests_of, []) == set()


async def test_an_original_is_needed_as_long_as_an_article_or_a_version_has_it(database: Database) -> None:
    first, second = await articles(database)
    digests = await database.read(files.digests_of, [first.id, second.id])
    assert await database.read(files.unnamed, digests) == []
    await database.write(editing.remove_article, first.id)
    assert await database.read(files.unnamed, digests) == [PLAN.digest]
    await database.write(editing.remove_article, second.id)
    assert await database.read(files.unnamed, digests) == [BRIDGE.digest, PLAN.digest]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/b/Stora%20bron.jpg", "Stora bron.jpg"),
        ("bilder/Stora bron.jpg", "Stora bron.jpg"),
        ("https://a.example/b%2F..%2Fc%00.jpg", "b/../c .jpg"),
    ],
)
async def test_a_picture_is_called_as_its_address_ends_in_letters(database: Database, url: str, name: str) -> None:
    one = await keep(database, manuscript("Broar", NOW, images=(replace(BRIDGE, url=url),)))
    found = await database.read(files.find_file_of, "b" * 64, one.id)
    assert found is not None
    assert found.name == name
    assert find_image(one, "bron.jpg" if "bron" in url else "c") == 0
