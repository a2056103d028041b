"""An importer for tests: each line of a source is an order, some of them hostile."""

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

from importers.draft import (
    ArticleDraft,
    AttachmentDraft,
    ContactDraft,
    Defaults,
    Draft,
    EventDraft,
    ImageDraft,
    Importer,
    MemorySource,
    OrganisationDraft,
    Problem,
    Refused,
    Source,
    Wanted,
)

ARTICLE = ArticleDraft(
    headline="Hel\x00 rubrik\ud800",
    body_html='<p onclick="x()">Text <img src="b.gif" alt="Bild"></p>',
    kind="news",
    language="sv",
    tags=("skola", "vård"),
    declared="published",
    published_at=datetime(2017, 3, 7, 15, 20, tzinfo=UTC),
    canonical_url="https://a.example/x",
    contacts=(ContactDraft(name="Eva Ek", phones=("+46812345678",), press_contact=True),),
    notes=("En not.",),
)
EVENT = EventDraft(headline="Möte", starts_at=date(2017, 3, 7), description_html="<h4>Program</h4>", language="sv")


GROWN: list[bytearray] = []


class Obeying:
    __name__ = "importers.obeying"

    def recognises(self, source: Source) -> bool:
        return not source.head.startswith(b"unknown")

    def read(self, source: Source, defaults: Defaults) -> Iterator[Draft | Problem | Wanted]:
        with source.open() as content:
            for line in content.read().decode().splitlines():
                yield from self.obey(line, source)

    def obey(self, line: str, source: Source) -> Iterator[Draft | Problem | Wanted]:
        order, _, rest = line.partition(" ")
        if order == "draft":
            yield ArticleDraft(headline=rest, language="sv")
        elif order == "wanted":
            yield Wanted(rest, "mer")
        elif order == "silent":
            yield ArticleDraft(headline=rest, body_html="<p>Kunnat järjestävät koulujen terveydenhuollon.</p>")
        elif order == "whole":
            content = MemorySource(b"GIF89a\x03\0\x02\0" + b"\0" * 9, "b.gif")
            images = (
                ImageDraft(url="b.gif", content=content),
                ImageDraft(url="c.gif", content=source.sibling("c.gif")),
            )
            files = (AttachmentDraft(url="plan.pdf", content=MemorySource(b"%PDF-1.7", "plan.pdf")),)
            yield ArticleDraft(
                **{name: getattr(ARTICLE, name) for name in ARTICLE.__slots__}
                | {"images": images, "attachments": files}
            )
            yield from (EVENT, ContactDraft(title="Pressjour"), OrganisationDraft(name="Förbundet"))
        elif order == "problem":
            yield Problem("En post är trasig.", "Rubrik")
        elif order == "large":
            yield ArticleDraft(headline="Stor", body_html="<p>x</p>" * 300_000, language="sv")
        else:
            self.misbehave(order)

    def misbehave(self, order: str) -> None:
        if order == "refuse":
            raise Refused("Filen är låst.")
        if order == "raise":
            raise KeyError("rubrik")
        if order == "hang":
            re.match(r"(a+)+$", "a" * 64 + "b")
        if order == "hog":
            _ = [bytearray(50_000_000) for _ in range(1000)]
        if order == "grow":
            GROWN.append(bytearray(150_000_000))
        if order == "crash":
            os._exit(3)
        if order == "print":
            sys.stdout.write("print\n" * 1000)
            os.write(1, b"\0\0\0\1x")


def find_importer(source: Source) -> Importer | None:
    importer = Obeying()
    return importer if importer.recognises(source) else None
