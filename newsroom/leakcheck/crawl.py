"""The links of an answer: pages, feeds, JSON, maps of the site and calendars name where a stranger can go on."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from newsroom import addresses
from newsroom.leakcheck.asking import Answer, Request

BEGINNINGS = (
    addresses.FRONT,
    addresses.ROBOTS,
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/opensearch.xml",
    "/suggest?q=a",
    "/feeds.opml",
    "/withdrawn.atom",
    "/openapi.json",
    "/log.json",
    "/.well-known/security.txt",
    "/images",
    "/images.json",
    "/files",
    "/files.json",
    "/verify",
    "/follow",
    addresses.FEEDS,
    addresses.SEARCH,
    addresses.ARCHIVE,
    addresses.TOPICS,
    addresses.CORRECTIONS,
    addresses.EVENTS,
    addresses.CONTACTS,
    f"{addresses.EVENTS}{addresses.JSON}",
    f"{addresses.CONTACTS}{addresses.JSON}",
    addresses.HEALTH,
    addresses.READY,
)
"""Where a stranger begins, whether or not anything leads there."""

_LINKS = (
    re.compile(r"""\b(?:href|src|action|url)\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE),
    re.compile(r"""\bcontent\s*=\s*["'](https?://[^"'<>\s]+)["']""", re.IGNORECASE),
    re.compile(r"<(?:loc|link|id|guid|comments)\b[^>]*>\s*([^<\s]+)\s*<", re.IGNORECASE),
    re.compile(r'"(https?://[^"\\\s]+|/[^"\\\s]*)"'),
    re.compile(r"^(?:URL|SOURCE|Sitemap)[^:\r\n]*:\s*(\S+)", re.MULTILINE),
    re.compile(r"<([^<>\s]+)>;\s*rel="),
)
_ARTICLE = re.compile(f"(?:{'|'.join(addresses.KINDS.values())})/[^/?]+")
_ONE_THING = re.compile(f"(?:{'|'.join([*addresses.KINDS.values(), addresses.EVENTS, addresses.CONTACTS])})/")


def links(request: Request, answer: Answer, base: str) -> Iterator[str]:
    """Yield the room's own addresses that an answer names, each in one form."""
    here = urljoin(f"{base}/", request.path.lstrip("/"))
    text = unescape(answer.text)
    found = dict.fromkeys(link for pattern in _LINKS for link in pattern.findall(text))
    found |= dict.fromkeys(value for name, value in answer.headers if name == "location")
    yield from filter(None, (_own(here, link, base) for link in found))


def is_file(path: str) -> bool:
    """Tell whether an address leads to a kept original, or to several in one file: their bytes are nobody's words."""
    return path.startswith(addresses.MEDIA.partition("{")[0]) or path.partition("?")[0].endswith(addresses.ZIP)


def is_original(path: str) -> bool:
    """Tell whether an address leads to a kept file itself, and not to what was made of it."""
    return is_file(path) and "-" not in path and not path.partition("?")[0].endswith(addresses.ZIP)


def is_article(path: str) -> bool:
    """Tell whether an address is that of an article's page."""
    return _ARTICLE.fullmatch(path) is not None


def _own(here: str, link: str, base: str) -> str | None:
    """Give a link as a path of the room, or None when it leads elsewhere."""
    try:
        whole = urljoin(here, link.strip())
        parts, own = urlsplit(whole), urlsplit(base)
    except ValueError:
        return None
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc) or not parts.path.startswith(own.path):
        return None
    path = parts.path.removeprefix(own.path) or "/"
    asked = parse_qsl(parts.query)
    # A page of one thing says the same of it in every language of the interface.
    if _ONE_THING.match(path):
        asked = [(name, value) for name, value in asked if name != "lang"]
    return f"{path}?{urlencode(asked)}" if asked else path
