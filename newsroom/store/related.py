"""What else there is to read: public articles with the same topics, else with the same words in their headlines."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, column, func, literal_column, select, text

from newsroom.model import Article, Teaser
from newsroom.schema import article, article_tag
from newsroom.store import rows
from newsroom.store.public import is_public
from newsroom.store.statements import IDS, NOW, built_once
from newsroom.text import stems

MOST_TERMS, FEWEST_SHARED, SHORTEST_TERM = 8, 2, 4
"""So many words of a headline are compared, so many make a kinship, and shorter ones say nothing."""


def related_public(connection: Connection, one: Article, *, now: datetime, size: int = 3) -> tuple[Teaser, ...]:
    """Give the public articles nearest to one in its language, those that share most first, then the newest.

    Its own language versions are not among them.
    """
    chosen: dict[int, Row[Any]] = {}
    given = {"now": now, "language": one.language, "id": one.id, "release": one.original_id or one.id}
    for query, terms in _questions(one):
        if len(chosen) < size:
            others = {"ids": [one.id, *chosen], "size": size - len(chosen)}
            chosen |= {row.id: row for row in connection.execute(query, given | terms | others)}
    return rows.teasers(connection, list(chosen.values()))


def _questions(one: Article) -> Iterator[tuple[Select[Any], dict[str, str]]]:
    """Yield what to ask, and what it asks for besides what is known of the article."""
    yield _of_same_topics(), {}
    terms = [term for term in dict.fromkeys(stems(one.headline, one.language)) if _says_something(term)][:MOST_TERMS]
    if len(terms) >= FEWEST_SHARED:
        yield _of_same_words(len(terms)), {f"term{place}": f'headline : "{term}"' for place, term in enumerate(terms)}


@built_once
def _of_same_topics() -> Select[Any]:
    topics = select(article_tag.c.tag_id).where(article_tag.c.article_id == bindparam("id"))
    shared = select(article_tag.c.article_id.label("id"), func.count().label("shared"))
    return _nearest(shared.where(article_tag.c.tag_id.in_(topics)).group_by(article_tag.c.article_id))


@built_once
def _of_same_words(number: int) -> Select[Any]:
    """Give what has enough of so many terms in its headline."""
    each = " UNION ALL ".join(
        f"SELECT rowid AS id FROM search_index WHERE search_index MATCH :term{place}"  # noqa: S608
        for place in range(number)
    )
    found = text(f"SELECT id, count(*) AS shared FROM ({each}) GROUP BY id HAVING count(*) >= {FEWEST_SHARED}")  # noqa: S608
    return _nearest(found.columns(column("id"), column("shared")))


def _nearest(shared: Any) -> Select[Any]:
    kin = shared.subquery("kin")
    order: tuple[Any, ...] = (literal_column("kin.shared").desc(), article.c.published_at.desc(), article.c.id.desc())
    query = select(*rows.TEASER_COLUMNS).join(kin, kin.c.id == article.c.id)
    another = func.coalesce(article.c.original_id, article.c.id) != bindparam("release")
    chosen = query.where(is_public(NOW), article.c.language == bindparam("language"), another)
    return chosen.where(article.c.id.not_in(IDS)).order_by(*order).limit(bindparam("size"))


def _says_something(term: str) -> bool:
    return len(term.rpartition("_")[0].strip("_")) >= SHORTEST_TERM
