"""Mentions: where a text names somebody, in full, inflected, or by the surname alone.

Pure. A name is looked for word by word and folded, so that it is never found inside another name; its last word may
bear the endings that Swedish, Finnish and English hang on it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.desk.inflection import fold_word, is_form, spellings

_LETTER = r"[^\W\d_][\u0300-\u036f\xad\u200b-\u200d\u2060]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:[-\u2010\u2011'’](?:{_LETTER})+)*(?::(?:{_LETTER}){{1,4}}(?!\w))?['’]?")
_CHUNK = re.compile(r"[^\s<>()\"“”«»,;]+")
_PART = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)
_GAP = re.compile(r"(?!.*\n\s*\n)\s{1,40}", re.DOTALL)
_INITIAL_GAP = re.compile(r"\.?\s{1,10}")
_COMMA_GAP = re.compile(r",\s{1,10}")

# A capital before a surname is a given name of somebody else, unless it opens the sentence or is a title.
_NO_GIVEN_NAMES = frozenset(
    """
    aven att av da dar direktor doktor dr enligt for fran froken fru har herr hos kommunalrad med men minister nar nu
    och ocksa om ordforande presschef professor sa sade sager som statsminister till tills under
    herra ja johtaja jos kun lisaksi ministeri mutta myos pormestari professori puheenjohtaja rouva silti
    toimitusjohtaja
    after also and as asked before but by chair director for from if like mayor miss mr mrs ms president prof said
    says sir when while with
    """.split()  # noqa: SIM905
)


class Span(NamedTuple):
    """Where in a text somebody is mentioned."""

    start: int
    end: int


class _Token(NamedTuple):
    folded: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name, folded word by word; `others` are longer names of other people that hold it."""

    words: tuple[str, ...]
    others: tuple["Name", ...] = ()

    @property
    def surname(self) -> str:
        """Give the last word."""
        return self.words[-1]

    @property
    def is_whole(self) -> bool:
        """Tell whether there is a given name before the surname."""
        return len(self.words) > 1


def read_name(text: str, others: Iterable[str] = ()) -> Name:
    """Read a name as people write it; of the others, those matter that hold it with more words around."""
    words = tuple(token.folded for token in _tokens(text))
    # What follows a comma on a card is what somebody is.
    longer = (Name(tuple(token.folded for token in _tokens(other.partition(",")[0]))) for other in others)
    return Name(words, tuple(other for other in longer if len(other.words) > len(words) and _holds(other, words)))


def may_name(text: str, name: Name) -> bool:
    """Tell, a hundred times as fast as finding it, whether a text holds the first word of a name, however spelled."""
    return bool(name.words) and spellings(name.words[0].partition("-")[0]).search(text) is not None


def is_named(text: str | None, name: Name, language: str | None = None) -> bool:
    """Tell whether a text names somebody in full."""
    return bool(text) and any(True for _ in _full(text or "", name, language))


def mentions(text: str, name: Name, language: str | None = None, *, known: bool = False) -> list[Span]:
    """Give where a text mentions somebody; by the surname alone where it is `known` who is meant."""
    found = list(_full(text, name, language))
    if known and name.is_whole:
        found += [span for span in _surnames(text, name, language) if not _overlaps(span, found)]
    return sorted(found)


def without(text: str, spans: Iterable[Span], instead: str) -> str:
    """Give a text with other words in these places."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def without_in_slug(slug: str, name: Name, language: str | None, *, known: bool) -> str:
    """Give a slug without the words of a name; nothing may be left."""
    spans = [*_in_chunk(slug, 0, name, language)]
    if known:
        parts = _PART.finditer(slug)
        spans += [Span(*one.span()) for one in parts if is_form(one[0], name.surname, language)]
    if not spans:
        return slug
    dropped = {place for start, end in spans for place in range(start, end)}
    kept = "".join(" " if place in dropped else letter for place, letter in enumerate(slug))
    return "-".join(_PART.findall(kept))


def _full(text: str, name: Name, language: str | None) -> Iterator[Span]:
    if not may_name(text, name):
        return
    masked = [span for other in name.others for span in _full(text, other, language)]
    tokens = _tokens(text)
    found = [span for at in range(len(tokens)) if (span := _at(text, tokens, at, name, language))]
    for chunk in _CHUNK.finditer(text) if name.is_whole else ():
        if may_name(chunk[0], name):
            found += [span for span in _in_chunk(chunk[0], chunk.start(), name, language) if not _overlaps(span, found)]
    yield from (span for span in found if not _overlaps(span, masked))


def _at(text: str, tokens: list[_Token], at: int, name: Name, language: str | None) -> Span | None:
    """Tell whether the name begins with this word: `Anna Svensson`, `Anna K. Svenssons`, `Svensson, Anna`."""
    return _forwards(text, tokens, at, name, language) or _backwards(text, tokens, at, name, language)


def _forwards(text: str, tokens: list[_Token], at: int, name: Name, language: str | None) -> Span | None:
    place = at
    for word in name.words[:-1]:
        if place >= len(tokens) or tokens[place].folded != word:
            return None
        if place > at and not _GAP.fullmatch(text, tokens[place - 1].end, tokens[place].start):
            return None
        place += 1
    before = place - 1
    while place > at and place < len(tokens) and len(tokens[place].folded) == 1 and place - before <= 2:
        place += 1
    if place >= len(tokens) or not is_form(tokens[place].folded, name.surname, language):
        return None
    gaps = zip(tokens[before if name.is_whole else place : place], tokens[before + 1 : place + 1], strict=False)
    near = all((_INITIAL_GAP if len(a.folded) == 1 else _GAP).fullmatch(text, a.end, b.start) for a, b in gaps)
    if not near or (not name.is_whole and not tokens[place].text[0].isupper()):
        return None
    return Span(tokens[at].start, tokens[place].end)


def _backwards(text: str, tokens: list[_Token], at: int, name: Name, language: str | None) -> Span | None:
    end = at + len(name.words)
    if not name.is_whole or end > len(tokens) or not is_form(tokens[at].folded, name.surname, language):
        return None
    if tuple(token.folded for token in tokens[at + 1 : end]) != name.words[:-1]:
        return None
    gaps = [text[a.end : b.start] for a, b in zip(tokens[at:end], tokens[at + 1 : end], strict=False)]
    if not _COMMA_GAP.fullmatch(gaps[0]) or not all(map(_GAP.fullmatch, gaps[1:])) or _follows(text, tokens, end - 1):
        return None
    return Span(tokens[at].start, tokens[end - 1].end)


def _surnames(text: str, name: Name, language: str | None) -> Iterator[Span]:
    tokens = _tokens(text)
    lower = {token.folded for token in tokens if token.text[0].islower()}
    headline = sum(token.text[0].isupper() for token in tokens) > max(2, 0.6 * len(tokens))
    for at, token in enumerate(tokens):
        if not token.text[0].isupper() or not is_form(token.folded, name.surname, language):
            continue
        if _is_anothers(text, tokens, at, name, lower) or (_follows(text, tokens, at) and not headline):
            continue
        yield Span(token.start, token.end)


def _is_anothers(text: str, tokens: list[_Token], at: int, name: Name, lower: set[str]) -> bool:
    """Tell whether the word before a surname is the given name, or its initial, of somebody else."""
    if at == 0:
        return False
    before = tokens[at - 1]
    initial = len(before.folded) == 1
    if not before.text[0].isupper() or not (_INITIAL_GAP if initial else _GAP).fullmatch(
        text, before.end, tokens[at].start
    ):
        return False
    if initial:
        return before.folded != name.words[0][0]
    is_title = before.folded in _NO_GIVEN_NAMES or before.folded in lower or before.text.isupper()
    return not is_title and before.folded not in name.words


def _follows(text: str, tokens: list[_Token], at: int) -> bool:
    """Tell whether another capital follows, as in `Svensson Bygg`."""
    if at + 1 >= len(tokens) or not tokens[at + 1].text[0].isupper():
        return False
    return bool(re.fullmatch(r"[ \t\xa0]+", text[tokens[at].end : tokens[at + 1].start]))


def _in_chunk(chunk: str, offset: int, name: Name, language: str | None) -> Iterator[Span]:
    """Find a name in what is no prose: `anna-svensson.jpg`, `svensson_anna`, #AnnaSvensson, all of an address."""
    parts = [_Token(fold_word(one[0]), one[0], one.start(), one.end()) for one in _PART.finditer(chunk)]
    for wanted, inflected in _orders(name):
        for at in range(len(parts) - len(wanted) + 1):
            here = parts[at : at + len(wanted)]
            if not _is_spelled(here, wanted, inflected, language) or _goes_on(chunk, here):
                continue
            start, end = here[0].start, here[-1].end
            if _ADDRESS.search(chunk):
                start, end = 0, len(chunk.rstrip(".:!?"))
            yield Span(offset + start, offset + end)
            break


def _orders(name: Name) -> Iterator[tuple[list[str], int]]:
    """Give the orders in which the parts of a name stand, each with the place of the one that is inflected."""
    given = [part for word in name.words[:-1] for part in word.split("-")]
    last = name.surname.split("-")
    yield [*given, *last], len(given) + len(last) - 1
    yield [*last, *given], len(last) - 1
    yield ["".join([*given, *last])], 0


def _is_spelled(here: list[_Token], wanted: list[str], inflected: int, language: str | None) -> bool:
    return all(
        is_form(part.folded, word, language) if place == inflected else part.folded == word
        for place, (part, word) in enumerate(zip(here, wanted, strict=True))
    )


def _goes_on(chunk: str, here: list[_Token]) -> bool:
    """Tell whether a hyphen makes the surname longer, which it does where another sign parts it from the given name."""
    between = chunk[here[0].end : here[-1].start]
    return len(here) > 1 and "-" not in between and bool(re.match(r"-[^\W\d_]", chunk[here[-1].end :]))


def _tokens(text: str) -> list[_Token]:
    return [_Token(fold_word(one[0]), one[0], one.start(), one.end()) for one in _WORD.finditer(text)]


def _holds(other: Name, words: tuple[str, ...]) -> bool:
    return any(other.words[at : at + len(words)] == words for at in range(len(other.words)))


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < end and start < span.end for start, end in others)
