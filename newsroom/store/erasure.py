"""What an erasure leaves to be done after its transaction: files to remove, and the database file to write anew.

Until that is done the store says so, and whoever comes after a crash goes on with it.
"""

import json
from collections.abc import Collection

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.schema import article_tag, fact, tag
from newsroom.store.images import forget_originals

UNFINISHED = "erasure_unfinished"


def begin(connection: Connection, digests: Collection[str]) -> None:
    """Note that these files are to go, and that the database file is to be written anew."""
    forget_originals(connection, sorted(digests))
    value = json.dumps(sorted({*digests, *(unfinished(connection) or ())}))
    noted = insert(fact).values(name=UNFINISHED, value=value)
    connection.execute(noted.on_conflict_do_update(["name"], set_={"value": value}))


def unfinished(connection: Connection) -> list[str] | None:
    """Give the files that an erasure has yet to remove, maybe none; None when nothing is left to be done."""
    known = connection.execute(select(fact.c.value).where(fact.c.name == UNFINISHED)).scalar()
    return None if known is None else list(json.loads(known))


def finish(connection: Connection, digests: Collection[str]) -> None:
    """Note that these files are gone and nothing is left of what they went with, unless more was erased meanwhile."""
    done = (fact.c.name == UNFINISHED, fact.c.value == json.dumps(sorted(digests)))
    connection.execute(delete(fact).where(*done))


def remove_unused_tags(connection: Connection) -> None:
    """Throw away the tags that no article has."""
    connection.execute(delete(tag).where(tag.c.id.not_in(select(article_tag.c.tag_id))))
