"""Pictures, documents and videos of a newsroom that no release shows."""

import json
from typing import Any

import pytest

from importers import mynewsdesk
from importers.draft import Defaults, KitDraft, MemorySource, Problem

DEFAULTS = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv",))
PAGE = "https://www.mynewsdesk.com/se/hamnarna"


def read(kind: str, **said: Any) -> object:
    item = {"type_of_media": kind, "id": 7, "language": "sv", "header": "Kranen", "published_at": "2026-02-03 09:30"}
    release = {"type_of_media": "pressrelease", "id": 1, "header": "Nyhet", "body": "<p>Text.</p>", "published_at": "x"}
    content = json.dumps({"total_count": 2, "items": [release, item | said]}).encode()
    _, *others = mynewsdesk.read(MemorySource(content, "list.json"), DEFAULTS)
    return others[0]


def test_a_picture_that_no_release_shows_is_for_the_press_kit() -> None:
    draft = read(
        "image", download_url="https://files.example/kran.jpg", photographer="Bo Alm", caption="Kranen lyfter."
    )
    assert isinstance(draft, KitDraft)
    assert (draft.kind, draft.name, draft.url) == ("image", "Kranen", "https://files.example/kran.jpg")
    assert (draft.caption, draft.credit, draft.source_id) == ("Kranen lyfter.", "Bo Alm", "mynewsdesk:image:7")
    assert draft.published_at is not None


@pytest.mark.parametrize(("name", "kind"), [("Vår logotyp, vit", "logo"), ("Dialogmöte", "image")])
def test_a_logo_is_told_by_its_name_and_that_is_noted(name: str, kind: str) -> None:
    draft = read("image", header=name, download_url="https://files.example/1.png")
    assert isinstance(draft, KitDraft)
    assert (draft.kind, len(draft.notes)) == (kind, int(kind == "logo"))


def test_a_document_and_a_video_are_for_the_press_kit_too() -> None:
    document = read("document", document="https://files.example/plan.pdf")
    video = read("video", url=f"{PAGE}/videos/kranen-7", video_url="https://video.example/7", state="draft")
    assert isinstance(document, KitDraft)
    assert isinstance(video, KitDraft)
    assert (document.kind, document.media_type) == ("document", "application/pdf")
    assert (video.kind, video.url, video.declared) == ("video", "https://video.example/7", "draft")


def test_what_has_no_file_is_a_problem_with_a_sentence() -> None:
    found = read("document")
    assert isinstance(found, Problem)
    assert found.reason == "“Kranen” is of the kind “document”, and nothing says where its file is: add it by hand."
