"""Developing: everything that is read from and made of a kept picture, at once."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path

from PIL import Image
from PIL.ImageFile import ImageFile

from newsroom.errors import Unreadable
from newsroom.media.crediting import exif_of, xmp_of
from newsroom.media.metadata import read_metadata
from newsroom.media.originals import MAX_PIXELS, path_of, public_path
from newsroom.media.positions import tells_position
from newsroom.media.rendering import is_animated, orientation_of, render, shown_size, tag_of, write
from newsroom.media.stripping import strip
from newsroom.original import Original

# Our own limit is there before a pixel is read.
Image.MAX_IMAGE_PIXELS = None
Image.init()
_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
}
_STAYS = "it tells where it was taken, and that cannot be taken out of it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to make of a kept picture; `words` are those of whoever brought it, which go before its own.

    Without `renders` it is only read; `avif` asks for a third format.
    """

    digest: str
    media_type: str
    words: Mapping[str, str | None] = field(default_factory=dict)
    renders: bool = True
    avif: bool = False


def develop(folder: Path, order: Order) -> Iterator[Original]:
    """Read a kept picture and make what readers get of it; gives what is known of it, each time knowing more.

    Whether it may be shown as it came is the first: should the rest fail or take too long, it is settled. Raises
    Unreadable for what is no picture that can be read, and, after all else, for what cannot be shown as it came.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            path = path_of(folder, order.digest, order.media_type)
            if order.media_type not in _FORMATS:
                yield _unshown(folder, order, path)
                return
            with Image.open(path, formats=[_FORMATS[order.media_type]]) as image:
                yield from _developed(folder, order, image)
        except (OSError, SyntaxError, ValueError, EOFError) as problem:
            raise Unreadable("it cannot be read as a picture") from problem


def _developed(folder: Path, order: Order, image: ImageFile) -> Iterator[Original]:
    found = read_metadata(image)
    said = _said(found.said, order.words)
    width, height = shown_size(image)
    original = Original(digest=order.digest, width=width, height=height, said=found.said, read=False)
    if not (found.tells_place or _tells_position(path_of(folder, order.digest, order.media_type))):
        original = replace(original, read=True)
    elif copy := _without_place(folder, order, image, said):
        write(public_path(folder, order.digest, order.media_type), copy)
        original = replace(original, read=True, public_size=len(copy), public_tag=tag_of(copy))
    yield original
    if order.renders and image.width * image.height <= MAX_PIXELS:
        original = replace(original, renditions=tuple(render(image, folder, order.digest, said, avif=order.avif)))
        yield original
    if not original.read:
        raise Unreadable(_STAYS)


def _unshown(folder: Path, order: Order, path: Path) -> Original:
    """Look into a picture that no browser shows; raises Unreadable for what must not be given as it came."""
    original = Original(digest=order.digest, read=True)
    if _is_big_tiff(path):
        raise Unreadable("it is a BigTIFF, and its metadata cannot be read")
    if not _tells_position(path):
        return original
    try:
        copy = strip(path.read_bytes(), order.media_type, exif=b"", xmp=b"")
    except Unreadable as problem:
        raise Unreadable(_STAYS) from problem
    write(public_path(folder, order.digest, order.media_type), copy)
    return replace(original, public_size=len(copy), public_tag=tag_of(copy))


def _is_big_tiff(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in (b"II+\0", b"MM\0+")


def _tells_position(path: Path) -> bool:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return tells_position(content)


def _said(own: Mapping[str, str], words: Mapping[str, str | None]) -> dict[str, str]:
    """Give what the renditions say: the words of whoever brought the picture go before the file's own."""
    return {**own, **{name: text for name, text in words.items() if text}}


def _without_place(folder: Path, order: Order, image: ImageFile, said: Mapping[str, str]) -> bytes | None:
    """Give a copy of the file that says the same but where it was taken; None where that cannot be had."""
    exif, xmp = exif_of(said, orientation_of(image)), xmp_of(said)
    content = path_of(folder, order.digest, order.media_type).read_bytes()
    known = tuple(one for one in (image.info.get("exif"), image.info.get("xmp")) if isinstance(one, bytes))
    with suppress(Unreadable):
        return strip(content, order.media_type, exif=exif, xmp=xmp, known=known)
    with suppress(OSError, SyntaxError, ValueError, EOFError):
        copy = _written_anew(image, order.media_type, exif, xmp)
        return None if tells_position(copy) else copy
    return None


def _written_anew(image: ImageFile, media_type: str, exif: bytes, xmp: bytes) -> bytes:
    out = BytesIO()
    kept = {"icc_profile": image.info.get("icc_profile"), "exif": exif, "xmp": xmp, "comment": b"", "quality": 95}
    image.save(out, _FORMATS[media_type], save_all=is_animated(image), **kept)
    return out.getvalue()
