"""What a second extractor, jusText, takes for the article: where it disagrees, an editor is told to look.

It goes another way than trafilatura: by the share of small words and of links in each paragraph, not by the markup.
"""

import re
from collections import Counter
from functools import lru_cache

import justext
from lxml.etree import LxmlError

from importers.reading.fragment import plain_text

_STOPLISTS = {
    "sv": "Swedish",
    "fi": "Finnish",
    "nb": "Norwegian_Bokmal",
    "no": "Norwegian_Bokmal",
    "nn": "Norwegian_Nynorsk",
    "da": "Danish",
    "de": "German",
    "en": "English",
}
_WORD = re.compile(r"\w+")
# Either leaves out a caption or a list now and then; below this they speak of different parts of the page.
_IN_COMMON = 0.6
_ENOUGH = 60
# Paragraphs of a release are shorter than those of the pages that jusText was made for.
_SHORT, _LONG = 40, 100
_DISAGREEMENT = (
    "A second reading of the page takes {} for its article: only {} % of the words are the same. "
    "Compare the text with the page."
)


def find_disagreement(markup: str, body_html: str, lead: str | None, language: str | None) -> tuple[str, ...]:
    """Note when jusText takes another text for the article than stands in the body; short texts it cannot judge."""
    ours = _count(f"{lead or ''} {plain_text(body_html)}")
    try:
        paragraphs = justext.justext(markup, _stoplist(language), length_low=_SHORT, length_high=_LONG)
    except (LxmlError, ValueError, AssertionError, RecursionError):
        return ()
    theirs = _count(" ".join(one.text for one in paragraphs if not one.is_boilerplate and not one.is_heading))
    if min(ours.total(), theirs.total()) < _ENOUGH:
        return ()
    common = 2 * (ours & theirs).total() / (ours.total() + theirs.total())
    if common >= _IN_COMMON:
        return ()
    other = "more text" if theirs.total() > ours.total() else "less or other text"
    return (_DISAGREEMENT.format(other, round(100 * common)),)


def _count(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


@lru_cache(maxsize=8)
def _stoplist(language: str | None) -> frozenset[str]:
    names = [_STOPLISTS[language]] if language in _STOPLISTS else sorted(set(_STOPLISTS.values()))
    return frozenset().union(*map(justext.get_stoplist, names))
