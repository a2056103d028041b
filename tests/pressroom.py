"""The press room of one invented company, Norrsjö Energi: a dozen articles that tests know by name.

What must not be seen has the word `zibeltron` in every field, so that one search finds any leak.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import Connection, insert

from newsroom.app import create_app
from newsroom.database import open_database
from newsroom.media import path_of
from newsroom.migrations import migrate
from newsroom.model import Attachment, ContactContent, EventContent, Image, Kind, Manuscript
from newsroom.original import Original
from newsroom.room import Desk, Room
from newsroom.schema import article_event
from newsroom.settings import Settings
from newsroom.store import contacts, editing, events, previews
from tests.manuscripts import manuscript

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EMBARGO = NOW + DAY
CANARY = "zibeltron"

PICTURE, SECRET_PICTURE, SECRET_FILE = b"\x89PNG picture", b"\x89PNG zibeltron", b"%PDF zibeltron"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


MAJA = ContactContent(
    name="Maja Sjöstrand",
    title="Presschef",
    unit="Kommunikation",
    emails=("maja.sjostrand@norrsjo.example",),
    phones=("+46846500401",),
    responsibilities=("Vindkraft", "Elnät"),
    press_contact=True,
)
ON_CALL = ContactContent(title="Jourhavande informatör", phones=("+46846500402",), press_contact=True)
ENGINEER = ContactContent(name="Olle Fors", title="Projektledare", emails=("olle.fors@norrsjo.example",))
SECRET_PERSON = ContactContent(name="Zibeltron Zetterlund", emails=("zibeltron@norrsjo.example",))

OPENING = EventContent(
    headline="Invigning av vindparken",
    starts_at=datetime(2026, 3, 20, 9, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 20, 11, 0, tzinfo=UTC),
    place="Norrsjö",
    description_html="<p>Kaffe vid <a href='/press-releases/norrsjo-bygger-vindpark'>parken</a>.</p>",
    language="sv",
)
FAIR = EventContent(headline="Energimässan", starts_at=date(2026, 1, 14), ends_at=date(2026, 1, 16), language="sv")
SECRET_EVENT = EventContent(headline="Zibeltron visas", starts_at=date(2026, 3, 25), place="zibeltron", language="sv")


def release(headline: str, published_at: datetime | None, **said: Any) -> Manuscript:
    return manuscript(headline, published_at, kind=Kind.PRESS_RELEASE, **said)


def picture(content: bytes, caption: str) -> Image:
    return Image(
        digest=digest(content),
        url="https://norrsjo.example/bild.png",
        media_type="image/png",
        width=640,
        height=360,
        size=len(content),
        caption=caption,
        alt=caption,
        credit="Foto: Norrsjö",
        original=Original(digest=digest(content), read=True),
    )


PUBLIC = (
    release(
        "Norrsjö bygger vindpark",
        NOW - HOUR,
        lead="Fyrtio verk ger el åt hela kommunen.",
        dateline="Norrsjö",
        body="Kommunen får sin första vindpark i år.",
        tags=("Vindkraft", "Elnät"),
        images=(picture(PICTURE, "Vindparken i dimma"), Image(url="https://bild.example/karta.png", caption="Karta")),
        contacts=(ENGINEER,),
        old_addresses=("/se/pressroom/vindpark-1234", "/?p=1234"),
    ),
    release(
        "Norrsjö rakentaa tuulipuiston",
        NOW - 2 * HOUR,
        language="fi",
        tags=("Tuulivoima",),
        body="Kunta saa tuulipuiston.",
    ),
    release("Norrsjö builds a wind farm", NOW - 3 * HOUR, language="en", byline="Ann Hill", body="Forty turbines."),
    manuscript("Elnätet rustas före vintern", NOW - DAY, tags=("Elnät",), updated_at=NOW - 12 * HOUR),
    manuscript("Kort nytt utan brödtext", NOW - 2 * DAY, lead="Bara en ingress.", body_html="", body_text=""),
    manuscript("Fjärrvärmen billigare", datetime(2025, 12, 31, 23, 30, tzinfo=UTC), dateline="Sjöstad"),
    manuscript("Så läser du elräkningen", NOW - 3 * DAY, kind=Kind.BLOG_POST, byline="Maja Sjöstrand"),
    manuscript("Första spadtaget", datetime(2017, 3, 7, 15, 20, tzinfo=UTC), tags=("Vindkraft",)),
)
"""What everybody may see at NOW."""

HELD_BACK = {
    "draft": release("Zibeltron utkast", None),
    "scheduled": release("Zibeltron schemalagd", EMBARGO + DAY),
    "embargoed": release("Zibeltron avtal", EMBARGO, embargoed=True),
    "withdrawn": release("Zibeltron tillbakadragen", NOW - DAY, withdrawn_at=NOW - HOUR),
    "never public": release("Zibeltron hejdad", NOW - HOUR, withdrawn_at=NOW - 2 * HOUR),
}
"""What nobody may see at NOW, by why."""

KEYS = {why: f"zibeltron-{why}" for why in ("expired", "revoked", "discarded")}
"""Keys that open nothing any more."""

SLUGS = {why: one.slug for why, one in HELD_BACK.items()} | {"discarded": "zibeltron-kastad"}


def secret(one: Manuscript, why: str) -> Manuscript:
    """Give everything that goes with an article the word that must not be seen."""
    content = replace(
        one.content,
        lead="Zibeltron i ingressen.",
        byline="Zibeltron Zetterlund",
        dateline="Zibeltron",
        language="tlh",
        body_html="<p>Zibeltron i texten.</p>",
        body_text="Zibeltron i texten.",
        tags=("Zibeltron",),
        images=(picture(SECRET_PICTURE, "Zibeltron på bild"),),
        attachments=(
            Attachment(
                digest=digest(SECRET_FILE),
                url="https://a.example/b.pdf",
                name="zibeltron.pdf",
                media_type="application/pdf",
            ),
        ),
        contacts=(SECRET_PERSON,),
    )
    words = dict.fromkeys(one.words, "zibeltron_sv zibeltron_tlh")
    return replace(one, content=content, words=words, old_addresses=(f"/old/{why.replace(' ', '-')}",))


def fill(connection: Connection) -> None:
    """Fill the store with the whole press room."""
    for card in (MAJA, ON_CALL):
        contacts.add_contact(connection, card, now=NOW - DAY)
    for occasion in (OPENING, FAIR):
        events.add_event(connection, occasion, now=NOW - DAY)
    editing.add_articles(connection, PUBLIC, now=NOW - HOUR)
    hidden = [secret(one, why) for why, one in HELD_BACK.items()] + [
        secret(release("Zibeltron kastad", None), "discarded")
    ]
    ids = editing.add_articles(connection, hidden, now=NOW - HOUR)
    secret_event = events.add_event(connection, SECRET_EVENT, now=NOW - DAY)
    links = [{"article_id": key, "event_id": secret_event, "position": 0} for key in ids[:-1]]
    connection.execute(insert(article_event), links)
    for why, key, ends in (
        ("expired", ids[0], NOW - HOUR),
        ("revoked", ids[2], EMBARGO),
        ("discarded", ids[-1], EMBARGO),
    ):
        digest_kept = previews.digest_of(KEYS[why])
        previews.add_preview(connection, key, "Zibeltron", digest_kept, expires_at=ends, now=NOW - DAY)
    previews.revoke(connection, [one.id for one in previews.previews(connection, ids[2])], now=NOW - HOUR)
    editing.remove_article(connection, ids[-1])


def room_of(folder: Path) -> Room:
    """Give the facts of the press room."""
    return Room(
        folder=folder,
        name="Norrsjö Energi",
        languages=("sv", "fi", "en"),
        zone=ZoneInfo("Europe/Stockholm"),
        country="SE",
        base_address="https://press.norrsjo.example",
        boilerplate="Norrsjö Energi ger el och värme åt Norrsjö.",
        address=("Storgatan 1", "123 45 Norrsjö"),
        desk=Desk(name="Pressjouren", phone="+46846500400", email="press@norrsjo.example", hours="Vardagar 8–17"),
    )


async def build(folder: Path) -> Room:
    """Make the press room in a folder."""
    room = room_of(folder)
    migrate(room.database)
    for content, media_type in (
        (PICTURE, "image/png"),
        (SECRET_PICTURE, "image/png"),
        (SECRET_FILE, "application/pdf"),
    ):
        path = path_of(room.media, digest(content), media_type)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    database = open_database(room.database)
    await database.write(fill)
    await database.close()
    return room


@dataclass
class Clock:
    """A clock that a test moves by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        before, self.now = self.now, moment
        yield
        self.now = before


def settings_of(room: Room) -> Settings:
    return Settings(room=room, host="127.0.0.1", port=8000, workers=1, base_address_given=True)


@asynccontextmanager
async def browsing(room: Room, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    """Serve a room and give a reader who visits it under its own address."""
    app = create_app(settings_of(room), clock=clock)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=room.base_address) as reader,
    ):
        yield reader
