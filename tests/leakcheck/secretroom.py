"""The press room with a secret of every kind, each with words of its own, so that a test can name which one leaked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from newsroom import schema
from newsroom.database import open_database
from newsroom.kit import KitContent, KitKind
from newsroom.media import path_of, rendition_path
from newsroom.model import Attachment, Change, ContactContent, EventContent
from newsroom.original import Original, Rendition
from newsroom.room import Room
from newsroom.store import contacts, editing, events, images, kit, log, lookup, redirects, sources, versions
from newsroom.store.sources import Followed
from tests import pressroom
from tests.manuscripts import manuscript
from tests.pressroom import DAY, HOUR, NOW, digest, picture, release

DRAWING, BUDGET, LOGO = b"\x89PNG kvarnfallet", b"%PDF kvarnfallet", b"\x89PNG logotyp"
SMALLER = Rendition(width=480, height=270, media_type="image/webp", size=12, tag="kvarnfallet480")
"""What was made of the drawing for small screens."""

DRAWN = Original(
    digest=digest(DRAWING), read=True, said={"caption": "Skannad av Gudmund Tärnqvist"}, renditions=(SMALLER,)
)
MARK = KitContent(
    kind=KitKind.LOGO,
    name="Strömvirvelns märke",
    url="https://norrsjo.example/stromvirvel.png",
    language="sv",
    credit="Formgivning: Byrå Vattenspegeln",
    digest=digest(LOGO),
    media_type="image/png",
    original=Original(digest=digest(LOGO), read=True),
)
FOLLOWED = "https://intranat.norrsjo.example/opublicerat/flode.xml"

GUEST = ContactContent(name="Rakel Quistgaard", emails=("rakel@quistgaard.example",), phones=("+46855512345",))
LEAVER = ContactContent(
    name="Henning Dröhse",
    title="Elnätschef",
    emails=("henning.drohse@norrsjo.example",),
    phones=("+46855567890",),
    press_contact=True,
)
OFFSTAGE = ContactContent(name="Tekla Bramfors", title="Vattenmästare", emails=("tekla.bramfors@norrsjo.example",))
UNVEILING = EventContent(
    headline="Kvarnfallet dammas av", starts_at=date(2026, 4, 9), place="Kvarnfallet", language="sv"
)
HELD = EventContent(headline="Turbinprovning bakom dammluckan", starts_at=date(2026, 4, 11), language="sv")

DRAFT = release("Bergvärme under skolorna prövas", None, body="Elva borrhål görs bakom gymnasiet i höst.")
SCHEDULED = release(
    "Ny direktör tar över i maj",
    datetime(2026, 5, 4, 7, 0, tzinfo=UTC),
    lead="Styrelsen har enhälligt utsett en efterträdare till posten.",
    body="Tillträdet sker efter en lång och grundlig rekrytering med många sökande.",
    dateline="Hemlinge",
    tags=("Ledarskifte", "Elnät"),
    contacts=(GUEST,),
    old_addresses=("/gammal/direktor-9876", "/?p=9876"),
)
TONIGHT = manuscript(
    "Elpriset sänks i kväll",
    NOW + 8 * HOUR,
    tags=("Elnät",),
    body="Sänkningen gäller samtliga hushåll med rörligt avtal från midnatt.",
)
EMBARGOED = release(
    "Kvarnfallet får tillbaka sin damm",
    NOW + 9 * DAY,
    embargoed=True,
    canonical_url="https://norrsjo.example/internt/kvarnfallet-2026",
    body="Dammen återuppbyggs sten för sten efter ritningar ur landsarkivet.",
    images=(replace(picture(DRAWING, "Kvarnfallet före rivningen"), url="https://norrsjo.example/dammritning.png"),),
    attachments=(
        Attachment(
            digest=digest(BUDGET),
            url="https://norrsjo.example/kvarnfallet-budget.pdf",
            name="kvarnfallet-budget.pdf",
            media_type="application/pdf",
        ),
    ),
    contacts=(OFFSTAGE,),
)
TRANSLATION = release(
    "Norrsjö avaa vesivoimalan uudelleen", NOW + 9 * DAY, language="fi", body="Pato rakennetaan kivi kiveltä."
)
WITHDRAWN = release(
    "Fel siffror om fjärrvärmens utsläpp",
    NOW - 2 * DAY,
    slug="klimatbokslutet-2025",
    withdrawn_at=NOW - 3 * HOUR,
    body="Utsläppen minskade med sjuttio procent jämfört med föregående bokslut.",
    tags=("Klimatbokslut",),
    old_addresses=("/gammal/utslapp-5555",),
)
COMMON = manuscript("Nyheter", NOW + DAY, body="Vindkraft.")
"""Nothing of it but its address is its own."""

OLD = {
    "contact": "/kontaktpersoner/4477001",
    "event": "/kalendarium/4477002",
    "file": "/logotyper/4477003",
    "topic": "/etikett/4477004",
}
"""Where a person, an event, a file and a topic that are hidden were before."""

SECRETS = (DRAFT, SCHEDULED, TONIGHT, EMBARGOED, TRANSLATION, WITHDRAWN, COMMON)
EARLIER = "Utsläppen halverades enligt den första utskickade sammanställningen."
REASON = "Siffrorna i tabellen var fel."


def fill(connection: Connection) -> None:
    """Add the secrets to the press room."""
    ids = editing.add_articles(connection, SECRETS, now=NOW - HOUR)
    of: dict[str, int] = {one.slug: key for one, key in zip(SECRETS, ids, strict=True)}
    original = connection.execute(select(schema.article.c.id).order_by(schema.article.c.id).limit(1)).scalar_one()
    _set(connection, of[TRANSLATION.slug], original_id=original)
    _set(connection, of[WITHDRAWN.slug], withdrawn_reason=REASON)
    _set(connection, of[EMBARGOED.slug], pinned_until=NOW + 30 * DAY)
    versions.add_version(
        connection,
        of[WITHDRAWN.slug],
        manuscript("Fel siffror", body=EARLIER).content,
        change=Change.CORRECTION,
        since=NOW - DAY,
        note="Rättade procenttalet i tredje stycket efter påpekande.",
    )
    leaver = _add_leaver(connection, original)
    unveiled = events.add_event(connection, UNVEILING, now=NOW - DAY)
    held = events.add_event(connection, HELD, now=NOW - DAY, held=True)
    link = {"article_id": of[EMBARGOED.slug], "event_id": unveiled, "position": 0}
    connection.execute(insert(schema.article_event).values(link))
    images.keep_originals(connection, [DRAWN])
    mark = kit.add_item(connection, MARK, at=None, now=NOW)
    topic = connection.execute(select(schema.tag.c.id).where(schema.tag.c.slug == "ledarskifte")).scalar_one()
    for type_, key in (("contact", leaver), ("event", held), ("file", mark), ("topic", topic)):
        redirects.keep_old(connection, type_, key, [OLD[type_]])
    _note_for_the_desk(connection, of[EMBARGOED.slug])


def _set(connection: Connection, key: int, **values: object) -> None:
    connection.execute(update(schema.article).where(schema.article.c.id == key).values(values))


def _add_leaver(connection: Connection, owner: int) -> int:
    """Let a press contact of a public article have left an hour ago."""
    leaver = contacts.add_contact(connection, LEAVER, now=NOW - DAY)
    contacts.set_term(connection, leaver, NOW - timedelta(400), NOW - HOUR, now=NOW - HOUR)
    link = {"article_id": owner, "contact_id": leaver, "position": 9}
    connection.execute(insert(schema.article_contact).values(link))
    return leaver


def _note_for_the_desk(connection: Connection, key: int) -> None:
    one = lookup.get_article(connection, key)
    log.record(connection, "embargo", one, by="ottilia.redaktor", now=NOW - HOUR, note="Väntar på ministerns besked.")
    shown = {"recipient": "Sydsvenska Morgonposten", "digest": "5" * 64, "made_at": NOW, "expires_at": NOW + DAY}
    connection.execute(insert(schema.preview).values(shown | {"article_id": key}))
    awaited = {"article_id": key, "name": "https://norrsjo.example/en/internal/mill-falls"}
    connection.execute(insert(schema.awaited).values(awaited))
    sources.add_source(connection, Followed(name="intranätets flöde", address=FOLLOWED, every=3600, due_at=NOW + HOUR))


async def build(folder: Path) -> Room:
    """Make the press room with its secrets in a folder."""
    room = await pressroom.build(folder)
    smaller = rendition_path(room.media, digest(DRAWING), SMALLER.media_type, SMALLER.width)
    kept = {path_of(room.media, digest(one), "image/png"): one for one in (DRAWING, LOGO)}
    kept |= {path_of(room.media, digest(BUDGET), "application/pdf"): BUDGET, smaller: b"RIFF....WEBP"}
    for path, content in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    database = open_database(room.database)
    await database.write(fill)
    await database.close()
    return room
