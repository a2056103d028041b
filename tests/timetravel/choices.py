"""What hypothesis chooses from when it tells a story."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from tests.timetravel.answers import LANGUAGES
from tests.timetravel.world import PATHS

TYPED = [
    "2026-03-29 01:59",
    "2026-03-29 02:30",
    "2026-03-29 03:00",
    "2026-03-30",
    "2026-10-25 02:30",
    "2026-10-25 02:30 +02:00",
    "2026-10-25 02:30 +01:00",
    "2026-10-26",
]
"""Moments as editors type them, about the hours in which the clocks are changed."""

HEADLINES = {"sv": "Kommunen öppnar skola", "fi": "Kunta avaa koulun", "en": "The town opens a school"}
SURNAMES = ["Abelin", "Bergkvist", "Cederlund", "Dufva", "Ekholm", "Fagerdal", "Grip", "Hummelvik"]
NAMES = [f"Maja {surname}" for surname in SURNAMES]
MOST_PIECES, MOST_PEOPLE = 6, 3

topics = st.lists(st.sampled_from(["skola", "bygge"]), unique=True, max_size=2).map(tuple)
languages, kinds = st.sampled_from(LANGUAGES), st.sampled_from(list(PATHS))
changes = st.sampled_from(["update", "correction", "typo", None])
notes = st.sampled_from(["Fel siffra i texten.", None])
moments = st.sampled_from([60, 1440, 30, 600, 4320, -60, 0]) | st.sampled_from(TYPED)
"""Minutes from now, or as it is typed."""

seldom = st.sampled_from([False, False, False, True])
recipients = st.sampled_from(["Radio Norrsjö", "Bladet"])
which = st.integers(0, MOST_PIECES)
"""Which article or person; the last number stands for any, whether it makes sense or not."""

any_piece = precondition(lambda self: self.world.pieces)
any_person = precondition(lambda self: self.world.people)
