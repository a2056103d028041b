"""A short way to write a manuscript in a test: name what matters, the rest is filled in."""

from datetime import UTC, datetime
from typing import Any

from newsroom.model import ArticleContent, Kind, Manuscript, Moments
from newsroom.store import search
from newsroom.text import slug

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def manuscript(headline: str, published_at: datetime | None = NOON, **said: Any) -> Manuscript:
    """Make a manuscript of news in Swedish, published at noon unless told otherwise."""
    moments = Moments(
        published_at=published_at, embargoed=said.pop("embargoed", False), withdrawn_at=said.pop("withdrawn_at", None)
    )
    extra = {name: said.pop(name) for name in ("slug", "proposed_at", "updated_at", "old_addresses") if name in said}
    body = said.pop("body", "Brödtext.")
    content = ArticleContent(
        **{"kind": Kind.NEWS, "language": "sv", "headline": headline, "body_html": f"<p>{body}</p>", "body_text": body}
        | said
    )
    return Manuscript(
        **{"content": content, "words": search.words_of(content), "slug": slug(headline), "moments": moments} | extra
    )
