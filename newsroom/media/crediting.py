"""Crediting: what we say of a picture, written into the files that readers get, as XMP and as EXIF."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from PIL import Image
from PIL.ExifTags import Base

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{properties}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_ALTERNATIVES = '<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></{tag}>'
_SEQUENCE = "<{tag}><rdf:Seq><rdf:li>{text}</rdf:li></rdf:Seq></{tag}>"
_PLAIN = "<{tag}>{text}</{tag}>"
_PROPERTIES = {
    "caption": ("dc:description", _ALTERNATIVES),
    "alt": ("Iptc4xmpCore:AltTextAccessibility", _ALTERNATIVES),
    "headline": ("photoshop:Headline", _PLAIN),
    "creator": ("dc:creator", _SEQUENCE),
    "credit": ("photoshop:Credit", _PLAIN),
    "copyright": ("dc:rights", _ALTERNATIVES),
    "licence": ("xmpRights:UsageTerms", _ALTERNATIVES),
    "taken_at": ("photoshop:DateCreated", _PLAIN),
}


def xmp_of(said: Mapping[str, str]) -> bytes:
    """Write what is said of a picture as an XMP packet (ISO 16684-1); nothing where nothing is said."""
    properties = "\n".join(_properties(said))
    return _PACKET.format(properties=properties).encode() if properties else b""


def exif_of(said: Mapping[str, str], orientation: int = 1) -> bytes:
    """Write what is said of a picture, and which side is up, as EXIF (CIPA DC-008); nothing where nothing is said."""
    exif = Image.Exif()
    artist = said.get("creator") or said.get("credit")
    for tag, text in (
        (Base.ImageDescription, said.get("caption")),
        (Base.Artist, artist),
        (Base.Copyright, said.get("copyright")),
    ):
        if text:
            # As bytes, for Pillow would make a question mark of each letter that is not ASCII.
            exif[tag] = text.encode()
    if orientation != 1:
        exif[Base.Orientation] = orientation
    return exif.tobytes() if len(exif) else b""


def _properties(said: Mapping[str, str]) -> Iterator[str]:
    for name, (tag, form) in _PROPERTIES.items():
        if said.get(name):
            yield form.format(tag=tag, text=escape(said[name]))
    if said.get("licence", "").startswith(("https://", "http://")):
        yield _PLAIN.format(tag="xmpRights:WebStatement", text=escape(said["licence"]))
