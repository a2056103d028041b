from dataclasses import replace
from pathlib import Path

import pytest

from importers.draft import MemorySource
from newsroom.database import Database
from newsroom.desk.compose import add_draft, compose, compose_file
from newsroom.desk.manuscript import Text
from newsroom.desk.publication import Terms
from newsroom.errors import Unreadable
from newsroom.model import Kind
from newsroom.store import log, lookup
from tests.desk.workroom import BY, NOW, ROOM

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1e\0\0\0\x14\x08\2\0\0\0"
FILE = b"---\ntitle: Vinden\ntags: [Vind]\ndate: 2017-03-07\n---\n\nText med ![En mast](mast.png)\n"


async def test_an_editors_text_becomes_a_draft(database: Database) -> None:
    text = Text(headline="Vinden vänder", language="sv", kind=Kind.BLOG_POST, tags=("Vind", "vind"), body="En *mast*.")
    draft = await database.write(add_draft, compose(text, ROOM, (), now=NOW).manuscript, now=NOW, by=BY)
    assert (draft.slug, draft.kind, draft.body_html) == ("vinden-vander", Kind.BLOG_POST, "<p>En <em>mast</em>.</p>")
    assert (draft.moments.published_at, [tag.name for tag in draft.tags]) == (None, ["Vind"])


async def test_a_markdown_file_becomes_a_draft_with_the_picture_beside_it(database: Database, tmp_path: Path) -> None:
    source = MemorySource(FILE, "vinden.md", siblings={"mast.png": PNG})
    composed = compose_file(source, replace(ROOM, folder=tmp_path), Terms(), now=NOW)
    draft = await database.write(add_draft, composed.manuscript, now=NOW, by=BY)
    assert [record.act for record in await database.read(log.records)] == ["new"]
    assert (draft.headline, draft.moments.published_at, draft.images[0].alt) == ("Vinden", None, "En mast")
    assert draft.images[0].digest
    assert "The source names no kind: taken in as news." in composed.notes


def test_what_the_editor_says_goes_before_what_the_file_says(tmp_path: Path) -> None:
    terms = Terms(kind=Kind.PRESS_RELEASE, language="fi")
    composed = compose_file(MemorySource(FILE, "a.md"), ROOM, terms, now=NOW, headline="Annan")
    content = composed.manuscript.content
    assert (content.kind, content.language, content.headline) == (Kind.PRESS_RELEASE, "fi", "Annan")


@pytest.mark.parametrize("content", [b"", b"---\ntitle: [\n---\nText.\n"])
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"a\.md"):
        compose_file(MemorySource(content, "a.md"), ROOM, Terms(), now=NOW)


async def test_two_drafts_of_one_headline_have_two_slugs(database: Database) -> None:
    manuscript = compose(Text(headline="Vinden", language="sv"), ROOM, (), now=NOW).manuscript
    for slug in ("vinden", "vinden-2"):
        assert (await database.write(add_draft, manuscript, now=NOW, by=BY)).slug == slug
    assert (await database.read(lookup.get_by_name, "vinden")).slug == "vinden"
