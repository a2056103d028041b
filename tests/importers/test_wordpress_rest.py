"""Posts as WordPress's interface gives them: embedded authors, terms and pictures, and what it says of who may read."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from importers import wordpress_rest
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS

POST: dict[str, Any] = {
    "id": 71,
    "date": "2026-02-03T09:30:00",
    "date_gmt": "2026-02-03T08:30:00",
    "guid": {"rendered": "https://hamn.example/?p=71&#038;a=1"},
    "modified_gmt": "2026-02-04T10:00:00",
    "slug": "ny-kaj",
    "status": "publish",
    "type": "post",
    "link": "https://hamn.example/2026/ny-kaj/",
    "title": {"rendered": "Ny kaj &#8211; klar i mars"},
    "content": {"rendered": "<p>Kajen \u00e4r klar.</p><ul><li>Ett</li></ul>", "protected": False},
    "excerpt": {"rendered": "<p>Hamnen v\u00e4xer.</p>", "protected": False},
    "_embedded": {
        "author": [{"name": "Eva Ek"}],
        "wp:featuredmedia": [
            {
                "source_url": "https://hamn.example/kaj.jpg",
                "alt_text": "En kaj",
                "caption": {"rendered": "<p>Kajen. Foto: Bo Berg</p>"},
                "media_details": {"image_meta": {"credit": ""}},
            }
        ],
        "wp:term": [
            [{"name": "Uncategorized", "taxonomy": "category"}, {"name": "Hamn &amp; hav", "taxonomy": "category"}],
            [{"name": "kaj", "taxonomy": "post_tag"}, {"name": "aside", "taxonomy": "post_format"}],
        ],
    },
}


def read(**changes: Any) -> ArticleDraft:
    source = MemorySource(json.dumps([POST | changes]).encode())
    assert find_importer(source) is wordpress_rest
    [draft] = wordpress_rest.read(source, DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_a_post_has_what_is_embedded_with_it() -> None:
    draft = read()
    assert (draft.headline, draft.lead, draft.byline) == ("Ny kaj – klar i mars", "Hamnen växer.", "Eva Ek")
    assert draft.published_at == datetime(2026, 2, 3, 8, 30, tzinfo=UTC) and draft.tags == ("Hamn & hav", "kaj")
    [image] = draft.images
    assert (image.url, image.alt, image.credit) == ("https://hamn.example/kaj.jpg", "En kaj", "Bo Berg")
    assert (draft.canonical_url, draft.source_id) == (POST["link"], "https://hamn.example/?p=71&a=1")
    assert "https://hamn.example/?p=71" in draft.old_addresses and "<li>Ett</li>" in draft.body_html


@pytest.mark.parametrize(
    "excerpt",
    ["<p>Kajen \u00e4r [&hellip;]</p>", '<p>Kajen <a href="/a">L\u00e4s mer</a></p>', "Kajen \u00e4r klar. Ett"],
)
def test_an_excerpt_that_wordpress_cut_is_no_lead(excerpt: str) -> None:
    assert read(excerpt={"rendered": excerpt}).lead is None


def test_what_the_site_holds_back_is_held_back() -> None:
    assert [read(status=status).declared for status in ("publish", "draft", "future", "private")] == [
        "published",
        "draft",
        "scheduled",
        "private",
    ]
    assert read(content={"rendered": "", "protected": True}).declared == "private"
    assert (read(type="page").declared, read(type="recipe").declared) == ("draft", "draft")


def test_an_author_who_may_not_be_seen_is_no_byline() -> None:
    assert read(_embedded={"author": [{"code": "rest_user_cannot_view", "message": "Nej.", "data": {}}]}).byline is None


def test_a_list_of_uploads_is_refused_in_one_sentence() -> None:
    listed = json.dumps([POST | {"type": "attachment"}]).encode()
    with pytest.raises(Refused, match=r"^posts\.json holds neither posts nor pages\.$"):
        list(wordpress_rest.read(MemorySource(listed, "posts.json"), DEFAULTS))
