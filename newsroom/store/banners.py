"""Banners: what stands on top of every page when something has happened, a text for each language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, select, true
from sqlalchemy.dialects.sqlite import insert

from newsroom.schema import banner
from newsroom.store.public import is_standing
from newsroom.store.statements import NOW, built_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A text for every page, in one language, until a moment or until it is taken away."""

    language: str
    text: str
    shown_until: datetime | None = None


def banners_public(connection: Connection, *, now: datetime) -> tuple[Banner, ...]:
    """Give the banners that stand at `now`."""
    return tuple(Banner(**row) for row in connection.execute(_standing(), {"now": now}).mappings())


def put_up(connection: Connection, one: Banner) -> None:
    """Let a banner stand, instead of the one in its language."""
    values = {"language": one.language, "text": one.text, "shown_until": one.shown_until}
    connection.execute(insert(banner).values(values).on_conflict_do_update(["language"], set_=values))


def take_down(connection: Connection, language: str | None = None) -> None:
    """Take away the banner in a language, or all."""
    here = banner.c.language == language if language else true()
    connection.execute(delete(banner).where(here))


@built_once
def _standing() -> Select[Any]:
    return select(banner).where(is_standing(NOW)).order_by(banner.c.language)
