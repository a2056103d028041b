from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from importers.draft import ArticleDraft, ContactDraft, Declared, EventDraft, OrganisationDraft
from newsroom.desk.admission import Admission, Inadmissible
from newsroom.desk.publication import Terms
from newsroom.model import Kind, Manuscript
from newsroom.room import Room

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAST, FUTURE = NOW - timedelta(days=9), NOW + timedelta(days=9)
ROOM = Room(folder=Path(), name="Provförbundet", languages=("sv", "fi"), zone=ZoneInfo("Europe/Stockholm"))


def door(**terms: Any) -> Admission:
    return Admission(ROOM, NOW, Terms(**terms))


def admitted(at: Admission, **said: Any) -> Manuscript:
    return at.article(ArticleDraft(**{"headline": "Rubrik"} | said), body_text="", words={})


@pytest.mark.parametrize(
    ("declared", "published_at", "publish", "status", "proposed_at"),
    [
        ("published", PAST, None, "published", None),
        ("published", FUTURE, None, "draft", FUTURE),
        ("published", None, None, "draft", None),
        (None, PAST, None, "draft", PAST),
        (None, None, None, "draft", None),
        ("draft", PAST, None, "draft", PAST),
        (None, PAST, "published", "published", None),
        (None, None, "published", "published now", None),
        ("draft", PAST, "published", "draft", PAST),
        ("private", None, "published", "draft", None),
        ("scheduled", FUTURE, "published", "draft", FUTURE),
        ("embargoed", PAST, "published", "draft", PAST),
        ("published", FUTURE, "published", "draft", FUTURE),
        ("published", PAST, "draft", "draft", PAST),
    ],
)
def test_what_becomes_public(
    declared: Declared | None,
    published_at: datetime | None,
    publish: Any,
    status: str,
    proposed_at: datetime | None,
) -> None:
    found = admitted(door(publish=publish), declared=declared, published_at=published_at)
    expected = {"published": published_at, "published now": NOW, "draft": None}[status]
    assert (found.moments.published_at, found.proposed_at) == (expected, proposed_at)


@pytest.mark.parametrize(
    ("declared", "publish", "held"),
    [("draft", None, True), ("published", "draft", True), (None, None, False), ("published", None, False)],
)
def test_what_is_held_back_differs_from_what_is_only_not_published(
    declared: Declared | None, publish: Any, held: bool
) -> None:
    assert admitted(door(publish=publish), declared=declared, published_at=PAST).held is held


def test_an_embargo_holds_what_else_is_public() -> None:
    at = door()
    found = admitted(at, declared="published", published_at=PAST, embargoed_until=FUTURE)
    assert (found.moments.published_at, found.proposed_at) == (None, FUTURE)
    assert any("embargoed" in note for note in at.notes)


def test_a_day_without_an_hour_is_noted_and_begins_in_the_rooms_zone() -> None:
    at = door()
    found = admitted(at, declared="published", published_at=date(2026, 2, 1))
    assert found.moments.published_at == datetime(2026, 1, 31, 23, tzinfo=UTC)
    assert any("no hour" in note for note in at.notes)


def test_a_missing_kind_is_guessed_aloud_and_the_editors_word_wins() -> None:
    at = door()
    assert admitted(at).content.kind is Kind.NEWS
    assert any("kind" in note for note in at.notes)
    assert admitted(door(kind=Kind.BLOG_POST), kind="news").content.kind is Kind.BLOG_POST


@pytest.mark.parametrize(("declared", "kept"), [("sv-FI", "sv"), ("EN_us", "en"), (None, "sv"), ("???", "sv")])
def test_languages_are_kept_as_their_first_part(declared: str | None, kept: str) -> None:
    assert admitted(door(), language=declared).content.language == kept


@pytest.mark.parametrize("headline", ["", "  ", "\x00\x07", "\n"])
def test_nothing_stands_in_for_a_headline(headline: str) -> None:
    with pytest.raises(Inadmissible, match="headline"):
        admitted(door(), headline=headline)


def test_lines_are_tidied_and_a_no_break_space_in_a_number_stays() -> None:
    found = admitted(
        door(), headline=" 50\xa0000\n nya\u2028tåg\u2029resor ", tags=("Skola", " skola ", "SKOLA!", "", "Buss")
    )
    assert found.content.headline == "50\xa0000 nya tåg resor"
    assert found.content.tags == ("Skola", "Buss")


def test_an_address_that_cannot_be_right_is_held_back() -> None:
    at = door()
    card = at.contact(ContactDraft(name="Eva Exempel", emails=("eva@exempel", "eva@example.org"), phones=("112233",)))
    assert card and (card.emails, card.phones) == (("eva@example.org",), ())
    assert sum("held back" in note for note in at.notes) == 2
    assert "eva@exempel" not in " ".join(at.notes).replace("eva@example.org", "")


def test_a_contact_that_says_nothing_is_left_out() -> None:
    assert door().contact(ContactDraft(responsibilities=("Skola",))) is None


def test_old_addresses_are_paths_with_their_query() -> None:
    found = admitted(
        door(), canonical_url="https://old.example.org/?p=12", old_addresses=("/a/b", "https://x.example/")
    )
    assert found.old_addresses == ("/?p=12", "/a/b")


def test_a_link_that_is_no_web_address_is_not_kept() -> None:
    assert admitted(door(), canonical_url="javascript:alert(1)").content.canonical_url is None


def test_no_address_of_an_article_or_event_has_a_name_and_a_password() -> None:
    url = "https://maja:hemligt@a.example/1"
    assert admitted(door(), canonical_url=url).content.canonical_url == "https://a.example/1"
    assert door().event(EventDraft(headline="Mässa", starts_at=date(2026, 5, 2), url=url)).url == "https://a.example/1"


def test_an_event_that_ends_before_it_starts_loses_its_end() -> None:
    at = door()
    found = at.event(EventDraft(headline="Mässa", starts_at=date(2026, 5, 2), ends_at=date(2026, 5, 1)))
    assert (found.ends_at, found.language) == (None, "sv")
    assert at.notes


def test_an_organisation_is_told_in_paragraphs_and_lines() -> None:
    found = door().organisation(
        OrganisationDraft(name="Förbundet", boilerplate="Ett.\n\nTvå.", address="Box 1\n100 64 Orten")
    )
    assert (found.boilerplate, found.address) == ("Ett.\n\nTvå.", ("Box 1", "100 64 Orten"))


def test_what_was_held_back_of_a_person_is_told_with_the_article() -> None:
    at = door()
    admitted(at, contacts=(ContactDraft(name="Maja", notes=("En adress hölls inne.",)),))
    assert "En adress hölls inne." in at.notes


def test_a_person_of_an_article_is_no_press_contact_whatever_the_source_says() -> None:
    found = admitted(door(), contacts=(ContactDraft(name="Eva Exempel", press_contact=True),))
    assert [person.press_contact for person in found.content.contacts] == [False]
