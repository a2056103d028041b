"""What the law asks a site to say, in every language, from the settings alone."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from newsroom.room import Accessibility, Desk, Privacy, Room, Security
from newsroom.web.statements import security_text
from tests import pressroom
from tests.pressroom import Clock, room_of

ASSESSED = Accessibility(
    status="partial",
    exceptions=("Äldre PDF-filer saknar taggar.",),
    email="tillganglighet@norrsjo.example",
    assessed_on=date(2026, 2, 1),
)


async def page_of(folder: Path, path: str, **said: object) -> httpx.Response:
    """Ask a room with these settings."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    room = replace(await pressroom.build(folder), **said)  # type: ignore[arg-type]
    async with pressroom.browsing(room, Clock()) as reader:
        return await reader.get(path)


async def test_an_assessed_room_says_how_far_what_not_whom_to_tell_and_who_supervises(tmp_path: Path) -> None:
    page = (await page_of(tmp_path, "/accessibility", accessibility=ASSESSED)).text
    assert "Pressrummet är delvis förenligt med lagen (2018:1937)" in page
    assert "<li>Äldre PDF-filer saknar taggar.</li>" in page
    assert 'href="mailto:tillganglighet@norrsjo.example?subject=Tillg' in page
    assert '<a href="https://www.digg.se/tdosanmalan">Myndigheten för digital förvaltning (Digg)</a>' in page
    assert "Vi bedömde det själva den 1 februari 2026." in page


@pytest.mark.parametrize(
    ("country", "lang", "law", "authority"),
    [
        ("FI", "fi", None, "Liikenne- ja viestintävirasto Traficom"),
        ("SE", "en", None, "Agency for Digital Government (Digg)"),
        ("DE", "en", "Directive (EU) 2016/2102", None),
    ],
)
async def test_the_law_and_the_authority_are_those_of_the_country(
    tmp_path: Path, country: str, lang: str, law: str | None, authority: str | None
) -> None:
    said = {"country": country, "accessibility": replace(ASSESSED, status="full")}
    page = (await page_of(tmp_path, f"/accessibility?lang={lang}", **said)).text
    assert (law or "") in page
    assert (authority in page) if authority else ("authority that supervises" not in page)


async def test_a_room_that_was_not_assessed_claims_nothing(tmp_path: Path) -> None:
    page = (await page_of(tmp_path, "/accessibility")).text
    assert "Hur väl det gör det är inte bedömt än." in page
    assert "förenligt" not in page and "Vi bedömde" not in page
    assert "mailto:press@norrsjo.example" in page


async def test_an_authority_of_ones_own_is_named_with_its_page_or_without(tmp_path: Path) -> None:
    own = Accessibility(authority="Landskapsregeringen")
    assert "Landskapsregeringen</span>." in (await page_of(tmp_path, "/accessibility", accessibility=own)).text


async def test_what_is_kept_of_readers_is_told_as_it_is(tmp_path: Path) -> None:
    privacy = Privacy(email="dataskydd@norrsjo.example", host="Värd AB", log_days=1)
    page = (await page_of(tmp_path, "/privacy", privacy=privacy)).text
    assert "inga kakor" in page and "Integritetsskyddsmyndigheten (IMY)" in page
    assert "sparar besökares adresser (IP-nummer) i 1 dag," in page and "Värd AB" in page
    assert "mailto:dataskydd@norrsjo.example" in page


async def test_every_page_links_to_the_statements_and_has_both_numbers(tmp_path: Path) -> None:
    room = await pressroom.build(tmp_path)
    room = replace(room, desk=replace(room.desk, on_call="+46701740699"))
    async with pressroom.browsing(room, Clock()) as reader:
        for path in ("/", "/news", "/nowhere", "/privacy", "/press-releases/norrsjo-bygger-vindpark"):
            page = (await reader.get(path)).text
            assert 'href="/accessibility"' in page and 'href="/privacy"' in page
            masthead = page.partition("<main")[0]
            assert "Vardagar 8–17" in masthead and "tel:+46-8-465-004-00" in masthead
            assert "Övrig tid" in masthead and "tel:+46-70-174-06-99" in masthead


@pytest.mark.parametrize(
    ("desk", "security", "contact"),
    [
        (Desk(email="press@norrsjo.example"), Security(), "mailto:press@norrsjo.example"),
        (Desk(email="press@norrsjo.example"), Security(email="it@norrsjo.example"), "mailto:it@norrsjo.example"),
        (Desk(), Security(url="https://norrsjo.example/hal"), "https://norrsjo.example/hal"),
    ],
)
def test_security_txt_has_the_fields_of_rfc_9116(desk: Desk, security: Security, contact: str) -> None:
    room: Room = replace(room_of(Path()), desk=desk, security=security)
    assert security_text(room, datetime(2026, 8, 31, 23, tzinfo=UTC)) == (
        f"Contact: {contact}\n"
        "Expires: 2027-02-01T00:00:00Z\n"
        "Preferred-Languages: sv, fi, en\n"
        "Canonical: https://press.norrsjo.example/.well-known/security.txt\n"
    )
    ends = replace(room, security=replace(security, expires_on=date(2026, 12, 31)))
    assert "Expires: 2026-12-31T00:00:00Z\n" in security_text(ends, datetime(2026, 8, 31, tzinfo=UTC))


async def test_security_txt_is_there_where_somebody_is_named(tmp_path: Path) -> None:
    answer = await page_of(tmp_path / "a", "/.well-known/security.txt")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    nobody = await page_of(tmp_path / "b", "/.well-known/security.txt", desk=Desk())
    assert nobody.status_code == 404
