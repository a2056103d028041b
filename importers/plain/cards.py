"""Contact cards in running text: a name, its title and unit, phones or e-mail, and what the person answers for."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice

from importers.draft import ContactDraft
from importers.reading.people import Channels, Person, is_mangled, read_channels, split_person

MAIL_HELD_BACK = (
    "An e-mail address was held back because this copy of the page shows it mangled with junk letters: "
    "look up the right one and type it in."
)

BULLET = re.compile(r"^\s*(?:[•‣▪▫■□●○◦∙·➢➤►▶✓✔✗➔→⇒❖◆\ue000-\uf8ff]\s*|[*+–—-]\s+)")
LABEL = re.compile(
    r"""(?: (?:press|media|medie)?[-\s]?(?:kontakt(?:er|person|personer|uppgifter)?|contacts?|contact\ persons?)
        | (?:press|media)\s?(?:inquiries|enquiries) | pressekontakt(?:er)? | (?:median?\s)?yhteyshenkilöt?
        | yhteystiedot | (?:lehdistö|media)yhteyshenkilöt? | yhteydenotot | lisätie(?:toja|dot)(?:\s(?:antaa|antavat))?
        | (?:för\s)?(?:mera?|ytterligare)\sinformation(?:\s(?:lämnas|ges|fås|kontakta).{0,20})?
        | (?:for\s)?(?:more|further|additional)\sinformation(?:,?\s(?:please\s)?contact)?
        | kontakt(?:information|oplysninger)
        | (?:for\s)?(?:mer|yderligere)\sinformasjon | yderligere\soplysninger | frågor\sbesvaras\sav )
        \s*:?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_RESPONSIBILITIES = re.compile(
    r"""(?: ansvarsområden? | ansvarar\sför | ansvar | arbetsområden? | arbetsuppgifter | sakområden? | vastuualueet?
        | vastuualue(?:eni)? | tehtävät | (?:areas?\sof\s)?responsibilit(?:y|ies) | responsible\sfor | ansvarsområder?
        | arbejdsområder? | arbeidsområder? )\s*:?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
# A name, a title, a unit and an organisation stand above the first phone; five lines up is another text.
_LOOK_BACK = 4
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
    return "@" in line or "[…]" in line or "(at)" in line or sum(map(str.isdigit, line)) >= 5


def _gather(lines: list[str], number: int, used: set[int], region: str) -> _Card | None:
    channels = read_channels(strip_bullet(lines[number]), region)
    if not channels.any:
        return None
    if channels.rest:
        label, _, rest = channels.rest.partition(":")
        person = split_person(rest if LABEL.fullmatch(label) else channels.rest)
        card = _Card(person, {number}, [], [channels]) if person else None
    else:
        card = _look_back(lines, number, used, channels)
    if card:
        _take_namesakes(lines, card)
        _look_ahead(lines, number + 1, card, region)
    return card


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
        elif text and (channels := read_channels(text, region)).any and not channels.rest:
            card.channels.append(channels)
        elif text:
            return
        if text:
            card.used.add(number)


def _finish(card: _Card) -> ContactDraft:
    printed = [address for channels in card.channels for address in channels.emails]
    name = card.person.name if card.person else None
    beside = card.person.title.split(", ", maxsplit=1) if card.person and card.person.title else []
    title, *units = [*beside, *card.texts] or [""]
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
