"""What mail programs and mailing lists write around a text: prefixes, greetings, forwarding headers, footers."""

import re

from importers.draft import Kind
from importers.reading.characters import squeeze
from importers.reading.kinds import find_kind

_FORWARDED = r"fwd?|wg|tr|vb|vl|videresendt|vidarebefordrat|välitetty|weitergeleitet"
_REPLIED = r"re|sv|aw|antw|vast"
# “VS” forwards in Norwegian and answers in Finnish.
_PREFIX = re.compile(rf"\s*(?:(?P<forwarded>{_FORWARDED}|vs)|(?P<replied>{_REPLIED}))\s*(?:\[\d+\])?\s*:\s*", re.I)
_SPLIT = re.compile(r"\s*[:|]\s+|\s+[–—-]\s+")
_FROM_WHOM = re.compile(r"\s+(?:från|from|fra|von|by|av|om|about|on|den|\d).*$", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\b(?:bifog\w*|bilag\w*|attach\w*|enclosed|liitteenä|liite\w*|oheinen|ohessa|vedlagt\w*|vedhæft\w*|anbei"
    r"|angehängt\w*|beigefügt\w*|anhang)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?:(?:press|news|media)[ -]?release|pressmeddeland\w*|pressinbjud\w*|nyhet\w*|\w*tiedot(?:e|teen|teet)\b"
    r"|pressemelding\w*|pressemeddelelse\w*|pressemitteilung\w*|statement|announcement)",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:hi|hello|dear|hej|hejsan|hei|moi|terve|hyvä|god\s?(?:dag|morgon|morgen|kväll)|goddag|kära|kjære|kære|hallo"
    r"|guten\s(?:tag|morgen)|sehr\sgeehrte\w?|liebe\w?|good\s(?:morning|afternoon))\b[^.:?]{0,50}[,!.]?",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:(?:med\s)?(?:vänliga?|vennlig|venlig|bästa|beste|bedste)\shäls(?:ningar?)|(?:med\s)?vänliga?\shälsning(?:ar)?"
    r"|(?:med\s)?(?:vennlig|venlig|beste|bedste)\shilsen|(?:kind|best|warm)?\s?regards|best|mvh|hälsningar|hilsen|sincerely"
    r"|yours\s(?:sincerely|faithfully|truly)|(?:ystävällisin\s)?terveisin|yst\.?\s?terv\.?|t(?:erv)?\.?|cheers"
    r"|mit\sfreundlichen\sgrüßen|(?:viele|beste|freundliche)\sgrüße|thanks|thank\syou|many\sthanks|tack)\s?[,.!]?",
    re.IGNORECASE,
)
_MAILING = re.compile(
    r"""unsubscribe | opt[ -]out | (?:manage|update)\ (?:your\ )?(?:email\ )?preferences
    | avregistrera | avprenumerera | avsluta\ (?:din\ )?prenumeration | avanmäl
    | (?:peruuta|peru|lopeta)\ (?:uutiskirjeen\ )?tilau | poistu\ postituslistalta
    | avmeld | meld\ deg\ av | afmeld | abbestellen | newsletter\ abmelden | vom\ newsletter\ abmelden
    | (?:view|open|read|see)\ (?:this\ )?(?:e-?mail\ |it\ |message\ |newsletter\ )?
      (?:online|in\ (?:your\ |a\ )?(?:web\ )?browser)
    | i\ (?:din\ )?webbläsare | selaimessa | i\ (?:din\ )?nettleser | im\ browser\ (?:ansehen|öffnen|anzeigen)
    | you(?:['’]re|\ are)?\ (?:receiving|received|get)\ this\ (?:e-?mail|message|newsletter)
    | du\ (?:får|mottar|modtager)\ (?:det\ här|detta|dette|denne|denna)\ (?:mejl|mail|e-?post|\w*brev|meddelande)
    | saat\ tämän\ (?:sähköposti)?viestin | sie\ erhalten\ diese""",
    re.VERBOSE | re.IGNORECASE,
)
_SMALL_PRINT = re.compile(
    r"""\b(?:this|the\ information\ (?:contained\ )?in\ this)\ (?:e-?mail|message|communication|transmission)
        .{0,200}\b(?:confidential|privileged|intended|viruses)
    | confidentiality\ notice | if\ you\ are\ not\ the\ intended
    | if\ you\ have\ received\ this\ (?:e-?mail|message)\ in\ error
    | \bdetta\ (?:e-?post|mejl|mail|meddelande).{0,200}(?:konfidentiell|sekretess|avsett|avsedd)
    | \btämä\ (?:sähköposti)?viesti.{0,200}luottamuksel
    | \bdenne\ (?:e-?post|mail|melding).{0,200}(?:konfidensiel|fortrolig)
    | \bdiese\ (?:e-?mail|nachricht).{0,200}vertraulich
    | consider\ the\ environment | tänk\ på\ miljön | ajattele\ ympäristöä | tenk\ på\ miljøet | virus-?free
    | ^(?:sent\ from\ my | skickat\ från\ min | sendt\ fra\ min | lähetetty\ .{0,40}(?:iphone|puhelime|laitteesta)
        | von\ meinem\ .{0,30}\ gesendet | get\ outlook\ for | hämta\ outlook )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LONGEST_FOOTER = 700
_LONGEST_COVER = 500


def strip_prefixes(subject: str) -> tuple[str, str | None]:
    """Give a subject without Re:, Fwd:, VB:, VS: and their like, and whether the first of them forwards or replies."""
    first = None
    while found := _PREFIX.match(subject):
        first = first or ("forwarded" if found["forwarded"] else "replied")
        subject = subject[found.end() :]
    return squeeze(subject), first


def read_subject(subject: str) -> tuple[str, Kind | None]:
    """Give the headline of a subject, none where it is no more than “Press release from …”, and the kind it names."""
    head, *rest = _SPLIT.split(subject, maxsplit=1)
    named = find_kind([head]) or find_kind([_FROM_WHOM.sub("", head)])
    if named != "press_release":
        return subject, None
    # “Press release from the town: New bridge” is about the bridge, “Press release 2026-03-05” about nothing.
    headline = rest[0] if rest else ""
    return headline if any(map(str.isalpha, headline)) else "", named


def is_cover(text: str) -> bool:
    """Tell whether a letter's text is none, or a few words that point to the release in an attached file."""
    if not any(map(str.isalnum, text)):
        return True
    return len(text) < _LONGEST_COVER and bool(_ATTACHED.search(text) and _RELEASE.search(text))


def is_footer(paragraph: str, *, at_edge: bool) -> bool:
    """Tell whether a paragraph is about the mailing and not about its matter; `at_edge` where such stand."""
    short = len(paragraph) < _LONGEST_FOOTER
    return at_edge and bool((short and _MAILING.search(paragraph)) or _SMALL_PRINT.search(paragraph[:3000]))
