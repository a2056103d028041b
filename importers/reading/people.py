"""People as texts print them: names, phones as E.164, e-mail addresses, and lines that are nothing but these."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from phonenumbers import (
    SUPPORTED_REGIONS,
    Leniency,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    region_code_for_country_code,
)

from importers.reading.disguise import spell_addresses
from importers.reading.tongue import country_speaking, guess_tongue

HELD_BACK = "[…]"

_LONGEST_ADDRESS = 254  # RFC 5321 section 4.5.3.1.3, without the angle brackets
# “Via Mazzini, 53” has the shape of a name and a title.
_HOUSE_NUMBER = re.compile(r"\d{1,4}\s?[a-zA-Z]?(?:\s.*)?")
_LONGEST_LINE = 300
_LONGEST_COUNTRY = 60
_SAMPLE = 50
_NOWHERE = "ZZ"  # CLDR's code for an unknown region: only numbers with a country code are read
_LETTER = r"[^\W\d_]"
_NAME_WORD = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*\.?")
_PARTICLE_WORDS = "af al av bin da de del den der di dos du el la le ten ter van von zu zur"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# Nordic titles are compounds, so their last part tells; English ones are words of their own.
# “Press Officer” has the shape of a name, and must not become one.
_ROLE = re.compile(
    r"""(?: chef(?:en)? | sjef | direktör | direktør | kommunikatör | ansvarig | ansvarlig | ledare | leder
        | sekreterare | samordnare | strateg | handläggare | utredare | sakkunnig | ordförande | rådgivare | rådgiver
        | konsulent | leiter(?:in)? | sprecher(?:in)? | referent(?:in)? | beauftragter? | stelle | kommunikation
        | kommunikasjon | viestintä
        | talesperson | kontakt | tjänst | enhet(?:en)? | avdelning(?:en)? | johtaja | päällikkö | asiantuntija
        | viestijä | tiedottaja | koordinaattori | sihteeri | toimittaja | lakimies | yksikkö | palvelu
        | ^(?: officer? | director | manager | head | president | secretary | coordinator | editor | spokes\w+
        | communications? | relations | contacts? | press | media | advis[eo]r | analyst | specialist | department
        | desk | team | services? | affairs | chair\w* | assistant | lead | chief ) )$""",
    re.VERBOSE | re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[^\W_][\w-]*\.)+[^\W\d_]{2,24}")
# A handle (“@town”, or as the last part of a web address) is no e-mail address.
_ANY_AT = re.compile(r"[^\s/(<\[\"”“]@[^\s)>\]]")
# Pages explain their addresses as firstname.lastname@…: mail to that reaches nobody.
_PATTERN_ADDRESS = re.compile(
    r"""^(?:f[oö]rnamn|etunimi|first-?name|fornavn|vorname)[._]
    | ^(?:namn|name|nimi|navn|your[._-]?(?:name|e?mail)|din[._-]?e-?post|someone|user(?:name)?)@
    | ^(?:no-?reply|do-?not-?reply)@ | @(?:your|din|mein)?-?(?:domain|dom[aä]n|domene|domæne)\.""",
    re.IGNORECASE | re.VERBOSE,
)
# What writers put into an address by hand for readers to take out; which letters belong to it is theirs to know.
_JUNK = re.compile(
    r"no-?spam|spam-?trap|remove[._-]?(?:this|me)?(?=[._@-])|ta-?bort|poista|entfernen|(?<![a-z])fjern(?:es)?(?![a-z])",
    re.IGNORECASE,
)
_MIXED_CASE_DOMAIN = re.compile(r"@.*[a-z][A-Z]")
_WRAPPING = "<>()[]{}\"'“”‘’»«,;:.!?|/·•"
_CHANNEL_LABEL = re.compile(
    r"""\b(?: mejla | maila | skicka\se-?post(?:\still)? | ring(?=\s)
        | send\s(?:an\s)?e-?mail(?:\sto)? | call(?=\s)
        | lähetä\ssähköpostia | soita(?=\s)
        | tel(?:efon|ephone)? | te?ln | tfn | tlf | phone | mob(?:il|iili|ile)?(?:telefon|nummer)? | gsm | cell
        | puh(?:elin(?:numero)?)? | matkapuhelin | direkt | direct | växel(?:n)? | vaihde | switchboard | sentralbord
        | e-?post(?:adress(?:e)?)? | e-?mail | mail | mejl | sähköposti(?:osoite)? | s-posti | mailto
        | p(?=\.) )\b \.?:?""",
    re.VERBOSE | re.IGNORECASE,
)
_FAX = re.compile(r"\b(?:tele)?(?:fax|faksi)\b[^\d+\n]{0,12}(?:\(?\+?\d[\d ()/.-]{4,}\d)?", re.IGNORECASE)


class Channels(NamedTuple):
    """What of a line is phones and e-mail addresses, and the words that are left."""

    phones: tuple[str, ...]
    emails: tuple[str, ...]
    held_back: int
    rest: str

    @property
    def any(self) -> bool:
        """Tell whether the line has a way to reach somebody."""
        return bool(self.phones or self.emails or self.held_back)


class Person(NamedTuple):
    """A name with what stands beside it on the same line."""

    name: str
    title: str | None


def is_name(text: str) -> bool:
    """Tell whether a line has the shape of a person's name: two to four capitalised words, none of them a role."""
    words = text.split() if len(text) <= 60 else []
    capitalised = [word for word in words if word not in _PARTICLES]
    if not (2 <= len(capitalised) <= 4) or words[0] in _PARTICLES:
        return False
    return all(map(_is_name_word, capitalised)) and not any(map(_ROLE.search, capitalised))


def _is_name_word(word: str) -> bool:
    # An all-capital word is an abbreviation, save the initial of “J. Smith”.
    initial = len(word) == 2 and word[1] == "."
    return bool(_NAME_WORD.fullmatch(word)) and word[0].isupper() and (initial or not word.isupper()) and len(word) > 1


def split_person(text: str) -> Person | None:
    """Find whose line this is: “Name”, “Name, title”, “Name – title” or “title Name, unit”."""
    if len(text) > _LONGEST_LINE:
        return None
    first, *others = re.split(r",\s+|\s[–—-]\s|\s\|\s", text.strip(" ,;:–-|"))
    if others and _HOUSE_NUMBER.fullmatch(others[0]):
        return None
    if is_name(first):
        return Person(first, ", ".join(others) or None)
    words = first.split()
    start = next((i for i, word in enumerate(words) if word[0].isupper() and not _ROLE.search(word) and i), len(words))
    # “pressekontakt Eva Ek”, and where titles are written with a capital, “Pressechef Eva Ek”.
    if is_name(name := " ".join(words[start:])) and all(
        word[0].islower() or _ROLE.search(word) for word in words[:start]
    ):
        return Person(name, ", ".join([" ".join(words[:start]), *others]))
    return None


def find_emails(text: str) -> tuple[str, ...]:
    """Find e-mail addresses, each once; a pattern such as firstname.lastname@ is none."""
    tokens = (_trim(token) for token in spell_addresses(text).split() if "@" in token)
    return tuple(dict.fromkeys(token for token in tokens if _is_email(token)))


def _trim(token: str) -> str:
    token = token.strip(_WRAPPING)
    _, colon, tail = token.rpartition(":")
    return (tail if colon and "@" in tail else token).strip(_WRAPPING)


def _is_email(token: str) -> bool:
    return len(token) <= _LONGEST_ADDRESS and bool(_EMAIL.fullmatch(token)) and not _PATTERN_ADDRESS.search(token)


def mask_emails(text: str) -> str:
    """Put a mark in the place of everything that could be read as an e-mail address."""
    spelled = spell_addresses(text)
    return re.sub(r"\S+", _mask, spelled) if "@" in spelled else spelled


def _mask(token: re.Match[str]) -> str:
    return HELD_BACK if _ANY_AT.search(token.group()) else token.group()


def is_mangled(address: str, name: str | None = None) -> bool:
    """Tell whether an address shows junk: words to be taken out, capitals in its domain, its owner's name strewn.

    Suppliers hide such letters by style sheet on the page; a copy of the page shows them.
    """
    if _MIXED_CASE_DOMAIN.search(address) or _JUNK.search(address):
        return True
    local = fold(address.partition("@")[0])
    return any(word not in local and _is_strewn(word, local) for word in fold(name or "").split() if len(word) >= 5)


def _is_strewn(word: str, local: str) -> bool:
    letters = iter(local)
    return all(letter in letters for letter in word)


def fold(text: str) -> str:
    """Write a name as addresses do: small letters without marks."""
    return text.casefold().translate(str.maketrans("åäáàâãöóòôõøéèêëüúùûíìîïñçæ", "aaaaaaooooooeeeeuuuuiiiinca"))


def find_phones(text: str, region: str) -> tuple[str, ...]:
    """Find valid phone numbers, E.164, each once; `region` is the ISO 3166 country of those without a country code."""
    return tuple(dict.fromkeys(_format(number) for number, _, _ in _match_phones(text, region)))


def _match_phones(text: str, region: str) -> list[tuple[PhoneNumber, int, int]]:
    # The matcher is the dearest call of this package; most lines have no number in them.
    if sum(map(str.isdigit, text)) < 5 or len(text) > _LONGEST_LINE:
        return []
    found = list(PhoneNumberMatcher(text, region, leniency=Leniency.VALID))
    return [(match.number, match.start, match.end) for match in found if match.number is not None]


def _format(number: PhoneNumber) -> str:
    return format_number(number, PhoneNumberFormat.E164)


def is_fax(line: str) -> bool:
    """Tell whether a line holds a fax number and nothing else."""
    return len(line) <= _LONGEST_LINE and not _FAX.sub("", line).strip(_WRAPPING)


def read_channels(line: str, region: str) -> Channels:
    """Split a line into phones, e-mail addresses and the rest; a fax number is no phone."""
    if len(line) > _LONGEST_LINE:
        return Channels((), (), 0, line)
    # Letters of the address go only after the numbers, whose places in the line would shift.
    rest = line = _FAX.sub(" ", line)
    numbers = _match_phones(line, region)
    for _, start, end in reversed(numbers):
        rest = f"{rest[:start]} {rest[end:]}"
    emails = find_emails(rest)
    held_back = rest.count(HELD_BACK)
    rest = mask_emails(rest) if emails or (numbers and "@" in rest) else rest
    rest = _CHANNEL_LABEL.sub(" ", rest.replace(HELD_BACK, " ")) if numbers or emails or held_back else rest
    phones = tuple(dict.fromkeys(_format(number) for number, _, _ in numbers))
    return Channels(phones, emails, held_back, " ".join(rest.split()).strip(_WRAPPING + " +-–"))


# North America writes three digits, three, and four; elsewhere a number at home begins with 0, or is grouped otherwise.
_AT_HOME = re.compile(r"(?<![\d+])\(?0\d{1,3}\)?[ /-]\d")
_NORTH_AMERICAN = re.compile(r"(?<![\d+])\(?[2-9]\d\d\)?[ .-]{1,2}[2-9]\d\d[ .-]\d{4}(?!\d)")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    # What addresses print, and CLDR does not.
    named = {"usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB", "england": "GB"}
    for language in ("sv", "fi", "en", "nb", "da"):
        named.update({name.casefold(): code for code, name in Locale(language).territories.items() if len(code) == 2})
    return named


def guess_region(lines: list[str], fallback: str) -> str:
    """Find whose numbers a page prints: the country of its address, most numbers, most e-mail, its language."""
    for line in reversed([line for line in lines if len(line) <= _LONGEST_COUNTRY]):
        if code := _countries().get(line.strip(" •,.").casefold()):
            return code
    printed = [line for line in lines if "+" in line][:_SAMPLE]
    codes = Counter(number.country_code for line in printed for number, _, _ in _match_phones(line, _NOWHERE))
    for prefix, _ in codes.most_common(1):
        region = region_code_for_country_code(prefix or 0)
        return region if region.isalpha() and region != _NOWHERE else fallback
    mailed = [line for line in lines if "@" in line][:_SAMPLE]
    endings = Counter(address.rpartition(".")[2].upper() for line in mailed for address in find_emails(line))
    if ending := next((ending for ending, _ in endings.most_common() if ending in SUPPORTED_REGIONS), None):
        return ending
    is_american = any(map(_NORTH_AMERICAN.search, lines)) and not any(map(_AT_HOME.search, lines))
    if is_american:
        return fallback if fallback == "CA" else "US"
    return country_speaking(guess_tongue(lines), fallback)
