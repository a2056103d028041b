"""What a reader learns of an article's past: dated notes, versions with their differences, and every correction."""

import re
from datetime import timedelta

import httpx
import lxml.html
import pytest
import pytest_asyncio

from newsroom import addresses
from newsroom.database import Database, open_database
from newsroom.desk.edit import keep_revision
from newsroom.desk.files import without_image
from newsroom.model import Change
from newsroom.room import Room
from newsroom.store import editing, lookup
from tests import pressroom
from tests.desk.workroom import BY, edit
from tests.manuscripts import manuscript
from tests.pressroom import HOUR, NOW, PICTURE, Clock, digest

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARK = "/press-releases/norrsjo-bygger-vindpark"
FARM = "/press-releases/norrsjo-builds-a-wind-farm"
UPDATED, MENDED, CORRECTED, STRIPPED = (NOW + number * HOUR for number in (1, 2, 3, 4))
LAST = NOW + 10 * HOUR
BODY = "Kommunen får sin första vindpark i år.\n\nDen ger 120 miljoner kronor om året."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Give the press room after hours of work on its newest release."""
    room = await pressroom.build(tmp_path_factory.mktemp("pressroom"))
    database = open_database(room.database)
    await work_on(database, room)
    await database.close()
    return room


async def work_on(database: Database, room: Room) -> None:
    park = "norrsjo-bygger-vindpark"
    await edit(database, park, room=room, now=UPDATED, body=BODY, note="Nu med intäkter.")
    await edit(database, park, room=room, now=MENDED, lead="Fyrtio verk ger el.", change=Change.TYPO, note=None)
    right, why = BODY.replace("120", "12"), "Intäkten är 12 miljoner."
    await edit(database, park, room=room, now=CORRECTED, body=right, change=Change.CORRECTION, note=why)
    for moment, note in ((STRIPPED, "Bilden är borta."), (STRIPPED + HOUR, "Kartan är borta.")):
        without = without_image(await database.read(lookup.get_by_name, park), "1")
        await database.write(keep_revision, without, now=moment, by=BY, change=Change.UPDATE, note=note)
    farm = {"body": "Thirty-nine turbines.", "contacts": "maja", "note": "The farm has 39 turbines."}
    await edit(database, "builds-a-wind", room=room, now=STRIPPED, change=Change.CORRECTION, **farm)
    await edit(database, "elnatet", room=room, now=UPDATED, slug="elnat-i-vinter", lead="Ny.")
    await edit(database, "sa-laser", room=room, now=UPDATED, kind="news", change=Change.TYPO, note=None)


@pytest.fixture(autouse=True)
def _late(clock: Clock) -> None:
    clock.now = LAST


async def page_of(reader: httpx.AsyncClient, path: str) -> lxml.html.HtmlElement:
    answer = await reader.get(path)
    assert answer.status_code == 200, path
    return lxml.html.fromstring(answer.text)


def text_of(page: lxml.html.HtmlElement, where: str) -> str:
    return " ".join(" ".join(one.text_content() for one in page.xpath(where)).split())


async def test_an_article_says_near_its_top_what_was_corrected_and_below_what_is_new(reader: httpx.AsyncClient) -> None:
    page = await page_of(reader, PARK)
    assert text_of(page, "//header/aside") == "Rättelse, 2 mars 2026 kl. 16.00: Intäkten är 12 miljoner."
    below = text_of(page, "//section[@aria-labelledby='changes']")
    assert re.findall(r"kl\. ([\d.]+): (\w+)", below) == [("18.00", "Kartan"), ("17.00", "Bilden"), ("14.00", "Nu")]
    assert page.xpath(f"//a[@href='{PARK}/history']")


async def test_an_article_that_never_changed_tells_no_history(reader: httpx.AsyncClient) -> None:
    page = await page_of(reader, "/press-releases/norrsjo-rakentaa-tuulipuiston")
    assert not page.xpath("//a[contains(@href, '/history')]")


async def test_the_history_has_every_version_with_what_changed(reader: httpx.AsyncClient) -> None:
    page = await page_of(reader, f"{PARK}/history")
    headings = [one.text for one in page.xpath("//li/h2")]
    assert headings == ["Uppdatering", "Uppdatering", "Rättelse", "Skrivfel", "Uppdatering", "Publicering"]
    fourth = page.xpath("//ol/li")[2]
    assert "16.00 CET" in fourth.text_content() and "Intäkten är 12 miljoner." in fourth.text_content()
    assert text_of(fourth, ".//del") == "[borttaget: 120]"
    assert text_of(fourth, ".//ins") == "[tillagt: 12]"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


async def test_each_version_says_what_was_said_then(reader: httpx.AsyncClient) -> None:
    for number, lead, earning in ((1, "hela kommunen", ""), (2, "hela kommunen", "120"), (6, "ger el.", "12")):
        page = await page_of(reader, f"{PARK}/v/{number}")
        assert lead in text_of(page, "//p[@class='lead']")
        assert f"ger {earning} miljoner" in text_of(page, "//div[@class='body']") or not earning
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://press.norrsjo.example{PARK}"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "den version som gäller nu" in text_of(page, "//aside")


async def test_a_version_tells_its_time_and_names_nobody_to_ring(reader: httpx.AsyncClient) -> None:
    page = await page_of(reader, f"{FARM}/v/1")
    assert "from 2 March 2026, 10:00 CET until 2 March 2026, 17:00 CET" in text_of(page, "//aside")
    for path in (f"{PARK}/v/1", f"{PARK}/v/6", f"{FARM}/v/2", f"{FARM}/history"):
        said = (await reader.get(path)).text
        assert "olle.fors" not in said and "maja.sjostrand" not in said and "Sjöstrand" not in said


async def test_a_picture_that_was_taken_out_is_nowhere(reader: httpx.AsyncClient) -> None:
    page = await page_of(reader, f"{PARK}/v/1")
    assert "Vindparken i dimmaBilden är borttagen" in text_of(page, "//figure")
    assert "KartaBilden är borttagen" in text_of(page, "//figure")
    assert not page.xpath("//img") and "bild.example" not in (await reader.get(f"{PARK}/v/1")).text
    assert (await reader.get(addresses.media(digest(PICTURE), "image/png"))).status_code == 404


@pytest.mark.parametrize("number", ["0", "7", "01", "x", "1.0", "-1", "%C2%B2", "1%0aX", "9" * 30])
async def test_a_number_that_is_no_version_is_not_found(number: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(f"{PARK}/v/{number}")).status_code == 404


async def test_no_version_is_there_before_its_moment(reader: httpx.AsyncClient, clock: Clock) -> None:
    for moment, there in ((CORRECTED - timedelta(seconds=1), 3), (CORRECTED, 4)):
        clock.now = moment
        answers = [(await reader.get(f"{PARK}/v/{number}")).status_code for number in range(1, 6)]
        assert answers == [200] * there + [404] * (5 - there)
        assert len((await page_of(reader, f"{PARK}/history")).xpath("//li/h2")) == there
        assert ("Intäkten är 12" in (await reader.get("/corrections")).text) == (there == 4)
        assert ("Intäkten är 12" in (await reader.get(PARK)).text) == (there == 4)


async def test_the_corrections_stand_on_one_page_newest_first(reader: httpx.AsyncClient) -> None:
    page = await page_of(reader, "/corrections")
    assert page.xpath("//main//h2/a/@href") == [FARM, PARK]
    english = await page_of(reader, "/corrections?lang=en")
    assert english.xpath("//main//h2/a/@href") == [f"{FARM}?lang=en"]
    assert "Nothing has been corrected" not in english.text_content()
    assert page.xpath("//footer//a[@href='/corrections']")


@pytest.mark.parametrize("below", ["/history", "/v/1", "/v/99", "/v/x"])
async def test_what_was_withdrawn_has_no_past_either(below: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"/press-releases/{pressroom.SLUGS['withdrawn']}{below}")
    assert (answer.status_code, pressroom.CANARY in answer.text.lower()) == (410, False)


@pytest.mark.parametrize(("below", "lang"), [("history", ""), ("v/1", "?lang=fi")])
async def test_an_old_address_leads_to_the_past_as_well(below: str, lang: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"/news/elnatet-rustas-fore-vintern/{below}{lang}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/news/elnat-i-vinter/{below}{lang}")
    assert (await reader.get(f"/news/elnat-i-vinter/{below}{lang}")).status_code == 200


BELOW = [".json", ".ninjs", ".newsml", ".txt?lang=fi", "/images.zip", "/v/99"]


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/news/elnatet-rustas-fore-vintern", "/news/elnat-i-vinter"),
        ("/blog/sa-laser-du-elrakningen", "/news/sa-laser-du-elrakningen"),
    ],
)
async def test_an_old_address_leads_on_in_every_format(
    old: str, new: str, below: str, reader: httpx.AsyncClient
) -> None:
    answer = await reader.get(f"{old}{below}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{new}{below}")


@pytest.mark.parametrize("slug", [pressroom.SLUGS["withdrawn"], "never-was"])
async def test_what_is_not_there_leads_nowhere_in_any_format(slug: str, reader: httpx.AsyncClient) -> None:
    statuses = {(await reader.get(f"/press-releases/{slug}{below}")).status_code for below in BELOW}
    assert statuses == {404 if slug == "never-was" else 410}


@pytest.mark.parametrize(("change", "woken"), [(Change.TYPO, False), (Change.UPDATE, True)])
async def test_a_typing_error_wakes_no_reader_of_feeds(
    change: Change, woken: bool, room: Room, reader: httpx.AsyncClient
) -> None:
    database = open_database(room.database)
    await database.write(editing.add_articles, [manuscript(f"Felstavad {change}", NOW)], now=NOW)
    before = (await reader.get("/feed.atom")).text
    await edit(database, f"felstavad-{change}", room=room, now=LAST, body="Rättat.", change=change)
    await database.close()
    after = (await reader.get("/feed.atom")).text
    assert "Rättat." in after
    assert (re.findall("<updated>.*?</updated>", before) != re.findall("<updated>.*?</updated>", after)) == woken


@pytest.mark.parametrize("path", [f"{PARK}/history", f"{PARK}/v/1", "/corrections"])
async def test_what_has_not_changed_is_not_sent_again(path: str, reader: httpx.AsyncClient) -> None:
    tag = (await reader.get(path)).headers["etag"]
    assert (await reader.get(path, headers={"If-None-Match": tag})).status_code == 304


async def test_a_long_history_compares_its_newest_versions_and_lists_the_others(
    room: Room, reader: httpx.AsyncClient
) -> None:
    database = open_database(room.database)
    await database.write(editing.add_articles, [manuscript("Liggare", NOW)], now=NOW)
    for number in range(1, 25):
        await edit(database, "liggare", room=room, now=NOW + timedelta(minutes=number), body=f"Läge {number}.")
    await database.close()
    steps = (await page_of(reader, "/news/liggare/history")).xpath("//ol[@class='steps']/li")
    assert [len(step.xpath(".//dl")) for step in steps] == [1] * 20 + [0] * 5
    assert (await page_of(reader, "/news/liggare/v/3")).text_content().count("Läge 2.") == 1
