"""PowerPoint shows: a heading for every slide, lists and tables below it, and nothing that was not shown."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import pptx
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_damaged, check_shared
from tests.importers.office import PNG, make_pptx, relations, shape

FIRST = shape("ctrTitle", "Sandhamra 2030") + shape("subTitle", "Så växer kommunen")
DEEPER = '<a:p><a:pPr lvl="1"/><a:r><a:rPr b="1"/><a:t>av trä</a:t></a:r></a:p>'
SECOND = shape("", "En bro", DEEPER, "En skola") + shape("title", "Vi bygger") + shape("sldNum", "2")
PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="4" name="b" descr="Bron"/></p:nvPicPr><p:blipFill><a:blip r:embed="image"/>'
    "</p:blipFill></p:pic>"
)


def read(content: bytes) -> ArticleDraft:
    [draft] = pptx.read(MemorySource(content, "bilder.pptx"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_every_slide_has_its_heading_and_its_list() -> None:
    draft = read(make_pptx(FIRST, SECOND))
    assert (draft.headline, draft.kind, draft.declared) == ("Sandhamra 2030", "news", None)
    assert draft.body_html == (
        "<p>Så växer kommunen</p><h2>Vi bygger</h2>"
        "<ul><li>En bro<ul><li><strong>av trä</strong></li></ul></li><li>En skola</li></ul>"
    )


def test_a_hidden_slide_stays_hidden_and_is_told() -> None:
    draft = read(make_pptx(FIRST, SECOND, hidden=1))
    assert "Vi bygger" not in draft.body_html
    assert any("hides were left out (1)" in note for note in draft.notes)


def test_a_picture_comes_with_its_bytes_and_its_description() -> None:
    extra: dict[str, str | bytes] = {
        "ppt/slides/_rels/slide1.xml.rels": relations(image="../media/image1.png"),
        "ppt/media/image1.png": PNG,
    }
    [image] = read(make_pptx(FIRST, SECOND + PICTURE, extra=extra)).images
    assert (image.url, image.alt) == ("image1.png", "Bron")
    assert image.content is not None and image.content.open().read() == PNG


def test_a_table_is_kept() -> None:
    cells = "<a:tc><a:txBody><a:p><a:r><a:t>2026</a:t></a:r></a:p></a:txBody></a:tc>" * 2
    frame = f"<p:graphicFrame><a:graphic><a:tbl><a:tr>{cells}</a:tr></a:tbl></a:graphic></p:graphicFrame>"
    assert "<table><tr><td><p>2026</p></td><td><p>2026</p></td></tr></table>" in read(make_pptx(FIRST, frame)).body_html


@pytest.mark.parametrize("slides", [(), ("",), (shape("sldNum", "1"),)])
def test_a_show_without_text_is_refused_in_a_sentence(slides: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match=r"bilder\.pptx holds no text"):
        read(make_pptx(*slides))


def test_it_is_told_from_other_archives_by_its_content() -> None:
    assert find_importer(MemorySource(make_pptx(FIRST))) is pptx


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_shows_are_read_or_refused(data: Any) -> None:
    check_damaged(pptx, make_pptx(FIRST, SECOND), data)


def test_the_given_shows_are_read(shared: Path) -> None:
    check_shared(pptx, shared, "pptx")
