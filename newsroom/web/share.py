"""The picture that stands for the room where it is shared: its emblem, in its own colour."""

from functools import cache
from io import BytesIO

WIDTH, HEIGHT = 1200, 630
"""The size that social networks show whole."""

_SIDE, _TOP, _SCALE = 360, 75, 7.5
# The emblem of static/icon.svg: a headline, a picture and three lines of text, as left, top, right, bottom.
_EMBLEM = ((14, 15, 50, 22), (14, 28, 30, 49), (35, 28, 50, 32), (35, 36.5, 50, 40.5), (35, 45, 50, 49))


@cache
def share_picture(colour: str) -> bytes:
    """Draw the emblem on a ground of this colour, as PNG; the same colour gives the same bytes."""
    # Pillow takes long to import, and only what serves needs a picture.
    from PIL import Image, ImageDraw

    picture = Image.new("P", (WIDTH, HEIGHT), 0)
    picture.putpalette([*bytes.fromhex(colour.removeprefix("#")), 255, 255, 255])
    pen = ImageDraw.Draw(picture)
    for left, top, right, bottom in _EMBLEM:
        corners = [(_SIDE + left * _SCALE, _TOP + top * _SCALE), (_SIDE + right * _SCALE, _TOP + bottom * _SCALE)]
        pen.rectangle([(round(x), round(y)) for x, y in corners], fill=1)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True, bits=1)
    return written.getvalue()
