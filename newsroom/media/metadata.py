"""Metadata: what a picture's file says of itself, read from XMP, IPTC IIM and EXIF, in this order of trust.

The IPTC Photo Metadata Standard 2023.2 tells which property means the same where.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from PIL import Image
from PIL.ExifTags import IFD, Base
from PIL.ImageFile import ImageFile
from PIL.IptcImagePlugin import getiptcinfo

from newsroom.lines import line
from newsroom.media.positions import tells_position

LONGEST = 4000

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_IPTC = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_XMP = {
    "caption": (f"{_DC}description",),
    "alt": (f"{_IPTC}AltTextAccessibility",),
    "headline": (f"{_PHOTOSHOP}Headline",),
    "creator": (f"{_DC}creator",),
    "credit": (f"{_PHOTOSHOP}Credit",),
    "copyright": (f"{_DC}rights",),
    "licence": (f"{_RIGHTS}UsageTerms", f"{_RIGHTS}WebStatement", "{http://creativecommons.org/ns#}license"),
    "taken_at": (f"{_PHOTOSHOP}DateCreated",),
}
_IIM = {
    "caption": (2, 120),
    "headline": (2, 105),
    "creator": (2, 80),
    "credit": (2, 110),
    "copyright": (2, 116),
}
_UTF8 = b"\x1b%G"
_SUBLOCATION = (2, 92)
_EXIF = {"caption": Base.ImageDescription, "creator": Base.Artist, "copyright": Base.Copyright}
# What cameras write where a caption would stand.
_NO_CAPTION = re.compile(
    r"(OLYMPUS|SONY|DCIM|MINOLTA|KONICA|SAMSUNG|PENTAX|DSC|IMG|CAMERA|DIGITAL)[\w ._-]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself, by our words, and whether it tells where exactly it was taken."""

    said: Mapping[str, str] = field(default_factory=dict)
    tells_place: bool = False


def read_metadata(image: ImageFile) -> Metadata:
    """Read what an opened picture says of itself; what cannot be read says nothing."""
    xmp, iim, exif = _xmp_of(image), _iim_of(image), image.getexif()
    said: dict[str, str] = {}
    for found in (_read_xmp(xmp), _read_iim(iim), _read_exif(exif)):
        said |= {name: text for name, text in found if name not in said}
    tells_place = tells_position(xmp) or _SUBLOCATION in iim or _has_position(exif)
    return Metadata(said, tells_place)


def credit_line(said: Mapping[str, str]) -> str | None:
    """Give who made a picture and for whom, as a credit names them: "Maja Mallberg/Exempelstad"."""
    creator, credit = said.get("creator", ""), said.get("credit", "")
    if creator and credit and creator.casefold() not in credit.casefold():
        return creator if credit.casefold() in creator.casefold() else f"{creator}/{credit}"
    return credit or creator or None


def _xmp_of(image: ImageFile) -> bytes:
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else found


def _iim_of(image: ImageFile) -> dict[tuple[int, int], Any]:
    try:
        return getiptcinfo(image) or {}
    # Foreign bytes: whatever a parser of them trips over, they say nothing.
    except Exception:
        return {}


def _read_xmp(packet: bytes) -> Iterator[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(packet.strip(b"\x00 \r\n"), parser) if packet else None
    except etree.XMLSyntaxError:
        return
    for name, tags in _XMP.items() if root is not None else ():
        texts = (text for tag in tags for text in _property(root, tag))
        if text := next(filter(None, map(_tidy, texts)), None):
            yield name, text


def _property(root: Any, tag: str) -> Iterator[str]:
    """Yield the values of a property, the default language first; names in a row are one value (XMP part 1, 7.5)."""
    for description in root.iter(f"{_RDF}Description"):
        if tag in description.attrib:
            yield description.get(tag)
        for element in description.iterchildren(tag):
            items = list(element.iter(f"{_RDF}li"))
            if next(element.iter(f"{_RDF}Seq"), None) is not None:
                yield ", ".join(item.text or "" for item in items)
            yield from (item.text or "" for item in sorted(items, key=_is_translation))
            yield element.get(f"{_RDF}resource") or element.text or ""


def _is_translation(item: Any) -> bool:
    return bool(item.get("{http://www.w3.org/XML/1998/namespace}lang") != "x-default")


def _read_iim(iim: Mapping[tuple[int, int], Any]) -> Iterator[tuple[str, str]]:
    encoding = "utf-8" if iim.get((1, 90)) == _UTF8 else None
    for name, key in _IIM.items():
        values = iim.get(key, [])
        several = values if isinstance(values, list) else [values]
        if text := _tidy(", ".join(_decoded(value, encoding) for value in several)):
            yield name, text
    day = _decoded(iim.get((2, 55), b""), "ascii")
    if re.fullmatch(r"\d{8}", day):
        yield "taken_at", f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _decoded(value: bytes, encoding: str | None) -> str:
    """Read text whose encoding nobody declared: UTF-8 if it is that, else what Windows wrote."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode(encoding or "cp1252", "replace")


def _read_exif(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    for name, tag in _EXIF.items():
        value = exif.get(tag)
        text = _tidy(_respelled(value)) if isinstance(value, str) else ""
        if text and not (name == "caption" and _NO_CAPTION.fullmatch(text)):
            yield name, text
    taken = exif.get_ifd(IFD.Exif).get(Base.DateTimeOriginal)
    if isinstance(taken, str) and re.match(r"\d{4}:\d\d:\d\d \d\d:\d\d", taken):
        yield "taken_at", f"{taken[:10].replace(':', '-')}T{taken[11:19]}"


def _respelled(text: str) -> str:
    """Give back what a reader of Latin-1 has made of other bytes."""
    return _decoded(text.encode("latin-1", "replace"), None)


def _has_position(exif: Image.Exif) -> bool:
    # The first tag is the version of the directory; cameras without a receiver write it alone.
    return any(tag for tag in exif.get_ifd(IFD.GPSInfo))


def _tidy(text: str | None) -> str:
    return (line(text) or "")[:LONGEST]
