"""Rendering: the smaller pictures that pages show, made of an original; colours in sRGB, upright, never enlarged."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms
from PIL.ExifTags import Base

from newsroom.media.crediting import exif_of, xmp_of
from newsroom.media.originals import rendition_path
from newsroom.media.stripping import strip
from newsroom.original import Rendition

WIDTHS = (480, 960, 1600, 2400)

# What the formats can count to.
_MOST_IN_WEBP, _MOST_IN_JPEG = 16_383, 65_500
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")
_SAVED: Mapping[str, tuple[str, dict[str, Any]]] = {
    "image/avif": ("AVIF", {"quality": 60, "speed": 7}),
    "image/webp": ("WEBP", {"quality": 80, "method": 4}),
    "image/jpeg": ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
    "image/png": ("PNG", {"optimize": True}),
}


def render(
    image: Image.Image, folder: Path, digest: str, said: Mapping[str, str], *, avif: bool = False
) -> Iterator[Rendition]:
    """Make the renditions of an opened picture and tell of each; what is said of it goes into their metadata.

    One that is animated has none: it is shown as it came.
    """
    if is_animated(image):
        return
    largest = _upright_in_srgb(image)
    for width in widths_of(largest.width):
        height = max(1, round(largest.height * width / largest.width))
        sized = largest if width == largest.width else largest.resize((width, height), Image.Resampling.LANCZOS)
        for media_type in media_types_of(sized, avif=avif):
            yield _kept(sized, media_type, folder, digest, said)


def widths_of(width: int) -> list[int]:
    """Give the widths of the renditions of a picture: those that it exceeds, and its own up to the widest."""
    return [one for one in WIDTHS if one < width] + ([width] if width <= WIDTHS[-1] else [])


def media_types_of(image: Image.Image, *, avif: bool) -> Sequence[str]:
    """Give the formats of a rendition, the smallest first; the last is for those who know no other."""
    modern = [*(["image/avif"] if avif else []), "image/webp"] if max(image.size) <= _MOST_IN_WEBP else []
    fallback = "image/png" if image.mode == "RGBA" or max(image.size) > _MOST_IN_JPEG else "image/jpeg"
    return [*modern, fallback]


def is_animated(image: Image.Image) -> bool:
    """Tell whether it moves; a photo with further pictures for other purposes (MPO) does not."""
    return image.format != "MPO" and bool(getattr(image, "is_animated", False))


def orientation_of(image: Image.Image) -> int:
    """Give which side is up, as EXIF counts."""
    found = image.getexif().get(Base.Orientation, 1)
    return found if found in _TURNS else 1


def shown_size(image: Image.Image) -> tuple[int, int]:
    """Give width and height with the right side up."""
    return (image.height, image.width) if orientation_of(image) > 4 else image.size


def write(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def tag_of(content: bytes) -> str:
    """Give what tells these bytes from others under the same name."""
    return hashlib.sha256(content).hexdigest()[:24]


def _upright_in_srgb(image: Image.Image) -> Image.Image:
    """Give it no wider than the widest rendition; a JPEG is read no finer than needed for that."""
    orientation = orientation_of(image)
    scale = min(1.0, WIDTHS[-1] / shown_size(image)[0])
    wanted = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if image.format in ("JPEG", "MPO"):
        image.draft(image.mode, wanted)
    plain = _plain(image)
    if plain.size != wanted:
        plain = plain.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)
    coloured = _in_srgb(plain, image.info.get("icc_profile"))
    return coloured.transpose(_TURNS[orientation]) if orientation in _TURNS else coloured


def _plain(image: Image.Image) -> Image.Image:
    """Give it in a mode in which it can be resized and coloured: RGB, RGBA, L or CMYK."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Sixteen bits a pixel: `convert` would cut off what is brighter than eight bits can say.
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    if profile:
        # A broken profile, or one for another kind of colour, says nothing.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            found = ImageCms.ImageCmsProfile(BytesIO(profile))
            colours = ImageCms.profileToProfile(colours, found, _SRGB, outputMode="RGB") or colours
    colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _kept(image: Image.Image, media_type: str, folder: Path, digest: str, said: Mapping[str, str]) -> Rendition:
    name, options = _SAVED[media_type]
    exif, xmp, out = exif_of(said), xmp_of(said), BytesIO()
    # Pillow takes what else came with the picture (a profile, a comment) from here.
    image.info = {}
    if media_type == "image/png":
        image.save(out, name, **options)
        content = strip(out.getvalue(), media_type, exif=exif, xmp=xmp)
    else:
        image.save(out, name, **options, **{key: one for key, one in (("exif", exif), ("xmp", xmp)) if one})
        content = out.getvalue()
    write(rendition_path(folder, digest, media_type, image.width), content)
    width, height = image.size
    return Rendition(width=width, height=height, media_type=media_type, size=len(content), tag=tag_of(content))
