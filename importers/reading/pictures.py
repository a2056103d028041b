"""Pictures of an article: what markup says of them, their file if it came along, and no picture twice."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import Tag

from importers.draft import ImageDraft, Source
from importers.reading.characters import squeeze
from importers.reading.fragment import seen_text

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CREDIT = ".credit, .photo-credit, .image-credit, .photographer, .copyright, [itemprop=creditText], [itemprop=author]"
_CREDIT_WORD = re.compile(
    r"[\s(|–—-]*\b(?:Foto(?:graf|kredit)?|Photo(?:graph|grapher)?(?: by| credit)?|Credit|Valokuva(?:aja)?|Kuva|Bild)"
    r"\s*:\s*(?P<credit>[^.:()]{2,80})\.?\)?$",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 150
_CLOUDINARY = "/image/upload/"
# Cloudinary puts what it does to a picture between `upload` and the version or name of the original.
_DELIVERED = re.compile(r"""(?<=/image/upload/)(?P<path>[^?#"'\s<>]+)""")
_VERSION = re.compile(r"(?:^|/)(?=v\d+/)")
_STEP = r"(?:a|ac|af|ar|b|bo|c|co|cs|d|dl|dn|dpr|du|e|f|fl|fn|g|h|if|ki|l|o|p|pg|q|r|so|sp|t|u|vc|w|x|y|z)_[^/,]+"
_TRANSFORM = re.compile(rf"{_STEP}(?:,{_STEP})*/")
_NO_PICTURE = re.compile(r"(?:^|[/_-])(?:pixel|spacer|blank|1x1|transparent|tracking)\b", re.IGNORECASE)


def join_address(base: str | None, address: str) -> str:
    """Make an address absolute where a base is known; what is no address stays as it was."""
    try:
        return urljoin(base or "", address.strip())
    except ValueError:
        return address.strip()


def is_absolute(address: str) -> bool:
    """Tell whether it is a web address of its own, with a host."""
    return address.lower().startswith(("http://", "https://"))


def find_originals(text: str) -> str:
    """Give an address, or a text with addresses, with the originals of pictures that Cloudinary delivers smaller."""
    return _DELIVERED.sub(_drop_transforms, text) if _CLOUDINARY in text else text


def _drop_transforms(delivered: re.Match[str]) -> str:
    path = delivered["path"]
    if version := _VERSION.search(path):
        return path[version.end() :]
    while found := _TRANSFORM.match(path):
        path = path[found.end() :]
    return path


def split_credit(caption: str | None) -> tuple[str | None, str | None]:
    """Split a caption in its words and the credit that closes it, as in `The harbour. Photo: Eva Ek`."""
    # Only its end is searched, so that the time does not grow with the square of its length.
    start = max(0, len(caption or "") - _LONGEST_CREDIT)
    found = _CREDIT_WORD.search(caption or "", start)
    if not caption or not found:
        return caption or None, None
    return caption[: found.start()].strip() or None, found["credit"].strip()


def find_file(source: Source, address: str) -> Source | None:
    """Find the file of a picture or an attachment beside its source, by relative name or by its last part."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = PurePosixPath(unquote(parts.path))
    if parts.scheme == "data" or not path.name or ".." in path.parts or "\0" in path.name:
        return None
    relative = not parts.scheme and not path.is_absolute()
    return (source.sibling(str(path)) if relative else None) or source.sibling(path.name)


def find_address(image: Tag) -> str | None:
    """Find where an `img` has its picture, behind whatever lazy loading; None for pixels and data addresses."""
    if any(re.fullmatch(r"[0-2](?:px)?", str(image.get(side, ""))) for side in ("width", "height")):
        return None
    sets = [str(image.get(name, "")).split(",")[-1].split(" ") for name in _LAZY_SETS]
    candidates = [str(image.get(name, "")) for name in ("src", *_LAZY)]
    candidates += [next(filter(None, words), "") for words in sets]
    return next((found.strip() for found in candidates if is_picture(found)), None)


def is_picture(address: str) -> bool:
    """Tell whether an address can be a picture to keep: no data address, no counting pixel."""
    address = address.strip()
    return bool(address) and not address.lower().startswith(("data:", "blob:")) and not _NO_PICTURE.search(address)


def pictures_in(root: Tag, source: Source, base: str | None) -> Iterator[ImageDraft]:
    """Yield the pictures of a piece of markup with alternative text, caption and credit."""
    for image in root.find_all("img"):
        if address := find_address(image):
            caption, credit = _read_caption(image)
            alt = squeeze(str(image.get("alt", ""))) or None
            content = find_file(source, address)
            url = join_address(base, address)
            yield ImageDraft(url=url, caption=caption, alt=alt, credit=credit, content=content)


def merge_pictures(images: Iterable[ImageDraft]) -> tuple[ImageDraft, ...]:
    """Give each picture once, in the order of first mention, with what all its mentions say."""
    merged: dict[str, ImageDraft] = {}
    for image in images:
        key = _name_picture(image.url)
        merged[key] = _complete(merged[key], image) if key in merged else image
    return tuple(merged.values())


def _name_picture(url: str) -> str:
    """Give what tells a picture from others: Cloudinary has one name for it at all hosts and in all versions."""
    path = url.partition("?")[0].partition("#")[0]
    return path.rpartition("/")[2].partition(".")[0] if _CLOUDINARY in path else path


def _complete(known: ImageDraft, other: ImageDraft) -> ImageDraft:
    return replace(
        known,
        # Of two addresses of one picture the text's own is the later.
        url=other.url if _CLOUDINARY in other.url else known.url,
        caption=known.caption or other.caption,
        alt=known.alt or other.alt,
        credit=known.credit or other.credit,
        licence=known.licence or other.licence,
        content=known.content or other.content,
    )


def _read_caption(image: Tag) -> tuple[str | None, str | None]:
    figure = image.find_parent("figure")
    # A figure of several pictures has one caption, which is that of none in particular.
    if figure is None or len(figure.find_all("img")) > 1:
        return None, None
    words = figure.select_one("figcaption")
    credit = figure.select_one(_CREDIT)
    caption = seen_text(words) if words else ""
    named = seen_text(credit) if credit else ""
    if named:
        return caption.replace(named, "").strip(" |–—-()") or None, split_credit(named)[1] or named
    return split_credit(caption)
