"""Content codings (RFC 9110 section 8.4.1): which one an asker takes, and content in it."""

import gzip
from functools import lru_cache

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
    return _coded(content, coding, brotli_quality=6, gzip_level=6)


@lru_cache(maxsize=32)
def code_once(content: bytes, coding: str) -> bytes:
    """Give content that does not change in a coding, as small as it gets: a style sheet takes 60 ms, once."""
    return _coded(content, coding, brotli_quality=11, gzip_level=9)


def _coded(content: bytes, coding: str, *, brotli_quality: int, gzip_level: int) -> bytes:
    if coding == "br":
        coded: bytes = brotli.compress(content, quality=brotli_quality)
        return coded
    return gzip.compress(content, gzip_level, mtime=0)


def _liking(part: str) -> tuple[str, float]:
    name, _, parameters = part.partition(";")
    try:
        return name.strip(), float(parameters.partition("q=")[2] or 1)
    except ValueError:
        return name.strip(), 0.0
