"""A room that moves in: language versions, one release in several sources, and texts that the desk has edited."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from newsroom.database import Database
from newsroom.desk.items import Item
from newsroom.desk.kinship import DECIDED
from newsroom.desk.reckoning import reckon
from newsroom.desk.settle import settle
from newsroom.desk.translations import unlink
from newsroom.desk.verdict import KEPT, THEIRS, Verdict
from newsroom.kit import KitContent, KitKind
from newsroom.model import Article, Manuscript
from newsroom.store import kit, ledger, lookup, redirects, versions
from tests.desk.workroom import BY, LATER, NOW, edit
from tests.manuscripts import manuscript

ADDRESS = "https://old.example/nyheter/bro-1"


def item(value: Manuscript | KitContent, source_id: str, *, source: str = "export.json", **said: Any) -> Item:
    plain = Item(
        type="article" if isinstance(value, Manuscript) else "file",
        source=source,
        source_id=source_id,
        importer="mynewsdesk",
        digest=repr(value),
        value=value,
        notes=(),
        number=0,
        moment=value.moments.published_at if isinstance(value, Manuscript) else None,
    )
    return replace(plain, **said)


async def take_in(database: Database, *items: Item, now: Any = NOW, **asked: bool) -> list[Verdict]:
    run = await database.write(ledger.start_run, ["export"], now=now)
    return await database.write(settle, run, list(items), now=now, by=BY, **asked)


async def kept(database: Database, key: int) -> Article:
    return await database.read(lookup.get_article, key)


def finnish(**said: Any) -> Item:
    return item(manuscript("Silta", language="fi", published_at=NOW + timedelta(minutes=1)), "fi", **said)


async def test_language_versions_of_one_run_are_one_release(database: Database) -> None:
    swedish = item(manuscript("Bro"), "sv", translations=("fi",))
    await take_in(database, swedish, finnish())
    assert ((await kept(database, 1)).original_id, (await kept(database, 2)).original_id) == (None, 1)


async def test_a_version_that_comes_in_a_later_run_is_tied_and_awaited_until_then(database: Database) -> None:
    await take_in(database, item(manuscript("Bro"), "sv", translations=("fi",)))
    found = await database.read(reckon, 1)
    assert found.totals["unlinked"] == 1
    assert [note for one in found.entries for note in one.missing] == [
        "Unlinked translation: its version fi has not come."
    ]
    await take_in(database, finnish(), now=LATER)
    assert (await kept(database, 2)).original_id == 1
    assert (await database.read(reckon, 1)).totals["unlinked"] == 0


async def test_a_version_is_known_by_its_address_too(database: Database) -> None:
    await take_in(database, item(manuscript("Bro", canonical_url=ADDRESS, old_addresses=("/nyheter/bro-1",)), "1"))
    await take_in(database, finnish(translations=(ADDRESS,)))
    await take_in(database, item(manuscript("Bridge", language="en", canonical_url="https://old.example/en"), "2"))
    await take_in(database, item(manuscript("Brücke", language="de"), "3", translations=("2", "fi")), now=LATER)
    assert [(await kept(database, key)).original_id for key in (1, 2, 3, 4)] == [None, 1, 1, 1]


async def test_a_version_is_known_by_an_address_that_is_kept_without_its_password(database: Database) -> None:
    address, shown = "https://maja:hemligt@old.example/nyheter/bro-1", "https://old.example/nyheter/bro-1"
    await take_in(database, item(manuscript("Bro", canonical_url=shown, old_addresses=("/nyheter/bro-1",)), "1"))
    await take_in(database, finnish(translations=(address,)))
    assert (await kept(database, 2)).original_id == 1


async def test_a_version_is_awaited_by_its_address_as_it_will_be_kept(database: Database) -> None:
    await take_in(database, finnish(translations=("https://old.example/nyheter/bro 1",)))
    swedish = manuscript("Bro", canonical_url="https://old.example/nyheter/bro%201")
    await take_in(database, item(swedish, "1"), now=LATER)
    assert (await kept(database, 2)).original_id == 1


async def test_what_the_desk_has_parted_stays_parted(database: Database) -> None:
    swedish = item(manuscript("Bro"), "sv", translations=("fi",))
    await take_in(database, swedish, finnish())
    await database.write(unlink, "silta", now=LATER, by=BY)
    changed = item(manuscript("Bro", lead="Ny."), "sv", translations=("fi",))
    [verdict] = await take_in(database, changed, now=LATER)
    assert (verdict.outcome, (await kept(database, 2)).original_id) == ("updated", None)
    assert verdict.notes[0].endswith(f"{DECIDED}.")


async def test_two_versions_in_one_language_are_not_tied(database: Database) -> None:
    await take_in(database, item(manuscript("Bro"), "1", translations=("2",)))
    [verdict] = await take_in(database, item(manuscript("Bron"), "2"))
    assert (verdict.notes[0].endswith("the release is in sv already."), (await kept(database, 2)).original_id) == (
        True,
        None,
    )


async def test_an_item_of_two_feeds_is_one_article_with_the_addresses_of_both(database: Database) -> None:
    first = item(manuscript("Bro", canonical_url=ADDRESS, old_addresses=("/nyheter/bro-1",)), "guid-1", source="a.xml")
    short = manuscript("Bro", body="Kort.", canonical_url=ADDRESS, old_addresses=("/nyheter/bro-1", "/?p=1"))
    second = item(short, "guid-2", source="b.xml")
    for batch in ((first, second), (first,), (second,), (second, first)):
        verdicts = await take_in(database, *batch)
    assert [(one.outcome, one.target_id) for one in verdicts] == [("unchanged", 1), ("unchanged", 1)]
    assert (await kept(database, 1)).body_text == "Brödtext."
    assert await database.read(redirects.addresses_of, 1) == ["/?p=1", "/nyheter/bro-1"]


async def test_kind_second_and_headline_make_one_of_two_sources(database: Database) -> None:
    await take_in(database, item(manuscript("Bro"), "mynewsdesk:news:1"))
    [same] = await take_in(database, item(manuscript("Bro", body="Kopierad."), "sida", source="sida.txt"))
    [other] = await take_in(database, item(manuscript("Tunnel"), "sida 2", source="sida.txt"))
    assert (same.outcome, same.target_id, other.outcome) == ("unchanged", 1, "created")


async def test_a_sources_own_ids_tell_its_items_apart(database: Database) -> None:
    twice = [item(manuscript("Bro", canonical_url=ADDRESS), name) for name in ("1", "2")]
    assert [one.outcome for one in await take_in(database, *twice)] == ["created", "created"]


async def test_two_files_that_share_an_id_do_not_change_it_to_and_fro(database: Database) -> None:
    long, short = (
        item(manuscript("Bro"), "1", source="a.xml"),
        item(manuscript("Bro", body="Kort."), "1", source="b.xml"),
    )
    told = [(await take_in(database, one, now=LATER))[0].outcome for one in (long, short, long, short)]
    assert told == ["created", "updated", "unchanged", "unchanged"]


async def test_the_desks_text_is_kept_and_the_difference_shown(database: Database) -> None:
    await take_in(database, item(manuscript("Bro"), "1"))
    await edit(database, "bro", headline="Bron")
    [verdict] = await take_in(database, item(manuscript("Bro", lead="Ny ingress."), "1"), now=LATER)
    assert (verdict.outcome, verdict.notes[0]) == ("unchanged", KEPT)
    assert verdict.notes[1] == "From the desk's text to the source's: headline: [-Bron-]{+Bro+}; lead: {+Ny ingress.+}"


async def test_theirs_takes_the_sources_text_in_the_open(database: Database) -> None:
    await take_in(database, item(manuscript("Bro"), "1"))
    await edit(database, "bro", headline="Bron")
    [verdict] = await take_in(database, item(manuscript("Bro"), "1"), now=LATER, theirs=True)
    assert (verdict.outcome, verdict.notes[0], (await kept(database, 1)).headline) == ("updated", THEIRS, "Bro")
    assert [one.change for one in await database.read(versions.versions, 1)] == ["publication", "update", "update"]
    [again] = await take_in(database, item(manuscript("Bro"), "1"), now=LATER, theirs=True)
    assert again.outcome == "unchanged"


async def test_a_file_for_the_press_kit_comes_once_and_changes(database: Database) -> None:
    logo = KitContent(kind=KitKind.LOGO, name="Logga", url="https://old.example/logo.png", language="sv")
    first = await take_in(database, item(logo, "mynewsdesk:image:1"))
    second = await take_in(database, item(replace(logo, credit="Maja Ek"), "mynewsdesk:image:1"), now=LATER)
    assert [first[0].outcome, second[0].outcome] == ["created", "updated"]
    [shown] = await database.read(kit.kit_public, now=LATER)
    assert (shown.slug, shown.credit, shown.published_at) == ("logga", "Maja Ek", NOW)


async def test_the_ledger_adds_up_by_kind_and_year(database: Database) -> None:
    await take_in(database, item(manuscript("Bro"), "1"), item(manuscript("Tunnel"), "2"))
    sums = (await database.read(reckon, None)).sums
    assert sums[0] == "Read: 2 = 2 created + 0 updated + 0 unchanged + 0 refused."
    assert sums[1] == "  news: 2 created (by year 2026: 2)."
