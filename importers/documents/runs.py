"""Runs of letters that look alike, and these joined into the HTML of a paragraph."""

import re
from collections.abc import Iterable
from html import escape

_SEAM = re.compile(r"</(strong|em|s|ins|del|sup|sub)><\1>")


def mark_run(text: str, marks: Iterable[str]) -> str:
    """Write a run with the tags of its looks; blanks alone have none."""
    written = escape(text, quote=False)
    if not text.strip():
        return written
    for tag in marks:
        written = f"<{tag}>{written}</{tag}>"
    return written


def join_runs(runs: Iterable[str]) -> str:
    """Join runs, and those that follow each other with the same looks to one."""
    joined, seams = "".join(runs), 1
    while seams:
        joined, seams = _SEAM.subn("", joined)
    return joined
