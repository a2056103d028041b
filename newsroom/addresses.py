"""Every public path, as a pattern for the table of routes and as a function for who links to it.

Paths are relative to the room's root and safe to put into a link as they are; `absolute` makes them addresses.
"""

import re
from collections.abc import Iterable, Mapping
from mimetypes import MimeTypes
from urllib.parse import quote, urlencode

from newsroom.model import Contact, Event, Kind, Teaser
from newsroom.original import KeptFile, Rendition
from newsroom.room import Room

FRONT = "/"
FRONT_LIST = "/feed"
SEARCH = "/search"
PRESS_RELEASES = "/press-releases"
NEWS = "/news"
BLOG = "/blog"
TOPICS = "/topics"
TOPIC = "/topics/{topic}"
ARCHIVE = "/archive"
YEAR = "/archive/{year}"
MONTH = "/archive/{year}/{month}"
CONTACTS = "/contacts"
CONTACT = "/contacts/{slug}"
EVENTS = "/events"
EVENT = "/events/{slug}"
ABOUT = "/about"
CORRECTIONS = "/corrections"
ACCESSIBILITY = "/accessibility"
PRIVACY = "/privacy"
SECURITY = "/.well-known/security.txt"
PREVIEW = "/preview/{key}"
PREVIEW_MEDIA = "/preview/{key}/{name}"
FEEDS = "/feeds"
IMAGES = "/images"
IMAGE = "/images/{digest}"
FILES = "/files"
ZIP = ".zip"
MEDIA = "/media/{name}"
STATIC = "/static/{name}"
WITHDRAWN = "/withdrawn.atom"
OUTLINE = "/feeds.opml"
ROBOTS = "/robots.txt"
SITEMAP = "/sitemap.xml"
NEWS_SITEMAP = "/sitemap-news.xml"
SITEMAP_PART = "/sitemap-{part}.xml"
OPENAPI = "/openapi.json"
HEALTH = "/healthz"
READY = "/readyz"

ARTICLE = "/{slug}"
"""What follows the list of a kind in the path of an article."""

HISTORY = "/{slug}/history"
VERSION = "/{slug}/v/{number}"
IMAGES_ZIP = "/{slug}/images.zip"
"""What follows the list of a kind in the path of an article's history and of one of its versions."""

FEED, CARD, CALENDAR, JSON = ".{suffix}", ".vcf", ".ics", ".json"
"""What follows a path where it is there in other formats."""

KINDS: Mapping[Kind, str] = {Kind.PRESS_RELEASE: PRESS_RELEASES, Kind.NEWS: NEWS, Kind.BLOG_POST: BLOG}
"""Where the list of each kind is; its articles are below."""

LISTS: Mapping[str, str] = {
    "front": FRONT,
    "search": SEARCH,
    **{kind.value: path for kind, path in KINDS.items()},
    "topics": TOPICS,
    "archive": ARCHIVE,
    "contacts": CONTACTS,
    "events": EVENTS,
    "about": ABOUT,
    "corrections": CORRECTIONS,
    "images": IMAGES,
    "files": FILES,
    "accessibility": ACCESSIBILITY,
    "privacy": PRIVACY,
    "feeds": FEEDS,
}
"""Every list and standing page by its name, or by the kind of what it lists."""

FEED_FORMATS = ("rss", "atom", "json")
"""The formats of a list that readers follow."""
LIST_FORMATS = (*FEED_FORMATS, "ninjs", "newsml")
"""All formats of a list of articles: agencies take it as a package."""
CHANGE_FORMATS = ("rss", "atom")
"""The feeds of events and corrections, whose `.json` is our model."""
ARTICLE_FORMATS = ("json", "txt", "ninjs", "newsml")
"""The formats of one article."""

# Python's own table, without that of the machine: an address is the same wherever the room is moved to.
_TYPES = MimeTypes()
_EXTENSIONS = {"image/jpeg": "jpg", "image/webp": "webp", "image/avif": "avif", "image/svg+xml": "svg"}


def article(one: Teaser) -> str:
    """Give the path of an article."""
    return article_path(one.kind, one.slug)


def article_path(kind: Kind, slug: str) -> str:
    """Give the path of the article of this kind and slug."""
    return f"{KINDS[kind]}/{quote(slug, safe='')}"


def history(one: Teaser) -> str:
    """Give the path of an article's history."""
    return f"{article(one)}/history"


def version(one: Teaser, number: int) -> str:
    """Give the path of what an article said in this version."""
    return f"{article(one)}/v/{number}"


def images_zip(one: Teaser) -> str:
    """Give the path of all of an article's pictures in one file."""
    return f"{article(one)}/images.zip"


def preview(key: str) -> str:
    """Give the path under which the holder of a key reads what is not public."""
    return PREVIEW.format(key=quote(key, safe=""))


def preview_media(key: str, path: str) -> str:
    """Give the path under which the holder of a key gets what will be public under another."""
    return f"{preview(key)}/{path.rpartition('/')[2]}"


def contact(one: Contact, suffix: str = "") -> str:
    """Give the path of a contact's card, or of one of its formats (`.vcf`, `.json`)."""
    return f"{CONTACTS}/{quote(one.slug, safe='')}{suffix}"


def event(one: Event, suffix: str = "") -> str:
    """Give the path of an event, or of one of its formats (`.ics`, `.json`)."""
    return f"{EVENTS}/{quote(one.slug, safe='')}{suffix}"


def topic(slug: str) -> str:
    """Give the path of a topic's list."""
    return f"{TOPICS}/{quote(slug, safe='')}"


def archive(period: str) -> str:
    """Give the path of the list of a year (`2017`) or a month (`2017-03`)."""
    return f"{ARCHIVE}/{period.replace('-', '/')}"


def events_month(month: str) -> str:
    """Give the path of the events of a month (`2017-03`)."""
    return f"{EVENTS}/{month.replace('-', '/')}"


def feed(path: str, suffix: str) -> str:
    """Give the path of a list's feed in the format of this suffix."""
    return f"{FRONT_LIST if path == FRONT else path}.{suffix}"


def media(digest: str, media_type: str | None) -> str:
    """Give the path of a kept file."""
    return MEDIA.format(name=file_name(digest, media_type))


def file_name(digest: str, media_type: str | None) -> str:
    """Give the last part of a kept file's path; its extension tells its type to who saves it."""
    known = _EXTENSIONS.get(media_type or "") or (_TYPES.guess_extension(media_type or "") or ".bin").removeprefix(".")
    return f"{digest}.{known}"


def offered(one: KeptFile) -> str | None:
    """Give the path of what readers get of a kept file who want it whole; None where they get nothing."""
    offer, digest = one.offer, one.digest or ""
    if offer is None:
        return None
    return rendition(digest, offer.made) if offer.made else media(digest, offer.media_type)


def rendition(digest: str, one: Rendition) -> str:
    """Give the path of a rendition of a kept picture."""
    return MEDIA.format(name=rendition_name(digest, one))


def rendition_name(digest: str, one: Rendition) -> str:
    """Give the last part of a rendition's path: the digest of its original, its width, and its type's extension."""
    return f"{digest}-{file_name(str(one.width), one.media_type)}"


def digest_of(name: str) -> str | None:
    """Read the digest from the last part of the path of a kept file or of a rendition, whatever its extension."""
    parts = re.fullmatch(r"([0-9a-f]{64})(?:-[0-9]{1,4})?\.[a-z0-9]{1,8}", name)
    return parts and parts[1]


def image(digest: str) -> str:
    """Give the path of a picture's own page."""
    return IMAGE.format(digest=digest)


def with_query(path: str, parameters: Iterable[tuple[str, str | None]]) -> str:
    """Give the path with those parameters that have a value."""
    query = urlencode([(name, value) for name, value in parameters if value])
    return f"{path}?{query}" if query else path


def absolute(room: Room, path: str) -> str:
    """Give the absolute address of a path."""
    return room.base_address + path
