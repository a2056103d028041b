from datetime import UTC, date, datetime

import pytest

from newsroom.desk.check.occasions import check_events
from newsroom.model import Event
from tests.desk.check.subjects import subject

NOW = datetime(2017, 3, 1, 9, tzinfo=UTC)


def event(starts_at: datetime | date, ends_at: datetime | date | None = None) -> Event:
    said = {"headline": "Öppet hus", "language": "sv", "starts_at": starts_at, "ends_at": ends_at}
    return Event(id=1, uid="u", slug="oppet-hus", changed_at=NOW, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "levels"),
    [
        (event(date(2017, 2, 28)), ["warning"]),
        (event(date(2017, 3, 1)), []),
        (event(date(2017, 2, 27), date(2017, 3, 2)), []),
        (event(datetime(2017, 3, 1, 8, tzinfo=UTC)), ["warning"]),
        (event(datetime(2017, 3, 1, 8, tzinfo=UTC), datetime(2017, 3, 1, 10, tzinfo=UTC)), []),
    ],
)
def test_an_event_that_is_over_when_the_article_comes_out_is_found(one: Event, levels: list[str]) -> None:
    assert [found.level for found in check_events(subject("Det blev en fin dag."), [one])] == levels


def test_in_an_invitation_it_is_an_error() -> None:
    [found] = check_events(subject(headline="Inbjudan: öppet hus"), [event(date(2017, 2, 28))])
    assert (found.level, found.where) == ("error", "events")
    assert "Tuesday 28 February 2017" in found.problem
    assert "newsroom event edit oppet-hus" in found.advice


@pytest.mark.parametrize(
    ("language", "headline", "body", "levels"),
    [
        ("sv", "Pressinbjudan: invigning", "Tid: tisdag 28 februari 2017 kl. 10.", ["error"]),
        ("sv", "Välkommen till invigningen", "Tid: 28 februari kl. 10.", ["warning"]),
        ("sv", "Pressträff om budgeten", "Anmälan senast 20 februari 2017. Vi ses 2 mars 2017.", []),
        ("sv", "Badhuset invigt", "Det öppnade 28 februari 2017.", []),
        ("sv", "Pressträff om budgeten", "Version 2.2.1, sidan 3/4 och 8.2 procent.", []),
        ("fi", "Kutsu: avajaiset", "Aika: ti 28.2.2017 klo 10.", ["error"]),
        ("fi", "Tervetuloa avajaisiin", "Aika: tiistaina 28. helmikuuta klo 10.", ["warning"]),
        ("fi", "Tiedotustilaisuus talousarviosta", "Aika: to 2.3.2017 klo 10.", []),
        ("en", "Invitation: the opening", "Time: Tuesday, February 28, 2017, 10 am.", ["error"]),
        ("en", "Join us for the opening", "Time: 28 February at 10.", ["warning"]),
        ("en", "Press conference on the budget", "Time: 1 March 2017 at 10.", []),
    ],
)
def test_an_invitation_whose_last_day_is_over_is_found(
    language: str, headline: str, body: str, levels: list[str]
) -> None:
    one = subject(body, language, headline=headline, at=NOW)
    assert [found.level for found in check_events(one, [])] == levels
