"""NITF: what head and body say, in any encoding and namespace, and what its sender holds back."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import nitf
from importers.draft import ArticleDraft, MemorySource, Problem, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_any_bytes, check_damaged, read_file

SAMPLE = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.3//EN" "nitf-3-3.dtd" [<!ENTITY lol "hahaha">]>
<nitf xml:lang="sv"{namespace}><head>
  <tobject><tobject.property tobject.property.type="Press Release"/>
    <tobject.subject tobject.subject.type="Fritid" tobject.subject.matter="Bad"/></tobject>
  <docdata management-status="{status}"><doc-id id-string="kaj-1" regsrc="Byrån"/>
    <date.issue norm="20240502T083000+0200"/><date.release norm="{release}"/>
    <ed-msg info="Obs namnet"/><key-list><keyword key="kaj"/></key-list></docdata>
</head><body><body.head>
  <hedline><hl1>Kajen &ouml;ppnar</hl1><hl2>Alla får bada</hl2></hedline>
  <byline>Av <person>Eva Ek</person>, <byttl>reporter</byttl></byline>
  <dateline><location>Stockholm</location>, <story.date>2 maj</story.date></dateline>
</body.head><body.content><block>
  <p>Efter <money>tre</money> år öppnar <org>Kommunen</org> kajen.</p>
  <media media-type="image">
    <media-reference mime-type="image/jpeg" source="liten.jpg" width="90" height="60"/>
    <media-reference mime-type="image/jpeg" source="stor.jpg" width="900" height="600" alternate-text="En kaj"/>
    <media-caption>Kajen i maj.</media-caption><media-producer>Ida Ö</media-producer></media>
  <media media-type="video"><media-reference mime-type="video/mp4" source="https://film.example/kaj.mp4"/></media>
  <hl2>Priser</hl2><table><tr><td>40 kr</td></tr></table><ul><li>Barn gratis</li></ul>
</block></body.content><body.end><tagline>Kajen, 2024</tagline></body.end></body></nitf>
"""
NAMESPACE = ' xmlns="http://iptc.org/std/NITF/2006-10-18/"'


def make_sample(encoding: str = "utf-8", namespace: str = "", status: str = "usable", release: str = "") -> bytes:
    filled = SAMPLE.format(encoding=encoding, namespace=namespace, status=status, release=release)
    return filled.encode(encoding)


def read_one(content: bytes) -> Any:
    [draft] = nitf.read(MemorySource(content, "kaj.xml"), DEFAULTS)
    return draft


def test_the_given_item_is_read(shared: Path) -> None:
    [path] = (shared / "corpora/nitf").iterdir()
    [draft] = read_file(nitf, path)
    assert find_importer(MemorySource(path.read_bytes())) is nitf
    assert draft.headline == "Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05p.m."
    assert (draft.byline, draft.lead[:16], draft.published_at) == ("Sports Network", "A pair of teams ", None)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("namespace", ["", NAMESPACE])
def test_head_and_body_are_read_in_every_encoding(encoding: str, namespace: str) -> None:
    content = make_sample(encoding, namespace)
    draft = read_one(content)
    assert find_importer(MemorySource(content)) is nitf
    assert (draft.headline, draft.lead, draft.byline) == ("Kajen öppnar", "Alla får bada", "Eva Ek")
    assert (draft.dateline, draft.language, draft.kind) == ("Stockholm", "sv", "press_release")
    assert (draft.source_id, draft.tags, draft.declared) == ("kaj-1", ("Bad", "kaj"), "published")
    assert str(draft.published_at) == "2024-05-02 08:30:00+02:00"
    assert draft.notes == ("Its sender's note to editors: “Obs namnet”.",)


def test_the_body_is_html_with_its_structure() -> None:
    body = read_one(make_sample()).body_html
    assert "<p>Efter tre år öppnar Kommunen kajen.</p>" in body
    assert all(mark in body for mark in ("<h2>Priser</h2>", "<td>40 kr</td>", "<li>Barn gratis</li>", "Kajen, 2024"))


def test_a_picture_comes_once_and_largest_and_a_film_as_a_file() -> None:
    draft = read_one(make_sample())
    [image] = draft.images
    assert (image.url, image.caption, image.credit, image.alt) == ("stor.jpg", "Kajen i maj.", "Ida Ö", "En kaj")
    assert [file.url for file in draft.attachments] == ["https://film.example/kaj.mp4"]


@pytest.mark.parametrize(("status", "declared"), [("withheld", "draft"), ("embargoed", "published")])
def test_what_its_sender_holds_back_is_held(status: str, declared: str) -> None:
    draft = read_one(make_sample(status=status, release="20240601T060000+0200"))
    held = "2024-06-01 06:00:00+02:00" if status == "embargoed" else "None"
    assert (draft.declared, str(draft.embargoed_until)) == (declared, held)


def test_a_cancelled_document_is_told() -> None:
    assert isinstance(read_one(make_sample(status="canceled")), Problem)


def test_a_lead_that_is_marked_in_the_text_stands_once() -> None:
    text = "<p lede='true'>Först detta.</p><p>Sedan mer.</p>"
    draft = read_one(f"<nitf><body><body.content>{text}</body.content></body></nitf>".encode())
    assert (draft.lead, draft.body_html) == ("Först detta.", "<p>Sedan mer.</p>")


def test_a_block_that_repeats_the_lead_is_left_out() -> None:
    blocks = "<block class='lead_paragraph'><p>Ett.</p></block><block class='full_text'><p>Ett.</p><p>Två.</p></block>"
    draft = read_one(f"<nitf><body><body.content>{blocks}</body.content></body></nitf>".encode())
    assert draft.body_html == "<p>Ett.</p><p>Två.</p>"


def test_entities_are_never_expanded_and_broken_xml_is_told() -> None:
    draft = read_one(make_sample().replace(b"Efter", b"Efter &lol; & "))
    assert isinstance(draft, ArticleDraft)
    assert "hahaha" not in draft.body_html
    assert draft.notes[0].startswith("The XML is broken at line 14")


@pytest.mark.parametrize("content", [b"", b"<contentSet/>", b"\0\0\0", b"no xml"])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"^kaj\.xml .*\.$"):
        read_one(content)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_damaged_documents_give_drafts_or_a_refusal(data: st.DataObject) -> None:
    check_damaged(nitf, make_sample(namespace=NAMESPACE), data)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=60), st.sampled_from([b"", b"<nitf>", b"<nitf><body><body.content><p>", b"\xff\xfe<\0"]))
def test_any_bytes_give_drafts_or_a_refusal(content: bytes, beginning: bytes) -> None:
    check_any_bytes(nitf, beginning + content)


@pytest.mark.parametrize(
    ("bylines", "name"),
    [
        ("<byline>By Jane Doe, Staff Reporter</byline>", "Jane Doe"),
        ("<byline>By JANE DOE</byline><byline class='normalized_byline'>Doe, Jane</byline>", "JANE DOE"),
        ("<byline>By <person>Jane Doe</person> and <person>Bo Berg</person></byline>", "Jane Doe, Bo Berg"),
        ("<byline><byttl>Sports Desk</byttl></byline>", "Sports Desk"),
    ],
)
def test_a_byline_is_the_name_alone(bylines: str, name: str) -> None:
    head = f"<body.head><hedline><hl1>x</hl1></hedline>{bylines}</body.head>"
    assert read_one(f"<nitf><body>{head}</body></nitf>".encode()).byline == name


@pytest.mark.parametrize("day", ["20240502T083000+0200", "4/4/2018"])
def test_a_dateline_that_is_a_day_alone_names_no_place(day: str) -> None:
    dated = make_sample().decode().replace("<location>Stockholm</location>, ", "").replace("2 maj", day)
    assert read_one(dated.encode()).dateline is None
