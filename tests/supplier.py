"""A made-up supplier: a press room on loopback that speaks Mynewsdesk's interface and shows pages with pictures.

Everything it says is sample material. What it answers can be broken path by path, and `pass_a_day` changes what
it publishes, so that a second import has something to find.
"""

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import quoteattr

from tests.newsroom.test_media import png
from tests.supplier_material import ARTICLES, MATERIAL, ROOM, SENTENCE, Piece

KEY = "nyckel"
PAGE = 3
"""How many items the interface gives at most, whatever is asked for: the real one gives a hundred."""

Fault = Literal["500", "404", "429", "truncated", "wrong type", "slow"]


class Supplier:
    """The supplier as a context manager: while it is open, `address` answers.

    `break_down` makes it fail; `asked` lists what it was asked for, and `answered` the codes of its answers. What
    `on_answer` has for a part of an address is done once, before that is answered.
    """

    def __init__(self, *, shape: Literal["new", "old"] = "new", material: tuple[Piece, ...] = MATERIAL) -> None:
        """Publish the material, in one of the two shapes that the interface has had."""
        self.shape = shape
        self.material = list(material)
        self.faults: dict[str, list[Fault]] = {}
        self.asked: list[str] = []
        self.answered: list[int] = []
        self.on_answer: dict[str, Callable[[], None]] = {}
        self.retry_after = "7"
        self._closing = Event()
        self._server = _Server(("127.0.0.1", 0), _answering(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """End answers that are slow, and stop."""
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        """Give the address of its host, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def list_address(self, kind: str | None = None, form: str = "json") -> str:
        """Give the address of the interface's list, of one kind or of everything."""
        chosen = f"&type_of_media={kind}" if kind else ""
        return f"{self.address}/services/pressroom/list/{KEY}?format={form}{chosen}"

    def pages(self) -> list[Piece]:
        """Give what has a page with a text."""
        return [one for one in self.material if one.kind in ARTICLES]

    def break_down(self, part: str, *faults: Fault) -> None:
        """Break the next answers to addresses with this part, one fault each."""
        self.faults[part] = list(faults)

    def pass_a_day(self) -> None:
        """Change a headline, withdraw a release and publish a new one."""
        changed = [self._headlined(one) for one in self.material if (one.kind, one.number) != ("pressrelease", 105)]
        self.material = [Piece("pressrelease", 108, "Bron stängs", 14, "Bron stängs i natt."), *changed]

    def _headlined(self, piece: Piece) -> Piece:
        if (piece.kind, piece.number) != ("pressrelease", 103):
            return piece
        return replace(piece, header="Ny farled i juni", said={**piece.said, "updated": "2026-02-15 09:00:00"})

    def wait_until_closed(self) -> None:
        """Hold an answer back until the supplier closes: whoever waits for it must give up first."""
        self._closing.wait(30)

    def answer(self, path: str, query: dict[str, str]) -> tuple[str, bytes] | None:
        """Give the media type and the content at a path; None where there is nothing."""
        if path == f"/services/pressroom/list/{KEY}":
            return self._list(query)
        if "/image/upload/" in path:
            number = path.rpartition("/")[2].removesuffix(".png")
            return ("image/png", png(int(number), 20)) if number in ("501", "502") else None
        fixed: dict[str, Callable[[], tuple[str, bytes]]] = {
            "/files/hamnplan.pdf": lambda: ("application/pdf", b"%PDF-1.4\n%sample\n%%EOF\n"),
            "/sitemap.xml": self._sitemap_index,
            "/sitemap-pages.xml.gz": self._sitemap,
            "/addresses.txt": self._addresses,
        }
        if path in fixed:
            return fixed[path]()
        piece = next((one for one in self.pages() if one.path == path), None)
        return ("text/html; charset=utf-8", self._page(piece).encode()) if piece else None

    def _list(self, query: dict[str, str]) -> tuple[str, bytes]:
        kind = query.get("type_of_media", "pressrelease")
        of_kind = [one for one in self.material if one.kind == kind]
        first = int(query.get("offset", 0))
        chosen = of_kind[first : first + min(PAGE, int(query.get("limit", 20)))]
        form = query.get("format", "xml")
        if form == "json":
            return "application/json; charset=utf-8", self._json(chosen, len(of_kind))
        if form == "rss":
            return "application/rss+xml; charset=utf-8", self._rss(chosen).encode()
        return "application/xml; charset=utf-8", self._xml(chosen, len(of_kind)).encode()

    def _json(self, chosen: list[Piece], total: int) -> bytes:
        items = [self._item(one) for one in chosen]
        if self.shape == "new":
            return json.dumps({"total_count": total, "items": items}, ensure_ascii=False).encode()
        # The old shape writes one item as an object, several as a list, and none as an empty text.
        held = items[0] if len(items) == 1 else items
        return json.dumps({"items": {"item": held} if items else ""}, ensure_ascii=False).encode()

    def _item(self, piece: Piece) -> dict[str, Any]:
        at = f"2026-02-{piece.day:02} 09:30:00"
        related = [{"type_of_media": kind, "item_id": number} for kind, number in piece.related]
        is_new = self.shape == "new"
        return {
            "type_of_media": piece.kind,
            "id": piece.number if is_new else str(piece.number),
            "language": "sv",
            "pressroom": "se",
            "pressroom_name": "Hamnarna",
            "url": self.address + piece.path,
            "header": piece.header,
            "published_at": {"text": at, "datetime": at.replace(" ", "T") + "+01:00"} if is_new else at,
            "body": f"<p>{escape(piece.body)}</p>" if piece.body else "",
            "related_items": related if is_new else {"related_item": related},
            **self._own_fields(piece),
        }

    def _own_fields(self, piece: Piece) -> dict[str, str]:
        said = dict(piece.said)
        if updated := said.pop("updated", None):
            said["updated_at"] = updated
        if piece.kind == "image":
            said["download_url"] = self.picture(piece.number)
        if piece.kind == "document":
            said["document"] = f"{self.address}/files/hamnplan.pdf"
        if piece.kind == "contact_person":
            said["name"] = piece.header
        return said

    def picture(self, number: int, *, transform: str = "c_limit,w_300/") -> str:
        """Give the address of a picture as Cloudinary delivers it."""
        return f"{self.address}/image/upload/{transform}v17/{number}.png"

    def _xml(self, chosen: list[Piece], total: int) -> str:
        items = "".join(map(self._element, chosen))
        return f'<?xml version="1.0" encoding="UTF-8"?><items total-count="{total}">{items}</items>'

    def _element(self, piece: Piece) -> str:
        item = self._item(piece)
        moment = item.pop("published_at")
        text = moment if isinstance(moment, str) else moment["text"]
        related = "".join(
            f'<related_item type_of_media="{kind}" item_id="{number}"/>' for kind, number in piece.related
        )
        fields = "".join(
            f"<{name}>{escape(str(value))}</{name}>" for name, value in item.items() if isinstance(value, (str, int))
        )
        return (
            f'<item newsdeskML="1.5" type_of_media={quoteattr(piece.kind)}>{fields}'
            f'<published_at datetime="{text.replace(" ", "T")}+01:00">{text}</published_at>'
            f"<related_items>{related}</related_items></item>"
        )

    def _rss(self, chosen: list[Piece]) -> str:
        items = "".join(
            f"<item><title>{escape(one.header)}</title><link>{self.address}{one.path}</link>"
            f"<guid>{self.address}{one.path}</guid><pubDate>Mon, {one.day:02} Feb 2026 09:30:00 +0100</pubDate></item>"
            for one in chosen
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Hamnarna - Mynewsdesk</title>'
            f"<link>{self.address}{ROOM}</link><description>Mynewsdesk</description>{items}</channel></rss>"
        )

    def _sitemap_index(self) -> tuple[str, bytes]:
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        part = f"<sitemap><loc>{self.address}/sitemap-pages.xml.gz</loc></sitemap>"
        return "application/xml", f'<sitemapindex xmlns="{space}">{part}</sitemapindex>'.encode()

    def _sitemap(self) -> tuple[str, bytes]:
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        places = "".join(
            f"<url><loc>{self.address}{one.path}</loc><lastmod>2026-02-{one.day:02}</lastmod></url>"
            for one in self.pages()
        )
        whole = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{space}">{places}</urlset>'
        return "application/gzip", gzip.compress(whole.encode(), mtime=0)

    def _addresses(self) -> tuple[str, bytes]:
        lines = ["# The pages of the press room", *(f"{self.address}{one.path}" for one in self.pages())]
        return "text/plain; charset=utf-8", "\n".join(lines).encode()

    def _page(self, piece: Piece) -> str:
        declared = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": piece.header,
            "datePublished": f"2026-02-{piece.day:02}T09:30:00+01:00",
            "url": self.address + piece.path,
            "inLanguage": "sv",
        }
        people = [self._find(one) for one in piece.related if one[0] == "contact_person"]
        pictures = [self._find(one) for one in piece.related if one[0] == "image"]
        return (
            f'<!doctype html><html lang="sv"><head><meta charset="utf-8">'
            f"<title>{escape(piece.header)} - Hamnarna</title>"
            f'<link rel="canonical" href="{self.address}{piece.path}">'
            f'<script type="application/ld+json">{json.dumps(declared)}</script></head>'
            f'<body><nav><a href="/">Hamnarna</a></nav><main><article><h1>{escape(piece.header)}</h1>'
            f"{''.join(map(self._figure, pictures))}<p>{escape(piece.body)} {SENTENCE}</p><p>{SENTENCE}</p></article>"
            f"{''.join(map(_hcard, people))}</main></body></html>"
        )

    def _find(self, key: tuple[str, int]) -> Piece:
        return next(one for one in self.material if (one.kind, one.number) == key)

    def _figure(self, piece: Piece) -> str:
        image = f'<img src="{self.picture(piece.number)}" alt="{piece.header}">'
        caption = f"{piece.said['caption']} Foto: {piece.said['photographer']}"
        return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def _hcard(piece: Piece) -> str:
    said = piece.said
    return (
        f'<div class="vcard"><p class="fn">{piece.header}</p><p class="title">{said["title"]}</p>'
        f'<a class="email" href="mailto:{said["email"]}">{said["email"]}</a>'
        f'<span class="tel">{said["phone"]}</span></div>'
    )


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that goes before the end of an answer."""


def _answering(supplier: Supplier) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            supplier.asked.append(self.path)
            for part in [part for part in supplier.on_answer if part in self.path]:
                supplier.on_answer.pop(part)()
            faults = next((left for part, left in supplier.faults.items() if part in self.path), None)
            found = supplier.answer(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})
            if faults:
                self._fail(faults.pop(0), found)
            elif found is None:
                self._give(404, "text/plain", b"Not found")
            else:
                self._give(200, *found)

        def _fail(self, fault: Fault, found: tuple[str, bytes] | None) -> None:
            media_type, content = found or ("text/plain", b"")
            if fault == "slow":
                self._head(200, media_type, len(content))
                supplier.wait_until_closed()
                self.close_connection = True
            elif fault == "truncated":
                self._head(200, media_type, len(content))
                self.wfile.write(content[: len(content) // 2])
                self.close_connection = True
            elif fault == "wrong type":
                self._give(200, "video/mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64)
            elif fault == "429":
                self._give(429, "text/plain", b"Slow down", {"Retry-After": supplier.retry_after})
            else:
                self._give(int(fault), "text/html", b"<h1>Error</h1>")

        def _give(self, status: int, media_type: str, content: bytes, more: dict[str, str] | None = None) -> None:
            tag = f'"{hashlib.blake2b(content, digest_size=8).hexdigest()}"'
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, content = 304, b""
            self._head(status, media_type, len(content), {"ETag": tag, **(more or {})})
            self.wfile.write(content)

        def _head(self, status: int, media_type: str, length: int, more: dict[str, str] | None = None) -> None:
            supplier.answered.append(status)
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            if status != 304:
                self.send_header("Content-Length", str(length))
            for name, value in (more or {}).items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
