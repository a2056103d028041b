from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import syndication
from newsroom.model import (
    Article,
    Attachment,
    Change,
    Contact,
    Event,
    Image,
    Kind,
    Moments,
    Organisation,
    Tag,
    VersionHead,
)
from newsroom.original import Original
from newsroom.syndication import Dossier, Place
from newsroom.syndication.models import article_model
from tests.pressroom import room_of

ROOM = room_of(Path("room"))
US = Organisation(name="Norrsjö Energi")
ROOM_UID = UUID("0b1f6f3e-6a0e-4c5b-9d2a-3f1c2b7a9e10")
MARCH = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
PARK = Article(
    id=1,
    uid="8f14e45f-ceea-467f-ab9d-1b7a1a2b3c4d",
    kind=Kind.PRESS_RELEASE,
    slug="vindpark",
    headline="Vindpark",
    lead="Fyrtio verk.",
    byline=None,
    dateline="Norrsjö",
    language="sv",
    moments=Moments(published_at=MARCH),
    proposed_at=None,
    updated_at=None,
    changed_at=MARCH,
    written_at=MARCH,
    tags=(Tag(slug="el", name="El"),),
    body_html='<p>Läs <a href="/about">mer</a> &amp; <img src="karta.png"></p>',
    body_text="Läs mer",
)
READ = Image(
    digest="a" * 64,
    url="u",
    media_type="image/jpeg",
    caption="Park",
    original=Original(digest="a" * 64, read=True),
)
EVENT = Event(
    id=1,
    uid="e",
    slug="fest",
    headline="Fest",
    starts_at=MARCH,
    ends_at=date(2026, 3, 3),
    language="sv",
    changed_at=MARCH,
)


def test_an_entry_without_byline_is_by_the_publisher_and_bears_its_kind() -> None:
    entry = syndication.entry(ROOM, US, PARK)
    assert [author.name for author in entry.authors] == ["Norrsjö Energi"]
    assert [category.term for category in entry.categories] == ["press_release", "el"]


def test_an_entry_is_known_by_its_id_whatever_it_is_called() -> None:
    renamed = replace(PARK, slug="annan", headline="Annan", kind=Kind.NEWS)
    ids = {
        syndication.entry(room, US, one).id
        for one in (PARK, renamed)
        for room in (ROOM, replace(ROOM, base_address="https://b.example"))
    }
    assert ids == {"urn:uuid:8f14e45f-ceea-467f-ab9d-1b7a1a2b3c4d"}


def test_links_inside_an_entry_are_absolute() -> None:
    content = syndication.entry(ROOM, US, PARK).content_html
    assert '<a href="https://press.norrsjo.example/about">mer</a> &amp; ' in content
    assert 'src="https://press.norrsjo.example/press-releases/karta.png"' in content


def test_an_entry_was_updated_when_it_was_published_unless_later() -> None:
    assert syndication.entry(ROOM, US, PARK).updated_at == MARCH
    assert syndication.entry(ROOM, US, replace(PARK, updated_at=APRIL)).updated_at == APRIL
    early = replace(PARK, updated_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert syndication.entry(ROOM, US, early).updated_at == MARCH


def test_only_what_we_keep_is_handed_on() -> None:
    kept = replace(READ, url="https://x.example/a.jpg", size=7)
    file = Attachment(digest="b" * 64, url="https://x.example/b.pdf", name="b.pdf", media_type="application/pdf")
    article = replace(PARK, images=(Image(url="https://x.example/c.jpg"), kept), attachments=(file,))
    entry = syndication.entry(ROOM, US, article)
    assert entry.image is not None
    assert (entry.image.url, entry.image.length) == (f"https://press.norrsjo.example/media/{'a' * 64}.jpg", 7)
    assert [urlsplit(one.url).path[-3:] for one in entry.enclosures] == ["jpg", "pdf"]


def test_our_model_leads_only_to_what_is_there() -> None:
    here, there = Image(url="../plan.png", caption="Planen"), Image(url="https://x.example/vår.jpg")
    files = (Attachment(url="bilaga.pdf", name="Bilaga"), Attachment(url="https://x.example/b.pdf", name="B"))
    model = article_model(ROOM, replace(PARK, images=(here, there), attachments=files))
    urls = [[one["url"] for one in cast("list[dict[str, str]]", model[name])] for name in ("images", "attachments")]
    assert urls == [["https://x.example/vår.jpg"], ["https://x.example/b.pdf"]]


@pytest.mark.parametrize(("name", "told"), [("siffror.CSV", "text/csv"), ("x.exe", "application/octet-stream")])
def test_a_plain_text_is_told_as_it_is_served(name: str, told: str) -> None:
    file = Attachment(digest="b" * 64, url=name, name=name, media_type="application/octet-stream", size=7)
    article = replace(PARK, attachments=(file,))
    [attachment] = cast("list[dict[str, str]]", article_model(ROOM, article)["attachments"])
    [enclosure] = [one for one in syndication.entry(ROOM, US, article).enclosures if one.title == name]
    assert (attachment["media_type"], enclosure.media_type) == (told, told)


def test_a_feed_was_updated_with_the_latest_of_its_entries() -> None:
    articles = [replace(PARK, updated_at=APRIL), PARK]
    place = Place(path="/feed.rss", page_path="/")
    entries = [syndication.entry(ROOM, US, one) for one in articles]
    feed = syndication.feed(ROOM, entries, place, room_uid=ROOM_UID, organisation=US, title="t", language="sv")
    assert (feed.updated_at, feed.url, feed.page_url) == (
        APRIL,
        "https://press.norrsjo.example/feed.rss",
        "https://press.norrsjo.example/",
    )
    empty = syndication.feed(ROOM, [], place, room_uid=ROOM_UID, organisation=US, title="t", language="sv")
    assert empty.updated_at is None


CORRECTED = VersionHead(number=3, change=Change.CORRECTION, since=APRIL, note="Fyrtio, inte <fyra>.")
TYPO = VersionHead(number=2, change=Change.TYPO, since=MARCH, note=None)


def test_a_version_is_as_old_as_its_last_typo() -> None:
    dossier = Dossier(versions=(replace(TYPO, since=APRIL),), translations=(PARK, replace(PARK, id=7, uid="o")))
    entry = syndication.entry(ROOM, US, replace(PARK, original_id=7), dossier)
    assert (entry.version, entry.version_at, entry.updated_at) == (2, APRIL, MARCH)
    assert (entry.original, entry.translations) == ("urn:uuid:o", ("urn:uuid:o",))


def test_an_entry_says_what_was_corrected_above_its_text_and_whom_to_ask_below() -> None:
    maja = Contact(id=1, uid="c", slug="maja", name="Maja", phones=("+46846500402",), changed_at=MARCH)
    dossier = Dossier(versions=(CORRECTED, TYPO))
    entry = syndication.entry(ROOM, US, replace(PARK, contacts=(maja,)), dossier)
    note, _, rest = entry.content_html.partition("<p>Läs")
    assert note == "<p><strong>Rättelse, 2 april 2026 kl. 14.00:</strong> Fyrtio, inte &lt;fyra&gt;.</p>"
    assert rest.endswith('<ul><li>Maja, <a href="tel:+46-8-465-004-02">08-465 004 02</a></li></ul>')
    assert (entry.version, entry.body_html.count("Maja")) == (3, 0)


def test_a_picture_stands_below_the_text_with_its_credit_unless_it_is_in_it() -> None:
    kept = replace(READ, caption="Park & sjö", credit="Foto: X")
    shown = syndication.entry(ROOM, US, replace(PARK, images=(kept,))).content_html
    assert "<figcaption>Park &amp; sjö Foto: X</figcaption></figure>" in shown
    inside = replace(PARK, images=(kept,), body_html=f'<p><img src="/media/{"a" * 64}.jpg"></p>')
    assert "<figure>" not in syndication.entry(ROOM, US, inside).content_html


def test_a_topic_bears_the_media_topic_that_the_room_gives_it() -> None:
    room = replace(ROOM, media_topics=(("el", "20000558"),))
    assert [one.media_topic for one in syndication.entry(room, US, PARK).categories] == [None, "20000558"]


def test_a_card_without_organisation_belongs_to_ours() -> None:
    contact = Contact(id=1, uid="c", slug="jour", title="Jour", changed_at=MARCH)
    assert syndication.card(ROOM, US, contact).organisation == "Norrsjö Energi"
    assert syndication.card(ROOM, US, replace(contact, organisation="Annan")).organisation == "Annan"


def test_a_contact_is_called_by_what_it_has() -> None:
    contact = Contact(id=1, uid="c", slug="contact", emails=("press@norrsjo.example",), changed_at=MARCH)
    assert contact.label == "press@norrsjo.example"
    assert replace(contact, emails=(), phones=("+46846500402",)).label == "+46846500402"
    assert replace(contact, unit="Nät").label == "Nät"


def test_an_event_is_told_in_the_zone_of_the_room() -> None:
    occasion = syndication.occasion(ROOM, US, EVENT)
    assert (str(occasion.starts_at), occasion.ends_at) == ("2026-03-02 13:00:00+01:00", date(2026, 3, 3))
    model = syndication.event_model(ROOM, EVENT)
    assert (model["starts_at"], model["ends_at"]) == ("2026-03-02T13:00:00+01:00", "2026-03-03")


def test_a_contact_in_our_model_has_the_words_of_the_house() -> None:
    phones = ("+46846500402",)
    contact = Contact(id=1, uid="c", slug="jour", title="Jour", phones=phones, press_contact=True, changed_at=MARCH)
    model = syndication.contact_model(ROOM, contact)
    assert (model["type"], model["name"], model["phones"]) == ("contact", None, ["+46846500402"])
    assert model["url"] == "https://press.norrsjo.example/contacts/jour"
    assert syndication.contact_model(ROOM, replace(contact, press_contact=False))["url"] is None


def test_the_text_of_html_has_a_line_for_each_block() -> None:
    assert (
        syndication.plain("<p>Ett <b>två</b> tre</p><ul><li>fyra</li><li>fem &amp; sex</li></ul>")
        == "Ett två tre\nfyra\nfem & sex"
    )
    assert syndication.plain("") == ""


@given(
    st.sampled_from(
        ["/x", "x", "?x", "#x", "//b.example/x", "https://b.example/x", "mailto:a@b.example", "tel:+46", ""]
    )
)
def test_every_link_has_a_scheme_in_the_end(link: str) -> None:
    made = syndication.absolute_links(f'<p>å <a href="{link}">a</a></p>', "https://press.norrsjo.example/news/a")
    href = made.split('href="')[1].split('"')[0]
    assert urlsplit(href).scheme
    assert made.startswith("<p>å <a href=") and made.endswith(">a</a></p>")
