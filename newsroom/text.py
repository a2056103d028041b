"""Words: slugs, folding, and stems for the search index.

A term of the index is a word's stem without diacritics, given its language: `kommun_sv`. Text and
query pass the same functions, so any string is a query, and what was found can be marked in the original.
"""

import hashlib
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from newsroom import finnish

STEMS_VERSION = f"snowball {Stemmer.version()}, fold 1, {finnish.maker()}"
"""What made an index; an index of another version must be made again."""

_SLUG_LENGTH = 80
_QUERY_LENGTH = 1000
_QUERY_PARTS = 24
_MOST_KNOWN = 32768
_LONGEST_PIECE = 64
_EDGES = '.,:;!?()"”“’–-'

# Letters that NFKD leaves whole.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ð": "d", "þ": "th", "đ": "d", "ħ": "h", "ı": "i"})
_JOINERS = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060))
# Marks and joiners of pasted text stay inside a word; `KSL:s`, `EU:n` and `Nordby's` are one word with its ending.
_MARK = re.compile(r"[\u0300-\u036f\xad\u200b-\u200d\u2060]")
_END = r"(?:(?::[^\W\d_]{1,4}|['’]s)(?![^\W_]))?"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|{_MARK.pattern}){{0,63}}{_END}")
# Most texts have no such mark, and without them the same words are found in half the time.
_PLAIN_WORD = re.compile(rf"[^\W_]{{1,64}}{_END}")
_NO_PART = re.compile(r"[:'’\xad\u200b-\u200d\u2060]")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ENDING = re.compile(r"[:'’].*")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')

_NORWEGIAN = {"nb": "no", "nn": "no"}
_SWEDISH_ARTICLE = re.compile(r"(?<=\w{3})an$")
_stemming = threading.Lock()


class Word(NamedTuple):
    """A word and where it stands in its text."""

    text: str
    start: int
    end: int


def fold(words: str) -> str:
    """Give the words in lower case and without diacritics: `Sjöstrand` becomes `sjostrand`."""
    if words.isascii():
        return words.lower()
    parts = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(character for character in parts if not unicodedata.combining(character))
    return bare.casefold().translate(_LETTERS)


def slug(words: str) -> str:
    """Give the words as a name for an address, in a-z, 0-9 and hyphens, cut at a word near 80 characters.

    Words without any such letter get a short digest as their name, the same one every time.
    """
    name = _NO_SLUG.sub("-", fold(_NO_PART.sub("", words))).strip("-")
    if len(name) > _SLUG_LENGTH:
        name = (name[: _SLUG_LENGTH + 1].rpartition("-")[0] or name)[:_SLUG_LENGTH]
    return name or f"item-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:10]}"


def shorten(text: str, length: int) -> str:
    """Give the text on one line, cut at a word with an ellipsis when it is longer than `length`."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return (line[:length].rpartition(" ")[0] or line[: length - 1]).rstrip(" ,;:–-") + "…"


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order; a hyphen parts words, an ending as in `KSL:s` does not."""
    return (Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text))


def stems(text: str, language: str) -> list[str]:
    """Give the terms under which a text is found: its words' stems in order.

    Stems that only a spelling without diacritics leads to follow at the end, where they part no phrase.
    """
    return _join_terms(text, language).split()


def _join_terms(text: str, language: str) -> str:
    found = list(map(terms_of(language).pieces.__getitem__, text.split()))
    return " ".join([first for first, _ in found if first] + [second for _, second in found if second])


def index_words(
    language: str,
    *,
    headline: str,
    lead: str | None,
    body: str,
    tags: Iterable[str],
    people: Iterable[str | None],
) -> dict[str, str]:
    """Give the terms under which an article is found, column by column, as the index keeps them."""
    columns = {"headline": headline, "lead": lead or "", "body": body}
    columns |= {"tags": " . ".join(tags), "people": " . ".join(filter(None, people))}
    return {name: _join_terms(column, language) for name, column in columns.items()}


def query_terms(query: str, languages: Iterable[str]) -> list[list[str]]:
    """Give what a person typed as a list of what must be there, each a list of alternatives.

    An alternative is one term, or several with spaces between that stand side by side: for "quoted words",
    and for what the text parts too, such as `covid-19`. What has no word in it is left out.
    """
    spoken = tuple(languages)
    parts = _PART.finditer(query[:_QUERY_LENGTH].translate(_QUOTES))
    asked = [_alternatives(_spelled(part[1] or part[2] or ""), spoken) for part in parts]
    return [alternatives for alternatives in asked if alternatives][:_QUERY_PARTS]


def _spelled(text: str) -> list[str]:
    return (_WORD if _MARK.search(text) else _PLAIN_WORD).findall(text)


class _Terms(dict[str, tuple[str, ...]]):
    """The terms of a language's words, made when they are first asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._tag = language.partition("-")[0].lower()
        self.pieces = _Pieces(self)

    def __missing__(self, word: str) -> tuple[str, ...]:
        # A plain dict, emptied when full, answers twice as fast as one that knows what it used last.
        if len(self) >= _MOST_KNOWN:
            self.clear()
        terms = self[word] = _make_terms(word, self._tag)
        return terms


class _Pieces(dict[str, tuple[str, str]]):
    """The terms of what stands between two blanks, first and second ones: most texts are made of what is known."""

    def __init__(self, terms: _Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, piece: str) -> tuple[str, str]:
        core = piece.strip(_EDGES)
        plain = core.isalnum() and len(core) <= _LONGEST_PIECE
        terms = [self._terms[word] for word in ([core] if plain else _spelled(piece))]
        found = " ".join([one[0] for one in terms]), " ".join([one[1] for one in terms if len(one) > 1])
        if len(self) >= _MOST_KNOWN:
            self.clear()
        if len(piece) <= _LONGEST_PIECE:
            self[piece] = found
        return found


terms_of = lru_cache(maxsize=16)(_Terms)
"""The terms of the words of a language, a mapping."""


def _make_terms(word: str, tag: str) -> tuple[str, ...]:
    """Give a word's term, and a second one where its spelling without diacritics has another stem."""
    bare = word if word.isalnum() else _ENDING.sub("", word).translate(_JOINERS)
    whole = unicodedata.normalize("NFC", bare).lower()
    found = [fold(_stem(spelling, tag)) for spelling in dict.fromkeys((whole, fold(whole)))]
    if tag == "fi" and (base := fold(finnish.base_form(whole) or "")).isalnum():
        found = [base, found[-1]]
    return tuple(dict.fromkeys(f"{stem}_{tag}" for stem in found))


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    with _stemming:
        root = str(stemmer.stemWord(word))
        # One pass leaves `kostnaden` at `kostnad` (whose own stem is `kostn`), and never takes the article of `skolan`.
        if language == "sv":
            return _SWEDISH_ARTICLE.sub("", str(stemmer.stemWord(root)))
        return finnish.key(word, root) if language == "fi" else root


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    try:
        return Stemmer.Stemmer(_NORWEGIAN.get(language, language), 0)
    except KeyError:
        return None


def _alternatives(spelled: Sequence[str], languages: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for language in languages:
        terms = [terms_of(language)[word] for word in spelled]
        found[" ".join(term[0] for term in terms)] = None
        found[" ".join(term[-1] for term in terms)] = None
    return [alternative for alternative in found if alternative]
