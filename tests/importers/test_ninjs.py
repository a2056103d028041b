"""ninjs in its three versions: what they rename, what they nest, and what a sender holds back."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import ninjs
from importers.draft import ArticleDraft, EventDraft, MemorySource, Problem, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_given, read_file

TEXT = "Kommunen öppnar den nya kajen för alla som vill bada."
PHOTO: dict[str, dict[str, Any]] = {
    "small": {"href": "https://bild.example/kaj-s.jpg", "mimetype": "image/jpeg", "width": 100, "height": 80},
    "original": {"href": "https://bild.example/kaj.jpg", "mimetype": "image/jpeg"},
    "web": {"href": "https://bild.example/kaj-w.jpg", "mimetype": "image/jpeg", "width": 900, "height": 600},
}
ONE: dict[str, Any] = {
    "uri": "urn:example:kaj",
    "type": "text",
    "versioncreated": "2024-05-02T08:30:00+02:00",
    "pubstatus": "usable",
    "language": "sv-SE",
    "headline": "Kajen öppnar",
    "byline": "Av Eva Ek/Nyhetsbyrån",
    "copyrightholder": "Nyhetsbyrån",
    "located": "STOCKHOLM, 2 maj 2024",
    "body_html": f'<h1>Kajen öppnar</h1><p>{TEXT}</p><img src="https://bild.example/kaj-w.jpg">',
    "description_text": "Efter tre år.",
    "subject": [{"name": "Bad"}],
    "person": [{"name": "Eva Ek"}, {"name": "Bo Berg", "contactinfo": [{"type": "phone", "value": "08-123 456 00"}]}],
    "associations": {"photo": {"type": "picture", "byline": "Ida Ö", "headline": "Kajen", "renditions": PHOTO}},
}
TWO: dict[str, Any] = {
    "uri": "urn:example:kaj",
    "versioncreated": "2024-05-02T08:30:00+02:00",
    "pubstatus": "usable",
    "language": "sv",
    "headlines": [{"role": "slug", "value": "kaj"}, {"role": "main", "value": "Kajen öppnar"}],
    "by": "Eva Ek",
    "located": "Stockholm",
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": TEXT},
        {"role": "html5", "contenttype": "text/html", "value": f"<html><body><p>{TEXT}</p></body></html>"},
    ],
    "descriptions": [{"role": "text", "value": "Efter tre år."}],
    "subjects": [{"name": "Bad"}],
    "people": [{"name": "Bo Berg", "contactinfo": [{"type": "phone", "value": "+46 8 123 456 00"}]}],
    "associations": [
        {
            "name": "photo",
            "type": "picture",
            "by": "Ida Ö",
            "descriptions": [{"value": "Kajen"}],
            "renditions": [{"name": name, **file, "contenttype": file["mimetype"]} for name, file in PHOTO.items()],
        }
    ],
}
RENAMED = {"versioncreated": "versionCreated", "pubstatus": "pubStatus"}
THREE: dict[str, Any] = {
    **{RENAMED.get(key, key): value for key, value in TWO.items()},
    "bodies": [{"contentType": "text/html", "value": f"<p>{TEXT}</p>"}],
    "standard": {"name": "ninjs"},
}


def read_items(item: Any) -> list[Any]:
    return list(ninjs.read(MemorySource(json.dumps(item).encode(), "kaj.json"), DEFAULTS))


def read_article(item: Any, **fields: Any) -> ArticleDraft:
    [draft] = read_items({**item, **fields})
    assert isinstance(draft, ArticleDraft)
    return draft


def test_the_given_items_hold_what_is_expected_of_them(shared: Path) -> None:
    check_given(ninjs, shared, "ninjs")


def test_a_body_in_nitf_and_a_film_are_read_from_the_given_items(shared: Path) -> None:
    [release] = read_file(ninjs, shared / "corpora/ninjs/businesswire-newsml-20130731006140.json")
    assert [file.media_type for file in release.attachments] == ["video/mp4"]
    assert len(release.images) == 1


@pytest.mark.parametrize("item", [ONE, TWO, THREE])
def test_the_versions_say_the_same(item: dict[str, Any]) -> None:
    draft = read_article(item)
    said = (draft.headline, draft.lead, draft.byline, draft.language, draft.dateline, draft.tags, draft.declared)
    assert said == ("Kajen öppnar", "Efter tre år.", "Eva Ek", "sv", draft.dateline, ("Bad",), "published")
    assert (draft.dateline or "").casefold() == "stockholm"
    assert str(draft.published_at) == "2024-05-02 08:30:00+02:00"
    assert TEXT in draft.body_html and "<h1>" not in draft.body_html
    [image] = draft.images
    assert (image.url, image.caption, image.credit) == ("https://bild.example/kaj.jpg", "Kajen", "Ida Ö")
    assert [(one.name, one.phones) for one in draft.contacts] == [("Bo Berg", ("+46812345600",))]


@pytest.mark.parametrize("item", [ONE, TWO, THREE])
@pytest.mark.parametrize("wrap", [lambda item: item, lambda item: [item], lambda item: {"items": [item]}])
def test_an_item_is_recognised_alone_and_in_a_list(item: dict[str, Any], wrap: Any) -> None:
    assert find_importer(MemorySource(json.dumps(wrap(item)).encode())) is ninjs
    assert len(read_items(wrap(item))) == 1


def test_an_item_may_call_its_identity_a_guid() -> None:
    item = {("guid" if key == "uri" else key): value for key, value in ONE.items()}
    assert find_importer(MemorySource(json.dumps({"item": [item]}).encode())) is ninjs
    [draft] = read_items({"item": [item]})
    assert (draft.source_id, draft.headline) == (ONE["uri"], "Kajen öppnar")
    [published] = read_items(item | {"firstpublished": "2024-05-01T12:00:00Z", "firstcreated": "2024-04-01T12:00:00Z"})
    assert str(published.published_at) == "2024-05-01 12:00:00+00:00"


def test_the_first_version_is_the_publication_and_the_last_the_change() -> None:
    draft = read_article(THREE, firstCreated="2024-05-01T10:00:00Z")
    assert (str(draft.published_at), str(draft.updated_at)) == (
        "2024-05-01 10:00:00+00:00",
        "2024-05-02 08:30:00+02:00",
    )


def test_an_embargo_is_kept_and_moves_the_publication() -> None:
    draft = read_article(TWO, embargoed="2024-05-03T06:00:00+02:00")
    assert (draft.declared, draft.published_at) == ("published", draft.embargoed_until)


def test_an_embargo_without_end_holds_the_item() -> None:
    assert read_article(TWO, embargoed="until further notice").declared == "embargoed"


@pytest.mark.parametrize(("status", "declared"), [("withheld", "draft"), ("stat:usable", "published"), ("?", "draft")])
def test_what_is_withheld_stays_a_draft(status: str, declared: str) -> None:
    assert read_article(TWO, pubstatus=status).declared == declared


def test_what_was_cancelled_is_told_and_not_taken() -> None:
    [problem] = read_items({**ONE, "pubstatus": "canceled"})
    assert isinstance(problem, Problem)
    assert problem.reason == "“Kajen öppnar” in kaj.json was cancelled by its sender."


def test_a_picture_alone_is_an_article_with_it() -> None:
    item = {
        "uri": "urn:1",
        "type": "picture",
        "headline": "Kajen",
        "description_text": "Kajen i maj.",
        "byline": "Ida Ö",
    }
    draft = read_article(item, pubstatus="usable", renditions=PHOTO)
    assert (draft.headline, draft.images[0].caption, draft.images[0].credit) == ("Kajen", "Kajen i maj.", "Ida Ö")


def test_the_text_of_a_picture_describes_it() -> None:
    photo = {"photo": {"type": "picture", "body_text": "En kaj i sol", "renditions": PHOTO}}
    assert [image.alt for image in read_article(ONE, associations=photo).images] == ["En kaj i sol"]


def test_a_package_without_text_gives_its_items() -> None:
    package = {"uri": "urn:p", "type": "composite", "pubstatus": "usable", "associations": {"a": TWO, "b": ONE}}
    assert [draft.headline for draft in read_items(package)] == ["Kajen öppnar"] * 2


def test_an_event_has_its_dates_and_place() -> None:
    dates = {"startDate": "2024-06-01T10:00:00+02:00", "endDate": "2024-06-02"}
    item = {"uri": "urn:e", "title": "Invigning", "eventDetails": {"dates": dates}, "places": [{"name": "Kajen"}]}
    [event] = read_items({**item, "descriptions": [{"value": "Alla är välkomna."}]})
    assert isinstance(event, EventDraft)
    assert (event.headline, event.place, event.description_html) == ("Invigning", "Kajen", "<p>Alla är välkomna.</p>")
    assert (str(event.starts_at), str(event.ends_at)) == ("2024-06-01 10:00:00+02:00", "2024-06-02")


@pytest.mark.parametrize("surety", ["confirmed", "expected", "estimated"])
def test_an_event_says_how_sure_its_day_is(surety: str) -> None:
    dates = {f"{surety}StartDate": "2024-06-01", f"{surety}EndDate": "2024-06-02"}
    item = {"standard": {"name": "ninjs"}, "uri": "urn:x:1", "title": "Möte", "eventDetails": {"dates": dates}}
    source = MemorySource(json.dumps(item).encode(), "a.json")
    assert find_importer(source) is ninjs
    [event] = ninjs.read(source, DEFAULTS)
    assert isinstance(event, EventDraft)
    assert (event.starts_at, event.ends_at) == (date(2024, 6, 1), date(2024, 6, 2))


def test_an_event_without_a_date_is_told() -> None:
    [problem] = read_items({"uri": "urn:e", "title": "Invigning", "eventDetails": {}})
    assert isinstance(problem, Problem)


@pytest.mark.parametrize("content", ["{", "[]", '{"uri": 3', '{"items": [1]}', "null", '{"a": "b"}'])
def test_what_holds_no_items_is_refused_in_a_sentence(content: str) -> None:
    with pytest.raises(Refused, match=r"^kaj\.json .*\.$"):
        list(ninjs.read(MemorySource(content.encode(), "kaj.json"), DEFAULTS))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["text", "<p>x", "<nitf>", "2024"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*TWO, *ONE, "value", "role"]), inner),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from([*TWO, *ONE, "eventDetails", "renditions"]), VALUES))
def test_values_of_any_type_give_drafts_or_a_problem(item: dict[str, Any]) -> None:
    for draft in read_items({**item, "uri": "urn:1"}):
        assert isinstance(draft, ArticleDraft | EventDraft | Problem)
