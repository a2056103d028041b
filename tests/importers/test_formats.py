"""The registry: each source is recognised by its content, and any bytes are read or refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import feed, html, markdown, page_text
from importers.draft import MemorySource, Refused
from importers.formats import IMPORTERS, find_importer
from tests.importers.cases import DEFAULTS, find_cases

BEGINNINGS = [
    b"",
    b"<html><body><p>",
    b"<!DOCTYPE html><article><h1>x</h1>",
    b"---\ntitle: ",
    b"+++\na = ",
    b"# x\n\n",
    b"<rss><channel><item><title>",
    b'{"version": "https://jsonfeed.org/version/1", "items": [',
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]


@pytest.mark.parametrize(("name", "importer"), [("feed", feed), ("html", html), ("markdown", markdown)])
def test_every_case_is_recognised_by_its_content_alone(name: str, importer: object) -> None:
    for path in find_cases(name):
        assert find_importer(MemorySource(path.read_bytes())) is importer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("blanks", ["", "\n\n ", "\xa0", "\u3000\n", "\x0c\ufeff"])
def test_markup_is_recognised_behind_blanks_in_every_encoding(blanks: str, encoding: str) -> None:
    page = f"{blanks}<html><body><article><h1>Ny bro</h1><p>Bron öppnar.</p></article></body></html>"
    entries = f"{blanks}<rss version='2.0'><channel><item><title>Ny bro</title></item></channel></rss>"
    assert find_importer(MemorySource(page.encode(encoding))) is html
    assert find_importer(MemorySource(entries.encode(encoding))) is feed


def test_plain_text_is_asked_last() -> None:
    assert IMPORTERS[-1] is page_text
    assert find_importer(MemorySource(b"Dear reader,\n\nthis is a letter.")) is page_text


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"\x89PNG\r\n\x1a\n\0",
        b"<?xml version='1.0'?><SportsML/>",
        b"",
        b'{"items": []}',
    ],
)
def test_what_is_no_known_format_has_no_importer(content: bytes) -> None:
    assert find_importer(MemorySource(content)) is None


def test_the_given_pages_feeds_and_files_find_their_importer(shared: Path) -> None:
    folders = {"html": html, "markdown": markdown, "feeds": feed}
    for folder, importer in folders.items():
        for path in (
            path
            for path in (shared / "corpora" / folder).iterdir()
            if path.is_file() and path.stem not in ("rss-20", "atom-10")
        ):
            assert find_importer(MemorySource(path.read_bytes(), path.name)) is importer


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(BEGINNINGS),
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_become_drafts_or_a_refusal(beginning: bytes, rest: bytes) -> None:
    source = MemorySource(beginning + rest, "any")
    for importer in (feed, html, markdown):
        importer.recognises(source)
        try:
            drafts = list(importer.read(source, DEFAULTS))
        except Refused as refusal:
            assert "\n" not in str(refusal)
        else:
            repr(drafts).encode("utf-8")
