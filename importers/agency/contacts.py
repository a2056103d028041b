"""Contacts of a release: a block of their own, with an organisation above its persons, or a list under a heading."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from lxml.html import HtmlElement

from importers.draft import ContactDraft
from importers.exports.persons import lines_of
from importers.exports.tree import parse_body
from importers.plain.cards import LABEL, read_cards
from importers.suppliers.persons import merge_persons, read_block

_OR = re.compile(r"(?:or|and|oder|und|ou|et|o|y|eller|och|og|tai|ja|of|en|或)\s*:?", re.IGNORECASE)
_FOR = re.compile(r"(?:for|für|pour|för|代表)\s*(?=\S)", re.IGNORECASE)
_LONGEST_ORGANISATION = 80
_LONGEST = 400_000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
_LISTS = ("ul", "ol", "p", "div")


def read_contacts(markup: str, region: str) -> tuple[tuple[ContactDraft, ...], str]:
    """Read a block that is nothing but contacts; gives the words that belong to none of them, too."""
    found, left = list[ContactDraft](), list[str]()
    for group in _split_groups(lines_of(markup)):
        persons, words = read_block("<br>".join(escape(line, quote=False) for line in group), region)
        named = bool(persons) and 0 < len(words) <= _LONGEST_ORGANISATION
        organisation = _FOR.sub("", words, count=1).strip(" :,") if named else None
        found += [replace(one, organisation=one.organisation or organisation) for one in persons]
        left += [words] if words and not named else []
    return merge_persons(found), " ".join(left)


def _split_groups(lines: list[str]) -> Iterator[list[str]]:
    """Split a block where it says “or”, and goes on with another organisation."""
    group = list[str]()
    for line in (*lines, "or"):
        if not _OR.fullmatch(line.strip()):
            group.append(line)
        elif any(one.strip() for one in group):
            yield group
            group = []


def find_listed(markup: str, region: str) -> tuple[ContactDraft, ...]:
    """Find the persons listed under a heading of contacts, each over several lines of the source."""
    if "\n" not in markup or len(markup) > _LONGEST:
        return ()
    headings = (one for one in parse_body(markup).iter(*_HEADINGS) if LABEL.fullmatch(" ".join(one.itertext()).strip()))
    found = [one for heading in headings for one in _read_list(heading.getnext(), region)]
    return merge_persons(found)


def _read_list(element: HtmlElement | None, region: str) -> Iterator[ContactDraft]:
    if element is None or element.tag not in _LISTS:
        return
    for entry in element.findall("li") or [element]:
        yield from read_cards([" ".join(line.split()) for line in entry.text_content().split("\n")], region).contacts
