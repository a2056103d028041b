from dataclasses import replace
from datetime import UTC, datetime

from newsroom.model import Contact, Count, Image, Kind, Tag
from newsroom.original import Original
from newsroom.web.links import Links

MAJA = Contact(id=1, uid="u", slug="maja", name="Maja", changed_at=datetime(2026, 1, 1, tzinfo=UTC))


def test_links_carry_the_language_of_their_page() -> None:
    links = Links("fi", {"sv": "/news?lang=sv"})
    assert links.list("news") == links.list(Kind.NEWS) == "/news?lang=fi"
    assert links.contact(MAJA) == "/contacts/maja?lang=fi"
    assert links.topic(Tag(slug="el", name="El")) == links.topic(Count(name="el", label="El", articles=2))
    assert links.archive("2017-03") == "/archive/2017/03?lang=fi"


def test_files_have_no_language() -> None:
    links = Links("fi", {})
    assert links.card(MAJA) == "/contacts/maja.vcf"
    read = Original(digest="a" * 64, read=True)
    picture = Image(digest="a" * 64, url="x", media_type="image/png", original=read)
    assert links.offer(picture) == f"/media/{'a' * 64}.png"
    assert links.offer(replace(picture, original=None)) is None


def test_an_address_elsewhere_is_a_link_when_it_leads_to_a_page() -> None:
    links = Links("fi", {})
    assert (
        links.elsewhere('HTTPS://a.example/a "b" [1] 100%.pdf')
        == "HTTPS://a.example/a%20%22b%22%20%5B1%5D%20100%25.pdf"
    )
    assert [links.elsewhere(url) for url in ("b.pdf", "/b.pdf", "javascript:x", "https://", "http://[::1")] == [
        None
    ] * 5


def test_a_page_that_has_no_other_language_leads_to_the_front_page() -> None:
    links = Links(None, {"sv": "/news?lang=sv"})
    assert (links.language("sv"), links.language("fi")) == ("/news?lang=sv", "/?lang=fi")
