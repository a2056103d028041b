"""Language: a guess from the words, for drafts whose source is silent; the room's own languages are likelier."""

from collections.abc import Sequence

NEARBY = ("en", "sv", "fi", "nb", "da", "de")
SAMPLE = 200

# Logarithms of probability, seen on headlines of four words and on paragraphs: neighbours such as Swedish
# and Danish are 8 to 20 apart in a headline, 100 in a sentence; a language nobody expects is 50 to 500 ahead.
_FIRST = 8.0
_EXPECTED = 4.0
_UNEXPECTED = -40.0
_OWN_NAMES = {"no": "nb"}


def guess_language(sample: str, expected: Sequence[str]) -> str | None:
    """Guess the language of some words, one of those the room expects unless another fits far better.

    None for words without letters.
    """
    if not any(character.isalpha() for character in sample):
        return None
    # py3langid brings numpy along: 0.7 s and 80 MB that an import of declared languages does not need.
    import py3langid

    found = ((_OWN_NAMES.get(name, name), likelihood) for name, likelihood in py3langid.rank(sample[:SAMPLE]))
    return str(max((likelihood + _head_start(name, expected), name) for name, likelihood in found)[1])


def _head_start(language: str, expected: Sequence[str]) -> float:
    if language in expected:
        return _FIRST if language == expected[0] else _EXPECTED
    return 0.0 if language in NEARBY else _UNEXPECTED
