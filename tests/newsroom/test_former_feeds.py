import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.former_feeds import find_followed

MOVED = {
    "/feed/": "/feed.rss",
    "/feed": "/feed.rss",
    "/feed/atom/": "/feed.atom",
    "/rss": "/feed.rss",
    "/rss/": "/feed.rss",
    "/rss.xml": "/feed.rss",
    "/atom.xml": "/feed.atom",
    "/index.xml": "/feed.rss",
    "/feeds/posts/default": "/feed.rss",
    "/feeds/all.atom.xml": "/feed.atom",
    "/tag/Skola/feed/": "/topics/skola.rss",
    "/tag/v%C3%A4lf%C3%A4rd/rss/": "/topics/valfard.rss",
    "/category/pressmeddelanden/feed/": "/press-releases.rss",
    "/author/maja/rss/": "/feed.rss",
    "/fi/feed/": "/feed.rss?lang=fi",
    "/blog/feed": "/blog.rss",
    "/se/exempel/pressreleases.rss": "/press-releases.rss",
    "/se/exempel/blog_posts.rss": "/blog.rss",
    "/se/exempel/latest_news.atom": "/news.atom",
    "/events.xml": "/events.rss",
    "/rss/pressreleases": "/press-releases.rss",
    "/?feed=rss2": "/feed.rss",
    "/services/pressroom/list/k?format=rss&type_of_media=pressrelease": "/press-releases.rss",
    "/services/pressroom/list/k?format=atom&type_of_media=blog_post&limit=20": "/blog.atom",
    "/nytt?format=rss": "/feed.rss",
    "/?feed=atom&tag=skola": "/topics/skola.atom",
    "/?feed=rss2&category_name=blogg": "/topics/blogg.rss",
}


@pytest.mark.parametrize("old", MOVED)
def test_an_old_feed_has_a_successor(old: str) -> None:
    path, _, query = old.partition("?")
    followed = find_followed(path, query, ("sv", "fi", "en"))
    assert followed is not None
    assert followed.address == MOVED[old]


NO_FEEDS = [
    *("/", "/feeding-the-ducks", "/news/rss-ar-tillbaka", "/comments/feed/", "/?feed=comments-rss2", "/wp-json"),
    *("/topics/x.rss", "/topics/news.rss", "/feed.rss", "/news.atom", "/archive/1066.rss", "/se/rss.php"),
    *("/services/pressroom/list/k?format=json", "/services/pressroom/list/k?type_of_media=news"),
]


@pytest.mark.parametrize("address", NO_FEEDS)
def test_what_was_no_feed_of_articles_has_none(address: str) -> None:
    path, _, query = address.partition("?")
    assert find_followed(path, query, ("sv",)) is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="/feedrstagx.%C3å_-", max_size=30), st.text(alphabet="feed=rs2&tag%", max_size=20))
def test_any_address_is_one_or_is_none(path: str, query: str) -> None:
    followed = find_followed(f"/{path}", query)
    assert followed is None or followed.address.startswith("/")
