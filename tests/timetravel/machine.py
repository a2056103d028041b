"""The whole life of a room: everything that an editor may do, at any time, sensible or not."""

from tests.timetravel.fates import Fates
from tests.timetravel.people import People
from tests.timetravel.publishing import Publishing
from tests.timetravel.texts import Texts


class Life(Texts, Publishing, Fates, People):
    """Every rule in one story."""
