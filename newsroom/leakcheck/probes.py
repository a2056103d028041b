"""What somebody would try who guesses: addresses, methods, conditions and searches around a hidden thing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, quote_plus, urlencode

from newsroom import addresses
from newsroom.leakcheck.asking import Request
from newsroom.leakcheck.canaries import Canary
from newsroom.model import Kind
from newsroom.original import Rendition
from newsroom.store.articles import KEY_LENGTH

SUFFIXES = (".txt", ".ninjs", ".newsml", ".html", ".rss", ".vcf", "/")
BELOW = ("/history", "/v/1", "/v/2", "/images.zip")
METHODS = ("HEAD", "OPTIONS", "POST")
CONDITIONS = (
    ("If-None-Match", "*"),
    ("If-None-Match", 'W/"0123456789abcdef01234567"'),
    ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("If-Modified-Since", "Fri, 31 Dec 2099 23:59:59 GMT"),
    ("Range", "bytes=0-0"),
    ("Accept", "application/json"),
)
MALFORMED = ("?lang=%21", "?page=x", "?from=soon", "?sort=%00", "%00", "%2e", "?")
FORMATS = ("", *(f".{suffix}" for suffix in addresses.LIST_FORMATS))


@dataclass(frozen=True, slots=True)
class Probe:
    """A request, and the name in it that only the hidden thing has; without one it has no twin elsewhere."""

    request: Request
    name: str = ""

    def twin(self, made_up: str) -> Request:
        """Give the same request for a name that nothing ever had."""
        write = quote_plus if quote_plus(self.name) in self.request.path else quote
        return replace(self.request, path=self.request.path.replace(write(self.name), write(made_up)))


def guesses(canary: Canary) -> Iterator[Probe]:
    """Yield the addresses under which a thing would be, were it there."""
    for path in _own_paths(canary):
        yield Probe(Request(path), canary.name)
    for digest, media_type in canary.files:
        yield Probe(Request(addresses.media(digest, media_type)), digest)
        yield from (Probe(Request(path), digest) for path in _made_of(digest))
    for address in canary.old_addresses:
        yield Probe(Request(address), _last_part(address))


def _made_of(digest: str) -> Iterator[str]:
    """Yield the page of a picture, and the addresses of its renditions."""
    yield from (addresses.image(digest), addresses.image(digest) + addresses.JSON)
    for media_type in ("image/webp", "image/jpeg"):
        made = Rendition(width=480, height=0, media_type=media_type, size=0, tag="")
        yield addresses.rendition(digest, made)


def attempts(canary: Canary) -> Iterator[Probe]:
    """Yield everything else that somebody would try who suspects it."""
    for path in _own_paths(canary)[:1]:
        yield from (Probe(Request(path + end), canary.name) for end in (*SUFFIXES, *BELOW, *MALFORMED))
        yield from _ways(path, canary.name)
    for digest, media_type in canary.files:
        yield from _ways(addresses.media(digest, media_type), digest)
    yield from _numbers(canary)
    yield from _searches(canary)
    yield from _lists(canary)


def _ways(path: str, name: str) -> Iterator[Probe]:
    """Yield the methods and conditions with which an address may be asked."""
    yield from (Probe(Request(path, method), name) for method in METHODS)
    yield from (Probe(Request(path, headers=(condition,)), name) for condition in CONDITIONS)
    yield Probe(Request(path, "HEAD", (CONDITIONS[0],)), name)


def _own_paths(canary: Canary) -> list[str]:
    name = quote(canary.name, safe="")
    if canary.kind:
        others = [kind for kind in Kind if kind is not canary.kind]
        own = addresses.article_path(canary.kind, canary.name)
        below = (own + end for end in (addresses.JSON, "/history", "/v/1", "/images.zip"))
        return [own, *below, *(f"{addresses.KINDS[kind]}/{name}" for kind in others)]
    if canary.type == "contact":
        return [f"{addresses.CONTACTS}/{name}{end}" for end in ("", addresses.CARD, addresses.JSON)]
    if canary.type == "event":
        return [f"{addresses.EVENTS}/{name}{end}" for end in ("", addresses.CALENDAR, addresses.JSON)]
    return [addresses.topic(canary.name) + form for form in FORMATS] if canary.type == "topic" else []


def _last_part(address: str) -> str:
    return address.rstrip("/").replace("=", "/").rpartition("/")[2]


def _numbers(canary: Canary) -> Iterator[Probe]:
    """Yield guesses by number and by id, wherever somebody might have used them."""
    number = str(canary.key)
    folders = {"image": "/images", "attachment": "/files"}
    if folder := addresses.KINDS[canary.kind] if canary.kind else folders.get(canary.type):
        yield from (Probe(Request(f"{folder}/{number}{end}"), number) for end in ("", ".json"))
    if canary.kind:
        yield Probe(Request(f"{folder}/{canary.uid}"), canary.uid)
        yield Probe(Request(f"/?p={number}"), number)
        yield from (Probe(Request(addresses.preview(key)), key) for key in (canary.uid, canary.name, number))


def _searches(canary: Canary) -> Iterator[Probe]:
    """Yield searches for its words, in each order, misspelled, as a phrase, as feeds and with each filter."""
    for words in canary.queries:
        yield _search(words, q=words)
        yield _search(words, q=words, sort="relevance")
    for words in canary.queries[-1:]:
        yield _search(words[:-1], q=words[:-1])
    for words in canary.queries[:1]:
        yield _search(words, q=f'"{words}"')
        yield from (_search(words, form, q=words) for form in FORMATS[1:])
        yield from (_search(words, q=words, **{name: value}) for name, value in _filters(canary))


def _filters(canary: Canary) -> list[tuple[str, str]]:
    """Give the filters of a list that would let it through."""
    kind = canary.kind.value if canary.kind else ""
    one_each = [("kind", kind), ("lang", canary.language), ("place", canary.place)]
    return [(name, value) for name, value in (*one_each, *(("topic", one) for one in canary.topics)) if value]


def _search(named: str, form: str = "", **parameters: str) -> Probe:
    return Probe(Request(f"{addresses.SEARCH}{form}?{urlencode(parameters)}"), named)


def _lists(canary: Canary) -> Iterator[Probe]:
    """Yield the lists and counts that would change with it, as pages and as JSON, which counts."""
    for form in ("", addresses.JSON):
        yield from (_search(value, form, **{name: value}) for name, value in _filters(canary))
        if canary.kind and canary.published_at:
            year, day = canary.period[:4], f"{canary.published_at:%Y-%m-%d}"
            page = f"{canary.published_at:%Y%m%dT%H%M%SZ}-{canary.uid[:KEY_LENGTH]}"
            yield from (Probe(Request(f"{addresses.ARCHIVE}/{one}{form}"), year) for one in (year, canary.period))
            yield _search(year, form, **{"from": day, "to": day})
            yield _search(canary.uid[:KEY_LENGTH], form, page=page)
