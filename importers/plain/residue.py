"""Residue of pages that were copied as text: interface words, names of image positions, template marks."""

import re

_WORDS = """
    tags|taggar|nyckelord|ämnesord|avainsanat|asiasanat|tunnisteet|stikkord|emneord|nøgleord|media no image
    öppna alla|stäng alla|visa alla|fäll ut alla|avaa kaikki|sulje kaikki|näytä kaikki|open all|close all|show all
    expand all|collapse all|åpne alle|lukk alle|vis alle|åbn alle|luk alle
    läs mer|läs mera|läs vidare|visa mer|lue lisää|lue koko|näytä lisää|read more|show more|continue reading|les mer
    les videre|vis mer|læs mere|læs videre|vis mere
    dela|dela sidan|dela på facebook|dela på twitter|dela på linkedin|dela på x|jaa|jaa sivu|jaa facebookissa
    jaa twitterissä|jaa linkedinissä|share|share this|share on facebook|share on twitter|share on linkedin|del siden
    facebook|twitter|linkedin|instagram|whatsapp|youtube
    skriv ut|skriv ut sidan|tulosta|print|print this page|utskrift|kopiera länk|kopioi linkki|copy link|kopier lenke
    till toppen|tillbaka till toppen|takaisin ylös|sivun alkuun|back to top|til toppen
    hoppa till innehåll|hoppa till innehållet|hoppa till huvudinnehåll|siirry sisältöön|skip to content
    skip to main content|gå til hovedindhold|hopp til innhold
    meny|valikko|menu|sök|haku|search|søk|søg|logga in|kirjaudu|log in|logg inn|log ind
    acceptera alla|acceptera alla kakor|hyväksy kaikki|accept all|accept all cookies|godta alle|accepter alle
"""
_PHRASES = frozenset(phrase.strip() for phrase in re.split(r"[|\n]", _WORDS) if phrase.strip())
# Class names and image positions of content systems: “win-win” alone on a line is none.
_CLASS_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_]{1,2}[a-z0-9]+)+")
_CLASS_WORD = re.compile(
    r"""(?<![a-z])(?: image | img | liftup | left | right | cent(?:er|re)(?:d|ed)? | lateral | full | half | wide
        | banner | hero | card | teaser | block | paragraph | accordion | media | text | column | col | grid | row
        | container | wrapper
        | button | btn | link | list | nav | menu | footer | header | sidebar | widget | field
        | content | item | section | layout | view | node | page | gallery | carousel | slider | video | embed | caption
        | thumbnail | icon | quote | component )s?(?![a-z])""",
    re.VERBOSE,
)
# Finnish templates mark labels that an editor should have replaced with “* huom.”.
_TEMPLATE_MARK = re.compile(r"\*\s?(?:huom|obs|nb|n\.b|note|merk|bemærk)\s?[.!:]?\s*$", re.IGNORECASE)
# What a press room calls its own shelves, alone or behind the name of the site: “Town of Ekby: Press Room”.
_SHELF = re.compile(
    r"""(?:.{2,60}?[\s:|–—-]+)?(?: latest | (?:latest\s)?news | news\s?room | topics
        | press\s(?:releases|room|office|cent(?:er|re))
        | pressmeddelanden | pressrum | nyheter | senaste\snytt | tiedotteet | uutiset | ajankohtaista | pressemeldinger
        | pressemeddelelser | pressemitteilungen | presserom | aktuelt )""",
    re.VERBOSE | re.IGNORECASE,
)
_MOST_SHELF_WORDS = 9
_RULE = re.compile(r"\s*(?:[-–—_=*~#•·.]\s?){3,}")
_END_ALONE = frozenset(("END", "ENDS", "SLUT", "LOPPU", "SLUTT", "-30-", "- 30 -", "(30)"))
_END = re.compile(r"\s*[-–—#*\s]*(?:ends?|slut|loppu|slutt)[-–—#*\s]*", re.IGNORECASE)


def is_residue(line: str) -> bool:
    """Tell whether a line is part of a page's machinery: an interface word, a class name, a marked label, a rule."""
    text = " ".join(line.split())
    if len(text) > 120:
        return bool(_RULE.fullmatch(text[:120]) and _RULE.fullmatch(text))
    words = text.rstrip("»›>→+…").strip().casefold()
    return words in _PHRASES or _is_class_name(text) or bool(_TEMPLATE_MARK.search(text)) or is_rule(text)


def is_shelf(line: str) -> bool:
    """Tell whether a line names the part of a press room where the text lay: “Latest News”, “… Press Releases”."""
    text = " ".join(line.split())
    named = len(text.split()) <= _MOST_SHELF_WORDS and _SHELF.fullmatch(text)
    # Nobody heads a release “Good news”, but somebody may well write “Mayor answers fake news”.
    return bool(named) and (len(text.split()) <= 2 or text.istitle() or ":" in text)


def is_rule(text: str) -> bool:
    """Tell whether a line only separates or ends: ###, * * *, -ends-, -30-."""
    return (
        text.strip() in _END_ALONE
        or bool(_RULE.fullmatch(text))
        or (not text[:1].isalnum() and bool(_END.fullmatch(text)))
    )


def _is_class_name(text: str) -> bool:
    if not _CLASS_NAME.fullmatch(text):
        return False
    return len(re.findall("[-_]+", text)) > 1 or "__" in text or bool(_CLASS_WORD.search(text))
