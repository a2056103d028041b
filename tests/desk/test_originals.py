"""Pictures that only have an address are fetched where that is asked, once."""

from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from importers.draft import AttachmentDraft, ImageDraft, KitDraft
from newsroom.database import Database
from newsroom.desk.originals import Originals
from newsroom.desk.run import Order, Outcome
from newsroom.desk.take_in import take_in
from newsroom.fetch import Unread, fetching
from newsroom.kit import KitContent, KitKind
from newsroom.model import Image, Manuscript
from tests.desk.workroom import BY, NOW, ROOM

PICTURE = b"\x89PNG\r\n\x1a\n picture"

PAGE = """<!doctype html><html lang="sv"><head><title>Bron öppnar</title>
<meta property="article:published_time" content="2026-03-01T08:00:00+01:00">
<meta property="og:title" content="Bron öppnar"><meta property="og:type" content="article"></head>
<body><article><h1>Bron öppnar</h1><p>Bron öppnar för trafik på måndag, ett år tidigare än planerat, säger kommunen.</p>
<p>Bygget har kostat hälften av vad som var sagt, och ingen har skadats under arbetet.</p>
<figure><img src="/bron.png" alt="Bron"><figcaption>Bron. Foto: Provfoto</figcaption></figure>
<figure><img src="/borta.png" alt="Borta"></figure></article></body></html>"""


class Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        found = {"/sida": ("text/html; charset=utf-8", PAGE.encode()), "/bron.png": ("image/png", PICTURE)}
        media_type, content = found.get(self.path, ("text/plain", b""))
        self.send_response(200 if self.path in found else 404)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


async def take(database: Database, folder: Path, address: str, *, fetch_media: bool) -> Outcome:
    order = Order(sources=(address,), fetch_media=fetch_media, allow_private=True)
    room = replace(ROOM, folder=folder)
    with fetching([address], allow_private=True) as found:
        async with aclosing(take_in(database, room, found, order, now=NOW, by=BY)) as outcomes:
            (only,) = [one async for one in outcomes]
    return only


def pictures(outcome: Outcome) -> tuple[Image, ...]:
    assert outcome.item and isinstance(outcome.item.value, Manuscript)
    return outcome.item.value.content.images


async def test_a_page_comes_with_its_pictures_and_what_is_missing_is_noted(
    database: Database, tmp_path: Path, site: str
) -> None:
    taken = await take(database, tmp_path, f"{site}/sida", fetch_media=True)
    by_name = {one.url.rpartition("/")[2]: one for one in pictures(taken)}
    bridge = by_name["bron.png"]
    assert bridge.digest, taken.line.notes
    assert (tmp_path / "media" / bridge.digest[:2] / f"{bridge.digest[2:]}.png").exists()
    assert by_name["borta.png"].digest is None
    assert f"Not fetched: {site}/borta.png answers 404 Not Found." in taken.line.notes


async def test_the_same_again_asks_for_what_is_missing_alone(database: Database, tmp_path: Path, site: str) -> None:
    await take(database, tmp_path, f"{site}/sida", fetch_media=True)
    Site.asked.clear()
    again = await take(database, tmp_path, f"{site}/sida", fetch_media=True)
    assert again.line.outcome == "unchanged"
    assert sorted(Site.asked) == ["/borta.png", "/sida"]


async def test_nothing_is_fetched_that_was_not_asked_for(database: Database, tmp_path: Path, site: str) -> None:
    taken = await take(database, tmp_path, f"{site}/sida", fetch_media=False)
    assert [one.digest for one in pictures(taken)] == [None, None]
    assert Site.asked == ["/sida"]


def test_what_is_said_of_a_picture_and_a_file_stands_on_a_line(tmp_path: Path) -> None:
    known = Originals(folder=tmp_path)
    image = known.image(ImageDraft(url="x.jpg", caption="Va\u030aren\u2028kom", alt="", credit=None), [])
    assert (image.caption, image.alt, image.credit) == ("Våren kom", "", None)
    assert known.attachment(AttachmentDraft(url="a/x.pdf", name="Va\u030ar\n1"), []).name == "Vår 1"


def test_no_address_of_a_picture_or_file_has_a_name_and_a_password(tmp_path: Path) -> None:
    known, url = Originals(folder=tmp_path), "https://maja:hemligt@a.example/a b.pdf"
    assert known.image(ImageDraft(url=url), []).url == "https://a.example/a%20b.pdf"
    assert known.attachment(AttachmentDraft(url=url), []).url == "https://a.example/a%20b.pdf"
    assert known.attachment(AttachmentDraft(url="a b.pdf"), []).url == "a b.pdf"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://maja:hemligt@[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://maja:hemligt@a.example:99999/a", "https://a.example:99999/a"),
        ("ftp://maja@a.example/a", "ftp://a.example/a"),
        (" //maja:hemligt@a.example/a@b", " //a.example/a@b"),
        ("https:\\\\maja:hemligt@a.example", "https:\\\\a.example"),
        ("mailto:maja@a.example", "mailto:maja@a.example"),
        ("CC BY 4.0", "CC BY 4.0"),
    ],
)
def test_no_address_that_cannot_be_put_in_order_has_a_password(tmp_path: Path, given: str, shown: str) -> None:
    image = Originals(folder=tmp_path).image(ImageDraft(url=given, licence=given), [])
    assert (image.url, image.licence) == (shown, shown.strip())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://maja:hemligt@a.example/r/V%C3%A5r%20rapport.pdf", "Vår rapport.pdf"),
        ("https://maja:hemligt@a.example/", "a.example"),
        ("bilagor/Vår rapport.pdf", "Vår rapport.pdf"),
        ("https://a.example/v%E5r.pdf", "v%E5r.pdf"),
        ("https://a.example/%00%20", "%00%20"),
    ],
)
def test_a_file_without_a_name_is_called_as_its_address_ends(tmp_path: Path, url: str, name: str) -> None:
    assert Originals(folder=tmp_path).attachment(AttachmentDraft(url=url), []).name == name


def test_no_note_on_what_was_not_fetched_has_a_name_and_a_password(tmp_path: Path) -> None:
    notes: list[str] = []
    source = Originals(folder=tmp_path, fetch=lambda address, _: Unread(address, f"{address} answers 404 Not Found."))
    source.attachment(AttachmentDraft(url="https://maja:hemligt@a.example/a.pdf"), notes)
    assert notes == ["Not fetched: https://a.example/a.pdf answers 404 Not Found."]


def test_every_file_is_fetched_under_the_address_that_its_source_gave(tmp_path: Path) -> None:
    asked: list[str] = []

    def fetch(url: str, folder: Path) -> Unread:
        asked.append(url)
        return Unread(url, "No.")

    known, url = Originals(folder=tmp_path, fetch=fetch), "https://maja:hemligt@a.example/logo.png"
    known.image(ImageDraft(url=url), [])
    known.attachment(AttachmentDraft(url=url), [])
    said = KitContent(kind=KitKind.LOGO, name="Logo", url="https://a.example/logo.png", language="sv")
    assert known.kit(said, KitDraft(kind="logo", name="Logo", url=url), []) == said
    assert asked == [url] * 3
