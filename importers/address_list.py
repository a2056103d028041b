"""A list of addresses: a text with one on each line; blank lines and what follows a number sign are left out."""

import re
from collections.abc import Iterator

from importers.draft import Defaults, Problem, Source, Wanted
from importers.exports.pages import head_of
from importers.reading.characters import decode_text, find_charset, legible, may_open_with, read_bytes

_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_REMARK = re.compile(r"(?:^|\s)#.*")
_LIMIT = 32_000_000
_NO_ADDRESS = "Line {} is no address: “{}”. Write it whole, as https://example.org/page."
_SHARE = 0.9
"""Of so many lines that say something all must be addresses; one slip does not make a list a text."""


def recognises(source: Source) -> bool:
    """Tell whether its first line is an address, and nearly every other."""
    if not may_open_with(b"hH#", source):
        return False
    lines = head_of(source).split("\n")
    # The last of many may be cut off in its middle.
    said = [line for one in (lines[:-1] or lines) if (line := _bare(one))]
    return bool(said) and all(map(_ADDRESS.fullmatch, said[:1])) and _count(said) >= _SHARE * len(said)


def read(source: Source, defaults: Defaults) -> Iterator[Problem | Wanted]:
    """Yield every address, in the file's order."""
    text = legible(decode_text(read_bytes(source, _LIMIT), find_charset(source.media_type)))
    for number, line in enumerate(text.split("\n"), start=1):
        said = _bare(line)
        if _ADDRESS.fullmatch(said):
            yield Wanted(said, "a line of the list")
        elif said:
            yield Problem(_NO_ADDRESS.format(number, said[:80]))


def _bare(line: str) -> str:
    return _REMARK.sub("", line.strip("\ufeff \t\r\n")).strip()


def _count(lines: list[str]) -> int:
    return sum(1 for line in lines if _ADDRESS.fullmatch(line))
