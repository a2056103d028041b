"""Language: a guess from the words, for drafts whose source is silent; the room's own languages are likelier."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

NEARBY = ("en", "sv", "fi", "nb", "da", "de")
SAMPLE = 200
"""How many characters are looked at: of 400 Danish texts a Norwegian room mistakes one, and with 120 sixteen."""

# Logarithms of probability, seen on headlines of four words and on paragraphs: neighbours such as Swedish
# and Danish are 8 to 20 apart in a headline, 100 in a sentence; a language nobody expects is 50 to 500 ahead.
_FIRST = 8.0
_EXPECTED = 4.0
_UNEXPECTED = -40.0
_OWN_NAMES = {"no": "nb"}
_NO_LANGUAGE = "zxx"
# What py3langid gives every language, when nothing in the sample speaks for any.
_UNKNOWN = -1e30


def guess_language(sample: str, expected: Sequence[str]) -> str | None:
    """Guess the language of some words, one of those the room expects unless another fits far better.

    None for what is no language: no letters, or none that the model knows.
    """
    if not any(character.isalpha() for character in sample):
        return None
    name, likelihood = _identifier(tuple(expected)).classify(sample[:SAMPLE])
    return None if name == _NO_LANGUAGE or likelihood < _UNKNOWN else _OWN_NAMES.get(name, name)


def can_guess(language: str, expected: Sequence[str]) -> bool:
    """Tell whether a language is one of those that a guess may name."""
    return language in {_OWN_NAMES.get(name, name) for name in _identifier(tuple(expected)).nb_classes}


@lru_cache(maxsize=1)
def _identifier(expected: tuple[str, ...]) -> Any:
    """Load the model, with the head starts as its prior probabilities: so nothing needs to be ranked."""
    # py3langid brings numpy along: 0.7 s and 80 MB that an import of declared languages does not need.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    head_starts = [_head_start(_OWN_NAMES.get(name, name), expected) for name in identifier.nb_classes]
    identifier.nb_pc = identifier.nb_pc + head_starts
    return identifier


def _head_start(language: str, expected: Sequence[str]) -> float:
    if language in expected:
        return _FIRST if language == expected[0] else _EXPECTED
    return 0.0 if language in NEARBY else _UNEXPECTED
