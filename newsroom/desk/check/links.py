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
from newsroom.store import redirects, references

_ADDRESS = re.compile(r'<(?:a|img)\b[^>]*? (?:href|src)="([^"#][^"]*)"')
_SUFFIX = re.compile(r"\.([a-z]{2,6})\Z")
_PERIOD = re.compile(r"/archive/\d{4}(/(0[1-9]|1[0-2]))?\Z")
_MONTH = re.compile(r"/events/\d{4}/(0[1-9]|1[0-2])\Z")
_SITEMAP = re.compile(r"/sitemap-[\w-]+\.xml\Z")
_STANDING = {
    *addresses.LISTS.values(),
    *(addresses.ROBOTS, addresses.SITEMAP, addresses.WITHDRAWN, addresses.OUTLINE, addresses.OPENAPI),
    *(addresses.SECURITY, addresses.HEALTH, addresses.READY),
}
_FORMATS = {
    **dict.fromkeys((addresses.FRONT_LIST, addresses.SEARCH, *addresses.KINDS.values()), addresses.LIST_FORMATS),
    **dict.fromkeys((addresses.TOPICS, addresses.ARCHIVE, addresses.IMAGES), ("json",)),
    addresses.CONTACTS: ("vcf", "json"),
    addresses.EVENTS: ("ics", "json", *addresses.CHANGE_FORMATS),
    addresses.CORRECTIONS: ("json", *addresses.CHANGE_FORMATS),
    addresses.FILES: ("json", "zip"),
}
"""In which formats lists are there beside their page."""

_KIND_OF = {path: kind for kind, path in addresses.KINDS.items()}
_OF_ARTICLE = re.compile(
    r"(?P<list>/[\w-]+)/(?P<slug>[^/]+?)(?:\.(?:json|txt|ninjs|newsml)|/history|/v/\d+|/images\.zip)?\Z"
)
_OF_THING = re.compile(r"/(?P<what>topics|contacts|events|images|media|static)/(?P<name>[^/]+)\Z")
_ADVICE = "Link to what there is, or take the link out."


def check_links(connection: Connection, article: Article, room: Room, *, now: datetime) -> Iterator[Finding]:
    """Find links that lead to nothing, and those to articles that are not public at `now`."""
    for written in dict.fromkeys(_ADDRESS.findall(article.body_html)):
        link = unescape(written)
        if (inside := _inside(link, room)) is None:
            continue
        target = _find(connection, *inside)
        if not target:
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


def find_own(connection: Connection, path: str) -> Teaser | bool:
    """Find what answers at a path of the room's own: an article of any status, True for anything else."""
    return _is_list(path) or _find_article(connection, path) or _find_thing(connection, path)


def _find(connection: Connection, path: str, query: str) -> Teaser | bool:
    """Find what a path leads to, be it an old address."""
    old = old_forms(path, query)
    article = next((found for form in old if (found := references.find_target(connection, form))), None)
    return find_own(connection, path) or article or any(redirects.find_target(connection, form) for form in old)


def _is_list(path: str) -> bool:
    if path in _STANDING or _MONTH.match(path) or _SITEMAP.match(path):
        return True
    suffix, bare = _SUFFIX.search(path), _SUFFIX.sub("", path)
    return bool(suffix and suffix[1] in _FORMATS.get(bare, ())) or _is_period(bare, suffix and suffix[1])


def _is_period(bare: str, suffix: str | None) -> bool:
    return bool(_PERIOD.match(bare)) and (suffix is None or suffix in addresses.LIST_FORMATS)


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
    if parts["what"] in ("media", "images"):
        digest = addresses.digest_of(name) if parts["what"] == "media" else name.removesuffix(".json")
        return bool(digest) and references.has_file(connection, digest or "")
    ask = {
        "topics": references.has_topic,
        "events": references.has_event,
        "contacts": references.has_press_contact,
    }.get(parts["what"])
    return ask is None or ask(connection, _SUFFIX.sub("", name))
