"""Content codings (RFC 9110 section 8.4.1): which one an asker takes, and content in it."""

import gzip

import brotli

VARY = {"Vary": "Accept-Encoding"}
"""What every answer bears that may be coded, also when it is not and when there is nothing to send."""

SMALLEST = 256
"""Below this many bytes a coding saves nothing."""

_CODINGS = ("br", "gzip")


def negotiate(accepted: str) -> str | None:
    """Choose the coding that an Accept-Encoding header likes best, brotli among equals; None is none at all."""
    likings = dict(map(_liking, accepted.lower().split(",")))
    weights = {coding: likings.get(coding, likings.get("*", 0.0)) for coding in _CODINGS}
    best = max(_CODINGS, key=lambda coding: weights[coding])
    return best if weights[best] > 0 and weights[best] >= likings.get("identity", 0.0) else None


def code(content: bytes, coding: str) -> bytes:
    """Give the content in a coding; the same content gives the same bytes."""
    if coding == "br":
        coded: bytes = brotli.compress(content, quality=4)
        return coded
    return gzip.compress(content, 6, mtime=0)


def _liking(part: str) -> tuple[str, float]:
    name, _, parameters = part.partition(";")
    try:
        return name.strip(), float(parameters.partition("q=")[2] or 1)
    except ValueError:
        return name.strip(), 0.0
