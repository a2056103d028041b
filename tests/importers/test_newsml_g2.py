"""NewsML-G2: texts in NITF and XHTML, pictures linked and alone, packages, persons, events, and embargoes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import newsml_g2
from importers.draft import ArticleDraft, ContactDraft, EventDraft, MemorySource, Problem, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_any_bytes, check_damaged, check_given, read_file

NAMESPACE = ' xmlns="http://iptc.org/std/nar/2006-10-01/"'
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    "<body.head><abstract><p>Alla får bada</p></abstract></body.head>"
    "<body.content><p>Efter tre år öppnar kajen.</p></body.content></body></nitf></inlineXML>"
)
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Kaj</title>'
    "</head><body><h1>Kajen öppnar</h1><p>Efter tre år öppnar kajen.</p></body></html></inlineXML>"
)
PLAIN = '<inlineData contenttype="text/plain">Efter tre år öppnar kajen.</inlineData>'
SIZES = (
    '<remoteContent rendition="rnd:thumb" href="https://bild.example/s.jpg" contenttype="image/jpeg" width="90"'
    ' height="60"/><remoteContent rendition="rnd:highRes" href="https://bild.example/l.jpg" contenttype="image/jpeg"'
    ' width="900" height="600"/>'
)
DESCRIBED = (
    "<contentMeta><headline>Kajen</headline><creator><name>Ida Ö</name></creator><creditline>Byrån</creditline>"
    '<description role="drol:caption">Kajen i maj.</description></contentMeta>'
)


def text(
    content: str = NITF, guid: str = "urn:kaj", meta: str = '<pubStatus qcode="stat:usable"/>', **extra: str
) -> str:
    return f"""<newsItem{extra.get("namespace", "")} guid="{guid}" version="2" xml:lang="sv-SE">
    <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:BYR"><name>Byrån</name></provider>
      <versionCreated>2024-05-02T08:30:00+02:00</versionCreated><firstCreated>2024-05-01T08:00:00+02:00</firstCreated>
      {meta}<edNote>Obs namnet</edNote></itemMeta>
    <contentMeta><located><name>Luleå</name></located><creator qcode="p:1"><name>Eva Ek</name></creator>
      <by>Av Eva Ek, reporter</by><genre qcode="genre:Press_Release"/>
      <subject qcode="medtop:1"><name xml:lang="sv">Bad</name><name xml:lang="en">Swimming</name></subject>
      <keyword>kaj</keyword><headline>Kajen öppnar</headline></contentMeta>
    <contentSet>{content}</contentSet></newsItem>"""


def picture(guid: str = "urn:bild") -> str:
    meta = '<itemMeta><itemClass qcode="ninat:picture"/></itemMeta>'
    rights = "<rightsInfo><usageTerms>Fri för press</usageTerms></rightsInfo>"
    return f'<newsItem guid="{guid}">{rights}{meta}{DESCRIBED}<contentSet>{SIZES}</contentSet></newsItem>'


def package(*references: str) -> str:
    members = "".join(f'<itemRef residref="{one}"><headline>Del {one}</headline></itemRef>' for one in references)
    meta = '<itemMeta><itemClass qcode="ninat:composite"/><title>Paketet</title></itemMeta>'
    return f'<packageItem guid="urn:paket">{meta}<groupSet><group id="g">{members}</group></groupSet></packageItem>'


def message(*items: str) -> str:
    return f"<newsMessage{NAMESPACE}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>"


def read_all(markup: str) -> list[Any]:
    return list(newsml_g2.read(MemorySource(markup.encode(), "kaj.xml"), DEFAULTS))


def read_one(markup: str) -> ArticleDraft:
    [draft] = read_all(markup)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_the_given_items_hold_what_is_expected_of_them(shared: Path) -> None:
    check_given(newsml_g2, shared, "newsmlg2")


def test_the_given_concepts_and_photo_are_read(shared: Path) -> None:
    found = [read_file(newsml_g2, path) for path in sorted((shared / "corpora/newsmlg2").iterdir())]
    assert [[type(draft) for draft in drafts] for drafts in found] == [
        [ContactDraft],
        [EventDraft] * 3,
        [ArticleDraft],
        [ArticleDraft],
    ]
    assert found[3][0].images[0].url == "./GYI0062134533.jpg"


@pytest.mark.parametrize("content", [NITF, XHTML, PLAIN])
@pytest.mark.parametrize("namespace", ["", NAMESPACE])
def test_a_text_is_read_in_every_form(content: str, namespace: str) -> None:
    markup = text(content, namespace=namespace)
    draft = read_one(markup)
    assert find_importer(MemorySource(markup.encode())) is newsml_g2
    assert (draft.headline, draft.byline, draft.dateline) == ("Kajen öppnar", "Eva Ek", "Luleå")
    assert draft.body_html == "<p>Efter tre år öppnar kajen.</p>"
    assert (draft.language, draft.kind, draft.tags) == ("sv", "press_release", ("Bad", "kaj"))
    assert (draft.source_id, draft.declared) == ("urn:kaj", "published")
    assert (str(draft.published_at), str(draft.updated_at)) == (
        "2024-05-01 08:00:00+02:00",
        "2024-05-02 08:30:00+02:00",
    )
    assert draft.lead == ("Alla får bada" if content == NITF else None)


def test_a_photo_alone_is_an_article_with_its_picture() -> None:
    [image] = read_one(picture()).images
    assert (image.url, image.caption) == ("https://bild.example/l.jpg", "Kajen i maj.")
    assert (image.credit, image.licence) == ("Ida Ö/Byrån", "Fri för press")


LINK = '<pubStatus qcode="stat:usable"/><link rel="irel:seeAlso" residref="urn:bild"/>'


@pytest.mark.parametrize("items", [(text(meta=LINK), picture()), (package("urn:kaj", "urn:bild"), picture(), text())])
def test_a_picture_that_is_linked_belongs_to_its_text(items: tuple[str, ...]) -> None:
    draft = read_one(message(*items))
    assert draft.headline == "Kajen öppnar"
    assert [image.url for image in draft.images] == ["https://bild.example/l.jpg"]


def test_items_of_a_message_that_are_not_linked_stand_alone() -> None:
    assert [draft.headline for draft in read_all(message(text(), picture()))] == ["Kajen öppnar", "Kajen"]


def test_a_translation_is_linked() -> None:
    draft = read_one(text(meta='<link rel="irel:translatedFrom" residref="urn:kaj-fi"/>'))
    assert draft.translations == ("urn:kaj-fi",)


def test_a_package_without_its_items_is_a_draft_that_names_them() -> None:
    draft = read_one(package("urn:1", "urn:2"))
    assert (draft.headline, draft.declared) == ("Paketet", "draft")
    assert draft.body_html == "<ul><li>Del urn:1</li><li>Del urn:2</li></ul>"


@pytest.mark.parametrize(
    ("meta", "declared", "until"),
    [
        ("<embargoed>2024-05-03T06:00:00+02:00</embargoed>", "published", "2024-05-03 06:00:00+02:00"),
        ("<embargoed/>", "embargoed", "None"),
        ('<pubStatus qcode="stat:withheld"/>', "draft", "None"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/usable"/>', "published", "None"),
    ],
)
def test_what_a_sender_holds_back_is_held(meta: str, declared: str, until: str) -> None:
    draft = read_one(text(meta=meta))
    assert (draft.declared, str(draft.embargoed_until)) == (declared, until)


def test_a_cancelled_item_is_told() -> None:
    [problem] = read_all(text(meta='<pubStatus qcode="stat:canceled"/>'))
    assert isinstance(problem, Problem)


PERSON = """<conceptItem guid="urn:p" xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta/><concept>
<conceptId qcode="p:1"/><type qcode="cpnat:person"/><name>Bo Berg</name><personDetails>
<affiliation><name>Hamnbolaget</name></affiliation><contactInfo><email>bo@hamn.example</email><phone>0920-123 45</phone>
<address><country qcode="iso3166-1a2:SE"/></address></contactInfo></personDetails></concept></conceptItem>"""


def test_a_person_has_the_ways_to_reach_them_that_a_concept_gives() -> None:
    [person] = read_all(PERSON)
    assert (person.name, person.organisation, person.emails) == ("Bo Berg", "Hamnbolaget", ("bo@hamn.example",))
    assert (person.phones, person.press_contact) == (("+4692012345",), False)


def test_a_person_who_cannot_be_reached_is_left_out_and_told() -> None:
    before, _, after = PERSON.partition("<contactInfo>")
    [problem] = read_all(before + after.partition("</contactInfo>")[2])
    assert problem.reason.startswith("“Bo Berg” in kaj.xml is described as a concept")


@pytest.mark.parametrize(
    ("dates", "ends"),
    [
        ("<end>2024-06-02</end>", "2024-06-02"),
        ("<duration>P2D</duration>", "2024-06-02"),
        ("<duration>PT90M</duration>", "2024-06-01 11:30:00+02:00"),
        ("", "None"),
    ],
)
def test_an_event_has_its_dates_and_place(dates: str, ends: str) -> None:
    inner = f"<dates><start>2024-06-01T10:00:00+02:00</start>{dates}</dates><location><name>Kajen</name></location>"
    events = f"<events><event><name>Invigning</name><eventDetails>{inner}</eventDetails></event></events>"
    [event] = read_all(text(f"<inlineXML>{events}</inlineXML>"))
    assert (event.headline, event.place) == ("Invigning", "Kajen")
    assert (str(event.starts_at), str(event.ends_at)) == ("2024-06-01 10:00:00+02:00", ends)


@pytest.mark.parametrize("content", ["", "<newsMessage/>", "no xml"])
def test_what_holds_no_item_is_refused(content: str) -> None:
    with pytest.raises(Refused, match=r"^kaj\.xml .*\.$"):
        read_all(content)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([message(text(), package("urn:kaj", "urn:bild"), picture()), PERSON]), st.data())
def test_damaged_items_give_drafts_or_a_refusal(markup: str, data: st.DataObject) -> None:
    check_damaged(newsml_g2, markup.encode(), data)


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=60), st.sampled_from([b"", b"<newsItem><contentSet><inlineXML>", b"\xff\xfe<\0"]))
def test_any_bytes_give_drafts_or_a_refusal(content: bytes, beginning: bytes) -> None:
    check_any_bytes(newsml_g2, beginning + content)


def test_where_an_item_has_no_day_that_of_its_text_stands() -> None:
    empty = text(PLAIN).replace("2024-05-02T08:30:00+02:00", "").replace("2024-05-01T08:00:00+02:00", "")
    dated = empty.replace("<headline>", "<contentCreated>2013-02-16T17:36:20Z</contentCreated><headline>", 1)
    assert str(read_one(dated).published_at) == "2013-02-16 17:36:20+00:00"
