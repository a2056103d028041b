"""Lists of addresses, sitemaps, OPML and bookmarks ask for each address they name."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import address_list, bookmarks, cision, feed, opml, page_text, sitemap, via_tt, wordpress_rest
from importers.draft import Draft, Importer, MemorySource, Problem, Refused, Wanted
from importers.formats import COLLECTIONS, find_importer
from importers.reading.sites import find_parameter, is_same_site, mask_key, with_parameters
from tests.importers.cases import DEFAULTS

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"'
LIST = "# Våra sidor\n\nhttps://x.example/a  # den första\r\nHTTPS://x.example/b?c=1#d\n"


def read(content: str | bytes, importer: Importer, address: str | None = None) -> list[Draft | Problem | Wanted]:
    source = MemorySource(content.encode() if isinstance(content, str) else content, address=address)
    assert find_importer(source) is importer
    return list(importer.read(source, DEFAULTS))


def addresses(content: str | bytes, importer: Importer) -> list[str]:
    return [one.address for one in read(content, importer) if isinstance(one, Wanted)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_names_an_address_on_each_line(encoding: str) -> None:
    assert addresses(LIST.encode(encoding), address_list) == ["https://x.example/a", "HTTPS://x.example/b?c=1#d"]


def test_a_line_that_is_no_address_is_told_and_the_others_are_asked() -> None:
    given = read("\n".join([*(f"https://x.example/{n}" for n in range(20)), "www.x.example"]), address_list)
    assert [type(one) for one in given] == [*[Wanted] * 20, Problem]
    assert isinstance(given[-1], Problem) and given[-1].reason.startswith("Line 21 is no address: “www.x.example”")


def test_a_text_that_opens_with_an_address_is_no_list() -> None:
    assert find_importer(MemorySource(b"https://x.example/a\n\nRead this page.\nIt is good.\n")) is page_text


def test_a_sitemap_names_pages_and_when_they_changed() -> None:
    page = "<url><loc> https://x.example/{}?a=1&amp;b=2 </loc>{}<i:image><i:loc>https://x.example/p.jpg</i:loc></i:image></url>"
    moments = ["<lastmod>2026-02-03</lastmod>", "<lastmod>2026-02-03T09:30:00+01:00</lastmod>", ""]
    pages = "".join(page.format(number, moment) for number, moment in enumerate(moments))
    given = [
        one
        for one in read(f"\n<?xml version='1.0'?><urlset {SPACE}>{pages}</urlset>", sitemap)
        if isinstance(one, Wanted)
    ]
    assert [one.address for one in given] == [f"https://x.example/{number}?a=1&b=2" for number in range(3)]
    assert [one.changed_at for one in given] == [date(2026, 2, 3), datetime(2026, 2, 3, 8, 30, tzinfo=UTC), None]


def test_an_index_names_sitemaps_and_what_is_no_address_is_told() -> None:
    parts = "<sitemap><loc>https://x.example/1.xml.gz</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap>"
    first, second = read(f"<sitemapindex {SPACE}>{parts}</sitemapindex>", sitemap)
    assert first == Wanted("https://x.example/1.xml.gz", "a part of the sitemap")
    assert second == Problem("“/2.xml” in the sitemap is no address that can be asked.")


def test_the_lists_of_feed_readers_and_browsers_are_read() -> None:
    outlines = '<outline text="x"><outline xmlUrl="https://x.example/f" htmlUrl="https://x.example/"/></outline>'
    assert addresses(f'<opml version="2.0"><body>{outlines}</body></opml>', opml) == ["https://x.example/f"]
    links = '<DL><p><DT><A HREF="https://x.example/a">A</A><DT><A HREF="javascript:b()">B</A></DL>'
    assert addresses(f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n{links}", bookmarks) == ["https://x.example/a"]


@pytest.mark.parametrize(
    "content", ["<urlset></urlset>", "<opml><body/></opml>", "<!DOCTYPE NETSCAPE-Bookmark-file-1>x"]
)
def test_a_collection_of_nothing_is_refused(content: str) -> None:
    source = MemorySource(content.encode())
    (importer,) = (one for one in COLLECTIONS if one.recognises(source))
    with pytest.raises(Refused):
        list(importer.read(source, DEFAULTS))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [b"https://x.example/a\n", b"<urlset><url><loc>", b"<opml>", b"<!DOCTYPE NETSCAPE-Bookmark-file-1>"]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_give_addresses_or_a_sentence(beginning: bytes, rest: bytes) -> None:
    source = MemorySource(beginning + rest)
    for importer in (one for one in COLLECTIONS if one.recognises(source)):
        try:
            assert all(isinstance(one, (Wanted, Problem)) for one in importer.read(source, DEFAULTS))
        except Refused as refusal:
            assert str(refusal).endswith(".")


ENTRY = "<entry><title>Bro</title><link href='https://x.example/bro'/><updated>2026-02-03T08:30:00Z</updated>{}</entry>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='{}' href='/feed?page=2'/>{}</feed>"


@pytest.mark.parametrize("relation", ["next", "prev-archive"])
def test_a_feed_asks_for_the_page_after_it(relation: str) -> None:
    content = ATOM.format(relation, ENTRY.format("<content>Text</content>"))
    *_, last = read(content, feed, address="https://x.example/feed")
    assert last == Wanted("https://x.example/feed?page=2", "the next page of the feed", continues=True)
    assert not any(isinstance(one, Wanted) for one in read(content, feed))


def test_a_json_feed_asks_for_its_next_page() -> None:
    items = '"next_url": "https://x.example/2", "items": [{"content_text": "A"}]'
    content = f'{{"version": "https://jsonfeed.org/version/1.1", {items}}}'
    *_, last = read(content, feed, address="https://x.example/1")
    assert isinstance(last, Wanted) and last.address == "https://x.example/2"


def test_an_entry_of_which_there_is_only_a_name_is_asked_for_on_its_own_site() -> None:
    content = ATOM.format("self", ENTRY.format(""))
    (wanted,) = read(content, feed, address="https://www.x.example/feed")
    assert wanted == Wanted("https://x.example/bro", "the page of “Bro”")
    (article,) = read(content, feed, address="https://other.example/feed")
    assert not isinstance(article, Wanted)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.x.example/a", "http://x.example/b", True),
        ("https://feeds.x.example/", "https://x.example/", True),
        ("https://x.example/", "https://y.example/", False),
        ("https://x.example/", "https://ax.example/", False),
        ("http://127.0.0.1:81/", "http://127.0.0.1:82/", False),
        ("https://x.example/", "ftp://x.example/", False),
        ("https://x.example/", "https://[x/", False),
    ],
)
def test_one_site_is_one_host_or_a_host_below_it(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is is_same_site(other, one) is same


def test_parameters_are_changed_whatever_their_case() -> None:
    changed = with_parameters("https://x.example/a?PageIndex=1&b=%C3%A5#c", pageIndex=2)
    assert changed == "https://x.example/a?b=%C3%A5&pageIndex=2"
    assert find_parameter(changed, "PAGEINDEX") == "2"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://x.example/services/pressroom/list/nyckel?format=json",
            "https://x.example/services/pressroom/list/…?format=json",
        ),
        ("https://x.example/papi/NewsFeed/ABCDEF?format=json", "https://x.example/papi/NewsFeed/…?format=json"),
        ("https://x.example/a?page=2&api_key=abcdef&size=3", "https://x.example/a?page=2&api_key=…&size=3"),
        ("https://x.example/feed.xml?monkey=banana", "https://x.example/feed.xml?monkey=banana"),
    ],
)
def test_a_supplier_s_key_is_not_shown(address: str, shown: str) -> None:
    assert mask_key(address) == shown


RELEASE = {"EncryptedId": "A", "HtmlTitle": "Ny kaj", "IsRegulatory": "false", "LanguageCode": "sv"}
FEED = "https://publish.ne.cision.com/papi/NewsFeed/ABC?format=json"


@pytest.mark.parametrize(
    ("release", "asked"),
    [
        ({}, "&detailLevel=detail"),
        ({"HtmlBody": "<p>Klar.</p>"}, "&pageIndex=2&pageSize=1"),
    ],
)
def test_a_list_of_cision_asks_for_its_texts_and_for_its_next_page(release: dict[str, str], asked: str) -> None:
    listed = {"PageIndex": 1, "PageSize": 1, "TotalFoundReleases": 3, "Releases": [RELEASE | release]}
    *_, last = read(json.dumps(listed), cision, address=FEED)
    assert isinstance(last, Wanted) and (last.address, last.continues) == (FEED + asked, True)
    listed["PageIndex"] = 3
    given = read(json.dumps(listed), cision, address=f"{FEED}&detailLevel=detail")
    assert not any(isinstance(one, Wanted) for one in given)


VIA = "https://via.example/json/v2/releases?publisher=7"
VIA_RELEASE = {"title": "Ny kaj", "leadtext": "Klar.", "versions": [], "contacts": {}, "publisher": {"id": 7}}


@pytest.mark.parametrize(
    ("page", "stated", "asked"),
    [
        ({"nextPage": 2, "totalCount": 41}, "", "&page=2"),
        ({"nextPage": 3, "totalCount": 41}, "&page=2", "&page=3"),
        ({"nextPage": 2, "totalCount": 1}, "", None),
        ({"nextPage": 2, "totalCount": 41}, "&page=2", None),
        ({"nextPage": -1, "totalCount": 41}, "", None),
        ({"totalCount": 41}, "", None),
    ],
)
def test_a_list_of_via_asks_for_the_page_that_it_numbers_as_the_next(
    page: dict[str, int], stated: str, asked: str | None
) -> None:
    given = read(json.dumps({"releases": [VIA_RELEASE], **page}), via_tt, address=VIA + stated)
    assert [one.address for one in given if isinstance(one, Wanted)] == ([VIA + asked] if asked else [])


def test_the_empty_page_behind_the_last_of_via_holds_nothing_and_is_no_loss() -> None:
    assert read('{"releases": [], "nextPage": 4, "totalCount": 41}', via_tt, address=f"{VIA}&page=3") == []


REST = "https://x.example/wp-json/wp/v2/posts"
REST_POST = {
    "date_gmt": "2026-02-03T08:30:00",
    "title": {"rendered": "Ny kaj"},
    "content": {"rendered": "<p>Klar.</p>"},
}


def test_a_list_of_wordpress_asks_for_what_it_embeds_and_then_for_its_next_page() -> None:
    [first] = read(json.dumps([REST_POST]), wordpress_rest, address=REST)
    assert isinstance(first, Wanted) and (first.address, first.continues) == (f"{REST}?_embed=1&per_page=100", True)
    *drafts, last = read(json.dumps([REST_POST] * 2), wordpress_rest, address=f"{REST}?_embed=1&per_page=2")
    assert len(drafts) == 2 and isinstance(last, Wanted)
    assert (last.address, last.certain) == (f"{REST}?_embed=1&per_page=2&page=2", False)
    assert len(read(json.dumps([REST_POST]), wordpress_rest, address=f"{last.address}")) == 1
    [single] = read(json.dumps(REST_POST), wordpress_rest, address=f"{REST}/7")
    assert isinstance(single, Wanted) and single.address == f"{REST}/7?_embed=1"
