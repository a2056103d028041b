"""A letter's lines without what belongs to the letter alone: greeting, signature, footers; the signature's person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from importers.draft import ContactDraft
from importers.mail.wording import CLOSING, GREETING, is_footer
from importers.plain.cards import read_cards
from importers.reading.characters import squeeze
from importers.reading.people import guess_region

_DELIMITER = re.compile(r"\s*(?:--|—|__+)\s*")
_SIGNED = re.compile(r"\s+(?:--|[|•·–—])\s+")
_LINK = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)
_LONGEST_SIGNATURE = 15
_FOOTERS = "Lines about the mailing itself were left out ({}), such as “{}”."
_SIGNATURE = "The signature was left out; whom it gives to be reached is a contact."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Lines of which some were emptied, the persons of a signature, and what was left out."""

    lines: list[str]
    contacts: tuple[ContactDraft, ...] = ()
    notes: tuple[str, ...] = ()


def clean(lines: list[str], country: str) -> Cleaned:
    """Empty the lines that belong to the letter and not to its matter; their number stays."""
    region = guess_region(lines, country)
    kept = list(lines)
    footers = list(_empty_footers(kept))
    start = _find_signature(kept)
    signature = kept[start:] if start is not None else []
    kept[len(kept) - len(signature) :] = [""] * len(signature)
    _empty_greeting(kept)
    _empty_closing(kept)
    notes = [_FOOTERS.format(len(footers), footers[0][:60])] if footers else []
    contacts = read_cards(list(_spread(signature)), region).contacts
    return Cleaned(kept, contacts, (*notes, *([_SIGNATURE] if any(map(squeeze, signature)) else [])))


def _empty_footers(lines: list[str]) -> Iterator[str]:
    paragraphs = list(_paragraphs(lines))
    for number, (start, end) in enumerate(paragraphs):
        text = squeeze(" ".join(lines[start:end]))
        # What a mailing says of itself stands first or last; in between, a text may be about mailings.
        if is_footer(text, at_edge=number < 2 or number >= len(paragraphs) / 2):
            lines[start:end] = [""] * (end - start)
            yield text


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, int]]:
    start = None
    for number, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = number
        elif not line.strip() and start is not None:
            yield start, number
            start = None


def _find_signature(lines: list[str]) -> int | None:
    """Find where the signature begins: at its delimiter (RFC 3676, section 4.3), with few lines after it."""
    marks = [number for number, line in enumerate(lines) if _DELIMITER.fullmatch(line)]
    last = marks[-1] if marks else None
    below = sum(bool(line.strip()) for line in lines[last + 1 :]) if last is not None else 0
    return last if 0 < below <= _LONGEST_SIGNATURE else None


def _spread(signature: list[str]) -> Iterator[str]:
    """Give the parts of a signature a line each, without its addresses on the web."""
    for line in signature[1:]:
        if not CLOSING.fullmatch(line.strip()):
            yield from (part for part in _SIGNED.split(line) if not _LINK.fullmatch(part.strip()))


def _empty_greeting(lines: list[str]) -> None:
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    # A greeting that runs on into a sentence is text.
    if first is not None and GREETING.fullmatch(lines[first].strip()):
        lines[first] = ""


def _empty_closing(lines: list[str]) -> None:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for number in filled[1:][-_LONGEST_SIGNATURE:]:
        if CLOSING.fullmatch(lines[number].strip()):
            lines[number] = ""
