"""The whole life of a room: everything that an editor may do, at any time, sensible or not."""

from datetime import timedelta

from tests.timetravel.answers import LANGUAGES
from tests.timetravel.fates import Fates
from tests.timetravel.people import People
from tests.timetravel.publishing import Publishing
from tests.timetravel.texts import Texts
from tests.timetravel.world import PATHS


class Life(Texts, Publishing, Fates, People):
    """Every rule in one story."""

    def furnish(self) -> None:
        """Let there be a corrected release, its translation under embargo, a draft in a third language, and people."""
        self.employ()
        self.employ()
        for place, language in enumerate(LANGUAGES):
            kind = list(PATHS)[place]
            self.write(kind=kind, language=language, topics=("skola", "bygge")[place:], mask=place + 1, rough=False)
        self.publish(number=0, early=False, anyway=False)
        self.set_clock(self.world.now + timedelta(hours=1))
        self.edit(0, "press_release", ("skola",), 1, "correction", "Fel siffra i texten.", False)
        self.link(number=1, other=0)
        self.schedule(number=0, when=1440, embargoed=True, anyway=False)
