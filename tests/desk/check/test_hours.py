from datetime import UTC, datetime

import pytest

from newsroom.desk.check.hours import check_hours
from tests.desk.check.subjects import subject, told

# In Stockholm the clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.
OUT_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sv", "Tåget går 29 mars 2026 kl. 02.30."),
        ("sv", "Tåget går söndag 29 mars 2026 klockan 2.30."),
        ("sv", "Tåget går kl. 02:30 den 29 mars 2026."),
        ("sv", "Tåget går 29/3 2026 kl 2."),
        ("sv", "Banan är stängd 29 mars 2026 kl. 01.30–02.30."),
        ("sv", "Avgång: 2026-03-29 02:30"),
        ("sv", "Avgång: 2026-03-29T02:30"),
        ("fi", "Juna lähtee 29.3.2026 klo 2.30."),
        ("fi", "Juna lähtee sunnuntaina 29. maaliskuuta 2026 kello 2.15."),
        ("en", "The train leaves on 29 March 2026 at 2:30 a.m."),
        ("en", "The train leaves at 2:30 am on Sunday, 29 March 2026."),
        ("en", "The train leaves on March 29, 2026, at 02:45."),
    ],
)
def test_an_hour_that_the_clocks_skip_is_an_error(language: str, line: str) -> None:
    assert [level for level, _ in told(check_hours, subject(line, language, at=OUT_AT))] == ["error"]


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("Tåget går 25 oktober 2026 kl. 02.30.", ["warning"]),
        ("Tåget går 29 mars kl. 02.30.", ["warning"]),
        ("Tåget går 29 mars 2026 kl. 03.00, och 29 mars 2026 kl. 01.59.", []),
        ("Tåget går 28 mars 2026 kl. 02.30.", []),
        ("Tåget går 29 mars 2026 kl. 14.30 och når 2,30 meter.", []),
        ("Sommartiden börjar 29 mars 2026 kl. 02.00.", []),
        ("Den 29 mars 2026 ställs klockan fram kl. 02.00.", []),
        ("Avgång: 2026-03-29T02:30Z eller 2026-03-29 02:30 UTC.", []),
        ("Resultatet den 29 mars 2026 var 2.30 kronor.\nKl. 02.30 ringde någon.", ["error"]),
    ],
)
def test_only_what_is_no_hour_or_two_is_found(line: str, levels: list[str]) -> None:
    assert [level for level, _ in told(check_hours, subject(line, at=OUT_AT))] == levels


def test_a_finding_names_the_zone() -> None:
    [found] = check_hours(subject("Avgång 29 mars 2026 kl. 02.30", at=OUT_AT))
    assert found.problem.startswith("02:30 on 29 March 2026 does not exist in Europe/Stockholm")
    assert found.excerpt == "29 mars 2026 kl. 02.30"
