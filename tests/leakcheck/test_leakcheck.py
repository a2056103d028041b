"""Nothing leaks from ours, and whatever leaks from a broken build is found and called by its name."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from newsroom.eras import Eras
from newsroom.leakcheck.round import POSITION, Finding, Round
from tests.leakcheck.broken_builds import GUESSED, WALKED, Build
from tests.pictures import drawn, exif, file_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, building_anew: None) -> pytest.MonkeyPatch:
    """Give what breaks a build, of which nothing is answered that the whole one has kept."""

    async def nobody_knows(_: Eras) -> None:
        """Keep nothing."""

    monkeypatch.setattr(Eras, "find", nobody_knows)
    return monkeypatch


async def test_nothing_leaks_from_a_room_full_of_secrets(going: Round) -> None:
    assert [finding.line async for finding in going.leaks()] == []
    assert going.remarks == []


async def test_a_picture_that_tells_where_it_was_taken_is_found(
    going: Round, broken: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    placed = tmp_path / "a.jpg"
    placed.write_bytes(file_of(drawn(), exif=exif(position=True)))
    broken.setattr("newsroom.web.media._whole_at", lambda *_: (placed, "tag"))
    assert any([finding.seen == POSITION async for finding in going.walk()])


async def is_given_away(build: Build, findings: AsyncIterator[Finding]) -> bool:
    async for finding in findings:
        # A build that breaks down where it should leak would prove nothing.
        assert "status 500" not in finding.seen
        if finding.canary and finding.canary.name == build.gives_away and build.seen_at in finding.probe.request.line:
            return True
    return False


@pytest.mark.parametrize("build", WALKED.values(), ids=WALKED)
async def test_a_leak_that_links_lead_to_is_found(build: Build, going: Round, broken: pytest.MonkeyPatch) -> None:
    build.breaks(broken)
    assert await is_given_away(build, going.walk())


@pytest.mark.parametrize("build", GUESSED.values(), ids=GUESSED)
async def test_a_leak_that_guessing_leads_to_is_found(build: Build, going: Round, broken: pytest.MonkeyPatch) -> None:
    build.breaks(broken)
    suspects = [one for one in going.rooms.canaries if one.name in (build.gives_away, *build.seen_at.split("/"))]
    assert any([await is_given_away(build, going.suspect(one)) for one in suspects])
