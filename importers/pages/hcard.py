"""Contact cards that a page declares: hCard 1.0 and h-card (microformats.org)."""

from collections.abc import Iterator

from bs4 import Tag

from importers.draft import ContactDraft, ImageDraft
from importers.pages.page import Page
from importers.reading.characters import squeeze
from importers.reading.people import find_emails, find_phones, is_mangled
from importers.reading.pictures import find_address
from importers.reading.portraits import make_portrait

_CARDS = ".vcard, .h-card"
_WAYS = '.tel, .p-tel, .email, .u-email, a[href^="tel:"], a[href^="mailto:"]'
_NO_PHONE = ("fax", "pager", "modem")
_NAME_PARTS = (
    ".honorific-prefix, .p-honorific-prefix",
    ".given-name, .p-given-name",
    ".additional-name, .p-additional-name",
    ".family-name, .p-family-name",
    ".honorific-suffix, .p-honorific-suffix",
)
_PROPERTIES = frozenset(
    "org organization-name title role tel email adr note n fn nickname url photo uid".split()  # noqa: SIM905
)
# What these elements say stands in an attribute (microformats2 parsing, “parsing for implied properties”).
_STANDS_FOR = {"img": "alt", "area": "alt", "abbr": "title", "data": "value"}
_LONGEST_NAME = 80
_MANGLED = "The e-mail address of {} is mangled on the page and was held back; type the right one."


def find_cards(root: Tag, *, reachable: bool = True) -> list[Tag]:
    """Find the outermost cards; only those that say how to reach somebody, unless all are asked for."""
    cards = root.select(_CARDS)
    inner = {id(card) for outer in cards for card in outer.select(_CARDS)}
    return [card for card in cards if id(card) not in inner and (not reachable or card.select_one(_WAYS))]


def read_card(card: Tag, page: Page, country: str, *, reachable: bool = True) -> ContactDraft | None:
    """Read one card; None when it names nobody or, unless all are asked for, no channel of it can be read."""
    organisation = _say(card, ".organization-name, .p-organization-name", ".org, .p-org")
    name, title = _name(card), _say(card, ".title, .role, .p-job-title, .p-role")
    emails = [email for text in _channels(card, "email", "mailto:") for email in find_emails(text)]
    phones = [phone for text in _channels(card, "tel", "tel:") for phone in find_phones(text, country)]
    kept = [email for email in emails if not is_mangled(email, name)]
    if not (name or title) or (reachable and not (phones or emails)):
        return None
    return ContactDraft(
        name=name,
        title=title,
        unit=_say(card, ".organization-unit, .p-organization-unit"),
        organisation=organisation,
        emails=tuple(dict.fromkeys(kept)),
        phones=tuple(dict.fromkeys(phones)),
        press_contact="press" in " ".join(map(str, card.get_attribute_list("class"))).lower(),
        portrait=_portrait(card, page),
        source_id=_say(card, ".uid, .u-uid"),
        notes=(_MANGLED.format(name or title),) if len(kept) < len(emails) else (),
    )


def is_only_cards(body: Tag) -> bool:
    """Tell whether a tree holds cards and next to nothing else."""
    cards = body.select(_CARDS)
    inside = sum(len(squeeze(card.get_text())) for card in cards if not card.find_parent(class_=["vcard", "h-card"]))
    return bool(cards) and len(squeeze(body.get_text())) - inside < 40


def _portrait(card: Tag, page: Page) -> ImageDraft | None:
    """Read the photo that a card names, or that is implied by the only picture in it (microformats2 parsing)."""
    stated = [found for found in card.select(".photo, .u-photo") if _is_own(found, card)]
    for found in stated or card.select(":scope > img:only-of-type, :scope > a:only-child > img:only-child"):
        image = found if found.name == "img" else found.find("img")
        where = (find_address(image) or image.get("src")) if image else found.get("href") or found.get("data")
        alt = squeeze(str(image.get("alt", ""))) if image else ""
        if portrait := make_portrait(str(where or ""), page.source, page.base, alt=alt or None):
            return portrait
    return None


def _name(card: Tag) -> str | None:
    stated = _say(card, ".fn, .p-name") or squeeze(" ".join(_say(card, path) or "" for path in _NAME_PARTS))
    if stated:
        return stated
    # A name may be implied: all its words, or what it stands for (microformats2 parsing, “implied properties”).
    implied = _implied(card)
    return implied if implied and not card.find(class_=_is_property) and len(implied) <= _LONGEST_NAME else None


def _implied(card: Tag) -> str:
    only = card
    while _STANDS_FOR.get(only.name) is None and len(inner := only.find_all(recursive=False)) == 1:
        only = inner[0]
    stated = only.get(_STANDS_FOR.get(only.name, ""))
    return squeeze(str(stated)) if stated else squeeze(card.get_text(" "))


def _is_property(name: str | None) -> bool:
    return bool(name) and (str(name).startswith(("p-", "u-", "e-", "dt-")) or name in _PROPERTIES)


def _channels(card: Tag, name: str, scheme: str) -> Iterator[str]:
    for found in card.select(f'.{name}, .p-{name}, .u-{name}, a[href^="{scheme}"]:not(.value)'):
        kind = " ".join(squeeze(one.get_text()).lower() for one in found.select(".type"))
        href = str(found.get("href", ""))
        if href.startswith(scheme):
            yield href.removeprefix(scheme).partition("?")[0]
        elif not kind.startswith(_NO_PHONE):
            yield _text(found)


def _say(card: Tag, *paths: str) -> str | None:
    """Give the words of a card's own property, not those of a card within it."""
    for found in (found for path in paths for found in card.select(path)):
        if _is_own(found, card) and (text := squeeze(_text(found))):
            return text
    return None


def _is_own(found: Tag, card: Tag) -> bool:
    return found.find_parent(class_=["vcard", "h-card"]) in (card, None)


def _text(found: Tag) -> str:
    """Give the words of a property, by its parts named `value`, or what an abbreviation or a picture stands for."""
    values = found.select(".value")
    if values:
        return "".join(squeeze(_text(value)) for value in values)
    stated = found.get(_STANDS_FOR.get(found.name, ""))
    return str(stated) if stated else found.get_text("" if found.select(".type") else " ")
