"""What Mynewsdesk calls its kinds of material, and the addresses at which it keeps them."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from importers.exports.records import Record
from importers.suppliers.fields import fold_name, say

# Each kind and the folder of its pages.
FOLDERS = {
    "pressrelease": "pressreleases",
    "news": "news",
    "blog_post": "blog_posts",
    "event": "events",
    "image": "images",
    "video": "videos",
    "document": "documents",
    "contact_person": "contact_people",
}
ARTICLES = ("pressrelease", "news", "blog_post")
_NAMES = {fold_name(name): kind for kind, folder in FOLDERS.items() for name in (kind, folder, f"{kind}s")}
_PAGE = re.compile(
    r"/(pressreleases?|news|blog_posts?|events?|images?|videos?|documents?|contact_(?:people|persons?))"
    r"/(?:view/)?(?:[^/?#]*-)?(\d{1,12})/?$",
    re.IGNORECASE,
)


class Key(NamedTuple):
    """What identifies a piece of material: its kind and number; slugs of its address are decoration."""

    kind: str
    number: str

    @property
    def source_id(self) -> str:
        """Give the id under which imports know it."""
        return f"mynewsdesk:{self.kind}:{self.number}"


def find_key(record: Record) -> Key:
    """Find kind and number of a record: by its own fields, by its address, or by what only one kind has."""
    address = key_of(say(record, "url", "link"))
    kind = _NAMES.get(fold_name(say(record, "typeofmedia", "mediatype")), "") or (address.kind if address else "")
    number = say(record, "id", "itemid") or (address.number if address else "")
    return Key(kind or _guess_kind(record), number)


def key_of(url: str) -> Key | None:
    """Read the kind and the trailing number of an address of a page."""
    found = _PAGE.search(_path(url))
    return Key(_NAMES[fold_name(found[1])], found[2]) if found else None


def old_paths(url: str, key: Key) -> tuple[str, ...]:
    """Give the paths of a page under its old site: with country and room, without, and by its number alone."""
    path, folder = _path(url), FOLDERS.get(key.kind)
    start = path.find(f"/{folder}/") if folder else -1
    known = [path, path[start:] if start > 0 else "", f"/{folder}/{key.number}" if folder and key.number else ""]
    return tuple(dict.fromkeys(one for one in known if len(one) > 1))


def country_of(url: str) -> str:
    """Give the country that a page's address begins with on the supplier's own host."""
    parts = _path(url).split("/")
    return parts[1] if "mynewsdesk.com" in url and len(parts) > 2 and len(parts[1]) == 2 else ""


def _guess_kind(record: Record) -> str:
    if say(record, "document", "documentname"):
        return "document"
    if say(record, "videourl", "embedcode", "flashvideo"):
        return "video"
    if say(record, "startat", "start", "endat"):
        return "event"
    if say(record, "email", "phone", "pressroomcontact") and not say(record, "body"):
        return "contact_person"
    return "image" if say(record, "downloadurl", "photographer", "imageformat") else ""


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
