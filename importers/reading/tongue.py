"""The language of lines that declare none, as far as a country is told by it: whose phone numbers they print."""

import re
from collections import Counter

from babel.languages import get_official_languages

# A language that is spoken in several countries tells of one only where the room is in none of them.
_COUNTRIES = {
    "sv": "SE",
    "fi": "FI",
    "no": "NO",
    "nb": "NO",
    "nn": "NO",
    "da": "DK",
    "de": "DE",
    "is": "IS",
    "et": "EE",
}
_NORWEGIAN = frozenset({"no", "nb", "nn"})
# Words that one of these languages has and none of the others; what a contact block has is among them.
_WORDS = {
    "sv": "och att är för från inte även också ska kommer när vid eller finns telefon växel tfn",
    "fi": "ja on ovat että myös sekä mukaan kanssa tai ei puh puhelin lisätietoja yhteystiedot johtaja p",
    "nb": "og ikke også fra etter ble blir være mer tlf informasjon kommunikasjon pressekontakt",
    "da": "og ikke også fra efter blev bliver være mere tlf oplysninger kommunikation af",
    "de": "und der die das nicht ist mit für von zur auch wird tel pressekontakt rückfragen ansprechpartner",
    "en": "the and of to is in that with for phone tel contact said",
}
_TELLING = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3000
_LEAST = 2


def country_speaking(tag: str, home: str) -> str:
    """Give the country of a language (RFC 5646); the room's own where it is spoken there, or tells of none."""
    language, _, region = tag.replace("_", "-").partition("-")
    code = language.strip().lower()
    spoken = get_official_languages(home)
    if not code or code in spoken or (code in _NORWEGIAN and home == "NO"):
        return home
    # Every system writes en-US until somebody changes it; en-IE was meant.
    meant = region.upper() if len(region) == 2 and region.upper() not in ("US", "") else home
    return _COUNTRIES.get(code, meant)


def guess_tongue(lines: list[str]) -> str:
    """Guess in which language lines are written, by their commonest words; "" where they hardly tell."""
    text = "\n".join(lines)
    sample = text if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]} {text[-_SAMPLE:]}"
    words = Counter(_WORD.findall(sample.lower()))
    found = Counter({language: sum(words[word] for word in telling) for language, telling in _TELLING.items()})
    (first, most), (_, next_most) = found.most_common(2)
    return first if most >= _LEAST and most > next_most else ""
