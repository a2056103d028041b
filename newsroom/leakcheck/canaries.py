"""Every hidden thing as a canary: by what it would be recognised, and under which names it could be guessed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Table, select

from newsroom import schema
from newsroom.leakcheck.hidden import Hidden
from newsroom.leakcheck.publicity import SAID, leaves
from newsroom.leakcheck.traces import tokens
from newsroom.model import Kind
from newsroom.syndication import plain

LED = {"contact": "contact_id", "event": "event_id", "file": "kit_id", "topic": "tag_id"}
"""By which column an old address leads to a thing of a type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """A hidden thing; `names` are what only it is called, `queries` what somebody would search for.

    `gone` tells that its own address may say that it was here.
    """

    type: str
    name: str
    why: str
    uid: str = ""
    gone: bool = False
    texts: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    key: int = 0
    kind: Kind | None = None
    language: str = ""
    published_at: datetime | None = None
    period: str = ""
    place: str = ""
    files: tuple[tuple[str, str | None], ...] = ()
    old_addresses: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, str]:
        """Give what it is known by again, whatever became of it meanwhile."""
        return self.type, self.uid or self.name

    @property
    def label(self) -> str:
        """Give what it is called in a report."""
        return f"{self.type} {self.name} ({self.why})"


def collect(connection: Connection, hidden: Hidden, zone: ZoneInfo) -> list[Canary]:
    """Make a canary of every hidden thing, and of what the desk notes for itself.

    What an article shares with what goes with it tells of the latter, which stands first.
    """
    inside: dict[str, Mapping[str, str]] = {row.digest: row.said for row in connection.execute(select(schema.original))}

    def said(row: Row[Any]) -> Mapping[str, str]:
        return inside.get(row.digest, {})

    found = [
        *(_contact(row, hidden.contacts[row.id]) for row in _rows(connection, schema.contact, hidden.contacts)),
        *(_event(row, hidden.events[row.id]) for row in _rows(connection, schema.event, hidden.events)),
        *(_image(row, hidden.images[row.id], said(row)) for row in _rows(connection, schema.image, hidden.images)),
        *(_file(row, hidden.attachments[row.id]) for row in _rows(connection, schema.attachment, hidden.attachments)),
        *(_kit_item(row, hidden.kit[row.id], said(row)) for row in _rows(connection, schema.kit, hidden.kit)),
        *(_topic(row, hidden.tags[row.id]) for row in _rows(connection, schema.tag, hidden.tags)),
        *_articles(connection, hidden, zone),
        *_internal(connection),
    ]
    led = {type_: _gathered(connection, schema.old_address, name, _address) for type_, name in LED.items()}
    return [_led_to(one, led.get(one.type, {}).get(one.key, ())) for one in found]


def _led_to(one: Canary, old: Sequence[str]) -> Canary:
    return replace(one, texts=_present([*one.texts, *old]), old_addresses=(*one.old_addresses, *old)) if old else one


def _address(row: Row[Any]) -> str:
    return str(row.address)


def _said_before(content: Mapping[str, Any]) -> list[str]:
    return list(leaves({**content, "body_html": plain(content["body_html"])}))


def _rows(connection: Connection, table: Table, keys: Mapping[int, str]) -> list[Row[Any]]:
    return [row for row in connection.execute(select(table).order_by(table.c.id)) if row.id in keys]


def _gathered(
    connection: Connection, table: Table, column: str, make: Callable[[Row[Any]], Any]
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in connection.execute(select(table)):
        found.setdefault(row._mapping[column], []).append(make(row))
    return found


def _articles(connection: Connection, hidden: Hidden, zone: ZoneInfo) -> Iterator[Canary]:
    old = _gathered(connection, schema.redirect, "article_id", _address)
    said = _gathered(connection, schema.version, "article_id", lambda row: _said_before(row.content))
    links = _gathered(connection, schema.article_tag, "article_id", lambda row: row.tag_id)
    topics = {row.id: row for row in connection.execute(select(schema.tag))}
    for row in _rows(connection, schema.article, hidden.articles):
        tagged = [topics[key] for key in links.get(row.id, [])]
        texts = [row.slug, row.uid, *(row._mapping[name] for name in SAID), *old.get(row.id, [])]
        texts += [text for version in said.get(row.id, []) for text in version]
        yield Canary(
            type="article",
            name=row.slug,
            why=hidden.articles[row.id],
            uid=row.uid,
            gone=row.id in hidden.gone,
            texts=_present(texts),
            key=row.id,
            kind=Kind(row.kind),
            language=row.language,
            published_at=row.published_at,
            period=f"{row.published_at.astimezone(zone):%Y/%m}" if row.published_at else "",
            place=row.dateline or "",
            old_addresses=tuple(old.get(row.id, [])),
            queries=_present([row.headline, row.byline, *(one.name for one in tagged), *_words(row)]),
            topics=tuple(one.slug for one in tagged),
        )


def _words(row: Row[Any]) -> list[str]:
    """Give the two longest words of a text: what it is about, more often than not."""
    found = dict.fromkeys(tokens(" ".join((row.headline, row.lead or "", row.body_text))))
    return sorted(found, key=len, reverse=True)[:2]


def _present(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _contact(row: Row[Any], why: str) -> Canary:
    lines = (row.slug, row.uid, row.name, row.title, row.unit, row.organisation, *row.emails, *row.responsibilities)
    return Canary(
        type="contact",
        name=row.slug,
        why=why,
        uid=row.uid,
        texts=_present(lines),
        phones=tuple(row.phones),
        key=row.id,
        queries=_present([row.name or row.title]),
    )


def _event(row: Row[Any], why: str) -> Canary:
    links = (row.url, row.signup_url)
    lines = (row.slug, row.uid, row.headline, row.place, plain(row.description_html), row.accreditation, *links)
    return Canary(type="event", name=row.slug, why=why, uid=row.uid, texts=_present(lines), key=row.id)


def _image(row: Row[Any], why: str, said: Mapping[str, str]) -> Canary:
    lines = (row.digest, row.url, row.caption, row.alt, row.credit, *said.values())
    name = row.url.rpartition("/")[2] or str(row.id)
    return Canary(type="image", name=name, why=why, texts=_present(lines), key=row.id, files=_kept(row))


def _file(row: Row[Any], why: str) -> Canary:
    lines = (row.digest, row.url, row.name)
    return Canary(type="attachment", name=row.name, why=why, texts=_present(lines), key=row.id, files=_kept(row))


def _kit_item(row: Row[Any], why: str, said: Mapping[str, str]) -> Canary:
    lines = (row.slug, row.uid, row.digest, row.url, row.name, row.caption, row.alt, row.credit, *said.values())
    files = _kept(row)
    return Canary(type="file", name=row.slug, why=why, uid=row.uid, texts=_present(lines), key=row.id, files=files)


def _kept(row: Row[Any]) -> tuple[tuple[str, str | None], ...]:
    return ((row.digest, row.media_type),) if row.digest else ()


def _topic(row: Row[Any], why: str) -> Canary:
    return Canary(type="topic", name=row.slug, why=why, texts=(row.slug, row.name), key=row.id, topics=(row.slug,))


def _internal(connection: Connection) -> Iterator[Canary]:
    """Make canaries of what the desk alone knows: who got a preview, who did what, what an import read."""
    columns = (
        ("preview", schema.preview.c.recipient),
        ("preview", schema.preview.c.digest),
        ("editor", schema.log.c.actor),
        ("log", schema.log.c.note),
        ("source", schema.ledger.c.source),
        ("source", schema.origin.c.source),
        ("source", schema.source.c.name),
        ("source", schema.source.c.address),
        ("awaited", schema.awaited.c.name),
    )
    for type_, column in columns:
        for text in connection.execute(select(column).distinct().where(column.is_not(None))).scalars():
            # In the log a change's note for readers follows its kind.
            said = text.partition(": ")[2] or text
            yield Canary(type=type_, name=text, why="for the desk alone", texts=(said,))
