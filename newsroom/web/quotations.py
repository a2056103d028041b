"""Quotations in a body: each gets a name of its own, so that it can be linked to."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

_EDGE = re.compile(r"<(/?)blockquote\b")
_TAG = re.compile(r"<[^>]*>")


def quotable(body_html: str, label: str) -> str:
    """Give a cleaned body whose quotations bear ids and are followed by a link to themselves.

    An id is made of the words that are quoted, so it outlives changes elsewhere in the text. What is put in has no
    quotation mark, so even within an attribute it could not end anything.
    """
    parts, at, seen = list[str](), 0, Counter[str]()
    for start, end in _quotations(body_html):
        name = _name(body_html[start:end], seen)
        way = f"<p class=quote-ways><a href=#{name}>{html.escape(label)}</a></p>"
        opening, closing = start + len("<blockquote"), end + len("</blockquote>")
        parts += [body_html[at:opening], f" id={name}", body_html[opening:closing], way]
        at = closing
    return "".join([*parts, body_html[at:]])


def _quotations(body_html: str) -> Iterator[tuple[int, int]]:
    """Yield where quotations begin and end; one within another is part of it."""
    depth, start = 0, 0
    for edge in _EDGE.finditer(body_html):
        if edge[1]:
            depth -= 1
            if depth == 0:
                yield start, edge.start()
        else:
            start = edge.start() if depth == 0 else start
            depth += 1


def _name(quotation: str, seen: Counter[str]) -> str:
    said = "".join(_TAG.sub(" ", html.unescape(quotation)).casefold().split())
    name = f"quote-{blake2b(said.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
