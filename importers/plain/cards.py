"""Contact cards in running text: a name, its title and unit, phones or e-mail, and what the person answers for."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from importers.draft import ContactDraft
from importers.reading.disguise import may_spell_addresses
from importers.reading.people import Channels, Person, is_fax, is_mangled, read_channels, split_person

MAIL_HELD_BACK = (
    "An e-mail address was held back because this copy of the page shows it mangled with junk letters: "
    "look up the right one and type it in."
)

BULLET = re.compile(r"^\s*(?:[•‣▪▫■□●○◦∙·➢➤►▶✓✔✗➔→⇒❖◆\ue000-\uf8ff]\s*|[*+–—-]\s+)")
LABEL = re.compile(
    r"""(?: (?:press|presse|media|medie|medien)?[-\s]?(?:kontakt(?:er|e|person|personer|personen|uppgifter|daten)?
            |contacts?|contact\spersons?)
        | kontakt(?:information|oplysninger|opplysninger) | kontakta(?:\soss)? | contact(?:\s(?:information|details|us))
        | kontakt\s(?:for\spress[ea]n?|för\s(?:media|medier|press|pressen)|für\s(?:die\s)?(?:medien|presse))
        | (?:for\s(?:the\s)?)?(?:press|media)[-\s]?(?:inquiries|enquiries|queries|relations)
            (?:,?\s(?:please\s)?contact)?
        | (?:for\s)?(?:more|further|additional)\s(?:information|details)(?:,?\s(?:please\s)?contact)?
        | (?:för\s|vid\s)?(?:mera?|ytterligare|närmare)\s(?:information|upplysningar)
            (?:,?\s(?:(?:vänligen\s)?kontakta|lämnas|ges|fås).{0,20})?
        | (?:för|vid)\sfrågor(?:,?\s(?:vänligen\s)?kontakta)? | frågor(?:\sbesvaras\sav)? | upplysningar
        | (?:median?\s|lehdistö|media)?yhteyshenkilöt? | yhteystiedot | (?:median\s)?(?:yhteydenotot|tiedustelut)
        | haastattelupyynnöt | lisätie(?:toja|dot)(?:\sja\shaastattelupyynnöt)?(?:\s(?:antaa|antavat))?
        | (?:for\s)?(?:mere?|ytterligere|yderligere|nærmere|flere)\s(?:informasjon|information|oplysninger)
            (?:,?\s(?:(?:ta\s)?kontakt|fås\shos))?
        | spørsmål(?:\skan\srettes\stil)?
        | (?:presse|medien)?rückfragen(?:\s(?:bitte\s)?an|\sder\s(?:medien|presse))? | (?:presse|medien)stelle
        | (?:ihre?\s)?ansprechpartner(?:in(?:nen)?)?(?:\sfür\s(?:die\s)?(?:medien|presse|rückfragen))?
        | (?:für\s)?weitere\sinformationen(?:\s(?:bei|unter|erteilt))? )
        \s*:?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:please\s(?:contact|call|email)|contact|kontakta|ta\skontakt\smed|kontakt|yhteyttä|wenden\ssie\ssich\s(?:bitte\s)?an)\s",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"[\s,(:]+(?:at|on|by|via|or|tel|telephone|phone|e-?mail|på|per|telefon|tfn|tlf|eller|puh|unter|und|[\s,.(:])+$",
    re.IGNORECASE,
)
_RESPONSIBILITIES = re.compile(
    r"""(?: ansvarsområden? | ansvarar\sför | ansvar | arbetsområden? | arbetsuppgifter | sakområden? | vastuualueet?
        | vastuualue(?:eni)? | tehtävät | (?:areas?\sof\s)?responsibilit(?:y|ies) | responsible\sfor | ansvarsområder?
        | arbejdsområder? | arbeidsområder? )\s*:?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
# A name, a title, a unit and an organisation stand above the first phone; five lines up is another text.
_LOOK_BACK = 4
_DIGIT = re.compile(r"\d")
_MOST_LINES = 5000
_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """The contacts of a text, and its lines without them."""

    contacts: tuple[ContactDraft, ...]
    lines: list[str]
    mangled: bool


@dataclass(slots=True)
class _Card:
    """One card while its lines are gathered; `used` are the numbers of these lines."""

    person: Person | None
    used: set[int]
    texts: list[str]
    channels: list[Channels]
    responsibilities: list[str] = field(default_factory=list)


def strip_bullet(line: str) -> str:
    """Give a line without bullet and surrounding blanks."""
    return " ".join(BULLET.sub("", line, count=1).split())


def is_label(text: str | None) -> bool:
    """Tell whether words only announce contacts: “Press contact”, “Lisätietoja antavat”."""
    return bool(text) and len(str(text)) <= _LONGEST_LABEL and bool(LABEL.fullmatch(" ".join(str(text).split())))


def read_cards(lines: list[str], region: str) -> Reading:
    """Take the contact cards out of a text's lines; persons merely mentioned stay where they are."""
    used: set[int] = set()
    cards = []
    # A page has some dozen such lines; looking for phones costs 0.1 ms a line, and a hostile text has any number.
    for number in islice((number for number, line in enumerate(lines) if _may_reach(line)), _MOST_LINES):
        if number not in used and (card := _gather(lines, number, used, region)):
            used |= card.used
            cards.append(card)
    contacts = tuple(map(_finish, cards))
    mangled = any(contact.notes for contact in contacts)
    rest = ["" if number in used else line for number, line in enumerate(lines)]
    return Reading(contacts, rest, mangled)


def _may_reach(line: str) -> bool:
    if "@" in line or "[…]" in line or (_DIGIT.search(line) and sum(map(str.isdigit, line)) >= 5):
        return True
    return may_spell_addresses(line)


def _gather(lines: list[str], number: int, used: set[int], region: str) -> _Card | None:
    channels = read_channels(strip_bullet(lines[number]), region)
    if not channels.any:
        return None
    card = _read_line(lines[number], number, channels) if channels.rest else None
    if card is None:
        card = _look_back(lines, number, used, channels)
        # Beside a phone a first name may stand, “Ring Eva”; any other words are a sentence.
        card = card if card and _is_own(channels.rest, card) else None
    if card:
        _take_namesakes(lines, card)
        _look_ahead(lines, number + 1, card, region)
    return card


def _read_line(line: str, number: int, channels: Channels) -> _Card | None:
    """Read a card whose name stands on the line of its phones or addresses."""
    label, _, rest = channels.rest.partition(":")
    person = split_person(rest if LABEL.fullmatch(label) else channels.rest) or _find_asked(line)
    return _Card(person, {number}, [], [channels]) if person else None


def _find_asked(line: str) -> Person | None:
    """Find whom a sentence asks to be contacted: “… please contact Eva Ek, Press Officer, at eva@town.example”."""
    asked = _ASKING.search(line)
    if not asked:
        return None
    words = takewhile(lambda word: "@" not in word and not any(map(str.isdigit, word)), line[asked.end() :].split())
    return split_person(_LINKING.sub("", " ".join(words)))


def _look_back(lines: list[str], number: int, used: set[int], channels: Channels) -> _Card | None:
    """Find the name above a line of phones or addresses; a sentence or another card in between means there is none."""
    seen, texts = {number}, list[str]()
    for above in range(number - 1, max(-1, number - 3 * _LOOK_BACK), -1):
        if not (text := strip_bullet(lines[above])):
            continue
        # A full stop above a phone means running text: somebody mentioned, not a card.
        if above in used or len(text) > _LONGEST_LABEL or text.endswith((".", "!", "?")) or len(seen) > _LOOK_BACK:
            return None
        seen.add(above)
        label, colon, rest = text.partition(":")
        if person := split_person(rest if colon and LABEL.fullmatch(label) else text):
            return _Card(person, seen, texts[::-1], [channels])
        if not LABEL.fullmatch(text):
            texts.append(text)
    return None


def _take_namesakes(lines: list[str], card: _Card) -> None:
    """Take the same name printed again just above (a picture's caption, say) and a label such as “Contact”."""
    for above in range(min(card.used) - 1, max(-1, min(card.used) - 6), -1):
        text = strip_bullet(lines[above])
        if text and not LABEL.fullmatch(text) and not (card.person and text == card.person.name):
            return
        card.used.add(above)


def _look_ahead(lines: list[str], start: int, card: _Card, region: str) -> None:
    """Take further lines of phones and addresses, and a list of responsibilities under its label."""
    listing = False
    for number in range(start, len(lines)):
        line, text = lines[number], strip_bullet(lines[number])
        if _RESPONSIBILITIES.fullmatch(text):
            listing = True
        elif listing and BULLET.match(line):
            card.responsibilities.append(text)
        elif text and (channels := read_channels(text, region)).any and _is_own(channels.rest, card):
            card.channels.append(channels)
        elif text and is_fax(text):
            pass
        elif text:
            return
        if text:
            card.used.add(number)


def _is_own(rest: str, card: _Card) -> bool:
    """Tell whether beside a phone or an address stands nothing, or a part of the name: “Mail Eva”."""
    return not rest or (card.person is not None and set(rest.split()) <= set(card.person.name.split()))


def _finish(card: _Card) -> ContactDraft:
    printed = [address for channels in card.channels for address in channels.emails]
    name = card.person.name if card.person else None
    beside = card.person.title.split(", ", maxsplit=1) if card.person and card.person.title else []
    title, *units = [text for text in (*beside, *card.texts) if not _may_reach(text)] or [""]
    # Where the name is strewn with letters the address is wrong, and nobody can tell which letters are junk.
    mangled = [address for address in printed if is_mangled(address, name)]
    contact = ContactDraft(
        name=name,
        title=title or None,
        unit=", ".join(unit for unit in units if unit) or None,
        emails=tuple(dict.fromkeys(address for address in printed if address not in mangled)),
        phones=tuple(dict.fromkeys(phone for channels in card.channels for phone in channels.phones)),
        responsibilities=tuple(card.responsibilities),
    )
    held_back = mangled or any(channels.held_back for channels in card.channels)
    return replace(contact, emails=(), notes=(MAIL_HELD_BACK,)) if held_back else contact
