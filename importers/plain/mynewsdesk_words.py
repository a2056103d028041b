"""The words that a Mynewsdesk page prints around its content, in the languages of its newsrooms."""

import re

from importers.draft import Kind

_KIND_WORDS: dict[Kind, str] = {
    "news": "nyhet nyheter news uutinen uutiset nyhed nyheder nachricht nachrichten",
    "press_release": (
        "pressmeddelande pressmeddelanden pressrelease pressreleases "
        "tiedote tiedotteet lehdistötiedote lehdistötiedotteet "
        "pressemelding pressemeldinger pressemeddelelse pressemeddelelser pressemitteilung pressemitteilungen"
    ),
    "blog_post": (
        "blogginlägg blogpost blogposts blogentry blogentries blogi blogit blogikirjoitus blogikirjoitukset "
        "blogginnlegg blogindlæg blogginlegg blogbeitrag blogbeiträge"
    ),
}
KINDS: dict[str, Kind] = {word: kind for kind, words in _KIND_WORDS.items() for word in words.split()}
_OTHER_WORDS = """
    bild bilder image images kuva kuvat billede billeder video videor videos videot videoer dokument document documents
    asiakirja asiakirjat dokumentti dokumentit dokumenter evenemang event events tapahtuma tapahtumat arrangement
    arrangementer begivenhed begivenheder
"""
OTHER_KINDS = frozenset(_OTHER_WORDS.split())
# “Kommande evenemang 2 evenemang”: the number is the page’s own count.
_COUNT = r"(?:\s+(?P<count>\d{1,4})(?:\s+[^\W\d_][^\d]{0,40})?)?"
EVENTS = re.compile(
    r"""(?: kommande\s(?:evenemang|event) | upcoming\sevents? | tulevat\stapahtumat
        | kommende\s(?:arrangement|begivenhed)(?:er)?
        | kommende\s(?:event|eventer|hendelser) | evenemang | events | tapahtumat | arrangementer | begivenheder )"""
    + _COUNT,
    re.VERBOSE | re.IGNORECASE,
)
CONTACTS = re.compile(
    r"""(?: (?:press)?kontaktperson(?:er)? | (?:press)?kontakter | (?:press\s|media\s)?contacts? | contact\spersons?
        | contact\speople | yhteyshenkilöt? | yhteystiedot | lehdistöyhteyshenkilöt? | pressekontakt(?:er)? )"""
    + _COUNT,
    re.VERBOSE | re.IGNORECASE,
)
# Footers end with “Om Mynewsdesk”, which is not who publishes here.
ABOUT = re.compile(r"(?:om|about|tietoja|tietoa|über)\s+(?P<name>(?!mynewsdesk)\S.{1,100}[^.!?:,…\s])", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?:(?:post|besöks|visiting\s)?adress|(?:postal\s)?address|osoite|(?:post)?adresse)\s*:?", re.IGNORECASE
)
MORE = re.compile(
    r"(?:läs (?:vidare|mera?)|read more|continue reading|lue lisää|les (?:mer|videre)|læs (?:mere|videre))\s*[»›>→]*",
    re.IGNORECASE,
)
END_OF_PAGE = re.compile(
    r"(?:relaterat (?:innehåll|material)|related (?:content|material)|ämnen|topics|taggar|tags|följ oss|follow us"
    r"|länkar|links|nyhetsrum|newsroom|powered by.*|mynewsdesk.*|©.*|copyright.*)",
    re.IGNORECASE,
)
