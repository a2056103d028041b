"""How instants and days are kept, and the list of all tables."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Dialect, MetaData, Text, TypeDecorator

REVISION = "0004"
"""The last step of migrations/ that this program knows."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write it as UTC text."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read it back as an aware datetime in UTC."""
        return value and datetime.fromisoformat(value)


class InstantOrDay(TypeDecorator[datetime | date]):
    """An aware instant or a bare day."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | date | None, dialect: Dialect) -> str | None:
        """Write an instant as UTC text and a day as ISO 8601."""
        if isinstance(value, datetime):
            return instant_text(value)
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | date | None:
        """Read back what it was."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def instant_text(value: datetime) -> str:
    """Write an aware instant as the database keeps it."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


metadata = MetaData()
