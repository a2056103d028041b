"""Sizes of letters: where no style says it, the largest near the start are the headline's."""

from statistics import median

_LARGER = 1.25
_OPENING = 8


def find_largest(sizes: list[float]) -> int | None:
    """Find which of the first paragraphs has larger letters than all others of them and than the text."""
    opening = sizes[:_OPENING]
    if len(sizes) < 2 or opening.count(max(opening)) > 1 or max(opening) < _LARGER * median(sizes):
        return None
    return opening.index(max(opening))
