from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.desk.items import Item, Value
from newsroom.desk.report import Tally, told
from newsroom.desk.run import Outcome
from newsroom.model import Attachment, ContactContent, EventContent, Image, Kind, Moments, Organisation
from newsroom.store.ledger import Line
from tests.manuscripts import NOON, manuscript

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MAJA = ContactContent(name="Maja Ek", title="Presschef", phones=("+46846500401",), press_contact=True)
RELEASE = manuscript(
    "Hamnen fylls igen",
    datetime(2017, 3, 7, 15, 20, tzinfo=UTC),
    kind=Kind.PRESS_RELEASE,
    lead="Arbetet börjar.",
    tags=("Hamn",),
    images=(Image(url="hamn.jpg", caption="Hamnen", credit="Ida Ny", digest="ab" * 32),),
    attachments=(Attachment(url="karta.pdf", name="karta.pdf", media_type="application/pdf"),),
    contacts=(MAJA,),
)


def outcome(value: Value, type_: str = "article", *, became: str = "created", **said: Any) -> Outcome:
    given: dict[str, Any] = {"source": "arkiv/hamn.txt", "source_id": "hamn", "importer": "markdown"}
    notes = ("The language was guessed: sv.",)
    item = Item(type=type_, digest="", value=value, notes=notes, number=0, **given, **said)
    return Outcome(line=Line(outcome=became, type=type_, notes=notes, **given), number=0, item=item)


def report(value: Value, type_: str = "article", **said: Any) -> dict[str, Any]:
    return told(outcome(value, type_, **said), zone=STOCKHOLM, now=NOON)


def test_an_article_is_told_whole() -> None:
    contact = {"name": "Maja Ek", "title": "Presschef", "unit": None, "organisation": None, "emails": ()}
    assert report(RELEASE) == {
        "outcome": "created",
        "type": "article",
        "source": "arkiv/hamn.txt",
        "source_id": "hamn",
        "importer": "markdown",
        "kind": "press_release",
        "status": "published",
        "headline": "Hamnen fylls igen",
        "lead": "Arbetet börjar.",
        "published_at": "2017-03-07T16:20:00+01:00",
        "updated_at": None,
        "embargoed_until": None,
        "language": "sv",
        "byline": None,
        "dateline": None,
        "body_html": "<p>Brödtext.</p>",
        "body_text": "Brödtext.",
        "tags": ("Hamn",),
        "canonical_url": None,
        "images": [{"url": "hamn.jpg", "caption": "Hamnen", "alt": None, "credit": "Ida Ny", "licence": None}],
        "attachments": [{"url": "karta.pdf", "name": "karta.pdf", "media_type": "application/pdf"}],
        "contacts": [{**contact, "phones": ("+46846500401",), "responsibilities": (), "press_contact": True}],
        "notes": ["The language was guessed: sv."],
    }


def test_a_draft_tells_the_moment_that_its_source_proposes() -> None:
    embargo = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
    draft = replace(RELEASE, moments=Moments(), proposed_at=embargo)
    article = report(draft, embargoed_until=embargo)
    assert (article["status"], article["published_at"]) == ("draft", "2026-06-01T08:00:00+02:00")
    assert article["embargoed_until"] == "2026-06-01T08:00:00+02:00"


def test_an_event_is_as_precise_as_its_source() -> None:
    start = datetime(2017, 10, 5, 6, 0, tzinfo=UTC)
    event = report(EventContent(headline="Mässa", starts_at=start, ends_at=date(2017, 10, 7), language="sv"), "event")
    assert (event["starts_at"], event["ends_at"]) == ("2017-10-05T08:00:00+02:00", "2017-10-07")
    assert (event["type"], event["headline"], event["place"]) == ("event", "Mässa", None)


def test_a_contact_is_told_by_what_its_card_says() -> None:
    card = report(ContactContent(title="Jourhavande", phones=("+46846500402",)), "contact")
    assert (card["type"], card["name"], card["title"], card["phones"]) == (
        "contact",
        None,
        "Jourhavande",
        ("+46846500402",),
    )


def test_an_organisations_address_keeps_its_lines() -> None:
    told_of = report(Organisation(name="Hamnstad", address=("Kajen 1", "123 45 Hamnstad")), "organisation")
    assert (told_of["name"], told_of["address"]) == ("Hamnstad", "Kajen 1\n123 45 Hamnstad")
    assert report(Organisation(name="Hamnstad"), "organisation")["address"] is None


def test_what_is_refused_is_told_with_its_reason_alone() -> None:
    line = Line(outcome="refused", type="source", source="a.doc", reason="It is empty.")
    assert told(Outcome(line=line, number=0), zone=STOCKHOLM, now=NOON) == {
        "outcome": "refused",
        "source": "a.doc",
        "reason": "It is empty.",
    }


def test_an_item_that_was_erased_here_is_not_told_again() -> None:
    erased = replace(outcome(RELEASE, became="refused"), number=3)
    assert "body_text" not in told(erased, zone=STOCKHOLM, now=NOON)


def test_a_tally_counts_by_outcome_and_type() -> None:
    tally = Tally()
    for one in (outcome(RELEASE), outcome(RELEASE), outcome(MAJA, "contact", became="unchanged")):
        tally.add(one)
    assert tally.totals() == {"created": 2, "updated": 0, "unchanged": 1, "refused": 0}
    assert str(tally) == "2 created (2 articles), 1 unchanged (1 contact)"


def test_only_an_import_that_brought_nothing_is_vain() -> None:
    tally = Tally()
    assert tally.is_vain
    tally.add(outcome(RELEASE, became="refused"))
    assert tally.is_vain
    tally.add(outcome(RELEASE, became="unchanged"))
    assert not tally.is_vain
