import json
from dataclasses import replace

from hypothesis import given

from feeds import ninjs
from importers import ninjs as reading
from importers.draft import ArticleDraft, MemorySource
from tests.feeds.agency import WHOLE
from tests.feeds.sample import EMPTY, FEED, any_text, few, kept
from tests.importers.cases import DEFAULTS

PLAIN = replace(WHOLE, title="Ishallen byggs om")


def test_an_agency_finds_the_article() -> None:
    item = json.loads(ninjs.serialise_entry(WHOLE))
    assert (item["uri"], item["version"], item["pubStatus"]) == (WHOLE.id, "3", "usable")
    assert [body["contentType"] for body in item["bodies"]] == ["text/html", "text/plain"]
    assert item["subjects"][0]["uri"] == "http://cv.iptc.org/newscodes/mediatopic/15000000"
    assert (item["people"][0]["name"], item["organisations"][0]["name"]) == ("Maja Provström", "Jouren")
    assert item["associations"][0]["by"] == "Foto: X"


def test_a_list_is_a_package_in_its_order() -> None:
    other = replace(WHOLE, id="urn:uuid:c0ffee00-0000-4000-8000-000000000005")
    package = json.loads(ninjs.serialise(replace(FEED, entries=(WHOLE, other))))
    assert (package["type"], package["uri"]) == ("composite", FEED.id)
    assert [one["uri"] for one in package["associations"]] == [WHOLE.id, other.id]
    assert "associations" not in json.loads(ninjs.serialise(EMPTY))


def test_captions_and_markup_are_not_counted() -> None:
    body = "<p>Ett  <b>två</b></p><figure><img src='x'><figcaption>Tre</figcaption></figure> fyra"
    bodies = json.loads(ninjs.serialise_entry(replace(WHOLE, body_html=body, body_text="Ett två Tre fyra")))["bodies"]
    assert [one["charCount"] for one in bodies] == [len("Ett två fyra")] * 2


def test_our_own_importer_reads_it_back() -> None:
    (draft,) = reading.read(MemorySource(ninjs.serialise_entry(PLAIN), "article.json"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert (draft.headline, draft.language) == ("Ishallen byggs om", "sv")


@few
@given(title=any_text, body=any_text)
def test_any_text_comes_back(title: str, body: str) -> None:
    item = json.loads(ninjs.serialise_entry(replace(WHOLE, title=title, body_text=body)))
    assert item["headlines"][0]["value"] == kept(title)
