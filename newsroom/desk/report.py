"""What an import tells: its outcomes as values for JSON, and how many there were of each.

Moments are written in the room's zone with their offset; a bare day stays one.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from newsroom.desk.items import Item
from newsroom.desk.run import Outcome
from newsroom.kit import KitContent
from newsroom.model import (
    ArticleContent,
    ContactContent,
    EventContent,
    Manuscript,
    Organisation,
    status_at,
)
from newsroom.store.ledger import OUTCOMES

CONTACT = ("name", "title", "unit", "organisation", "emails", "phones", "responsibilities", "press_contact")
IMAGE = ("url", "caption", "alt", "credit", "licence")
ATTACHMENT = ("url", "name", "media_type")
FILE = ("kind", "name", "url", "language", "caption", "alt", "credit", "licence", "media_type")


@dataclass(slots=True)
class Tally:
    """How many items of an import had which outcome, by type."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.counts[outcome.line.outcome, outcome.line.type] += 1

    def totals(self) -> dict[str, int]:
        """Give the number of each outcome, whatever its type."""
        return {name: sum(self.of(name).values()) for name in OUTCOMES}

    def of(self, outcome: str) -> dict[str, int]:
        """Give the number of an outcome by type, in the order of their first appearance."""
        return {type_: count for (name, type_), count in self.counts.items() if name == outcome}

    def __str__(self) -> str:
        """Write it as people say it: `3 created (2 articles, 1 event), 1 refused (1 source)`."""
        named = [(name, self.of(name)) for name in OUTCOMES]
        return ", ".join(f"{sum(of.values())} {name} ({_listed(of)})" for name, of in named if of)

    @property
    def is_vain(self) -> bool:
        """Tell whether nothing was taken in, and nothing was known already."""
        totals = self.totals()
        return totals["refused"] == sum(totals.values())


def told(outcome: Outcome, *, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """Give what became of an item as a value for JSON."""
    line = outcome.line
    if line.outcome == "refused":
        return {"outcome": "refused", "source": line.source, **_known(line.headline), "reason": line.reason}
    if outcome.item is None:
        said = {"outcome": line.outcome, "type": line.type, "source": line.source, "headline": line.headline}
        return {**said, "notes": list(line.notes)}
    return {
        "outcome": line.outcome,
        "type": line.type,
        "source": line.source,
        "source_id": line.source_id,
        "importer": line.importer,
        **_content(outcome.item, zone, now),
        "notes": list(line.notes),
    }


def status_of(value: Manuscript, now: datetime) -> str:
    """Give the status that an article comes in with."""
    return status_at(value.moments, now).value


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {type_}{'' if count == 1 else 's'}" for type_, count in counts.items())


def _known(headline: str | None) -> dict[str, str]:
    return {"headline": headline} if headline else {}


def _content(item: Item, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    value = item.value
    if isinstance(value, Manuscript):
        return _article(value, item.embargoed_until, zone, now)
    if isinstance(value, EventContent):
        return _event(value, zone, held=item.held)
    if isinstance(value, ContactContent):
        return _card(value)
    if isinstance(value, KitContent):
        return _picked(value, FILE) | {"status": "draft" if item.held else "published"}
    if isinstance(value, Organisation):
        return asdict(value) | {"address": "\n".join(value.address) or None}
    assert_never(value)


def _article(value: Manuscript, embargoed_until: datetime | None, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    content = value.content
    return {
        "kind": content.kind.value,
        "status": status_of(value, now),
        "headline": content.headline,
        "lead": content.lead,
        "published_at": _written(value.moments.published_at or value.proposed_at, zone),
        "updated_at": _written(value.updated_at, zone),
        "embargoed_until": _written(embargoed_until, zone),
        **_text(content),
    }


def _text(content: ArticleContent) -> dict[str, Any]:
    names = ("language", "byline", "dateline", "body_html", "body_text", "tags", "canonical_url")
    return {
        **_picked(content, names),
        "images": [_picked(one, IMAGE) for one in content.images],
        "attachments": [_picked(one, ATTACHMENT) for one in content.attachments],
        "contacts": [_card(one) for one in content.contacts],
    }


def _card(value: ContactContent) -> dict[str, Any]:
    return _picked(value, CONTACT) | ({"image": _picked(value.image, IMAGE)} if value.image else {})


def _event(value: EventContent, zone: ZoneInfo, *, held: bool) -> dict[str, Any]:
    status = {"status": "draft" if held else "published", "cancelled": value.cancelled}
    moments = {"starts_at": _written(value.starts_at, zone), "ends_at": _written(value.ends_at, zone)}
    said = _picked(value, ("place", "description_html", "url", "language"))
    return {"headline": value.headline, **status, **moments, **said}


def _picked(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _written(value: datetime | date | None, zone: ZoneInfo) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value.isoformat() if value else None
