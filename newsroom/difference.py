"""Differences: what is the same, gone and new between two texts, word by word; pure.

Paragraphs are aligned before words, and what would cost too much to align is told as replaced: two texts of
100,000 words take about a second, whatever they say.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Span = tuple[int, int, int]
"""A stretch that both texts have: where it begins in the old, where in the new, and how long it is."""

_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
# A number with its decimals, a time and a name with a hyphen are words: half of one would say nothing.
_WORD = re.compile(r"\w+(?:[.,:’'/-]\w+)*|\s+|[^\w\s]")
_MOST_CELLS = 8_000_000
_LARGEST = 300


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both say, that only the old said, or that only the new says."""

    kind: Literal["same", "gone", "new"]
    text: str


def difference(old: str, new: str) -> tuple[Run, ...]:
    """Tell what became of a text: what is the same and what is gone give the old one, the same and the new the new."""
    # n tokens fill n / 2s squares of s tokens a side: so many cells in all, however they lie.
    largest = min(_LARGEST, 2 * _MOST_CELLS // max(len(old) + len(new), 1))
    runs: list[Run] = []
    for gone, come, same in _stretches(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new), largest):
        for less, more, kept in _stretches(_WORD.findall("".join(gone)), _WORD.findall("".join(come)), largest):
            runs += _runs("".join(kept), "".join(less), "".join(more))
        runs.append(Run("same", "".join(same)))
    return tuple(_joined(run for run in runs if run.text))


def shortened(runs: Sequence[Run], *, words: int = 12) -> tuple[Run, ...]:
    """Give the runs with so many words around each change; “…” stands for the rest of what stayed."""
    last = len(runs) - 1
    return tuple(
        Run("same", _cut(run.text, 2 * words if place else 0, 2 * words if place < last else 0))
        if run.kind == "same"
        else run
        for place, run in enumerate(runs)
    )


def _cut(text: str, first: int, final: int) -> str:
    """Leave so many tokens at the beginning of a text and at its end."""
    tokens = _WORD.findall(text)
    if len(tokens) <= first + final:
        return text
    head, tail = "".join(tokens[:first]).rstrip(), "".join(tokens[len(tokens) - final :]).lstrip()
    return " ".join([*([head] if first else []), "…", *([tail] if final else [])])


def _stretches(
    old: Sequence[str], new: Sequence[str], largest: int
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield what is gone and what is new before each stretch that both have, and the stretch."""
    here = there = 0
    for start, begin, length in _spans(old, new, largest):
        yield old[here:start], new[there:begin], old[start : start + length]
        here, there = start + length, begin + length


def _spans(old: Sequence[str], new: Sequence[str], largest: int) -> Iterator[Span]:
    """Find what both have, in order; the last span is the end."""
    here = there = 0
    for start, begin in [*_anchors(old, new), (len(old), len(new))]:
        for left, above, length in _between(old[here:start], new[there:begin], largest):
            yield here + left, there + above, length
        yield start, begin, int(start < len(old))
        here, there = start + 1, begin + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair what is there once in each: the longest chain that keeps its order, as in a patience diff."""
    once, again = Counter(old), Counter(new)
    places = {token: place for place, token in enumerate(old) if once[token] == 1 and not token.isspace()}
    ends: list[int] = []
    chains: list[tuple[int, int, object]] = []
    for begin, token in enumerate(new):
        if again[token] == 1 and (start := places.get(token)) is not None:
            length = bisect_left(ends, start)
            ends[length : length + 1] = [start]
            chains[length : length + 1] = [(start, begin, chains[length - 1] if length else None)]
    return _unwound(chains[-1] if chains else None)


def _unwound(chain: object) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while isinstance(chain, tuple):
        start, begin, chain = chain
        found.append((start, begin))
    return found[::-1]


def _between(old: Sequence[str], new: Sequence[str], largest: int) -> Iterator[Span]:
    """Align what lies between two anchors: its ends, and its middle where that is not too much."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    less, more = old[head : len(old) - tail], new[head : len(new) - tail]
    yield 0, 0, head
    if len(less) * len(more) <= largest * largest:
        matcher = SequenceMatcher(str.isspace, less, more, autojunk=False)
        yield from ((head + left, head + above, length) for left, above, length in matcher.get_matching_blocks())
    yield len(old) - tail, len(new) - tail, tail


def _common(old: Iterable[str], new: Iterable[str]) -> int:
    """Count how many both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _runs(same: str, gone: str, new: str) -> tuple[Run, ...]:
    return Run("gone", gone), Run("new", new), Run("same", same)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join what stands together, the gone before the new; a blank between two changes belongs to both."""
    said = {"same": "", "gone": "", "new": ""}
    for run in runs:
        if run.kind != "same" and said["same"]:
            if said["same"].isspace() and said["gone"] and said["new"]:
                said = {"same": "", "gone": said["gone"] + said["same"], "new": said["new"] + said["same"]}
            else:
                yield from (one for one in _runs(**said) if one.text)
                said = {"same": "", "gone": "", "new": ""}
        said[run.kind] += run.text
    yield from (one for one in _runs(**said) if one.text)
