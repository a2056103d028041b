"""Batches: many keys in one statement, but never so many that SQLite refuses them."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Key = TypeVar("Key")


def batches(keys: Sequence[Key], size: int = 500) -> Iterator[Sequence[Key]]:
    """Give the keys in their order, so many at once."""
    return (keys[first : first + size] for first in range(0, len(keys), size))
