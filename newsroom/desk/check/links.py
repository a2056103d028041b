"""Rule on links inside the room: each leads to something that readers find there."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection

from newsroom import addresses
from newsroom.desk.check.finding import Finding, error, warning
from newsroom.model import Article, Kind, Status, Teaser, status_at
from newsroom.old_addresses import old_forms
from newsroom.room import Room
from newsroom.store import references

_ADDRESS = re.compile(r'<(?:a|img)\b[^>]*? (?:href|src)="([^"#][^"]*)"')
_SUFFIX = re.compile(r"\.[a-z]{2,6}\Z")
_PERIOD = re.compile(r"/archive/\d{4}(/(0[1-9]|1[0-2]))?\Z")
_STANDING = {
    *(addresses.FRONT, addresses.FRONT_LIST, addresses.SEARCH, addresses.TOPICS, addresses.ARCHIVE, addresses.CONTACTS),
    *(addresses.EVENTS, addresses.ABOUT, addresses.CORRECTIONS, addresses.FEEDS, addresses.ROBOTS),
    *addresses.KINDS.values(),
}
_KIND_OF = {path: kind for kind, path in addresses.KINDS.items()}
_OF_ARTICLE = re.compile(r"(?P<list>/[\w-]+)/(?P<slug>[^/]+?)(?:\.\w{2,6}|/history|/v/\d+|/images\.zip)?\Z")
_OF_THING = re.compile(r"/(?P<what>topics|contacts|events|media|static)/(?P<name>[^/]+)\Z")
_ADVICE = "Link to what there is, or take the link out."


def check_links(connection: Connection, article: Article, room: Room, *, now: datetime) -> Iterator[Finding]:
    """Find links that lead to nothing, and those to articles that are not public at `now`."""
    for written in dict.fromkeys(_ADDRESS.findall(article.body_html)):
        link = unescape(written)
        if (inside := _inside(link, room)) is None:
            continue
        target = _find(connection, *inside)
        if target is None:
            yield error("link", "body", link, f"The link to {link} leads to nothing in this room.", _ADVICE)
        elif isinstance(target, Teaser) and target.id != article.id:
            yield from _check_status(link, target, now)


def _check_status(link: str, target: Teaser, now: datetime) -> Iterator[Finding]:
    status = status_at(target.moments, now)
    if status is Status.PUBLISHED:
        return
    stands = "was withdrawn" if status is Status.WITHDRAWN else f"is not public yet ({status})"
    problem = f"The link to {link} leads to “{target.headline}”, which {stands}."
    advice = _ADVICE if status is Status.WITHDRAWN else f"Publish `{target.slug}` first, or take the link out."
    yield warning("link", "body", link, problem, advice)


def _inside(link: str, room: Room) -> tuple[str, str] | None:
    """Give path and query of a link that stays in the room."""
    parts = urlsplit(link)
    own = urlsplit(room.base_address)
    if parts.scheme not in ("", "http", "https") or parts.netloc not in ("", own.netloc):
        return None
    return parts.path or addresses.FRONT, parts.query


def _find(connection: Connection, path: str, query: str) -> Teaser | bool | None:
    """Find what a path leads to: an article, True for anything else, None for nothing."""
    bare = _SUFFIX.sub("", path)
    if path in _STANDING or bare in _STANDING or _PERIOD.match(bare):
        return True
    here = _find_article(connection, path) or _find_thing(connection, path)
    old = old_forms(path, query)
    return here or next((found for form in old if (found := references.find_target(connection, form))), None)


def _find_article(connection: Connection, path: str) -> Teaser | None:
    parts = _OF_ARTICLE.match(path)
    kind: Kind | None = _KIND_OF.get(parts["list"]) if parts else None
    found = references.find_article(connection, unquote(parts["slug"])) if parts and kind else None
    return found if found and found.kind is kind else None


def _find_thing(connection: Connection, path: str) -> bool:
    parts = _OF_THING.match(path)
    if parts is None:
        return False
    name = unquote(parts["name"])
    if parts["what"] == "media":
        digest = addresses.digest_of(name)
        return bool(digest) and references.has_file(connection, digest or "")
    ask = {
        "topics": references.has_topic,
        "events": references.has_event,
        "contacts": references.has_press_contact,
    }.get(parts["what"])
    return ask is None or ask(connection, _SUFFIX.sub("", name))
