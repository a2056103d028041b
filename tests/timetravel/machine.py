"""The whole life of a room: everything that an editor may do, at any time, sensible or not."""

from tests.timetravel.chapters.fates import Fates
from tests.timetravel.chapters.occasions import Occasions
from tests.timetravel.chapters.people import People
from tests.timetravel.chapters.publishing import Publishing
from tests.timetravel.chapters.texts import Texts


class Life(Texts, Publishing, Fates, People):
    """Every rule in one story."""


class Year(Publishing, Fates, Occasions):
    """The calendar, and when what its dates came with is seen or goes."""
