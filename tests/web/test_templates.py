import re
from itertools import pairwise
from pathlib import Path

import httpx
import lxml.html
import pytest
from jinja2 import Environment, FileSystemLoader

from newsroom.room import Desk
from newsroom.web.links import Links

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").glob("*.html"))
STYLE = (ROOT / "newsroom" / "static" / "newsroom.css").read_text("utf-8")
HOSTILE = '<p title="<table onclick=x> &quot;">5 &lt;table</p><table><tbody><tr><td>1</td></tr></tbody></table>'

PAGES = [
    *("/", "/?lang=fi", "/press-releases", "/news", "/blog", "/search?q=vindpark", "/search?q=nothingatall"),
    *("/press-releases/norrsjo-bygger-vindpark", "/topics", "/topics/vindkraft", "/archive", "/archive/2026/01"),
    *("/contacts", "/contacts/maja-sjostrand", "/events", "/about", "/feeds", "/nowhere", "/news?from=yesterday"),
    *(f"/press-releases/norrsjo-bygger-vindpark/{below}" for below in ("history", "v/1")),
    "/corrections",
]


def template(name: str) -> str:
    return (ROOT / "templates" / name).read_text("utf-8")


def test_exactly_one_macro_takes_stored_text_as_it_is() -> None:
    unescaped = re.compile(r"\|\s*safe\b|Markup|autoescape")
    found = [(path.name, hit) for path in TEMPLATES for hit in unescaped.findall(path.read_text("utf-8"))]
    assert found == [("_body.html", "|safe")]
    assert "stored_html" in template("_body.html").partition("|safe")[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_neither_script_nor_style(path: Path) -> None:
    unwanted = (
        r"<script(?! type=\"application/ld\+json\">| src=\"\{\{ static\()|<style|\sstyle=|\son[a-z]+=|javascript:"
    )
    assert not re.findall(unwanted, path.read_text("utf-8"))


def test_the_style_sheet_asks_for_nothing_else() -> None:
    assert not re.findall(r"url\(|@import|@font-face", STYLE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: str) -> None:
    colours = _colours(scheme)
    for ground in ("paper", "wash"):
        for text in ("ink", "soft", "accent" if scheme == "light" else "accent-dark"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert _contrast(colours["field"], colours[ground]) >= 3
    assert _contrast(colours["ink"], colours["hit"]) >= 4.5


def test_a_table_gets_its_box_and_an_attribute_cannot_make_one() -> None:
    written = _part("{{ stored_html(html) }}", "stored_html", "_body.html", html=HOSTILE)
    body = lxml.html.fragment_fromstring(written, create_parent="main")
    assert [box.get("tabindex") for box in body.xpath("div[@class='table'][table]")] == ["0"]
    assert len(body) == 2
    assert not body.xpath("//@onclick")


def test_an_address_from_a_source_is_a_link_only_to_a_page() -> None:
    assert 'href="https://a.example/"' in _part("{{ outward('https://a.example/', 'more') }}", "outward")
    secret = _part("{{ outward('https://maja:hemligt@a.example/', 'https://maja:hemligt@a.example/') }}", "outward")
    assert secret.strip() == '<a href="https://a.example/">https://a.example/</a>'
    assert "href" not in _part("{{ outward('javascript:alert(1)', 'more') }}", "outward")


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", PAGES)
async def test_every_page_is_in_order(path: str, reader: httpx.AsyncClient) -> None:
    page = lxml.html.fromstring((await reader.get(path)).text)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {field.get("id") for field in page.xpath("//input[not(@type='hidden')]|//select")} <= set(
        page.xpath("//label/@for")
    )
    assert set(page.xpath("//@aria-labelledby")) | {
        link[1:] for link in page.xpath("//@href[starts-with(., '#')]")
    } <= {*ids}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", PAGES)
async def test_times_are_for_machines_too_and_pictures_have_a_text(path: str, reader: httpx.AsyncClient) -> None:
    page = lxml.html.fromstring((await reader.get(path)).text)
    times = page.xpath("//time/@datetime")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?", time) for time in times)
    assert not page.xpath("//img[not(@alt)]")


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_in_another_language_than_the_page_says_so(reader: httpx.AsyncClient) -> None:
    page = lxml.html.fromstring((await reader.get("/search?q=tuulipuiston")).text)
    assert page.get("lang") == "sv"
    assert page.xpath("//article/h2[@lang='fi']/a")


@pytest.mark.asyncio(loop_scope="module")
async def test_mail_about_an_article_has_its_headline_as_subject(reader: httpx.AsyncClient) -> None:
    page = lxml.html.fromstring((await reader.get("/press-releases/norrsjo-bygger-vindpark")).text)
    assert "mailto:olle.fors@norrsjo.example?subject=Norrsj%C3%B6%20bygger%20vindpark" in page.xpath("//a/@href")


def test_a_subject_does_not_end_at_its_ampersand() -> None:
    written = _part("{{ mail('press@a.example', subject) }}", "mail", subject="Ras & risk: 5 < 7")
    assert 'href="mailto:press@a.example?subject=Ras%20%EF%BC%86%20risk%3A%205%20%3C%207"' in written


def _part(call: str, macro: str, template: str = "_parts.html", **values: object) -> str:
    """Write what one macro of a part gives."""
    loader = FileSystemLoader(ROOT / "templates")
    environment = Environment(loader=loader, autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    imported = f"{{% from '{template}' import {macro} with context %}}"
    return environment.from_string(imported + call).render(desk=Desk(), address=Links(None, {}), **values)


def _colours(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{([^}]*)\}", STYLE)[:2]
    chosen = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", chosen))


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, 1.4.3)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
