"""The round of a stranger: every link is followed, every secret guessed at, and each answer held against two things.

It must have no trace of what is hidden, and it must be what a room answers in which the hidden never was.
"""

from asyncio import gather
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest

from newsroom.leakcheck.asking import Answer, Door, Request
from newsroom.leakcheck.blame import find_culprit
from newsroom.leakcheck.canaries import Canary
from newsroom.leakcheck.comparing import find_difference, made_up, without_words
from newsroom.leakcheck.crawl import BEGINNINGS, is_article, is_file, is_original, links
from newsroom.leakcheck.probes import Probe, attempts, guesses
from newsroom.leakcheck.rooms import Rooms
from newsroom.leakcheck.traces import plain
from newsroom.media.positions import tells_position

MOST_PAGES = 30_000
"""How many addresses a stranger follows; what is beyond is said, not silently left out."""

MOST_THOROUGH = 60
"""How many things are tried in every way; the others by their addresses alone."""

MOST_BLAMED = 5
"""How often it is worth finding out which article a mere difference is about."""


ENDS = ("bytes=0-262143", "bytes=-262144")
"""As much of a public picture as is looked into, whatever its size."""

POSITION = "tells where it was taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A leak: of which canary (unknown where only a count tells), by which request, and what was seen."""

    canary: Canary | None
    probe: Probe
    seen: str

    @property
    def line(self) -> str:
        """Tell it in a line."""
        leaked = self.canary.label if self.canary else "something hidden" if self.seen != POSITION else "a picture"
        return f"{leaked}: {self.probe.request.line} {self.seen}"


@dataclass(slots=True, kw_only=True)
class Round:
    """One round through a room: `door` is where it is asked, `clean` where nothing hidden ever was.

    `same_program` tells that both answer alike when nothing leaks, byte for byte; `all_headers` that nothing stands
    between that adds its own. `reach` is told how many public articles and canaries are done.
    """

    rooms: Rooms
    door: Door
    clean: Door
    same_program: bool = True
    all_headers: bool = True
    reach: Callable[[int], None] = lambda done: None
    remarks: list[str] = field(default_factory=list)
    thorough: frozenset[Canary] = field(init=False)
    _blamed: int = field(default=0, init=False)
    _asked: set[Request] = field(default_factory=set, init=False)
    _last: tuple[Answer, list[tuple[str, int]]] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Choose whom to suspect in every way."""
        self.thorough = frozenset(spread(self.rooms.canaries, MOST_THOROUGH))

    async def leaks(self) -> AsyncIterator[Finding]:
        """Yield every leak: first what links lead to, then what is found by guessing."""
        async for finding in self.walk():
            yield finding
        for done, canary in enumerate(self.rooms.canaries, self.rooms.public):
            async for finding in self.suspect(canary):
                yield finding
            self.reach(done + 1)

    async def judge(self, probe: Probe, canary: Canary | None = None) -> list[Finding]:
        """Ask once, and tell what the answer should not have said."""
        answer, known = await self._ask(probe.request)
        return await self._judge(probe, canary, answer, known)

    async def suspect(self, canary: Canary) -> AsyncIterator[Finding]:
        """Yield what comes out by guessing at one canary, in every way if it was chosen for that."""
        for probe in chain(guesses(canary), attempts(canary) if canary in self.thorough else ()):
            if probe.request not in self._asked:
                for finding in await self.judge(probe, canary):
                    yield finding

    async def walk(self) -> AsyncIterator[Finding]:
        """Yield what comes out by following every link, both copies' links."""
        queue, seen, articles = deque(BEGINNINGS), set(BEGINNINGS), 0
        while queue and len(seen) < MOST_PAGES:
            request = Request(path := queue.popleft(), "HEAD" if is_file(path) else "GET")
            answer, known = await self._ask(request)
            for finding in await self._judge(Probe(request), None, answer, known):
                yield await self._named(finding)
            heard = (answer,) if answer == known else (answer, known)
            named = (link for said in heard for link in links(request, said, self.door.base))
            new = [one for one in dict.fromkeys(named) if one not in seen]
            seen.update(new)
            queue.extend(one for one in new if not is_article(one))
            # Each article is looked at before the many lists that it stands in.
            queue.extendleft(one for one in new if is_article(one))
            articles += is_article(path)
            self.reach(min(articles, self.rooms.public))
        if queue:
            self.remarks.append(f"{len(queue)} addresses were not followed: {MOST_PAGES} is the limit.")

    async def _tells_position(self, path: str, answer: Answer) -> bool:
        """Look for a position where pictures have what they say of themselves: at their beginning or their end."""
        is_picture = any(name == "content-type" and value.startswith("image/") for name, value in answer.headers)
        if not (is_picture and is_original(path)):
            return False
        ends = [Request(path, headers=(("range", asked),)) for asked in ENDS]
        return any([tells_position((await self.door.ask(one)).body) for one in ends])

    async def _named(self, finding: Finding) -> Finding:
        """Name the culprit of what differs without a word; where there are many such, one mistake is behind them."""
        if finding.canary or self._blamed == MOST_BLAMED:
            return finding
        self._blamed += 1
        return replace(finding, canary=await find_culprit(self.rooms, finding.probe.request))

    async def _ask(self, request: Request) -> tuple[Answer, Answer]:
        self._asked.add(request)
        return await gather(self.door.ask(request), self.clean.ask(request))

    async def _judge(self, probe: Probe, canary: Canary | None, answer: Answer, known: Answer) -> list[Finding]:
        if await self._tells_position(probe.request.path, answer):
            return [Finding(canary=canary, probe=probe, seen=POSITION)]
        shown = self._traces(probe.request, answer, known)
        if shown:
            return [Finding(canary=self.rooms.canaries[n], probe=probe, seen=f"shows “{t}”") for n, t in shown.items()]
        difference = self._difference(answer, known) or await self._unlike_its_twin(probe, answer, known)
        if difference is None:
            return []
        return [Finding(canary=canary, probe=probe, seen=f"tells that it is there: {difference}")]

    def _traces(self, request: Request, answer: Answer, known: Answer) -> dict[int, str]:
        """Find the canaries that an answer shows.

        What was asked for may be repeated, and a single word may be the program's own: neither tells anything where
        the clean room says it too.
        """
        if not (found := self._found(answer)):
            return {}
        index = self.rooms.index
        asked = {trace for trace, _ in index.find(plain(request.line))}
        usual = {trace for trace, _ in index.find(plain(known.text)) if trace in asked or " " not in trace}
        return {owner: trace for trace, owner in reversed(found) if trace not in usual}

    def _found(self, answer: Answer) -> list[tuple[str, int]]:
        # Most guesses are answered with the one page that says that there is nothing.
        if self._last is None or self._last[0] != answer:
            self._last = answer, list(self.rooms.index.find(plain(answer.text)))
        return self._last[1]

    def _difference(self, answer: Answer, known: Answer) -> str | None:
        if not self.same_program:
            return None
        return find_difference(answer, known, all_headers=self.all_headers)

    async def _unlike_its_twin(self, probe: Probe, answer: Answer, known: Answer) -> str | None:
        """Hold an answer against that to a name that never was, where the clean room cannot tell them apart."""
        if self.all_headers or not probe.name:
            return None
        twin = made_up(probe.name)
        names = (probe.name, twin)
        other, unknown = await self._ask(probe.twin(twin))
        if find_difference(without_words(known, names), without_words(unknown, names)):
            return None
        return find_difference(without_words(answer, names), without_words(other, names))


def spread(canaries: Sequence[Canary], most: int) -> list[Canary]:
    """Choose some of each type, kind and reason, from the whole of the archive."""
    groups: dict[tuple[object, ...], list[Canary]] = {}
    for one in canaries:
        groups.setdefault((one.type, one.why, one.kind), []).append(one)
    chosen = [several[:: max(1, len(several) * len(groups) // most)] for several in groups.values()]
    return [one for turn in zip_longest(*chosen) for one in turn if one][:most]
