"""Contrast: whether a colour can be read on its ground, and the nearest one that can."""

from colorsys import hls_to_rgb, rgb_to_hls

LEGIBLE = 4.5
"""The contrast that text needs (WCAG 2.2, criterion 1.4.3)."""


def nearest_legible(colour: str, ground: str) -> str:
    """Give the colour of the same hue and saturation, lighter or darker by as little as will do."""
    hue, lightness, saturation = rgb_to_hls(*_shares(colour))
    steps = sorted((step / 255 for step in range(256)), key=lambda step: abs(step - lightness))
    shades = (_hexadecimal(hls_to_rgb(hue, step, saturation)) for step in steps)
    return next(shade for shade in shades if contrast(shade, ground) >= LEGIBLE)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in _shares(colour))
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hexadecimal(shares: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)
