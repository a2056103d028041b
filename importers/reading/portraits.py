"""Portraits: the picture of a person, at an address, beside the source, or within it as a data URI (RFC 2397)."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from importers.draft import ContactDraft, ImageDraft, MemorySource, Source
from importers.reading.characters import fold, squeeze
from importers.reading.fragment import parse_fragment
from importers.reading.pictures import find_address, find_file, find_originals, is_picture, join_address

_DATA = re.compile(r"data:(?P<type>[\w.+/-]{0,100})(?:;[\w-]{1,30}=[^;,]{0,100}){0,5}(?P<base64>;\s?base64)?,", re.I)
_LONGEST = 60_000
# What a system shows of those who gave it no picture is nobody's portrait.
_NOBODY = re.compile(
    r"(?:^|[/_.-])(?:placeholder|missing|silhouette|anonymous|no[_-]?(?:photo|image|picture|avatar|portrait)"
    r"|(?:default|blank|empty)[_-]?(?:\w{0,20}[_-])?(?:photo|image|picture|avatar|portrait|profile|user|person|contact))",
    re.IGNORECASE,
)


def make_portrait(
    address: str,
    source: Source,
    base: str | None,
    *,
    alt: str | None = None,
    credit: str | None = None,
) -> ImageDraft | None:
    """Make the portrait that an address leads to; None for what stands for nobody."""
    address = find_originals(address.strip())
    if address[:5].lower() == "data:":
        return _embedded(address, alt)
    if not is_picture(address) or _NOBODY.search(address.partition("?")[0]):
        return None
    content = find_file(source, address)
    return ImageDraft(url=join_address(base, address), alt=alt, credit=credit, content=content)


def keep_embedded(content: bytes, media_type: str, *, alt: str | None = None) -> ImageDraft:
    """Make a portrait of the bytes that a source holds itself."""
    ending = media_type.lower().rpartition("/")[2].partition("+")[0]
    name = f"portrait.{ending}" if ending.isalnum() else "portrait"
    return ImageDraft(url=name, alt=alt, content=MemorySource(content, name, media_type or None))


def decode_base64(text: bytes) -> bytes:
    """Decode what is written in base64 (RFC 4648), with or without its padding; what cannot be decoded is empty."""
    try:
        return b64decode(text + b"===")
    except (binascii.Error, ValueError):
        return b""


def with_portraits(
    contacts: Iterable[ContactDraft], portraits: Mapping[str, ImageDraft | None]
) -> tuple[ContactDraft, ...]:
    """Give those who have no portrait the one that is known by their name, folded."""
    return tuple(
        one if one.portrait else replace(one, portrait=portraits.get(fold(one.name or ""))) for one in contacts
    )


def portraits_in(
    markup: str, contacts: Iterable[ContactDraft], source: Source, base: str | None
) -> dict[str, ImageDraft | None]:
    """Find whom the pictures of a block of contacts show: those whom they name, or the only person of the only one."""
    images = parse_fragment(markup[:_LONGEST]).find_all("img") if "<img" in markup.lower() else []
    names = [fold(one.name) for one in contacts if one.name]
    found = dict[str, ImageDraft | None]()
    for image in images:
        said = fold(f"{image.get('alt', '')} {image.get('title', '')}")
        alone = len(names) == len(images) == 1 and not said
        for name in names if alone else [name for name in names if name in said]:
            alt = squeeze(str(image.get("alt", ""))) or None
            found.setdefault(name, make_portrait(find_address(image) or "", source, base, alt=alt))
    return found


def _embedded(address: str, alt: str | None) -> ImageDraft | None:
    head = _DATA.match(address)
    if head is None:
        return None
    written = unquote_to_bytes(address[head.end() :])
    return keep_embedded(decode_base64(written) if head["base64"] else written, head["type"], alt=alt)
