"""Programs that read feeds know an entry by its id: whatever the desk does, none is shown to their readers twice.

Of the four that people use most, newsboat, sfeed and reader remember all that they have shown (sfeed by its id where
it is told to merge so); rss2email forgets what has left a feed, but for three.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest

from newsroom.app import create_app
from newsroom.desk.founding import found_room
from newsroom.settings import newsroom_toml, read_settings
from tests.cli.conftest import NOW, Give, giving

FEEDS = ("/feed.rss", "/feed.atom", "/feed.json", "/news.rss", "/topics/vatten.atom", "/search.json?lang=sv")
CORRECTIONS = ("/corrections.rss", "/corrections.atom")
REMEMBERED = 3
"""So many entries that have left a feed rss2email remembers."""


@dataclass
class Subscription:
    """What a program remembers of one feed: the ids that it has shown, the latest last."""

    forgets: bool = False
    known: list[str] = field(default_factory=list)

    def read(self, entries: Sequence[tuple[str, str]]) -> list[str]:
        """Give the titles that are shown as new, of all entries of the feed."""
        new = [(key, title) for key, title in entries if key not in self.known]
        self.known += [key for key, _ in reversed(new)]
        if self.forgets:
            there = {key for key, _ in entries}
            left = [key for key in self.known if key not in there][-REMEMBERED:]
            self.known = [key for key in self.known if key in there or key in left]
        return [title for _, title in new]


def entries_of(answer: httpx.Response) -> list[tuple[str, str]]:
    if "json" in answer.headers["content-type"]:
        return [(item["id"], item["title"]) for item in answer.json()["items"]]
    return [(entry.id, entry.title) for entry in feedparser.parse(answer.content).entries]


@dataclass
class Story:
    """A room that is filled from an export, and everybody who follows it."""

    folder: Path
    give: Give
    items: dict[int, dict[str, Any]]
    base: str = "http://127.0.0.1:8000"
    name: str = "Norrsjö"
    followers: dict[str, tuple[Subscription, ...]] = field(
        default_factory=lambda: {path: (Subscription(), Subscription(forgets=True)) for path in (*FEEDS, *CORRECTIONS)}
    )

    def do(self, command: str) -> None:
        """Give a command that must do."""
        result = self.give(*command.split())
        assert result.exit_code == 0, result.output

    def take_in(self) -> None:
        """Import the export as it is now."""
        export = {"version": "https://jsonfeed.org/version/1.1", "title": "Gammalt", "items": [*self.items.values()]}
        (self.folder / "export.json").write_text(json.dumps(export), "utf-8")
        self.do(f"import --as published {self.folder / 'export.json'}")

    def polled(self) -> dict[str, set[str]]:
        """Start the server anew and let everybody ask; give what was new, and where."""
        return asyncio.run(self._polled())

    async def _polled(self) -> dict[str, set[str]]:
        told: dict[str, set[str]] = {}
        settings = read_settings(self.folder / "room", {"NEWSROOM_BASE_ADDRESS": self.base, "NEWSROOM_NAME": self.name})
        app = create_app(settings, clock=lambda: NOW)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=self.base)
        async with app.router.lifespan_context(app), client:
            for path, followers in self.followers.items():
                entries = entries_of(await client.get(path))
                for title in chain.from_iterable(follower.read(entries) for follower in followers):
                    told.setdefault(title, set()).add(path)
        return told


def item(number: int, **said: str) -> dict[str, Any]:
    """Give an item of the export, a day older for each number less."""
    plain = {
        "id": f"https://old.example/{number}",
        "title": f"Nyhet {number}",
        "content_html": f"<p>Text {number}.</p>",
    }
    day = f"{1 + number // 28:02}-{1 + number % 28:02}"
    return {**plain, "date_published": f"2024-{day}T09:00:00Z", "language": "sv", "tags": ["Vatten"], **said}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    found_room(
        tmp_path / "room", newsroom_toml({"languages": ["sv", "fi"], "zone": "Europe/Stockholm", "country": "SE"})
    )
    made = Story(tmp_path, giving(tmp_path / "room"), {number: item(number) for number in range(1, 61)})
    made.take_in()
    return made


def change_the_source(story: Story) -> None:
    story.items |= {58: item(58, content_html="<p>Ny text.</p>"), 57: item(57, title="En annan rubrik")}
    story.take_in()


def withdraw(story: Story) -> None:
    for number in (56, 55, 54, 53, 52, 51):
        story.do(f"withdraw nyhet-{number} --reason Fel.")


def move(story: Story) -> None:
    story.base, story.name = "https://press.elsewhere.example", "Ett annat namn"


def publish_another(number: int) -> Callable[[Story], None]:
    def act(story: Story) -> None:
        story.items[number] = item(number)
        story.take_in()

    return act


def giving_command(command: str) -> Callable[[Story], None]:
    return lambda story: story.do(command)


ACTS: tuple[tuple[str, Callable[[Story], None], dict[str, tuple[str, ...]]], ...] = (
    ("only started anew", lambda story: None, {}),
    ("retitled", giving_command("edit nyhet-60 --set headline=Ny --kind update --note Ny."), {}),
    ("another slug", giving_command("edit nyhet-59 --set slug=annan --kind typo"), {}),
    ("imported again", Story.take_in, {}),
    ("changed in the source", change_the_source, {}),
    ("withdrawn", withdraw, {}),
    ("withdrawn and imported again", Story.take_in, {}),
    (
        "corrected",
        giving_command("correct nyhet-50 --set lead=Tolv. --kind correction --note Tolv."),
        {"Rättelse: Nyhet 50": CORRECTIONS},
    ),
    ("a new one", publish_another(61), {"Nyhet 61": FEEDS}),
    ("moved and renamed", move, {}),
    ("another slug after the move", giving_command("edit nyhet-48 --set slug=ny --kind typo"), {}),
    ("a new one after the move", publish_another(62), {"Nyhet 62": FEEDS}),
)
"""What happens to the room, and what is new with it, in which feeds."""


def test_whatever_happens_to_the_room_readers_are_shown_nothing_twice(story: Story) -> None:
    assert story.polled() == {f"Nyhet {number}": set(FEEDS) for number in range(11, 61)}
    for what, act, new in ACTS:
        act(story)
        assert story.polled() == {title: set(paths) for title, paths in new.items()}, what
