"""What an answer of the room says, as the facts that can be predicted: pages and feeds, read as a reader reads them."""

import json
import re
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from lxml import etree, html

from tests.timetravel import almanac
from tests.timetravel.pages import Answer

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PRIVATE = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}
UNCHANGED = ("Inget ord i texten ändrades.", "Tekstin sanoja ei muutettu.", "No word of the text was changed.")
FRACTION = re.compile(r"\.\d+")
WORD = re.compile(r"\bxq\d{4}\b")


def read(address: str, response: httpx.Response) -> Answer:
    """Give what is said at an address."""
    status, path = response.status_code, address.partition("?")[0]
    if path.startswith("/preview/"):
        private = all(word in response.headers.get(name, "") for name, word in PRIVATE.items())
        return {"private": private and "etag" not in response.headers} | _answer(status, path, response)
    return _answer(status, path, response)


def _answer(status: int, path: str, response: httpx.Response) -> Answer:
    if 300 < status < 400:
        return {"status": status, "to": response.headers["location"]}
    if status == 410:
        is_page = response.headers["content-type"].startswith("text/html")
        reason = _reason(html.fromstring(response.content)) if is_page else response.json()["reason"]
        return {"status": 410, "reason": reason}
    return {"status": status} | (_said(path, response) if status == 200 else {})


def _said(path: str, response: httpx.Response) -> Answer:
    media_type = response.headers["content-type"].partition(";")[0]
    if media_type in FILES:
        return FILES[media_type](response.content)
    page = html.fromstring(response.content)
    name = page.body.get("class").removeprefix("page-")
    return PAGES[name](page)


def _rss(content: bytes) -> Answer:
    # RSS knows when an item was published and nothing of what became of it.
    items = list(etree.fromstring(content).iterfind("channel/item"))
    dates = [almanac.iso(parsedate_to_datetime(one.findtext("pubDate"))) for one in items]
    return {"entries": [(one.findtext("guid"), date) for one, date in zip(items, dates, strict=True)]}


def _atom(content: bytes) -> Answer:
    # Each entry's update bears a fraction of a second of its own, by which readers tell those of one moment apart.
    entries = etree.fromstring(content).iterfind("a:entry", ATOM)
    names = ("id", "published", "updated")
    told = [[one.findtext(f"a:{name}", namespaces=ATOM) for name in names] for one in entries]
    return {"entries": [(*known, FRACTION.sub("", updated)) for *known, updated in told]}


def _json(content: bytes) -> Answer:
    found = json.loads(content)
    names = ("id", "date_published", "date_modified")
    return {
        "count": found["_newsroom"]["total"],
        "entries": [tuple(one[name] for name in names) for one in found["items"]],
    }


def _model(content: bytes) -> Answer:
    found = json.loads(content)
    return {"items": [one["slug"] for one in found["items"]]} if "items" in found else {"headline": found["headline"]}


def _cards(content: bytes) -> Answer:
    return {"names": re.findall(r"^FN[^:]*:(.*)\r$", content.decode(), re.MULTILINE)}


def _calendar(content: bytes) -> Answer:
    entries = content.decode().split("BEGIN:VEVENT")[1:]
    names = [re.search(r"^SUMMARY[^:]*:(.*)\r$", one, re.MULTILINE) for one in entries]
    told = [(name and name[1], "STATUS:CANCELLED" in one) for name, one in zip(names, entries, strict=True)]
    return {"entries": told}


def _picture(content: bytes) -> Answer:
    return {"bytes": bool(content)}


def _front(page: Any) -> Answer:
    return {
        "stories": _links(page, '//article[contains(@class, "story")]//h3/a'),
        "beside": _links(page, '//article[contains(@class, "story")]/ul/li/a'),
    }


def _list(page: Any) -> Answer:
    count = re.match(r"\d+", page.xpath('string(//main//p[@class="remark"])'))
    return {"stories": _links(page, '//div[@class="stories"]/article//h2/a'), "count": int(count[0]) if count else 0}


def _counts(page: Any) -> Answer:
    found = page.xpath('//ul[@class="index"]/li')
    names = [_links(one, "a")[0].split("/", 2)[2].replace("/", "-") for one in found]
    counts = [int(one.xpath('string(span[@class="count"])')) for one in found]
    return {"counts": dict(zip(names, counts, strict=True))}


def _article(page: Any) -> Answer:
    return {
        "headline": page.xpath("string(//h1)"),
        "word": _word(page),
        "published": _meta(page, "article:published_time"),
        "updated": _meta(page, "article:modified_time"),
        "older": next(iter(_links(page, '//a[@rel="prev"]')), None),
        "newer": next(iter(_links(page, '//a[@rel="next"]')), None),
        "topics": _links(page, '//ul[@class="tags"]/li/a'),
        "people": _texts(page, '//div[@class="card"]/h3'),
        "desk": bool(page.xpath('//div[@class="side"]//dl[@class="desk"]')),
        "pictures": _pictures(page),
        "languages": _links(page, '//nav[@class="translations"]//a'),
        "notes": [
            _note(one) for one in page.xpath('//aside[@class="corrections"]/p | //section[@class="changes"]/p[.//time]')
        ],
    }


def _preview(page: Any) -> Answer:
    article = _article(page)
    mark = page.xpath('string(//aside[@class="preview-bar"]/p[2]/@class)').removeprefix("preview-")
    comes = page.xpath('string(//aside[@class="preview-bar"]/p[2]/time/@datetime)')
    said = {name: article[name] for name in ("headline", "word", "people", "pictures")}
    return said | {"mark": mark, "comes": comes or None}


def _history(page: Any) -> Answer:
    steps = page.xpath('//ol[@class="steps"]/li')
    return {"versions": [(_links(one, './/a[@class="more"]')[0], *_note(one)) for one in steps]}


def _version(page: Any) -> Answer:
    removed = len(page.xpath('//figure//span[@class="removed"]'))
    return {
        "headline": page.xpath("string(//h1)"),
        "word": _word(page),
        "pictures": _pictures(page),
        "removed": removed,
    }


def _corrections(page: Any) -> Answer:
    found = page.xpath('//main//li[@class="story"]')
    return {"corrections": [(_links(one, "h2/a")[0], *_note(one)) for one in found]}


def _note(one: Any) -> tuple[str, str | None]:
    """Give when something changed, and what readers are told of that."""
    found = _texts(one, "span" if one.tag == "p" else "p[not(@class)][not(a)]")
    return one.xpath("string(.//time/@datetime)"), next((words for words in found if words not in UNCHANGED), None)


def _word(page: Any) -> str:
    return " ".join(sorted(set(WORD.findall(page.xpath('string(//div[@class="body"])')))))


def _pictures(page: Any) -> list[str]:
    return [address.rpartition("/")[2] for address in page.xpath("//figure//a[@download]/@href")]


def _contacts(page: Any) -> Answer:
    return {"cards": _texts(page, '//div[@class="cards"]//h3')}


def _contact(page: Any) -> Answer:
    return {"headline": page.xpath("string(//h1)")}


def _events(page: Any) -> Answer:
    return {"stories": _links(page, '//section[@class="occasions"]//h3/a')}


def _event(page: Any) -> Answer:
    return {"headline": page.xpath("string(//h1)"), "cancelled": bool(page.xpath('//p[@class="lead"]/strong'))}


def _reason(page: Any) -> str | None:
    told = page.xpath('string(//div[@class="problem"]/p[time])')
    return told.rpartition(": ")[2] or None


def _meta(page: Any, name: str) -> str | None:
    return next(iter(page.xpath(f'//meta[@property="{name}"]/@content')), None)


def _links(page: Any, place: str) -> list[str]:
    return [link.get("href").partition("?")[0] for link in page.xpath(place)]


def _texts(page: Any, place: str) -> list[str]:
    return [one.text_content().strip() for one in page.xpath(place)]


FILES = {
    "application/rss+xml": _rss,
    "application/atom+xml": _atom,
    "application/feed+json": _json,
    "application/json": _model,
    "text/vcard": _cards,
    "text/calendar": _calendar,
    "image/png": _picture,
}
PAGES = {
    "front": _front,
    "articles": _list,
    "topics": _counts,
    "archive": _counts,
    "article": _article,
    "preview": _preview,
    "history": _history,
    "version": _version,
    "corrections": _corrections,
    "contacts": _contacts,
    "contact": _contact,
    "events": _events,
    "event": _event,
}
