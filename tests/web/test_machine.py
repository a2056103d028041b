import json

import httpx
import pytest
from lxml import etree

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARK = "/press-releases/norrsjo-bygger-vindpark"
NAR = "{http://iptc.org/std/nar/2006-10-01/}"


async def test_an_article_in_our_model_is_whole(reader: httpx.AsyncClient) -> None:
    park = (await reader.get(f"{PARK}.json")).json()
    assert (park["headline"], park["language"], park["dateline"]) == ("Norrsjö bygger vindpark", "sv", "Norrsjö")
    assert park["published_at"] == "2026-03-02T12:00:00+01:00"
    assert [tag["slug"] for tag in park["tags"]] == ["vindkraft", "elnat"]
    assert [(one["name"], one["url"]) for one in park["contacts"]] == [("Olle Fors", None)]
    for address in park["formats"].values():
        assert (await reader.get(address)).status_code == 200


async def test_plain_text_ends_with_whom_to_ring(reader: httpx.AsyncClient) -> None:
    park = (await reader.get(f"{PARK}.txt")).text
    assert park.startswith("Norrsjö bygger vindpark\n\nPressmeddelande, 2 mars 2026")
    assert "\n\nPresskontakter\nOlle Fors, Projektledare, olle.fors@norrsjo.example\n" in park
    other = (await reader.get("/news/elnatet-rustas-fore-vintern.txt")).text
    assert "\n\nPresskontakter\nPressjouren, +46846500400, press@norrsjo.example\n" in other


async def test_agencies_get_the_same_people(reader: httpx.AsyncClient) -> None:
    ninjs = json.loads((await reader.get(f"{PARK}.ninjs")).content)
    newsml = etree.fromstring((await reader.get(f"{PARK}.newsml")).content)
    assert [one["name"] for one in ninjs["people"]] == ["Olle Fors"]
    assert newsml.findtext(f"{NAR}contentMeta/{NAR}contributor/{NAR}name") == "Olle Fors"
    assert ninjs["infoSources"][0]["name"] == newsml.findtext(f"{NAR}itemMeta/{NAR}provider/{NAR}name")


async def test_each_document_of_a_list_is_a_package_of_its_own(reader: httpx.AsyncClient) -> None:
    paths = ("/feed.ninjs", "/feed.ninjs?page=last", "/news.ninjs", "/news.ninjs?page=last")
    uris = [json.loads((await reader.get(path)).content)["uri"] for path in paths]
    assert len(set(uris)) == len(paths)
    package = etree.fromstring((await reader.get("/feed.newsml?page=last")).content).find(f".//{NAR}packageItem")
    assert package is not None
    assert package.get("guid") == uris[1]


@pytest.mark.parametrize("suffix", ["json", "txt", "ninjs", "newsml"])
async def test_what_was_withdrawn_is_gone_in_every_format(suffix: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(f"/press-releases/zibeltron-tillbakadragen.{suffix}")).status_code == 410
    assert (await reader.get(f"/press-releases/zibeltron-utkast.{suffix}")).status_code == 404


async def test_a_page_names_its_formats(reader: httpx.AsyncClient) -> None:
    page = (await reader.get(PARK)).text
    for suffix in ("json", "txt", "ninjs", "newsml"):
        assert f'href="https://press.norrsjo.example{PARK}.{suffix}"' in page


@pytest.mark.parametrize("path", ["/feeds?lang=fi", "/feeds.opml?lang=fi"])
async def test_the_feeds_of_a_language_are_those_of_its_topics(path: str, reader: httpx.AsyncClient) -> None:
    found = (await reader.get(path)).text
    assert "/topics/tuulivoima.rss?lang=fi" in found
    assert "vindkraft" not in found


async def test_a_feed_is_composed_in_a_form(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/feeds?kind=news&topic=elnat")).text
    assert "https://press.norrsjo.example/search.atom?kind=news&amp;topic=elnat" in page
    assert (await reader.get("/search.atom?kind=news&topic=elnat")).text.count("<entry ") == 1
