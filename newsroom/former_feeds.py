"""Feed addresses of the systems that rooms move from: what each was a feed of, by its shape alone.

WordPress, Ghost, Blogger, static sites and suppliers write them in a few ways: a word for a feed at the end
(`/feed/`, `/rss`, `/tag/skola/feed/`), a list's name with a suffix (`/se/exempel/pressreleases.rss`), a query
(`/?feed=rss2`, `/services/pressroom/list/KEY?format=rss&type_of_media=pressrelease`).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import parse_qs, unquote

from newsroom import addresses
from newsroom.text import slug

_FEED = re.compile(r"feeds?|rss2?|atom|rdf|(feed|rss|atom|index|all|posts)\.(xml|rss|rdf|atom|json)|all\.atom\.xml")
_LIST = re.compile(r"([a-z_-]+)\.(?:rss|atom|xml|rdf|json)")
_LISTS = {
    **dict.fromkeys(("pressrelease", "pressreleases", "press-releases"), addresses.PRESS_RELEASES),
    **dict.fromkeys(("pressmeddelanden", "tiedotteet"), addresses.PRESS_RELEASES),
    **dict.fromkeys(("news", "nyheter", "uutiset", "latest-news"), addresses.NEWS),
    **dict.fromkeys(("blog", "blogs", "blogg", "blogposts", "blog-post", "blog-posts", "blogi"), addresses.BLOG),
    **dict.fromkeys(("event", "events", "evenemang", "kalender", "tapahtumat"), addresses.EVENTS),
    **dict.fromkeys(("latest", "latest-media", "all"), addresses.FRONT),
}
_TOPICS = frozenset({"tag", "tags", "tagg", "topic", "topics", "amne", "category", "categories", "kategori", "aihe"})
_OURS = frozenset(
    path.split("/")[1] for path in (*addresses.KINDS.values(), "/topics", "/archive", "/search", "/events")
)
_BLOGGER = ["posts", "default"]
_NO_ARTICLES = frozenset({"comments", "comment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What an address was a feed of: a list of ours, or a topic; in one language or all, in a format of ours."""

    path: str = addresses.FRONT
    topic: str | None = None
    language: str | None = None
    format: str = "rss"

    @property
    def address(self) -> str:
        """Give the path of the feed that follows it."""
        path = addresses.topic(self.topic) if self.topic else self.path
        return addresses.with_query(addresses.feed(path, self.format), [("lang", self.language)])


def find_followed(path: str, query: str, languages: Collection[str] = ()) -> Followed | None:
    """Find what an address that is none of ours was a feed of; `languages` are those that may stand in it."""
    parts = [unquote(part).casefold() for part in path.split("/") if part]
    asked = parse_qs(query)
    if _NO_ARTICLES & {*parts, *("comments" for one in asked.get("feed", ()) if "comment" in one)}:
        return None
    asked_for = "".join((*asked.get("feed", ()), *asked.get("format", ()))).casefold()
    before = parts if "feed" in asked or _FEED.fullmatch(asked_for) else _before(parts)
    if before is None:
        return None
    tagged = next((asked[name][0] for name in ("tag", "category_name") if name in asked), None)
    named = path.casefold().rstrip("/") + asked_for
    followed = Followed(
        path=next(_lists([*before, *asked.get("type_of_media", ())]), addresses.FRONT),
        topic=slug(tagged) if tagged else _topic(before),
        language=next((part for part in before if part in languages), None),
        format="atom" if "atom" in named else "json" if named.endswith(".json") else "rss",
    )
    # A page of one of our own that is not there has nothing to lead to; with a slash behind it, it is still our own.
    return None if addresses.feed(followed.path, followed.format) == path.removesuffix("/") else followed


def _before(parts: Sequence[str]) -> list[str] | None:
    """Give what stands before the word that makes an address one of a feed, with the list that it names itself."""
    if parts[-2:] == _BLOGGER:
        return list(parts[:-3])
    words = [place for place, part in enumerate(parts) if _FEED.fullmatch(part)]
    named = _LIST.fullmatch(parts[-1]) if parts else None
    if named and _key(named[1]) in _LISTS and (len(parts) == 1 or parts[0] not in _OURS):
        return [*parts[:-1], named[1]]
    # The word is the last, or a supplier's `/rss/pressreleases`.
    if words and (words[-1] == len(parts) - 1 or any(_key(part) in _LISTS for part in parts[words[-1] :])):
        return [part for place, part in enumerate(parts) if place not in words]
    return None


def _lists(parts: Sequence[str]) -> Iterator[str]:
    """Give the lists that are named, the last first: a category of that name is one, too."""
    return (_LISTS[_key(part)] for part in reversed(parts) if _key(part) in _LISTS)


def _topic(parts: Sequence[str]) -> str | None:
    named = (name for word, name in pairwise(parts) if word in _TOPICS)
    return next((slug(name) for name in named if _key(name) not in _LISTS), None)


def _key(part: str) -> str:
    return part.replace("_", "-")
