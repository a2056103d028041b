"""Press rooms of suppliers: releases with contacts, pictures, files and languages, whatever shape they come in."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import cision, mynewsdesk, via_tt
from importers.draft import ArticleDraft, ContactDraft, Draft, EventDraft, MemorySource, Problem, Refused, Wanted
from importers.formats import PRESS_ROOMS, find_importer
from tests.importers.cases import DATA, DEFAULTS, check_case, check_draft, find_cases, read_file

FORMATS: dict[str, ModuleType] = {"cision": cision, "mynewsdesk": mynewsdesk, "via_tt": via_tt}
CASES = [(FORMATS[name], path) for name in FORMATS for path in find_cases(name)]


def read_items(
    *items: dict[str, Any], name: str = "items.json", **beside: dict[str, Any]
) -> list[Draft | Problem | Wanted]:
    siblings = {f"{kind}.json": json.dumps({"items": [one]}).encode() for kind, one in beside.items()}
    source = MemorySource(json.dumps({"total_count": len(items), "items": items}).encode(), name, siblings=siblings)
    assert find_importer(source) is mynewsdesk
    return list(mynewsdesk.read(source, DEFAULTS))


def release(**fields: Any) -> dict[str, Any]:
    return {"type_of_media": "pressrelease", "id": 7, "header": "Ny kaj", "body": "<p>Klar.</p>", **fields}


def read_release(*others: dict[str, Any], **fields: Any) -> ArticleDraft:
    draft = read_items(release(**fields), *others)[0]
    assert isinstance(draft, ArticleDraft)
    return draft


def read_cision(**fields: Any) -> ArticleDraft:
    record = {"EncryptedId": "A", "HtmlTitle": "Ny kaj", "HtmlBody": "<p>Klar.</p>", **fields}
    [draft] = cision.read(MemorySource(json.dumps({"Release": record}).encode()), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


@pytest.mark.parametrize(("module", "path"), CASES, ids=lambda one: getattr(one, "name", ""))
def test_a_supplier_gives_what_stands_beside_it(module: ModuleType, path: Path) -> None:
    check_case(module, path)


@pytest.mark.parametrize(("module", "path"), CASES, ids=lambda one: getattr(one, "name", ""))
def test_a_supplier_is_recognised_by_its_content_and_by_no_other(module: ModuleType, path: Path) -> None:
    source = MemorySource(path.read_bytes())
    assert find_importer(source) is module
    assert [one for one in PRESS_ROOMS if one.recognises(source)] == [module]


def test_the_files_of_other_formats_are_left_to_them() -> None:
    others = [path for path in DATA.rglob("*") if path.is_file() and path.parent.name not in FORMATS]
    taken = [path for path in others if any(one.recognises(MemorySource(path.read_bytes())) for one in PRESS_ROOMS)]
    assert [path.name for path in taken] == []


def test_the_given_releases_hold_what_is_expected_of_them(shared: Path) -> None:
    lines = (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines()
    for case in (case for case in map(json.loads, lines) if case["format"] == "prs"):
        [draft] = read_file(via_tt, shared / "corpora" / case["path"])
        expected = case["expect"]
        assert len(draft.images) == expected.pop("images")
        assert len(draft.attachments) == expected.pop("attachments")
        assert expected.pop("lead_contains") in draft.lead
        check_draft(draft, {**expected, "kind": expected["kind"][0]})


def test_an_announcement_of_a_stock_exchange_is_no_release_of_the_press_room(shared: Path) -> None:
    source = MemorySource((shared / "corpora/prs/solita_se_2.xml").read_bytes())
    assert not any(one.recognises(source) for one in PRESS_ROOMS)


def test_what_relates_to_a_release_is_taken_along() -> None:
    related = [
        {"type_of_media": kind, "item_id": number}
        for kind, number in (("image", 55), ("document", 88), ("contact_person", 77), ("video", 66))
    ]
    others: list[dict[str, Any]] = [
        {"type_of_media": "image", "id": "55", "header": "Kajen", "download_url": "https://x.example/kaj.jpg"},
        {"type_of_media": "document", "id": 88, "header": "Plan", "document": "https://x.example/plan.pdf"},
        {"type_of_media": "video", "id": 66, "header": "Film", "url": "https://x.example/videos/film-66"},
        {"type_of_media": "contact_person", "id": 77, "name": "Eva Ek", "phone": "070-123 45 67"},
    ]
    article, contact = read_items(release(related_items=related), *others)
    assert isinstance(article, ArticleDraft)
    assert [(image.url, image.caption) for image in article.images] == [("https://x.example/kaj.jpg", "Kajen")]
    assert [file.name for file in article.attachments] == ["Plan"]
    assert '<a href="https://x.example/videos/film-66">Film</a>' in article.body_html
    assert [(one.name, one.press_contact) for one in article.contacts] == [("Eva Ek", False)]
    assert isinstance(contact, ContactDraft)
    assert (contact.press_contact, contact.source_id) == (True, "mynewsdesk:contact_person:77")


def test_what_relates_may_stand_in_the_file_beside() -> None:
    item = release(related_items=[{"type_of_media": "contact_person", "item_id": 77}])
    [draft] = read_items(item, contact_people={"type_of_media": "contact_person", "id": 77, "name": "Eva Ek"})
    assert isinstance(draft, ArticleDraft)
    assert [one.name for one in draft.contacts] == ["Eva Ek"]


def test_a_picture_that_names_its_release_belongs_to_it() -> None:
    pointing = [{"type_of_media": "pressrelease", "item_id": 7}]
    image = {"type_of_media": "image", "id": 5, "download_url": "https://x.example/a.jpg", "related_items": pointing}
    assert [one.url for one in read_release(image).images] == ["https://x.example/a.jpg"]
    assert len(read_items(release(), image)) == 1


def test_a_picture_beside_the_file_of_its_release_is_no_loss() -> None:
    image = {"type_of_media": "image", "id": 5, "header": "Kaj", "download_url": "https://x.example/a.jpg"}
    owner = release(related_items={"related_item": {"type_of_media": "image", "item_id": 5}})
    with_owner = read_items(image, name="images.json", pressreleases=owner)
    assert (with_owner, len(read_items(image, name="images.json"))) == ([], 1)


def test_pieces_without_a_number_are_not_taken_for_each_other() -> None:
    person = {"name": "Eva Ek", "phone": "070-123 45 67"}
    draft, *_ = read_items(release(contact_people=[person]), {"type_of_media": "contact_person", "name": "Bo Alm"})
    assert isinstance(draft, ArticleDraft)
    assert [(one.name, one.source_id) for one in draft.contacts] == [("Eva Ek", None)]


def test_one_picture_in_two_sizes_is_one() -> None:
    address = "https://resources.mynewsdesk.com/image/upload/{}kaj.jpg"
    image = {"id": 5, "download_url": address.format("v12/"), "photographer": "Eva Ek"}
    draft = read_release(
        image=address.format("c_limit,f_auto/t_small/"), image_caption="Kajen", images={"image": image}
    )
    assert [(one.caption, one.credit) for one in draft.images] == [("Kajen", "Eva Ek")]


def test_a_number_that_nobody_can_dial_is_told() -> None:
    [draft] = read_items({"type_of_media": "contact_person", "id": 7, "name": "Eva Ek", "phone": "112233"})
    assert isinstance(draft, ContactDraft)
    assert draft.phones == ()
    assert draft.notes[0].startswith("“112233” is no phone number")


@pytest.mark.parametrize("hidden", [False, "false"])
def test_a_person_whom_the_room_does_not_list_is_no_press_contact(hidden: object) -> None:
    [draft] = read_items({"type_of_media": "contact_person", "id": 7, "name": "Eva Ek", "pressroom_contact": hidden})
    assert isinstance(draft, ContactDraft)
    assert not draft.press_contact


def test_an_event_is_an_event() -> None:
    item = {
        "type_of_media": "event",
        "id": 9,
        "header": "Fest",
        "summary": "Kom!",
        "location": "Kajen",
        "pressroom": "fi",
    }
    [draft] = read_items(
        {**item, "start_at": "2024-05-01 10:00:00", "end_at": {"datetime": "2024-05-01T12:00:00+03:00"}}
    )
    assert isinstance(draft, EventDraft)
    assert (draft.headline, draft.place, draft.description_html) == ("Fest", "Kajen", "<p>Kom!</p>")
    assert draft.starts_at.isoformat() == "2024-05-01T10:00:00+03:00"
    assert draft.source_id == "mynewsdesk:event:9"


def test_an_event_without_a_date_is_told() -> None:
    [problem] = read_items({"type_of_media": "event", "id": 9, "header": "Fest"})
    assert problem == Problem("The event “Fest” has no date that can be read.", "Fest")


@pytest.mark.parametrize(
    "text",
    [
        '{"item": [{"type_of_media": "news", "header": "Kaj", "body": "x", "id": 1}]}',
        '{"item": {"type_of_media": "news", "header": "Kaj", "body": "x", "id": "1"}}',
        '{"search_result": {"items": [{"type_of_media": "news", "header": "Kaj", "summary": "x", "id": 1}]}}',
        '[{"type_of_media": "news", "header": "Kaj", "body": "x", "id": 1}]',
        '{"total_count": 1, "items": {"item": {"type_of_media": "news", "header": "Kaj", "body": "x", "id": 1}}}',
        "<item type_of_media='news'><id>1</id><header>Kaj</header><body><p>x</p></body></item>",
    ],
)
def test_one_item_is_read_in_every_wrapping(text: str) -> None:
    source = MemorySource(text.encode())
    [draft] = mynewsdesk.read(source, DEFAULTS)
    assert mynewsdesk.recognises(source)
    assert isinstance(draft, ArticleDraft)
    assert (draft.headline, draft.kind, draft.source_id) == ("Kaj", "news", "mynewsdesk:news:1")


def test_the_day_of_writing_is_no_day_of_publication() -> None:
    assert read_release(created_at="2024-03-05 08:00:00").published_at is None


def test_a_whole_archive_in_one_file_is_read_in_a_moment() -> None:
    images = [{"type_of_media": "image", "id": n, "download_url": f"https://x.example/{n}.jpg"} for n in range(1000)]
    articles = [release(id=n, related_items=[{"type_of_media": "image", "item_id": n}]) for n in range(1000)]
    assert len(read_items(*articles, *images)) == 1000


def test_what_the_room_holds_as_a_draft_stays_one() -> None:
    assert read_release(state="draft").declared == "draft"
    assert read_release().declared == "published"


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2024-03-05T07:30:00Z", "2024-03-05T07:30:00+00:00"),
        ("2024-03-05T07:30:00", "2024-03-05T07:30:00+00:00"),
        ("/Date(1709623800000)/", "2024-03-05T07:30:00+00:00"),
        ("05.03.2024 07:30", "2024-03-05T07:30:00+00:00"),
        ("2024-03-05T08:30:00+01:00", "2024-03-05T08:30:00+01:00"),
    ],
)
def test_cision_counts_in_universal_time(stated: str, moment: str) -> None:
    published = read_cision(PublishDate=stated).published_at
    assert published is not None
    assert published.isoformat() == moment


def test_a_block_of_contacts_that_names_nobody_stays_in_the_text() -> None:
    draft = read_cision(Contact="Ring växeln, så kopplar de fram.")
    assert draft.contacts == ()
    assert draft.body_html.endswith("<p>Ring växeln, så kopplar de fram.</p>")
    assert draft.notes[-1].startswith("The contact block names nobody")


def test_the_rest_of_a_block_of_contacts_is_told() -> None:
    draft = read_cision(Contact="<p>Eva Ek, presschef, 070-123 45 67</p><p>Bilder finns på kontoret.</p>")
    assert [one.name for one in draft.contacts] == ["Eva Ek"]
    assert draft.notes[-1] == "The contact block says more than the persons read from it: “Bilder finns på kontoret.”."


@pytest.mark.parametrize("empty", [None, "", [], {}, [None], {"x": None}, [[]], False])
def test_empty_fields_of_any_kind_say_nothing(empty: object) -> None:
    names = (
        "HtmlIntro",
        "HtmlContact",
        "Images",
        "Files",
        "LanguageVersions",
        "Quotes",
        "LanguageCode",
        "CanonicalUrl",
    )
    draft = read_cision(**dict.fromkeys(names, empty))
    assert (draft.headline, draft.body_html, draft.lead, draft.language) == ("Ny kaj", "<p>Klar.</p>", None, None)
    assert (draft.images, draft.attachments, draft.contacts, draft.translations) == ((), (), (), ())


@pytest.mark.parametrize(
    ("module", "text", "reason"),
    [
        (cision, "<Feed><Releases/></Feed>", "feed holds no releases of Cision."),
        (via_tt, '{"releases": []}', "feed holds no releases."),
        (mynewsdesk, '{"items": []}', "feed holds no material of a newsroom."),
        (mynewsdesk, '{"items": [', "feed is broken JSON at line 1: Expecting value."),
        (via_tt, "<-release >", "feed is broken XML, and nothing of it can be read."),
    ],
)
def test_what_holds_no_release_is_refused_in_a_sentence(module: ModuleType, text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        list(module.read(MemorySource(text.encode(), "feed"), DEFAULTS))
    assert str(refused.value) == reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["item", "text", "url", "id"]), inner),
    max_leaves=6,
)
NAMES = """type_of_media id url header body published_at start_at images related_items contact_people tags links
    HtmlTitle HtmlContact PublishDate LanguageVersions Files Keywords Quotes title leadtext contacts versions language
    publicationDate embargo""".split()  # noqa: SIM905


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=8), st.sampled_from(["items", "Releases", "releases"]))
def test_fields_of_any_type_are_read_or_refused(fields: dict[str, Any], name: str) -> None:
    check_read(json.dumps({name: [{"title": "x", "id": 1, **fields}]}).encode(), *FORMATS.values())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.floats(0, 1), st.binary(max_size=60), st.integers(0, 40))
def test_a_damaged_file_is_read_or_refused(
    case: tuple[ModuleType, Path], place: float, noise: bytes, lost: int
) -> None:
    content = case[1].read_bytes()
    cut = int(len(content) * place)
    check_read(content[:cut] + noise + content[cut + lost :], case[0])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"", b"<release>", b'{"items": [{"id": 1, "header": ']), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(beginning: bytes, content: bytes) -> None:
    check_read(beginning + content, *FORMATS.values())


@pytest.mark.parametrize(
    "text", ["[" * 3000, '{"items":' * 3000, "<item>" * 3000, '{"items": ' + "[" * 400 + "]" * 400 + "}"]
)
def test_depth_is_no_bomb(text: str) -> None:
    check_read(text.encode(), *FORMATS.values())


def check_read(content: bytes, *modules: ModuleType) -> None:
    source = MemorySource(content, "any")
    for module in modules:
        module.recognises(source)
        try:
            drafts = list(module.read(source, DEFAULTS))
        except Refused as refusal:
            assert "\n" not in str(refusal)
        else:
            repr(drafts).encode("utf-8")
