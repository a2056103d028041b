import json

import pytest

from tests.cli.conftest import Give


def test_a_banner_is_put_up_shown_and_taken_away(give: Give) -> None:
    answer = give("banner", "Koka vattnet i Norrsjö.", "--until", "2026-03-03 08:00")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "On every page now (sv), until Tuesday 3 March 2026 08:00 Europe/Stockholm, in 19 hours.\n" in answer.stderr
    shown = "sv\tTuesday 3 March 2026 08:00 Europe/Stockholm, in 19 hours\tKoka vattnet i Norrsjö.\n"
    assert give("banner").stdout == shown
    assert give("banner", "--off").stderr == "Taken away (sv): Koka vattnet i Norrsjö.\n"
    answer = give("banner")
    assert (answer.stdout, answer.stderr) == ("", "No banner stands.\n")


def test_machines_are_told_what_stands(give: Give) -> None:
    give("banner", "Koka vattnet.")
    answer = give("banner", "Boil the water.", "--language", "en", "--until", "2026-03-03", "--json")
    english, swedish = json.loads(answer.stdout)
    assert english == {"language": "en", "text": "Boil the water.", "until": "2026-03-03T00:00:00+01:00"}
    assert swedish == {"language": "sv", "text": "Koka vattnet.", "until": None}
    assert "Pages in sv show it too" in answer.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Text.", "--off"), 2),
        (("--off", "--until", "2026-03-03"), 2),
        (("--until", "2026-03-03"), 2),
        (("Text.", "--language", "svenska"), 2),
        (("",), 1),
        (("--off",), 1),
        (("Text.", "--until", "2026-03-01"), 1),
        (("Text.", "--until", ""), 1),
    ],
)
def test_what_makes_no_sense_is_refused(give: Give, words: tuple[str, ...], code: int) -> None:
    answer = give("banner", *words)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr and "Traceback" not in answer.stderr
