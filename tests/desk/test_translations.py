from datetime import timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.translations import get_release, link, releases, unlink
from newsroom.desk.withdraw import withdraw
from newsroom.errors import NewsroomError
from newsroom.model import Status
from newsroom.store import editing, log, lookup
from tests.desk.workroom import LATER, NOW, edit, keep
from tests.manuscripts import manuscript

SV, SV_FI = ("sv",), ("sv", "fi")


@pytest.fixture
async def versions(database: Database) -> None:
    """Keep three articles on one thing, in Swedish, Finnish and English, and one on another."""
    for headline, language in (("Broar", "sv"), ("Siltoja", "fi"), ("Bridges", "en"), ("Vägar", "sv")):
        await keep(database, manuscript(headline, language=language))


async def originals(database: Database) -> dict[str, str | None]:
    """Give what each article is a translation of, by slug."""
    kept = [await database.read(lookup.get_by_name, name) for name in ("broar", "siltoja", "bridges", "vagar")]
    slugs = {one.id: one.slug for one in kept}
    return {one.slug: slugs.get(one.original_id or 0) for one in kept}


async def test_a_translation_of_a_translation_is_one_of_the_original(database: Database, versions: None) -> None:
    await database.write(link, "siltoja", "broar", now=LATER, by="maja")
    linked = await database.write(link, "bridges", "siltoja", now=LATER, by="maja")
    assert linked.slug == "bridges"
    assert await originals(database) == {"broar": None, "siltoja": "broar", "bridges": "broar", "vagar": None}
    line = (await database.read(log.records))[0]
    assert (line.act, line.actor, line.name, line.note) == ("link", "maja", "bridges", "a translation of broar")


@pytest.mark.parametrize(
    ("name", "original", "said"),
    [
        ("broar", "broar", "of itself"),
        ("vagar", "broar", "is in sv already, as “Broar”"),
        ("siltoja", "broar", "one release already"),
        ("broar", "siltoja", "one release already"),
        ("siltoja", "vagar", "--unlink first"),
        ("broar", "vagar", "--unlink first"),
        ("bridges", "nothing", "nothing"),
    ],
)
async def test_a_link_that_makes_no_sense_is_refused(
    database: Database, versions: None, name: str, original: str, said: str
) -> None:
    await database.write(link, "siltoja", "broar", now=NOW, by="maja")
    before = await originals(database)
    with pytest.raises(NewsroomError, match=said):
        await database.write(link, name, original, now=LATER, by="maja")
    assert await originals(database) == before
    assert len(await database.read(log.records)) == 1


@pytest.mark.parametrize(("name", "original"), [("broar", "siltoja"), ("siltoja", "broar")])
async def test_a_withdrawn_article_is_linked_no_more(
    database: Database, versions: None, name: str, original: str
) -> None:
    await database.write(withdraw, "broar", "Fel.", now=NOW, by="maja")
    with pytest.raises(NewsroomError, match="withdrawn"):
        await database.write(link, name, original, now=LATER, by="maja")


async def test_the_place_of_a_withdrawn_version_is_free(database: Database, versions: None) -> None:
    await database.write(link, "siltoja", "bridges", now=NOW, by="maja")
    await database.write(link, "broar", "bridges", now=NOW, by="maja")
    await database.write(withdraw, "broar", "Fel.", now=NOW, by="maja")
    release = await database.read(get_release, "bridges", SV_FI, now=LATER)
    assert release.missing == ()
    await database.write(link, "vagar", "bridges", now=LATER, by="maja")
    assert (await originals(database))["vagar"] == "bridges"


async def test_what_translates_a_withdrawn_article_is_behind_nothing(database: Database, versions: None) -> None:
    await database.write(link, "siltoja", "broar", now=NOW, by="maja")
    await edit(database, "broar", lead="Ny ingress.")
    assert (await database.read(get_release, "siltoja", SV_FI, now=LATER)).is_behind
    await database.write(withdraw, "broar", "Fel.", now=LATER, by="maja")
    assert not (await database.read(get_release, "siltoja", SV_FI, now=LATER)).is_behind


async def test_an_original_that_parts_leaves_another(database: Database, versions: None) -> None:
    await database.write(link, "siltoja", "broar", now=NOW, by="maja")
    await database.write(link, "bridges", "broar", now=NOW, by="maja")
    await database.write(unlink, "broar", now=LATER, by="olle")
    assert await originals(database) == {"broar": None, "siltoja": None, "bridges": "siltoja", "vagar": None}
    await database.write(unlink, "bridges", now=LATER, by="olle")
    assert set((await originals(database)).values()) == {None}
    assert (await database.read(log.records))[0].note == "parted from siltoja"
    with pytest.raises(NewsroomError, match="no other language versions"):
        await database.write(unlink, "bridges", now=LATER, by="olle")


async def test_a_release_tells_what_it_lacks_and_what_is_behind(database: Database, versions: None) -> None:
    await database.write(link, "siltoja", "broar", now=NOW, by="maja")
    await edit(database, "vagar", lead="Ny ingress.")
    found = await database.read(releases, (*SV_FI, "da"), now=LATER)
    told = {one.versions[0].article.slug: (one.missing, one.is_behind) for one in found}
    assert told == {
        "broar": (("da",), False),
        "bridges": (("sv", "fi", "da"), False),
        "vagar": (("fi", "da"), False),
    }


@pytest.mark.parametrize(("slight", "behind"), [(False, True), (True, False)])
async def test_a_translation_is_behind_an_original_that_was_rewritten(
    database: Database, versions: None, slight: bool, behind: bool
) -> None:
    await database.write(link, "siltoja", "broar", now=NOW, by="maja")
    key = (await database.read(lookup.get_by_name, "broar")).id
    await database.write(editing.change_article, key, manuscript("Broarna"), now=LATER, slight=slight)
    release = await database.read(get_release, "siltoja", SV, now=LATER)
    assert [one.is_behind for one in release.versions] == [False, behind]


async def test_a_room_of_one_language_lists_releases_with_several(database: Database, versions: None) -> None:
    assert await database.read(releases, SV, now=LATER) == []
    await database.write(link, "siltoja", "broar", now=NOW, by="maja")
    (release,) = await database.read(releases, SV, now=LATER)
    assert [one.article.language for one in release.versions] == ["sv", "fi"]


async def test_versions_have_their_own_status(database: Database, versions: None) -> None:
    await keep(database, manuscript("Bro", LATER + timedelta(1), language="da"))
    await database.write(link, "bro", "broar", now=NOW, by="maja")
    release = await database.read(get_release, "bro", SV, now=LATER)
    assert [one.status for one in release.versions] == [Status.PUBLISHED, Status.SCHEDULED]
