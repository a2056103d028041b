"""WordPress's shortcodes: captions, galleries and embeds become HTML, others go and leave the text they hold.

Which shortcodes a site knew is nowhere in its export, and “[sic]” is none: a word in brackets counts as one
when it is known, has parameters or an end, or is named as plug-ins name theirs.
"""

import re
from collections import Counter
from collections.abc import Callable
from html import escape, unescape
from itertools import islice

from importers.exports.body import watchable

_TAG = re.compile(r"\[(\[?)(/?)([A-Za-z][\w-]{0,60})((?:\s[^\[\]]{0,3000})?)\](\]?)")
_PARAMETER = re.compile(r"""([\w-]+)\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"']+))|(https?://[^\s"']+)""")
_PICTURE = re.compile(r"\s*(?:<p>)?((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)", re.IGNORECASE)
_CAPTIONS = frozenset({"caption", "wp_caption"})
_GALLERIES = frozenset({"gallery", "playlist", "slideshow"})
_EMBEDS = frozenset(
    """embed youtube vimeo video audio wpvideo soundcloud tweet twitter instagram facebook dailymotion ted
    googlemaps iframe""".split()  # noqa: SIM905
)
_SOURCES = ("src", "url", "mp4", "mp3", "m4a", "m4v", "webm", "ogv", "ogg", "wav", "href")
_MOST_TAGS = 5000

Gallery = Callable[[list[str]], str]
"""Gives the HTML of a gallery by the numbers of its pictures, or of all that belong to the post when there are none."""


def expand_shortcodes(text: str, gallery: Gallery) -> tuple[str, tuple[str, ...]]:
    """Give the text without shortcodes, and the names of those that were left out."""
    if "[" not in text:
        return text, ()
    tags = list(islice(_TAG.finditer(text), _MOST_TAGS))
    ends = Counter(found[3].lower() for found in tags if found[2])
    parts, dropped, position = list[str](), list[str](), 0
    for found in tags:
        if found.start() < position:
            continue
        parts.append(text[position : found.start()])
        written, position = _expand(text, found, ends, gallery, dropped)
        parts.append(written)
    return "".join([*parts, text[position:]]), tuple(dict.fromkeys(dropped))


def _expand(
    text: str, found: re.Match[str], ends: Counter[str], gallery: Gallery, dropped: list[str]
) -> tuple[str, int]:
    """Give what stands for a shortcode, and where the text goes on."""
    doubled, closing, name, words, _ = found.groups()
    name = name.lower()
    if doubled and found[5]:
        return found[0][1:-1], found.end()
    if not _is_shortcode(name, words, ends):
        return found[0], found.end()
    known = name in _CAPTIONS | _GALLERIES | _EMBEDS
    if closing or not known:
        if not known:
            dropped.append(name)
        return doubled + found[5], found.end()
    end = text.find(f"[/{found[3]}]", found.end()) if ends[name] and not words.endswith("/") else -1
    inner = text[found.end() : end] if end >= 0 else ""
    written = _write(name, _parameters(words), inner, gallery)
    if not written.strip():
        dropped.append(name)
    return written, end + len(name) + 3 if end >= 0 else found.end()


def _is_shortcode(name: str, words: str, ends: Counter[str]) -> bool:
    if name in _CAPTIONS | _GALLERIES | _EMBEDS or ends[name]:
        return True
    return "=" in words or "_" in name or (name.count("-") > 1) or words.strip() == "/"


def _parameters(words: str) -> dict[str, str]:
    found = _PARAMETER.finditer(unescape(words).translate({0x201C: '"', 0x201D: '"', 0x2033: '"'}))
    return {(one[1] or "src").lower(): one[2] or one[3] or one[4] or one[5] or "" for one in found}


def _write(name: str, words: dict[str, str], inner: str, gallery: Gallery) -> str:
    if name in _CAPTIONS:
        return _caption(words, inner)
    if name in _GALLERIES:
        return gallery(re.findall(r"\d+", words.get("ids", words.get("include", ""))))
    given = [words.get(source, "") for source in _SOURCES] + [unescape(inner).strip()]
    address = next((one for one in given if one.lower().startswith(("http://", "https://"))), "")
    return f'\n\n<p><a href="{escape(address)}">{escape(watchable(address))}</a></p>\n\n' if address else inner


def _caption(words: dict[str, str], inner: str) -> str:
    picture = _PICTURE.match(inner)
    if not picture:
        return inner
    caption = words.get("caption") or inner[picture.end() :].strip()
    return f"\n\n<figure>{picture[1]}<figcaption>{caption}</figcaption></figure>\n\n"
