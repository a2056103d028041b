"""Pictures for tests, drawn here: a gradient, so that every side and colour can be told from the others."""

from io import BytesIO
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD, Base


def drawn(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Draw a picture that is red above and to the left, and blue below."""
    red = Image.linear_gradient("L").rotate(180).resize((width, height))
    green = Image.new("L", (width, height), 40)
    return Image.merge("RGB", (red, green, Image.linear_gradient("L").resize((width, height)))).convert(mode)


def file_of(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """Write a picture as a file of this format."""
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(*, artist: str = "", orientation: int = 1, position: bool = False) -> bytes:
    """Write metadata as a camera does."""
    said = Image.Exif()
    said[Base.Orientation] = orientation
    if artist:
        said[Base.Artist] = artist.encode()
    if position:
        directory = said.get_ifd(IFD.GPSInfo)
        directory |= {1: "N", 2: (59.0, 20.0, 1.0), 3: "E", 4: (18.0, 3.0, 2.0)}
    return said.tobytes()


POSITION = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="59,20.017N"
    exif:GPSLongitude="18,3.033E"/>
</rdf:RDF></x:xmpmeta>"""
"""An XMP packet that tells a place to the metre."""
