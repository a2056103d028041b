"""What to search for instead: the nearest words that public articles have.

A word is near when one slip of the fingers parts it from what was typed. Whether anything hidden has it makes no
difference, neither to the answer nor to the statements that find it.
"""

import json
import string
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, exists, func, literal_column, select, text

from newsroom.model import Article
from newsroom.schema import article
from newsroom.store import rows, search
from newsroom.store.public import is_public
from newsroom.text import Word, fold, stems, words

MOST_WORDS, MOST_OTHERS = 2, 3
"""So many unknown words of a query are looked at, and so many others offered."""

_SHORTEST, _LONGEST, _MOST_TYPED = 4, 16, 12
_FOUND = text("SELECT rowid FROM search_index WHERE search_index MATCH spelling.value")


def suggestions_public(connection: Connection, query: str, *, now: datetime) -> list[str]:
    """Give the query with another word in place of one that no public article has, and that word without the others."""
    spoken = search.languages(connection)
    typed = [word for word in words(query) if _SHORTEST <= len(word.text) <= _LONGEST][:_MOST_TYPED]
    matches = {word: _match(word.text, spoken) for word in typed}
    known = _known(connection, list(matches.values()), now)
    unknown = [word for word in typed if matches[word] not in known][:MOST_WORDS]
    found = list(
        islice(((word, other) for word in unknown for other in _near(connection, word, spoken, now)), MOST_OTHERS)
    )
    whole = (f"{query[: word.start]}{other}{query[word.end :]}" for word, other in found)
    return list(dict.fromkeys((*whole, *(other for _word, other in found))))


def _near(connection: Connection, word: Word, languages: Sequence[str], now: datetime) -> Iterator[str]:
    """Yield the words that may have been meant, as articles write them."""
    matches = list(dict.fromkeys(_match(one, languages) for one in _slips(fold(word.text)) if len(one) >= _SHORTEST))
    for match in _known(connection, matches, now)[:MOST_OTHERS]:
        yield from _as_written(connection, match, now)


def _known(connection: Connection, matches: Sequence[str], now: datetime) -> list[str]:
    """Give the expressions that find a public article, in their order."""
    asked = func.json_each(json.dumps(matches)).table_valued("value", name="spelling")
    public = exists(select(1).select_from(article).where(literal_column("article.id").in_(_FOUND), is_public(now)))
    return list(connection.execute(select(asked.c.value).where(public.correlate(asked))).scalars())


def _match(spelling: str, languages: Sequence[str]) -> str:
    terms = dict.fromkeys(term for language in languages for term in stems(spelling, language))
    return " OR ".join(f'"{term}"' for term in terms) or search.NOTHING


def _as_written(connection: Connection, match: str, now: datetime) -> Iterator[str]:
    """Yield the word that an expression finds, as the newest public article that it finds writes it."""
    newest = article.c.published_at.desc(), article.c.id.desc()
    query = select(article).where(article.c.id.in_(search.FOUND), is_public(now)).order_by(*newest)
    found = connection.execute(query.limit(1), {"match": match}).all()
    for one in rows.articles(connection, found, answering_at=now):
        said = words("\n".join(_said(one)))
        yield from islice((word.text for word in said if _match(word.text, (one.language,)) in match), 1)


def _said(one: Article) -> Iterator[str]:
    people = (contact.name or contact.title for contact in one.contacts)
    captions = (image.caption for image in one.images)
    tags = (tag.name for tag in one.tags)
    yield from filter(
        None, (one.headline, one.lead, *tags, one.byline, one.dateline, *people, *captions, one.body_text)
    )


def _slips(word: str) -> Iterator[str]:
    """Yield what a word may be without one slip: letters swapped, one too many, one missing, or another one hit."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from (before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1)
    yield from (before + after[1:] for before, after in parts if after)
    yield from (before + letter + after for before, after in parts for letter in string.ascii_lowercase)
    yield from (before + letter + after[1:] for before, after in parts if after for letter in string.ascii_lowercase)
