"""Plain text: an article as it is pasted into a newsroom system, wrapped, with the contacts at its end."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from feeds.entry import Card, Entry
from feeds.legible import legible

MEDIA_TYPE = "text/plain; charset=utf-8"

WIDTH = 72
"""RFC 3676 section 4.2 recommends lines below 79 characters, so that they can be quoted."""


def serialise(entry: Entry, *, dated: str, notes: Iterable[str], contacts: str, files: str) -> bytes:
    """Write an article; how its date and its changes are told, and what contacts and files are called, is given."""
    entry = legible(entry)
    parts = [
        *map(_wrapped, (entry.title, legible(dated), entry.summary or "", *legible(tuple(notes)))),
        *_paragraphs(entry.body_text),
        _block(legible(contacts), (_contact(card) for card in entry.contacts)),
        _block(legible(files), (f"{file.title or file.url}: {file.url}" for file in entry.enclosures)),
        entry.url,
    ]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _paragraphs(text: str) -> Iterator[str]:
    return (_wrapped(line) for line in text.split("\n"))


def _wrapped(line: str) -> str:
    # An address that is cut leads nowhere.
    return "\n".join(wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False))


def _block(heading: str, lines: Iterable[str]) -> str:
    told = list(filter(None, lines))
    return "\n".join([heading, *told]) if told else ""


def _contact(card: Card) -> str:
    who = (card.name, card.title, card.unit)
    return ", ".join(filter(None, (*who, *card.phones, *card.emails)))
