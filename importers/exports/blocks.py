"""WordPress's block comments (`<!-- wp:… -->`): they go; what only the site's own server could fill in is told."""

import json
import re
from collections.abc import Callable

_BLOCK = re.compile(r"\s*wp:([\w/-]+)\s*(\{.*\})?\s*(/?)\s*\Z", re.DOTALL)
# These stand for nothing that a reader would miss.
_MUTE = frozenset({"more", "nextpage", "spacer", "separator", "post-title", "post-content", "post-date"})
_WRAPPED_URL = re.compile(r'(wp-block-embed__wrapper[^<>]*>)\s*(https?://[^\s<>"]+)\s*(?=</)')

Reuse = Callable[[str], str | None]
"""Gives the markup of a reusable block by its number, or None where the export does not have it."""


def drop_comments(text: str, reuse: Reuse) -> tuple[str, tuple[str, ...]]:
    """Give the text without comments, with reusable blocks in their place, and the names of blocks that are lost."""
    if "<!--" not in text:
        return text, ()
    first, *others = text.split("<!--")
    parts, lost = [first], list[str]()
    for other in others:
        comment, mark, rest = other.partition("-->")
        # A comment that nobody closed hides the rest of its page; here it hides nothing.
        parts += [_replace(comment, reuse, lost), rest] if mark else [comment]
    return _WRAPPED_URL.sub(r'\1<a href="\2">\2</a>', "".join(parts)), tuple(dict.fromkeys(lost))


def _replace(comment: str, reuse: Reuse, lost: list[str]) -> str:
    block = _BLOCK.match(comment) if "wp:" in comment[:8] else None
    if not block or not block[3]:
        return ""
    name = block[1].removeprefix("core/")
    content = reuse(_reference(block[2])) if name == "block" else None
    if content is None and name not in _MUTE:
        lost.append(name)
    # What it holds is not looked through again: a block that holds itself would never end.
    return re.sub(r"<!--[^<>]*-->", "", content or "")


def _reference(words: str | None) -> str:
    try:
        given = json.loads(words or "{}")
    except (ValueError, RecursionError):
        return ""
    return str(given.get("ref", "")) if isinstance(given, dict) else ""
