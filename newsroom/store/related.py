"""What else there is to read: public articles with the same topics, else with the same words in their headlines."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, column, func, literal_column, select, text

from newsroom.model import Article, Teaser
from newsroom.schema import article, article_tag
from newsroom.store import rows
from newsroom.store.public import is_public
from newsroom.text import stems

MOST_TERMS, FEWEST_SHARED, SHORTEST_TERM = 8, 2, 4
"""So many words of a headline are compared, so many make a kinship, and shorter ones say nothing."""


def related_public(connection: Connection, one: Article, *, now: datetime, size: int = 3) -> tuple[Teaser, ...]:
    """Give the public articles nearest to one in its language, those that share most first, then the newest.

    Its own language versions are not among them.
    """
    chosen: dict[int, Row[Any]] = {}
    for query in _questions(one, now):
        if len(chosen) < size:
            others = query.where(article.c.id.not_in([one.id, *chosen])).limit(size - len(chosen))
            chosen |= {row.id: row for row in connection.execute(others)}
    return rows.teasers(connection, list(chosen.values()))


def _questions(one: Article, now: datetime) -> Iterator[Select[Any]]:
    topics = select(article_tag.c.tag_id).where(article_tag.c.article_id == one.id)
    shared = select(article_tag.c.article_id.label("id"), func.count().label("shared"))
    yield _nearest(one, now, shared.where(article_tag.c.tag_id.in_(topics)).group_by(article_tag.c.article_id))
    terms = [term for term in dict.fromkeys(stems(one.headline, one.language)) if _says_something(term)][:MOST_TERMS]
    if len(terms) >= FEWEST_SHARED:
        yield _nearest(one, now, _sharing(terms))


def _nearest(one: Article, now: datetime, shared: Any) -> Select[Any]:
    kin = shared.subquery("kin")
    order: tuple[Any, ...] = (literal_column("kin.shared").desc(), article.c.published_at.desc(), article.c.id.desc())
    query = select(*rows.TEASER_COLUMNS).join(kin, kin.c.id == article.c.id)
    return query.where(is_public(now), article.c.language == one.language, _is_another(one)).order_by(*order)


def _sharing(terms: list[str]) -> Any:
    """Give id and number of shared terms of what has enough of them in its headline."""
    each = " UNION ALL ".join(
        f"SELECT rowid AS id FROM search_index WHERE search_index MATCH :term{place}"  # noqa: S608
        for place in range(len(terms))
    )
    bound: list[Any] = [bindparam(f"term{place}", f'headline : "{term}"') for place, term in enumerate(terms)]
    found = text(f"SELECT id, count(*) AS shared FROM ({each}) GROUP BY id HAVING count(*) >= {FEWEST_SHARED}")  # noqa: S608
    return found.bindparams(*bound).columns(column("id"), column("shared"))


def _is_another(one: Article) -> ColumnElement[bool]:
    return func.coalesce(article.c.original_id, article.c.id) != (one.original_id or one.id)


def _says_something(term: str) -> bool:
    return len(term.rpartition("_")[0].strip("_")) >= SHORTEST_TERM
