"""The values that the tests of the writers share: an invented municipality's feed, and any text at all."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from feeds.entry import Author, Category, Enclosure, Entry, Feed

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HELSINKI = ZoneInfo("Europe/Helsinki")

ROOM = "https://press.exempelstad.example"

PHOTO = Enclosure(url=f"{ROOM}/media/ishall.jpg", media_type="image/jpeg", length=48213, title="Ishallen")
REPORT = Enclosure(url=f"{ROOM}/media/rapport.pdf", media_type="application/pdf", length=1234, title="Rapporten")
UNMEASURED = Enclosure(url=f"{ROOM}/media/bilaga.pdf", media_type="application/pdf")

ENTRY = Entry(
    id="tag:exempelstad.example,2026:ishall",
    url=f"{ROOM}/press-releases/ishall",
    title="Ishallen stänger & byggs om <i vår>",
    published_at=datetime(2026, 3, 2, 8, 30, tzinfo=STOCKHOLM),
    updated_at=datetime(2026, 6, 3, 7, 0, tzinfo=UTC),
    language="sv",
    summary="Exempelstads ishall & badhus byggs om.",
    content_html='<p>Läs <a href="https://press.exempelstad.example/beslut">beslutet</a> &amp; planen.</p>',
    authors=(Author(name="Maja Provström", email="maja.provstrom@exempelstad.example"),),
    categories=(Category(term="press_release", label="Pressmeddelande", scheme=f"{ROOM}/kinds"),),
    enclosures=(UNMEASURED, REPORT),
    image=PHOTO,
)

FEED = Feed(
    id="tag:exempelstad.example,2026:press",
    url=f"{ROOM}/feed",
    page_url=f"{ROOM}/",
    title="Exempelstads kommun",
    language="sv",
    updated_at=datetime(2026, 6, 3, 9, 0, tzinfo=STOCKHOLM),
    entries=(ENTRY,),
    subtitle="Nyheter för journalister",
    author=Author(name="Exempelstads kommun", uri=f"{ROOM}/about"),
    icon=f"{ROOM}/icon.png",
)

EMPTY = replace(FEED, entries=(), updated_at=None)

any_text = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("\x00\x0b\x85\r\n\t\u2028\ud800\ufffe&<>\\;,🎉")),
    max_size=120,
) | st.sampled_from(["]]>", "<![CDATA[", "S:\\Nyheter", "</title>", "&amp;", "\\n", "a\r\nb"])

few = settings(max_examples=60, deadline=None)


def with_entry(**changes: Any) -> Feed:
    """Give the feed with its entry changed."""
    return replace(FEED, entries=(replace(ENTRY, **changes),))


def bare(title: str) -> str:
    """Give a text without the sign that keeps readers from taking a part of it for HTML."""
    return title.replace("\u2060", "")


def kept(text: str) -> str:
    """Give what must be left of a text, told character by character."""
    for line_break in ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_break, "\n")
    return "".join(
        character
        for character in text
        if character in "\t\n"
        or (
            not (character < " " or "\x7f" <= character <= "\x9f" or "\ud800" <= character <= "\udfff")
            and character not in "\ufffe\uffff"
        )
    )


def xml(document: bytes) -> ElementTree.Element:
    """Parse what was written, strictly."""
    return ElementTree.fromstring(document)  # noqa: S314 -- our own bytes
