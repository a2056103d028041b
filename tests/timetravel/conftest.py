"""The house that every story is told in: opened once, because a story empties it before it begins."""

from collections.abc import Iterator

import pytest

from tests.timetravel.house import House


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    opened = House(tmp_path_factory.mktemp("house"))
    yield opened
    opened.close()
