"""The full-text index: what a query matches, and keeping the stems in step with the articles.

The index keeps stems (text.py), so that one function makes terms of texts and of queries. What made it is
noted as a fact; an index made otherwise is made again.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Subquery, column, delete, or_, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from newsroom.model import Article, ArticleContent, Contact, ContactContent
from newsroom.schema import article, article_contact, contact, fact, search_words
from newsroom.store import rows
from newsroom.store.batches import batches
from newsroom.store.statements import built_once
from newsroom.text import STEMS_VERSION, index_words, query_terms

WEIGHTS = {"headline": 10, "lead": 4, "body": 1, "tags": 5, "people": 2}
"""What a word counts by where it stands."""

MOST_WEIGHED = 8
"""So many words of a query decide on the order; all of them decide on what is found."""

_NAMES = ("id", *WEIGHTS)
_VALUES = ", ".join(f"json_extract(value, '$.{name}')" for name in _NAMES)
_ADDED = text(f"INSERT INTO search_words ({', '.join(_NAMES)}) SELECT {_VALUES} FROM json_each(:found)")  # noqa: S608

MADE_BY = "search_made_by"
NOTHING = '"_"'
FOUND = text("SELECT rowid FROM search_index WHERE search_index MATCH :match")
"""The ids of what an expression finds, as the inside of an IN."""


def languages(connection: Connection) -> tuple[str, ...]:
    """Give the languages that articles are written in: a query is looked for in each."""
    return tuple(connection.execute(_languages()).scalars())


@built_once
def _languages() -> Select[Any]:
    return select(article.c.language).distinct().order_by(article.c.language)


def groups(connection: Connection, query: str) -> list[str]:
    """Write each part of what a person typed as an FTS5 expression; a query without words gets one for nothing."""
    found = query_terms(query, languages(connection))
    # Terms hold letters, digits, `_` and spaces alone, so a quoted term cannot end its quotes.
    return [f"({' OR '.join(_quoted(term) for term in group)})" for group in found] or [NOTHING]


def whole(parts: Sequence[str]) -> str:
    """Give the one expression for what has every part."""
    return " AND ".join(parts)


def hits(number: int) -> Subquery:
    """Give id and score of what has one of so many weighed parts; the best score is the lowest.

    Where a word stands decides. FTS5's own bm25 weighs a word by how many articles have it, hidden ones too, and so
    the order of what is public would tell of what is not.
    """
    each = (
        f"SELECT rowid AS id, {-weight} AS score FROM search_index WHERE search_index MATCH :{name}{place}"  # noqa: S608
        for place in range(number)
        for name, weight in WEIGHTS.items()
    )
    scored = text(f"SELECT id, sum(score) AS score FROM ({' UNION ALL '.join(each)}) GROUP BY id")  # noqa: S608
    return scored.columns(column("id"), column("score")).subquery("hits")


def weighed(parts: Sequence[str]) -> dict[str, str]:
    """Give what `hits` looks for, of the parts that decide."""
    deciding = enumerate(parts[:MOST_WEIGHED])
    return {f"{name}{place}": f"{name} : {part}" for place, part in deciding for name in WEIGHTS}


def words_of(content: ArticleContent) -> dict[str, str]:
    """Give the stems under which an article is found, column by column."""
    return _words(content, content.tags)


def keep_words(connection: Connection, found: list[dict[str, Any]]) -> None:
    """Put the stems of articles in the index in place of older ones; each has `id` and the columns."""
    ids = [one["id"] for one in found]
    connection.execute(delete(search_words).where(search_words.c.id.in_(ids)))
    _add_words(connection, found)
    # The first words say what makes the index; those that follow leave an older maker's name in place.
    connection.execute(upsert(fact).values(name=MADE_BY, value=STEMS_VERSION).on_conflict_do_nothing())


def renew(connection: Connection, ids: Sequence[int]) -> None:
    """Make the stems of these articles again, from what is kept of them now."""
    if ids:
        keep_words(connection, _kept_words(connection, ids))


def hide_termed(connection: Connection, ids: Sequence[int]) -> None:
    """Take the names of cards that do not answer for ever out of the stems of these articles.

    Their words were made of what a source says, which knows nothing of a card's term.
    """
    termed = or_(contact.c.answers_at.is_not(None), contact.c.answers_until.is_not(None))
    query = select(article_contact.c.article_id).join(contact).where(article_contact.c.article_id.in_(ids), termed)
    renew(connection, list(connection.execute(query.distinct()).scalars()))


def is_current(connection: Connection) -> bool:
    """Tell whether today's stems made the index, or nothing did yet."""
    made_by = connection.execute(select(fact.c.value).where(fact.c.name == MADE_BY)).scalar()
    return made_by in (None, STEMS_VERSION)


def rebuild(connection: Connection, *, batch: int = 200) -> int:
    """Make the index again from every article, and give their number."""
    connection.execute(delete(search_words))
    ids = list(connection.execute(select(article.c.id)).scalars())
    for chosen in batches(ids, batch):
        _add_words(connection, _kept_words(connection, chosen))
    noted = upsert(fact).values(name=MADE_BY, value=STEMS_VERSION)
    connection.execute(noted.on_conflict_do_update(index_elements=["name"], set_={"value": STEMS_VERSION}))
    return len(ids)


def _add_words(connection: Connection, found: list[dict[str, Any]]) -> None:
    # FTS5 writes out all that it holds before each statement with a trigger: one statement a row costs 390 µs an
    # article, one for all 165.
    connection.execute(_ADDED, {"found": json.dumps(found, ensure_ascii=False)})


def _words(said: ArticleContent | Article, tags: Iterable[str]) -> dict[str, str]:
    names = (one.name or one.title for one in said.contacts if not _has_term(one))
    captions = (image.caption for image in said.images)
    return index_words(
        said.language,
        headline=said.headline,
        lead=said.lead,
        body=said.body_text,
        tags=tags,
        people=(said.byline, said.dateline, *names, *captions),
    )


def _has_term(one: ContactContent) -> bool:
    # The index has no clock: who may not be shown for ever is not found by it.
    return isinstance(one, Contact) and one.has_term


def _kept_words(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    chosen = connection.execute(select(article).where(article.c.id.in_(ids))).all()
    whole = rows.articles(connection, chosen)
    return [{"id": one.id, **_words(one, [tag.name for tag in one.tags])} for one in whole]


def _quoted(term: str) -> str:
    return f'"{term}"'
