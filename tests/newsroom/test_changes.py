"""What changed between two versions, field by field: in words, in links, and where the words are the same."""

from dataclasses import replace
from typing import Any

import pytest

from newsroom.changes import changes, plain
from newsroom.difference import Run
from newsroom.model import ArticleContent, ContactContent, Image, Kind

LINK = '<p>Läs <a href="https://a.example/{}">rapporten</a>.</p>'
MAST = Image(url="https://a.example/bilder/mast.png", digest="a" * 64, caption="Masten", alt="Masten", credit="Maja")
SAID = ArticleContent(kind=Kind.NEWS, headline="Nyhet", language="sv", body_html=LINK.format(1), images=(MAST,))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ({}, {}),
        ({"lead": "Ny."}, {"lead": "+Ny."}),
        ({"body_html": LINK.format(2)}, {"links": " https://;-a.example/1;+a.example/2"}),
        ({"body_html": LINK.format(1).replace("Läs", "<b>Läs</b>")}, {"body": ""}),
        ({"images": ()}, {"images": "-Masten, Maja, mast.png"}),
        ({"images": (replace(MAST, digest="b" * 64),)}, {"images": ""}),
        ({"tags": ("El", "Vind")}, {"tags": "+El, Vind"}),
        ({"kind": Kind.BLOG_POST, "language": "fi"}, {"kind": "-news;+blog_post", "language": "-sv;+fi"}),
        (
            {"contacts": (ContactContent(name="Maja Sjö", phones=("+46846500401",)),)},
            {"contacts": "+Maja Sjö, +46846500401"},
        ),
    ],
)
def test_each_field_tells_its_own_change(new: dict[str, Any], told: dict[str, str]) -> None:
    found = changes(SAID, replace(SAID, **new))
    assert {one.field: ";".join(map(written, one.runs)) for one in found} == told


def written(run: Run) -> str:
    return {"same": " ", "gone": "-", "new": "+"}[run.kind] + run.text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Ett <b>två</b></p><p>tre</p>", "Ett två\ntre"),
        ("<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", "1\n2"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul><p>c<br>d</p>", "a\nb\nc\nd"),
    ],
)
def test_a_body_is_compared_a_block_a_line(html: str, text: str) -> None:
    assert plain(html) == text
