"""Old addresses: one spelling for each, and the forms in which one that is asked for may be known."""

import re
import string
from urllib.parse import quote

from newsroom.addresses import FRONT

# What is hung on an address on its way to a reader, by us and by those who send newsletters and advertise.
_HUNG_ON = re.compile(r"(lang|utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|mtm_\w+)=")
# Mynewsdesk's pages: the slug before the number may be any, and so may country and room in front.
_NUMBERED = re.compile(
    r"/(pressrelease|new|blog_post|event|image|video|document|contact_pe(?:ople|rson))s?/(?:view/)?(?:[^/]*-)?(\d{1,12})/?$",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?:)?//[^/?#]*|(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?=[/?#])", re.IGNORECASE)
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


def old_forms(path: str, query: str) -> list[str]:
    """Give the forms in which an address that is not ours may be known, the most exact first.

    Whole; without our `lang` and what newsletters hang on it; without a query; and each of these with the
    slash at its end or without, normalised; at last by the kind and number of a supplier whose slugs are decoration.
    A bare root is ours.
    """
    own = "&".join(part for part in query.split("&") if not _HUNG_ON.match(part))
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    paths = [path] if path == FRONT else [path, other]
    forms = [f"{one}?{part}" if part else one for part in (query, own, "") for one in paths]
    if numbered := _NUMBERED.search(path):
        folder = "contact_people" if "_pe" in numbered[1].lower() else f"{numbered[1].lower()}s"
        forms.append(f"/{folder}/{numbered[2]}")
    return [form for form in dict.fromkeys(map(normalised, forms)) if form != FRONT]


def path_and_query(address: str) -> str:
    """Give an address as old ones are kept: without the host, which a room takes over or leaves behind."""
    below = address[host.end() :] if (host := _HOST.match(address)) else address
    return f"/{below.partition('#')[0].lstrip('/')}"


def normalised(address: str) -> str:
    """Give an address as RFC 3986 section 6.2.2 normalises it: however it is encoded, it is one."""
    encoded = quote(address, safe=string.punctuation, errors="replace")
    return re.sub("%[0-9A-Fa-f]{2}", _normalised_octet, encoded)


def _normalised_octet(octet: re.Match[str]) -> str:
    character = chr(int(octet[0][1:], 16))
    return character if character in _UNRESERVED else octet[0].upper()
