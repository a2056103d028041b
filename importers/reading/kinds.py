"""Which kind of article, and which language, the words of a type, a section, an address or a tag speak of."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from importers.draft import Kind
from importers.reading.characters import fold

_WORDS: dict[Kind, str] = {
    "press_release": """pressrelease pressreleases pressmeddelande pressmeddelanden pressinformation
        pressemelding pressemeldinger pressemeddelelse pressemeddelelser pressemitteilung pressemitteilungen
        lehdistötiedote lehdistötiedotteet lehdistotiedote lehdistotiedotteet mediatiedote mediatiedotteet
        tiedote tiedotteet mediarelease mediareleases newsrelease newsreleases pressupdate
        communiquédepresse communiquésdepresse communiquedepresse notadeprensa comunicatostampa persbericht""",
    "blog_post": """blog blogs blogpost blogposts blogposting blogg bloggar blogginlägg blogginlagg blogi blogit
        blogikirjoitus blogikirjoitukset blogentry""",
    "news": """news nyhet nyheter uutinen uutiset nyhed nyheder nachrichten newsarticle reportagenewsarticle
        newsitem newsstory""",
}
_KINDS: dict[str, Kind] = {word: kind for kind, words in _WORDS.items() for word in words.split()}
# A press release is often filed under news, and a blog's posts too: the narrower word wins.
_ORDER: tuple[Kind, ...] = ("press_release", "blog_post", "news")


def find_kind(words: Iterable[str]) -> Kind | None:
    """Find the kind that whole words or phrases speak of, in any of seven languages; None when they do not."""
    kinds = {_KINDS.get(fold(word)) for word in words}
    return next((kind for kind in _ORDER if kind in kinds), None)


def path_words(address: str | None) -> list[str]:
    """Give the folders of an address, without its last part, which is the article's own name."""
    try:
        path = unquote(urlsplit(address or "").path)
    except ValueError:
        return []
    return [part for part in re.split(r"/+", path) if part][:-1]


def primary_language(tag: str | None) -> str | None:
    """Give the language of a tag such as sv-SE or en_GB (RFC 5646, section 2.2.1), without its region."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", tag or "")
    return found[1].lower() if found and found[1].lower() != "und" else None
