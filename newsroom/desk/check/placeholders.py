"""Rule on placeholders: words that stood where the real ones were to come.

Each pattern has its cues, and is only tried on a text that has one of them: most texts have none, and an
archive is taken in at the speed of a few searches for fixed strings.
"""

import re
from collections.abc import Iterator

from newsroom.desk.check.finding import Finding, error
from newsroom.desk.check.subject import Subject

_SLOTS = """
namn|för-?\\ ?namn|efter-?\\ ?namn|titel|datum|dag|ort|plats|tid|klockslag|telefon(?:nummer)?|e-?post(?:adress)?|länk
|belopp|antal|siffra|procent|företag(?:snamn)?|organisation|kommun|rubrik|ingress|brödtext|citat|text|bild(?:text)?
|kontakt(?:person|uppgifter)?|webbadress
|(?:etu|suku)?nimi|titteli|päivämäärä|pvm|päivä|paikka(?:kunta)?|kellonaika|puhelin(?:numero)?|sähköposti(?:osoite)?
|linkki|summa|määrä|luku|yritys|organisaatio|kunta|otsikko|ingressi|sitaatti|teksti|kuva(?:teksti)?|yhteyshenkilö
|(?:first|last|full|your|company|contact)?\\ ?name|surname|title|date|city|phone(?:\\ number)?|e-?mail(?:\\ address)?
|link|url|amount|number|organi[sz]ation|headline|quote|caption|image|contact(?:\\ person|\\ details)?|xx+|tb[acd]|todo
""".replace("\n", "")
_VERBS = """
infoga|fyll\\ i|lägg\\ (?:till|in)|skriv|komplettera|ange|klistra\\ in|lisää|lisätään|täydennä|kirjoita|syötä|täytä
|liitä|insert|add|enter|type|fill\\ in|paste|your
""".replace("\n", "")
_SIDE_BY_SIDE = 4
_START = r"(?:^|(?<=[.!?:(\[<–-])|(?<=[.!?:–-]\s))"

_PATTERNS = tuple(
    (cues, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for cues, pattern in (
        (("ipsum", "dolor sit"), r"lorem\s+ipsum|ipsum\s+dolor|dolor\s+sit\s+amet"),
        (("[",), rf"\[\s*(?:{_SLOTS})\s*(?:här|here|tähän)?\s*\]|\[\s*(?:{_VERBS})\b[^\[\]\n]{{0,80}}\]"),
        (("{{", "<<"), r"\{\{[^{}\n]{1,40}\}\}|<<[^<>\n]{1,40}>>"),
        (("infoga", "insert"), rf"{_START}(?:infoga|insert)\b[^.\n\]]{{1,40}}?\b(?:här|here)\b"),
        (("tähän",), rf"{_START}(?:lisää|kirjoita|liitä)\b[^.\n\]]{{1,40}}?\btähän\b"),
        (
            ("ange text", "enter text", "auttamalla"),
            r"(?:klicka|tryck) här för att ange text|(?:click|tap) here to enter text"
            r"|kirjoita tekstiä (?:napsauttamalla|napauttamalla)",
        ),
        (
            ("efternamn", "sukunimi", "name last"),
            r"\b(?:förnamn efternamn|etunimi sukunimi|first ?name last ?name)\b",
        ),
    )
)
# On a line of its own; “läs mer här” ends many a line, so only the short ones are looked at.
_OWN_LINE = re.compile(
    r"\W*(?:skriv\s+|write\s+|kirjoita\s+)?(?:din\s+|in\s+|your\s+)?(?:under)?(?:rubrik|ingress|brödtext|text|bild|bildtext"
    r"|citat|namn|logotyp|headline|lead|body|image|caption|quote|name|otsikko|ingressi|teksti|kuva|kuvateksti|sitaatti"
    r"|nimi|leipäteksti)(?:en)?(?:\s+text)?(?:\s+kommer)?\s+(?:in\s+|goes\s+|tulee\s+)?(?:här|here|tähän)\W*",
    re.IGNORECASE,
)
_HERE = {here: re.compile(rf"{here}[^\w\s]{{0,3}}\n") for here in (" här", " here", " tähän")}
_SHORT_LINE = 40
_ABOUT_CODES = re.compile(r"\b(?:short-?codes?|kortkod(?:en|er|erna)?|lyhytkood\w+|bbcode)\b")
_MARKS = re.compile(r"\b(?:TBD|TBA|TBC|FIXME|TODO)\b")
_CUES = (
    "xx",
    *(cue for cues, _ in _PATTERNS for cue in cues),
)
_MARK_CUES = ("TBD", "TBA", "TBC", "FIXME", "TODO")
_ROW_OF_X = re.compile(r"(?<![^\W_])(?:19|20)?(?:x{2,}|X{2,})(?![^\W_])")
_BEFORE_NUMERAL = re.compile(
    r"(?:\b(?:bowl|kapitel|kap|del|part|chapter|volym|volume|vol|bok|book|akt|act|artikel|article|luku|osa|liite"
    r"|bilaga|nr|no|tabell|figur|avsnitt|the)\.?\s|\b[IVXLC]+\s?[-–/]\s?|\b[IVXL]+\s(?:och|and|ja)\s|\bXY[/-])$",
    re.IGNORECASE,
)
_AFTER_NUMERAL = re.compile(
    r":(?![xX])|-?(?:talet|luvu|luku)|\s(?:th\s)?(?:century|olymp|winter|summer|vinter|sommar|congress"
    r"|kongress)|[-–/\s]?(?:kromosom|chromosom|XY\b)|\s?[-–]\s?[IVXL]{2,}\b(?<!XX)|\s(?:och|and|ja)\s[IVXL]+\b",
    re.IGNORECASE,
)


def check_placeholders(subject: Subject) -> Iterator[Finding]:
    """Find what was to be replaced before anybody read it."""
    if not _may_have_some(subject):
        return
    for passage in subject.passages:
        for start, end in _joined(sorted(_placeholders(passage.text))):
            problem = f"“{passage.text[start:end]}” stands where something else was to come."
            advice = "Write what belongs there, or take it out."
            yield error("placeholder", passage.where, passage.around(start, end), problem, advice)


def _may_have_some(subject: Subject) -> bool:
    small, whole = subject.small, subject.whole
    if any(map(small.__contains__, _CUES)) or any(map(whole.__contains__, _MARK_CUES)):
        return True
    return any(here in small and ends.search(small) for here, ends in _HERE.items())


def _placeholders(text: str) -> Iterator[tuple[int, int]]:
    small = text.lower()
    for cues, pattern in _PATTERNS:
        if any(cue in small for cue in cues):
            yield from (found.span() for found in pattern.finditer(text) if not _is_code(small, found))
    yield from (span for cue in _HERE if cue in small for span in _own_lines(small, cue))
    yield from (found.span() for found in _MARKS.finditer(text))
    if "xx" in small:
        yield from (found.span() for found in _ROW_OF_X.finditer(text) if not _means_something(text, found))


def _is_code(small: str, found: re.Match[str]) -> bool:
    """Tell whether `[caption]` is the code of a site builder: it has its end, or the text is about such codes."""
    return found[0][0] == "[" and (f"[/{found[0][1:].lower()}" in small or _ABOUT_CODES.search(small) is not None)


def _own_lines(small: str, cue: str) -> Iterator[tuple[int, int]]:
    """Give the short lines that say nothing but what is to stand there."""
    place = small.find(cue)
    while place >= 0:
        begin = small.rfind("\n", max(0, place - _SHORT_LINE), place) + 1
        end = place + len(small[place : place + _SHORT_LINE].partition("\n")[0])
        if place - begin < _SHORT_LINE and _OWN_LINE.fullmatch(small, begin, end):
            yield begin, end
        place = small.find(cue, place + 1)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one of placeholders that overlap or stand side by side, as in `kl. XX.XX`."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < _SIDE_BY_SIDE:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _means_something(text: str, found: re.Match[str]) -> bool:
    """Tell whether a row of X is a Roman numeral, a size, a chromosome or a part of an address."""
    before, after = text[max(0, found.start() - 80) : found.start()], text[found.end() : found.end() + 40]
    if "x" in found[0]:
        return _is_in_address(before, after)
    if len(found[0].lstrip("0129")) > 3 or found[0][0] != "X":
        return False
    begins_line = not before.rpartition("\n")[2].strip()
    if after[:1] in (".", ")") and after[1:2].isspace() and begins_line:
        return True
    return bool(_BEFORE_NUMERAL.search(before)) or bool(_AFTER_NUMERAL.match(after))


def _is_in_address(before: str, after: str) -> bool:
    *_, word = " ", *before.split()
    if before[-1:].isspace():
        return word.casefold() == "the"
    return ("/" in word and "." in word) or "//" in word or (after[:1] == "/" and "." in word)
