"""Time travel: whatever an editor does and whenever, the public answers are those of the rules on paper."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.timetravel.house import House
from tests.timetravel.machine import Life, Year

BRIEF = settings(
    max_examples=10,
    stateful_step_count=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(BRIEF, max_examples=300, stateful_step_count=50, derandomize=False)


def test_the_public_answers_are_those_of_the_rules(house: House) -> None:
    run_state_machine_as_test(type("Brief", (Life,), {"house": house}), settings=BRIEF)


def test_the_calendar_is_that_of_the_rules(house: House) -> None:
    run_state_machine_as_test(type("BriefYear", (Year,), {"house": house}), settings=BRIEF)


@pytest.mark.torture
def test_the_public_answers_are_those_of_the_rules_in_hundreds_of_long_stories(house: House) -> None:
    run_state_machine_as_test(type("Long", (Life,), {"house": house, "thin": 1}), settings=LONG)
