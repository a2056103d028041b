"""Pictured: the pictures within a text, in the size that each reader's screen needs."""

import re
from collections.abc import Iterable

from newsroom import addresses
from newsroom.model import Image
from newsroom.original import Original
from newsroom.syndication.bodies import offered_body

# The gate writes attributes in one way, and its pictures have no other source than ours.
_PICTURE = re.compile(r'<img ([^<>]*?)src="/media/([0-9a-f]{64})\.[a-z0-9]{1,8}"([^<>]*)>')
SIZES = "(min-width: 60rem) 46rem, 100vw"
_OURS = re.compile(r'\b(?:width|height|loading)="[^"]*"')
_MODERN = ("image/avif", "image/webp")


def with_renditions(body_html: str, images: Iterable[Image]) -> str:
    """Give a text whose kept pictures have their renditions and their size; what readers do not get is not there."""
    images = tuple(images)
    known = {one.digest: one for one in images if one.original and one.original.renditions}

    def written(found: re.Match[str]) -> str:
        one = known.get(found[2])
        return _picture(one, found[1] + found[3]) if one and one.original else found[0]

    return offered_body(_PICTURE.sub(written, body_html) if known else body_html, images)


def _picture(one: Image, attributes: str) -> str:
    original, digest = one.original or Original(digest=""), one.digest or ""
    sources = []
    for media_type in _MODERN:
        made = [each for each in original.renditions if each.media_type == media_type]
        srcset = ", ".join(f"{addresses.rendition(digest, each)} {each.width}w" for each in made)
        sources += [f'<source type="{media_type}" srcset="{srcset}" sizes="{SIZES}">'] if made else []
    kept = _OURS.sub("", attributes).strip()
    plain = original.plain
    address = addresses.rendition(digest, plain) if plain else addresses.media(digest, one.media_type)
    size = f' width="{one.width}" height="{one.height}"' if one.width and one.height else ""
    return f'<picture>{"".join(sources)}<img {kept} src="{address}"{size} loading="lazy"></picture>'
