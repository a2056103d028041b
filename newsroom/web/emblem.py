"""The room's emblem in a browser's tab and on a phone: its initials on its own colour."""

import re
from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

RING, DOTS = "\u030a", "\u0308"
"""The marks above Å, Ä and Ö: the font that comes with Pillow has the letters of ASCII alone."""

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<title>{name}</title>
<rect width="64" height="64" rx="12" fill="{colour}"/>
<text x="32" y="43.500" fill="#fff" font-family="system-ui, 'Liberation Sans', Arial, sans-serif" font-size="{size}"\
 font-weight="700" text-anchor="middle">{letters}</text>
</svg>
"""


def initials(name: str) -> str:
    """Give the first letters of a name's first two words; none where no word begins with a letter."""
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_][\w-]*", name)[:2])


def emblem_svg(name: str, colour: str) -> bytes:
    """Draw the initials on a ground of this colour, which is dark enough for white (setting_checks)."""
    letters = initials(name)
    size = 34 if len(letters) == 1 else 29
    return _SVG.format(name=escape(name), colour=colour, size=size, letters=escape(letters)).encode()


@cache
def emblem_png(name: str, colour: str, side: int) -> bytes:
    """Draw the same as a square PNG without rounded corners, which phones cut themselves."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (side, side), colour)
    letters = [normalize("NFD", letter) for letter in initials(name)]
    _write(ImageDraw.Draw(picture), [letter for letter in letters if letter[0].isascii()], side)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _write(pen: "ImageDraw", letters: list[str], side: int) -> None:
    """Write decomposed letters in the middle, each with its mark."""
    from PIL import ImageFont

    font = ImageFont.load_default(side * 0.42)
    left = (side - font.getlength("".join(letter[0] for letter in letters))) / 2
    for letter in letters:
        width = font.getlength(letter[0])
        box = pen.textbbox((left, side / 2), letter[0], font=font, anchor="lm")
        pen.text((left, side / 2), letter[0], font=font, fill="#fff", anchor="lm", stroke_width=side // 128)
        _mark(pen, letter[1:], left + width / 2, box[1], side)
        left += width


def _mark(pen: "ImageDraw", mark: str, middle: float, top: float, side: int) -> None:
    radius = side * 0.032
    y = top - 2.2 * radius
    if mark.startswith(RING):
        pen.circle((middle, y), 1.6 * radius, outline="#fff", width=max(1, side // 48))
    for x in (middle - 1.7 * radius, middle + 1.7 * radius) if mark.startswith(DOTS) else ():
        pen.circle((x, y), radius, fill="#fff")
