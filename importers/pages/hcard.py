"""Contact cards that a page declares: hCard 1.0 and h-card (microformats.org) with a phone or an e-mail address."""

from collections.abc import Iterator

from bs4 import Tag

from importers.draft import ContactDraft
from importers.reading.characters import squeeze
from importers.reading.people import find_emails, find_phones, is_mangled

_CARDS = ".vcard, .h-card"
_MANGLED = "The e-mail address of {} is mangled on the page and was held back; type the right one."


def find_cards(root: Tag) -> list[Tag]:
    """Find the outermost cards that say how to reach somebody."""
    cards = root.select(_CARDS)
    inner = {id(card) for outer in cards for card in outer.select(_CARDS)}
    return [card for card in cards if id(card) not in inner and card.select(_ways())]


def read_card(card: Tag, country: str) -> ContactDraft | None:
    """Read one card; None when it names nobody or no channel of it can be read."""
    name, title = _say(card, ".fn, .p-name"), _say(card, ".title, .role, .p-job-title, .p-role")
    emails = [email for text in _channels(card, "email", "mailto:") for email in find_emails(text)]
    phones = [phone for text in _channels(card, "tel", "tel:") for phone in find_phones(text, country)]
    kept = [email for email in emails if not is_mangled(email, name)]
    if not (name or title) or not (phones or emails):
        return None
    return ContactDraft(
        name=name,
        title=title,
        unit=_say(card, ".organization-unit, .p-organization-unit"),
        organisation=_say(card, ".org .organization-name, .org, .p-org"),
        emails=tuple(dict.fromkeys(kept)),
        phones=tuple(dict.fromkeys(phones)),
        press_contact="press" in " ".join(map(str, card.get_attribute_list("class"))).lower(),
        notes=(_MANGLED.format(name or title),) if len(kept) < len(emails) else (),
    )


def is_only_cards(body: Tag) -> bool:
    """Tell whether a tree holds cards and next to nothing else."""
    cards = body.select(_CARDS)
    inside = sum(len(squeeze(card.get_text())) for card in cards if not card.find_parent(class_=["vcard", "h-card"]))
    return bool(cards) and len(squeeze(body.get_text())) - inside < 40


def _ways() -> str:
    return '.tel, .p-tel, .email, .u-email, a[href^="tel:"], a[href^="mailto:"]'


def _channels(card: Tag, name: str, scheme: str) -> Iterator[str]:
    for found in card.select(f'.{name}, .p-{name}, .u-{name}, a[href^="{scheme}"]'):
        href = str(found.get("href", ""))
        yield href.removeprefix(scheme).partition("?")[0] if href.startswith(scheme) else found.get_text(" ")


def _say(card: Tag, path: str) -> str | None:
    found = card.select_one(path)
    return (squeeze(found.get_text(" ")) or None) if found else None
