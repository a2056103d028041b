"""Time travel: whatever an editor does and whenever, the public answers are those of the rules on paper."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.timetravel.house import House
from tests.timetravel.machine import Life

BRIEF = settings(
    max_examples=15,
    stateful_step_count=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    opened = House(tmp_path_factory.mktemp("house"))
    yield opened
    opened.close()


def test_the_public_answers_are_those_of_the_rules(house: House) -> None:
    Life.house = house
    run_state_machine_as_test(Life, settings=BRIEF)
