"""What an answer of the room says, as the facts that can be predicted: pages and feeds, read as a reader reads them."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from lxml import etree, html

from tests.timetravel import almanac
from tests.timetravel.answers import Answer

ATOM = {"a": "http://www.w3.org/2005/Atom"}
WORD = re.compile(r"\bxq\d{4}\b")


def read(address: str, response: httpx.Response) -> Answer:
    """Give what is said at an address."""
    status, path = response.status_code, address.partition("?")[0]
    if status in (301, 302, 303, 307, 308):
        return {"status": status, "to": response.headers["location"]}
    if status == 410:
        return {"status": 410, "reason": _reason(html.fromstring(response.content))}
    if status != 200:
        return {"status": status}
    return {"status": 200} | _said(path, response.content)


def _said(path: str, content: bytes) -> Answer:
    suffix = path.rpartition(".")[2]
    if suffix in FEEDS:
        return {"entries": FEEDS[suffix](content)}
    page = html.fromstring(content)
    name = page.body.get("class").removeprefix("page-")
    return PAGES[name](page)


def _rss(content: bytes) -> list[tuple[str, str, str]]:
    items = etree.fromstring(content).iterfind("channel/item")
    return [(one.findtext("guid"), *2 * (almanac.iso(parsedate_to_datetime(one.findtext("pubDate"))),)) for one in items]


def _atom(content: bytes) -> list[tuple[str, str, str]]:
    entries = etree.fromstring(content).iterfind("a:entry", ATOM)
    return [tuple(one.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "published", "updated")) for one in entries]


def _json(content: bytes) -> list[tuple[str, str, str]]:
    found = json.loads(content)
    assert found["_newsroom"]["total"] == len(found["items"])
    return [(one["id"], one["date_published"], one.get("date_modified", one["date_published"])) for one in found["items"]]


def _front(page: Any) -> Answer:
    return {"stories": _links(page, '//article[contains(@class, "story")]//h3/a')}


def _list(page: Any) -> Answer:
    remark = page.xpath('string(//main//p[@class="remark"])')
    count = re.match(r"\d+", remark)
    return {"stories": _links(page, '//div[@class="stories"]/article//h2/a'), "count": int(count[0]) if count else 0}


def _counts(page: Any) -> Answer:
    found = page.xpath('//ul[@class="index"]/li')
    names = [one.xpath("string(a/@href)").partition("/")[2].partition("/")[2].replace("/", "-") for one in found]
    return {"counts": dict(zip(names, (int(one.xpath('string(span[@class="count"])')) for one in found), strict=True))}


def _article(page: Any) -> Answer:
    words = set(WORD.findall(page.xpath('string(//div[@class="body"])')))
    return {
        "headline": page.xpath("string(//h1)"),
        "word": " ".join(sorted(words)),
        "published": _meta(page, "article:published_time"),
        "updated": _meta(page, "article:modified_time"),
        "older": next(iter(_links(page, '//a[@rel="prev"]')), None),
        "newer": next(iter(_links(page, '//a[@rel="next"]')), None),
        "topics": _links(page, '//ul[@class="tags"]/li/a'),
    }


def _reason(page: Any) -> str | None:
    told = page.xpath('string(//div[@class="problem"]/p[time])')
    return told.rpartition(": ")[2] or None


def _meta(page: Any, name: str) -> str | None:
    return next(iter(page.xpath(f'//meta[@property="{name}"]/@content')), None)


def _links(page: Any, place: str) -> list[str]:
    return [link.get("href").partition("?")[0] for link in page.xpath(place)]


FEEDS = {"rss": _rss, "atom": _atom, "json": _json}
PAGES = {"front": _front, "articles": _list, "topics": _counts, "archive": _counts, "article": _article}
