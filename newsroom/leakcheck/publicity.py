"""Publicity: everything that the public may read, which is therefore no trace of what is hidden."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from newsroom import schema
from newsroom.leakcheck.hidden import Hidden

SAID = ("headline", "lead", "byline", "dateline", "body_text", "canonical_url")
"""What an article says, column by column; its language and its moments anybody may have."""


def public_texts(connection: Connection, hidden: Hidden) -> Iterator[str]:
    """Yield everything that the public may read: what stands there too is no trace of anything."""
    for row in connection.execute(select(schema.article)):
        if row.id not in hidden.articles:
            yield from (row._mapping[name] or "" for name in ("slug", "uid", *SAID, "body_html"))
        elif row.id in hidden.gone:
            # That it was here stands in the feed of what was withdrawn.
            yield from (row.withdrawn_reason or "", row.slug, row.uid)
    for row in connection.execute(select(schema.version)):
        if row.article_id not in hidden.articles:
            yield from (row.note or "", *leaves(_without_people(row.content)))
    shown = [
        row for table, keys in hidden.companions for row in connection.execute(select(table)) if row.id not in keys
    ]
    for row in shown:
        yield from leaves(dict(row._mapping))
    digests = {row._mapping.get("digest") for row in shown}
    for row in connection.execute(select(schema.original)):
        if row.digest in digests:
            yield from leaves(row.said)
    for row in connection.execute(select(schema.redirect)):
        if row.article_id not in hidden.articles or row.article_id in hidden.gone:
            yield row.address
    yield from _old_addresses(connection, hidden)
    for row in connection.execute(select(schema.organisation)):
        yield from leaves(dict(row._mapping))


def _old_addresses(connection: Connection, hidden: Hidden) -> Iterator[str]:
    """Yield the old addresses of everything beside articles that is not hidden."""
    led = {"contact_id": hidden.contacts, "event_id": hidden.events, "kit_id": hidden.kit, "tag_id": hidden.tags}
    for row in connection.execute(select(schema.old_address)):
        if not any(row._mapping[column] in keys for column, keys in led.items()):
            yield row.address


def _without_people(content: Mapping[str, Any]) -> dict[str, Any]:
    # Who is public is decided by the cards of today.
    return {name: value for name, value in content.items() if name != "contacts"}


def leaves(value: Any) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from leaves(part)
