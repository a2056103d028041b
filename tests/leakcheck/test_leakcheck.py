"""Nothing leaks from ours, and whatever leaks from a broken build is found and called by its name."""

from collections.abc import AsyncIterator

import pytest

from newsroom.leakcheck.round import Finding, Round
from tests.leakcheck.broken_builds import GUESSED, WALKED, Build

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_nothing_leaks_from_a_room_full_of_secrets(going: Round) -> None:
    assert [finding.line async for finding in going.leaks()] == []
    assert going.remarks == []


async def is_given_away(build: Build, findings: AsyncIterator[Finding]) -> bool:
    async for finding in findings:
        # A build that breaks down where it should leak would prove nothing.
        assert "status 500" not in finding.seen
        if finding.canary and finding.canary.name == build.gives_away and build.seen_at in finding.probe.request.line:
            return True
    return False


@pytest.mark.parametrize("build", WALKED.values(), ids=WALKED)
async def test_a_leak_that_links_lead_to_is_found(build: Build, going: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    build.breaks(monkeypatch)
    assert await is_given_away(build, going.walk())


@pytest.mark.parametrize("build", GUESSED.values(), ids=GUESSED)
async def test_a_leak_that_guessing_leads_to_is_found(
    build: Build, going: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.breaks(monkeypatch)
    suspects = [one for one in going.rooms.canaries if one.name in (build.gives_away, *build.seen_at.split("/"))]
    assert any([await is_given_away(build, going.suspect(one)) for one in suspects])
