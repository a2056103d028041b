"""NewsML 1: nested components by role, pictures in several sizes, contacts of their own, languages and embargo."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import newsml1
from importers.draft import ArticleDraft, MemorySource, Problem, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_any_bytes, check_damaged, check_given, read_file

ENVELOPE = """<?xml version="1.0" encoding="utf-8"?><NewsML Version="1.2"{namespace}>
<NewsEnvelope><SentFrom><Party FormalName="Byrån"/></SentFrom>
  <DateAndTime>20240502T083100+0200</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>byran.example</ProviderId><DateId>20240502</DateId><NewsItemId>kaj</NewsItemId>
  <RevisionId PreviousRevision="1" Update="N">2</RevisionId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20240501T080000+0200</FirstCreated>
  <ThisRevisionCreated>20240502T083000+0200</ThisRevisionCreated>
  <Status FormalName="{status}"/>{change}</NewsManagement>
<NewsComponent>{components}</NewsComponent></NewsItem></NewsML>"""
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'


def component(role: str, content: str) -> str:
    return f'<NewsComponent><Role FormalName="{role}"/>{content}</NewsComponent>'


def text(role: str, content: str) -> str:
    data = f"<DataContent>{PAGE.format(content)}</DataContent>"
    return component(role, f'<ContentItem><MimeType FormalName="text/xhtml"/>{data}</ContentItem>')


def image(name: str, width: int) -> str:
    size = f'<Property FormalName="PixelWidth" Value="{width}"/><Property FormalName="PixelHeight" Value="{width}"/>'
    return (
        f'<ContentItem Href="https://bild.example/{name}.jpg"><Characteristics>{size}</Characteristics></ContentItem>'
    )


def lines(headline: str, language: str = "sv") -> str:
    return (
        f"<NewsLines><HeadLine>{headline}</HeadLine><ByLine>Av Eva Ek, Byrån</ByLine>"
        "<DateLine>Luleå</DateLine></NewsLines>"
        f'<DescriptiveMetadata><Language FormalName="{language}"/><Genre FormalName="Release"/></DescriptiveMetadata>'
    )


CONTACT = (
    "<p>Hamnbolaget<br/>Bo Berg, 312-555-0100<br/>bo.berg@hamn.example<br/>or<br/>Byrån<br/>Ida Öst, 312-555-0111</p>"
)
KEYWORDS = (
    '<Metadata><Property FormalName="BWCountryKeywords" Value="United States"/>'
    '<Property FormalName="Keyword" Value="Bad"/></Metadata>'
)
PHOTO = component(
    "Photo",
    "<NewsLines><HeadLine>Kajen</HeadLine><CreditLine>Ida Ö</CreditLine></NewsLines>"
    + image("liten", 90)
    + image("stor", 900),
)
AGENCY_PHOTO = component(
    "Photo",
    component("Thumbnail", image("liten", 90))
    + component("HighRes", image("stor", 900))
    + text("Caption", "<p>Kajen. Foto: Ida Ö</p>"),
)
WHOLE = (
    lines("Kajen öppnar")
    + KEYWORDS
    + text("StyleSheet", "p {}")
    + text("SubHeadLine", "<p>Alla får bada</p>")
    + text("Contact", CONTACT)
    + text("Body", "<p>Efter tre år öppnar kajen.</p>")
    + PHOTO
)


def make_item(components: str, status: str = "Usable", change: str = "", namespace: str = "") -> bytes:
    return ENVELOPE.format(components=components, status=status, change=change, namespace=namespace).encode()


def read_all(content: bytes) -> list[Any]:
    return list(newsml1.read(MemorySource(content, "kaj.xml"), DEFAULTS))


def read_one(content: bytes) -> ArticleDraft:
    [draft] = read_all(content)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_the_given_releases_hold_what_is_expected_of_them(shared: Path) -> None:
    check_given(newsml1, shared, "newsml1", "prs")


def test_a_given_release_in_chinese_has_its_contact(shared: Path) -> None:
    [draft] = read_file(newsml1, shared / "corpora/newsml1/businesswire-newsml-20130605006126.xml")
    assert (draft.language, draft.kind, draft.contacts[0].name) == ("zh", "press_release", "Monica Smith")


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://iptc.org/std/NewsML/2003-10-10/"'])
@pytest.mark.parametrize("wrap", ["{}", "<NewsComponent>{}</NewsComponent>"])
def test_parts_are_found_by_their_roles(namespace: str, wrap: str) -> None:
    content = make_item(wrap.format(WHOLE), namespace=namespace)
    draft = read_one(content)
    assert find_importer(MemorySource(content)) is newsml1
    assert (draft.headline, draft.lead, draft.byline) == ("Kajen öppnar", "Alla får bada", "Eva Ek")
    assert (draft.body_html, draft.dateline) == ("<p>Efter tre år öppnar kajen.</p>", "Luleå")
    assert (draft.language, draft.kind, draft.tags) == ("sv", "press_release", ("United States", "Bad"))
    assert (draft.source_id, draft.declared) == ("urn:newsml:byran.example:20240502:kaj", "published")
    assert [moment.isoformat() for moment in (draft.published_at, draft.updated_at) if moment] == [
        "2024-05-01T08:00:00+02:00",
        "2024-05-02T08:30:00+02:00",
    ]


def test_contacts_have_the_organisation_above_them_and_the_country_of_the_release() -> None:
    found = [(one.name, one.organisation, one.phones) for one in read_one(make_item(WHOLE)).contacts]
    assert found == [("Bo Berg", "Hamnbolaget", ("+13125550100",)), ("Ida Öst", "Byrån", ("+13125550111",))]


def test_a_contact_block_without_persons_stays_in_the_text() -> None:
    draft = read_one(
        make_item(lines("Kaj") + text("Contact", "<p>Hamnbolaget svarar gärna.</p>") + text("Body", "<p>x</p>"))
    )
    assert "Hamnbolaget svarar gärna." in draft.body_html
    assert draft.contacts == ()


@pytest.mark.parametrize("photo", [PHOTO, AGENCY_PHOTO])
def test_renditions_of_a_photo_are_one_picture(photo: str) -> None:
    [picture] = read_one(make_item(lines("Kaj") + text("Main", "<p>x</p>") + photo)).images
    said = (picture.url, (picture.caption or "").rstrip("."), picture.credit)
    assert said == ("https://bild.example/stor.jpg", "Kajen", "Ida Ö")


def test_a_film_is_a_file_and_no_picture() -> None:
    film = '<ContentItem Href="https://film.example/kaj.mp4"><MimeType FormalName="video/mp4"/></ContentItem>'
    draft = read_one(make_item(lines("Kaj") + text("Main", "<p>x</p>") + component("Video", image("still", 90) + film)))
    assert (draft.images, [file.url for file in draft.attachments]) == ((), ["https://film.example/kaj.mp4"])


def test_languages_of_one_item_are_linked() -> None:
    parts = [lines(f"Kaj {code}", code) + text("Main", "<p>x</p>") for code in ("sv", "fi")]
    first, second = read_all(make_item("".join(f"<NewsComponent>{part}</NewsComponent>" for part in parts)))
    assert (first.language, second.language) == ("sv", "fi")
    assert (first.translations, second.translations) == ((second.source_id,), (first.source_id,))


def test_persons_listed_under_a_heading_are_read_and_files_beside_the_text_come_along() -> None:
    listed = "<p>x</p><h4>Kontakter</h4><ul><li>\n Bo Berg\n Hamnchef\n +47 21 55 50 10\n bo@hamn.example\n</li></ul>"
    item = (
        f"<ContentItem><MimeType FormalName='text/html'/><DataContent><![CDATA[{listed}]]></DataContent></ContentItem>"
    )
    report = '<ContentItem Href="https://hamn.example/r.pdf"><MimeType FormalName="application/pdf"/></ContentItem>'
    draft = read_one(make_item(lines("Kaj", "no") + item + report))
    assert [(one.name, one.title, one.emails) for one in draft.contacts] == [
        ("Bo Berg", "Hamnchef", ("bo@hamn.example",))
    ]
    assert [file.url for file in draft.attachments] == ["https://hamn.example/r.pdf"]


def test_an_embargo_ends_when_the_status_changes() -> None:
    change = (
        '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20240503T060000+0200</DateAndTime>'
        "</StatusWillChange>"
    )
    draft = read_one(make_item(WHOLE, "Embargoed", change))
    assert (draft.declared, str(draft.embargoed_until)) == ("published", "2024-05-03 06:00:00+02:00")
    assert draft.published_at == draft.embargoed_until


@pytest.mark.parametrize(("status", "declared"), [("Embargoed", "embargoed"), ("Withheld", "draft")])
def test_what_is_held_back_without_end_is_held(status: str, declared: str) -> None:
    assert read_one(make_item(WHOLE, status)).declared == declared


def test_a_cancelled_item_is_told() -> None:
    [problem] = read_all(make_item(WHOLE, "Canceled"))
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("<nitf><body><body.content><p>Ett</p></body.content></body></nitf>", "<p>Ett</p>"),
        ("<p>Ett</p><p>Två</p>", "<p>Ett</p><p>Två</p>"),
        ("Ett\n\nTvå", "<p>Ett</p>\n<p>Två</p>"),
        ("&lt;p&gt;Ett&lt;/p&gt;", "<p>Ett</p>"),
    ],
)
def test_a_text_may_be_nitf_html_or_plain(data: str, body: str) -> None:
    item = f"<ContentItem><DataContent>{data}</DataContent></ContentItem>"
    assert read_one(make_item(lines("Kaj") + item)).body_html == body


@pytest.mark.parametrize("content", [b"", b"<NewsML/>", b"\0\0", b"no xml"])
def test_what_holds_no_item_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"^kaj\.xml .*\.$"):
        read_all(content)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_damaged_items_give_drafts_or_a_refusal(data: st.DataObject) -> None:
    check_damaged(newsml1, make_item(WHOLE), data)


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=60), st.sampled_from([b"", b"<NewsML><NewsItem><NewsComponent>", b"\xff\xfe<\0"]))
def test_any_bytes_give_drafts_or_a_refusal(content: bytes, beginning: bytes) -> None:
    check_any_bytes(newsml1, beginning + content)


@pytest.mark.parametrize("name", ["00z", "-x", "a²", "x:9", "å"])
def test_names_that_xml_does_not_know_are_mended(name: str) -> None:
    content = f"<NewsML><NewsItem><{name}>Bron</{name}></NewsItem></NewsML>".encode()
    check_any_bytes(newsml1, content)
    check_any_bytes(newsml1, b"<!DOCTYPE html><html><head>" + content)
