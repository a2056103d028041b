"""Excerpts: the part of a text that answers a query, cut by the same stems that the search index is made of."""

import re
from collections.abc import Iterable, Iterator, Sequence

from newsroom.text import Word, query_terms, terms_of, words


def excerpt(text: str, query: str, languages: Iterable[str], length: int = 240) -> list[tuple[str, bool]]:
    """Cut the part of a text that answers a query best, in pieces; the pieces that answer are marked True.

    The pieces are the original's characters, with an ellipsis where something was cut off.
    """
    spoken = tuple(languages)
    wanted = {term: place for place, group in enumerate(query_terms(query, spoken)) for term in " ".join(group).split()}
    found = [(word, place) for word in words(text) if (place := _place(word, spoken, wanted)) is not None]
    start, end = _window(text, found, length)
    return list(_pieces(text, [word for word, _ in found], start, end))


def _place(word: Word, languages: Iterable[str], wanted: dict[str, int]) -> int | None:
    """Tell which part of the query a word answers."""
    for language in languages:
        for term in terms_of(language)[word.text]:
            if term in wanted:
                return wanted[term]
    return None


def _window(text: str, found: Sequence[tuple[Word, int]], length: int) -> tuple[int, int]:
    """Find the stretch that answers most parts of the query, then most often, then first."""
    if len(text) <= length:
        return 0, len(text)
    first, best, chosen, counts = 0, (0, 0), (0, 0), dict[int, int]()
    for last, (word, place) in enumerate(found):
        counts[place] = counts.get(place, 0) + 1
        while word.end - found[first][0].start > length and first < last:
            _take_away(counts, found[first][1])
            first += 1
        if (score := (len(counts), last - first + 1)) > best:
            best, chosen = score, (found[first][0].start, word.end)
    return _widen(text, *chosen, length)


def _take_away(counts: dict[int, int], place: int) -> None:
    counts[place] -= 1
    if not counts[place]:
        del counts[place]


def _widen(text: str, start: int, end: int, length: int) -> tuple[int, int]:
    """Give a stretch its surroundings, a third of them before it, with whole words at both ends."""
    room = max(0, length - (end - start))
    begin = max(0, min(start - room // 3, len(text) - length))
    finish = min(len(text), max(end, begin + length))
    if begin and (space := re.compile(r"\s").search(text, begin, start)):
        begin = space.end()
    if finish < len(text):
        finish = max(end, *(text.rfind(blank, end, finish) for blank in " \n\t"))
    return min(begin, start), finish


def _pieces(text: str, hits: Iterable[Word], start: int, end: int) -> Iterator[tuple[str, bool]]:
    at, before = start, "…" if start else ""
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        if plain := before + text[at : hit.start]:
            yield plain, False
        yield text[hit.start : hit.end], True
        at, before = hit.end, ""
    if rest := before + text[at:end].rstrip() + ("…" if end < len(text) else ""):
        yield rest, False
