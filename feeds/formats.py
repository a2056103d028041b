"""The formats of an article list, by the suffix of its address."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from feeds import atom, jsonfeed, newsml, ninjs, rss
from feeds.entry import Feed


class FeedFormat(Protocol):
    """A module of this package that writes a feed."""

    @property
    def MEDIA_TYPE(self) -> str:  # noqa: N802 -- a constant of the module
        """Give the media type under which it is served."""

    def serialise(self, feed: Feed) -> bytes:
        """Write the feed; the same feed gives the same bytes."""


FEED_FORMATS: Mapping[str, FeedFormat] = MappingProxyType(
    {"rss": rss, "atom": atom, "json": jsonfeed, "ninjs": ninjs, "newsml": newsml}
)
