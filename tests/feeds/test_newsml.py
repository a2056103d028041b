from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from feeds import newsml
from importers import newsml_g2
from importers.draft import ArticleDraft, MemorySource
from tests.feeds.agency import WHOLE
from tests.feeds.sample import EMPTY, FEED, any_text, few, kept, xml
from tests.importers.cases import DEFAULTS

PLAIN = replace(WHOLE, title="Ishallen byggs om")

NAR = "{http://iptc.org/std/nar/2006-10-01/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_an_agency_finds_the_article() -> None:
    item = xml(newsml.serialise_entry(WHOLE))
    assert (item.tag, item.get("guid"), item.get("version")) == (f"{NAR}newsItem", WHOLE.id, "3")
    assert item.findtext(f"{NAR}contentMeta/{NAR}by") == "Åsa Öberg"
    subjects = [one.get("qcode") for one in item.iter(f"{NAR}subject")]
    assert subjects == ["medtop:15000000"]
    assert [one.text for one in item.iter(f"{NAR}phone")] == ["+46846500402"] * 2


def test_the_text_is_xhtml() -> None:
    body = next(xml(newsml.serialise_entry(WHOLE)).iter(f"{XHTML}body"))
    assert [element.tag.removeprefix(XHTML) for element in body.iter()][1:5] == ["div", "p", "br", "img"]
    assert "".join(body.itertext()) == "Ett två 1"


def test_a_list_is_a_message_with_a_package_in_its_order() -> None:
    other = replace(WHOLE, id="urn:uuid:c0ffee00-0000-4000-8000-000000000005")
    message = xml(newsml.serialise(replace(FEED, entries=(WHOLE, other))))
    assert [one.get("residref") for one in message.iter(f"{NAR}itemRef")] == [WHOLE.id, other.id]
    assert len(list(message.iter(f"{NAR}newsItem"))) == 2
    assert not list(xml(newsml.serialise(EMPTY)).iter(f"{NAR}itemRef"))


def test_our_own_importer_reads_it_back() -> None:
    (draft,) = newsml_g2.read(MemorySource(newsml.serialise_entry(PLAIN), "article.xml"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert (draft.headline, draft.language, draft.byline) == ("Ishallen byggs om", "sv", "Maja Provström")


def test_a_package_keeps_its_id_and_its_version_grows_with_its_last_change() -> None:
    later = replace(FEED, url="https://other.example/feed", updated_at=WHOLE.updated_at + timedelta(seconds=1))
    first, second = (
        xml(newsml.serialise(one)).find(f".//{NAR}packageItem")
        for one in (replace(later, updated_at=WHOLE.updated_at), later)
    )
    assert first is not None and second is not None
    assert first.get("guid") == second.get("guid") == FEED.id
    assert int(first.get("version", "")) + 1 == int(second.get("version", ""))


def test_a_typo_makes_a_version_of_its_own_moment() -> None:
    later = WHOLE.updated_at + timedelta(days=1)
    message = xml(newsml.serialise(replace(FEED, entries=(replace(WHOLE, version_at=later),))))
    assert {one.text for one in message.iter(f"{NAR}versionCreated")} == {later.isoformat(timespec="seconds")}
    assert message.findtext(f".//{NAR}packageItem/{NAR}itemMeta/{NAR}firstCreated") is not None


def test_a_text_is_translated_from_its_original_alone() -> None:
    other, original = "urn:uuid:c0ffee00-0000-4000-8000-000000000005", *WHOLE.translations
    item = xml(newsml.serialise_entry(replace(WHOLE, translations=(original, other), original=original)))
    links = {one.get("residref"): one.get("rel") for one in item.iter(f"{NAR}link") if one.get("residref")}
    assert links == {original: "irel:translatedFrom", other: "irel:seeAlso"}


def test_another_document_of_a_list_is_another_package() -> None:
    packed = xml(newsml.serialise(replace(FEED, package_id="urn:x"))).find(f".//{NAR}packageItem")
    assert packed is not None
    assert packed.get("guid") == "urn:x"


@pytest.mark.parametrize("body", ["<a<b>Bron</a<b>", '<p 1a="x" å="y">Bron</p>'])
def test_names_that_xml_does_not_know_keep_their_words(body: str) -> None:
    assert b">Bron<" in newsml.serialise_entry(replace(WHOLE, body_html=body))


@few
@given(title=any_text, body=any_text)
def test_any_text_comes_back(title: str, body: str) -> None:
    item = xml(newsml.serialise_entry(replace(WHOLE, title=title, body_html=body, summary=title)))
    assert item.findtext(f"{NAR}contentMeta/{NAR}headline", "") == kept(title)
