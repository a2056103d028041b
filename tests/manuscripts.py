"""A short way to write a manuscript in a test: name what matters, the rest is filled in."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsroom.model import ArticleContent, Kind, Manuscript, Moments
from newsroom.store import search
from newsroom.text import slug

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MOMENTS = ("embargoed", "withdrawn_at")
BESIDE = ("slug", "proposed_at", "updated_at", "old_addresses", "former_id")


def manuscript(
    headline: str, published_at: datetime | None = NOON, *, body: str = "Brödtext.", **said: Any
) -> Manuscript:
    """Make a manuscript of news in Swedish, published at noon unless told otherwise."""
    moments = Moments(published_at=published_at, **_taken(said, MOMENTS))
    beside = _taken(said, BESIDE)
    plain = ArticleContent(kind=Kind.NEWS, language="sv", headline=headline, body_html=f"<p>{body}</p>", body_text=body)
    content = replace(plain, **said)
    whole = Manuscript(content=content, words=search.words_of(content), slug=slug(headline), moments=moments)
    return replace(whole, **beside)


def _taken(said: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: said.pop(name) for name in names if name in said}
