"""An editor in a process of its own: `python -m tests.cli.acting ROOM NAME COUNT` acts without a pause.

Each act is said on standard output once it is done, so that whoever kills it knows what must have outlived it.
"""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsroom.database import Database, open_database
from newsroom.desk.compose import add_draft
from newsroom.desk.discard import discard
from newsroom.desk.edit import get_editable, keep_revision, revise_content
from newsroom.desk.publish import publish
from newsroom.desk.translations import link
from newsroom.desk.withdraw import withdraw
from newsroom.model import Article, Change
from newsroom.room import Room
from tests.manuscripts import manuscript

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


async def act(room: Room, by: str, count: int) -> None:
    """Take so many articles through their lives."""
    database = open_database(room.database)
    for number in range(count):
        article = await _publish(database, room, by, number)
        await _translate(database, article, by, number)
        await _correct(database, article, by)
        await database.write(withdraw, article.slug, "Fel.", now=LATER, by=by)
        _say("withdraw", article)
    await database.close()


async def _publish(database: Database, room: Room, by: str, number: int) -> Article:
    draft = manuscript(f"Bro {by} {number}", None, tags=("Broar", by))
    article = _say("new", await database.write(add_draft, draft, now=NOW, by=by))
    return _say("publish", await database.write(publish, article.slug, room, now=NOW, by=by, anyway="Prov."))


async def _translate(database: Database, article: Article, by: str, number: int) -> None:
    """Link a translation that stays and one that is thrown away."""
    for language, headline in (("fi", "Silta"), ("en", "Bridge")):
        draft = manuscript(f"{headline} {by} {number}", None, language=language, tags=("Broar", by))
        other = _say("new", await database.write(add_draft, draft, now=NOW, by=by))
        _say("link", await database.write(link, other.slug, article.slug, now=NOW, by=by))
    await database.write(discard, other.id, now=NOW, by=by)
    _say("discard", other)


async def _correct(database: Database, article: Article, by: str) -> None:
    opened = await database.read(get_editable, article.slug, now=NOW)
    content = replace(opened.content, body_html="<p>Rättad.</p>", body_text="Rättad.")
    revision = revise_content(opened, content, "correct", "text")
    reason = {"change": Change.CORRECTION, "note": "Fel tal."}
    _say("correct", await database.write(keep_revision, revision, now=NOW, by=by, **reason))  # type: ignore[arg-type]


def _say(done: str, article: Article) -> Article:
    print(done, article.slug, flush=True)
    return article


if __name__ == "__main__":
    folder, editor, articles = sys.argv[1:]
    asyncio.run(act(Room(folder=Path(folder), name="Norrsjö"), editor, int(articles)))
