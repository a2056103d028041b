"""What a search found, as its list shows it: headlines and excerpts with the hits marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.excerpts import excerpt
from newsroom.model import Article

LENGTH = 180
"""How many characters an excerpt has: two lines or three."""

Pieces = Sequence[tuple[str, bool]]
"""A text in pieces; those that answer the query are marked True."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An article's headline, and what in it answers best; `excerpt` is empty where nothing but the headline does."""

    headline: Pieces
    excerpt: Pieces


def marked(articles: Sequence[Article], query: str) -> dict[int, Marked]:
    """Mark in each article what answers a query."""
    return {one.id: _mark(one, query) for one in articles} if query else {}


def _mark(one: Article, query: str) -> Marked:
    cut = (excerpt(text, query, (one.language,), LENGTH) for text in _texts(one))
    return Marked(
        headline=excerpt(one.headline, query, (one.language,), len(one.headline)),
        excerpt=next((pieces for pieces in cut if any(hit for _, hit in pieces)), ()),
    )


def _texts(one: Article) -> Iterator[str]:
    """Yield what may answer, in the order in which it tells most."""
    people = (contact.label for contact in one.contacts)
    captions = (image.caption for image in one.images)
    yield one.lead or ""
    yield one.body_text
    yield from filter(None, captions)
    yield " · ".join(filter(None, (one.byline, one.dateline, *people, *(tag.name for tag in one.tags))))
