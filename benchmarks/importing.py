"""What importing Markdown costs, beside a bare importer that takes the same articles in one pass.

    python benchmarks/importing.py [--articles 10000] [--rounds 1]

Writes invented articles, the same ones each time, as Markdown files and as one RSS file. The files go through
`newsroom import` into a new room: worker, gate, language, stems, versions and ledger. The floor does none of
that: lxml's iterparse, nh3 and SQLite with FTS5, 500 articles a transaction, in one process. Both take turns.
Prints articles per second, articles per second of CPU in all processes together, the memory of the largest
process, and the ratio to the floor; in a small run the start of three processes weighs more than the articles.
"""

import argparse
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import nh3
from lxml import etree

FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)
STARTS = (
    "kommun skol vatten energi buss biblioteks budget bostads klimat vård kultur hamn spår natur lant park järn fält"
    " stads idrotts forsknings trafik miljö barn äldre kust fjärr avfalls brand cykel dag ekonomi fastighets folk"
).split()
ENDS = (
    "plan nämnd rapport strategi bolag möte pris projekt avtal stöd dag linje nät råd verk fond grupp vecka station"
    " förbund utredning satsning tjänst analys program styrelse chef lösning produktion förvaltning"
).split()
SMALL = "och att det i en på som av för med den till är ett om har inte vi nu från under efter över hos".split()
# Three thousand words; every second one of a text is small.
WORDS = [start + end + form for start in STARTS for end in ENDS for form in ("", "en", "s")]
LINK = "https://press.example/artiklar/{}"
SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE article (id INTEGER PRIMARY KEY, address TEXT UNIQUE, title TEXT, lead TEXT, html TEXT, plain TEXT,
    published TEXT);
CREATE INDEX by_time ON article (published, id);
CREATE TABLE tag (name TEXT, article_id INTEGER, PRIMARY KEY (name, article_id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5 (title, lead, plain, content = 'article', content_rowid = 'id');
"""


Row = tuple[int, str, str, str, str, str, str, list[str]]


class Cost(NamedTuple):
    """What a run took, in seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Article:
    number: int
    title: str
    lead: str
    tags: list[str]
    blocks: list[list[str]]

    @property
    def published_at(self) -> datetime:
        return FIRST - timedelta(hours=self.number)

    def markdown(self) -> str:
        head = f'title: "{self.title}"\ndate: {self.published_at.isoformat()}\nauthor: "Prov Provsson"\nkind: news\n'
        head += f'tags: [{", ".join(self.tags)}]\nlead: "{self.lead}"\n'
        body = ["\n".join(f"- {item}" for item in block) if len(block) > 1 else block[0] for block in self.blocks]
        return f"---\n{head}---\n\n" + "\n\n".join([*body, f"[Läs mer]({LINK.format(self.number)})"]) + "\n"

    def html(self) -> str:
        items = ["".join(f"<li>{item}</li>" for item in block) for block in self.blocks]
        body = [
            f"<ul>{item}</ul>" if len(block) > 1 else f"<p>{block[0]}</p>"
            for block, item in zip(self.blocks, items, strict=True)
        ]
        return "\n".join([*body, f'<p><a href="{LINK.format(self.number)}">Läs mer</a></p>'])

    def item(self) -> str:
        tags = "".join(f"<category>{tag}</category>" for tag in self.tags)
        return (
            f"<item><title>{self.title}</title><link>{LINK.format(self.number)}</link>{tags}"
            f"<pubDate>{format_datetime(self.published_at)}</pubDate><description>{self.lead}</description>"
            f"<content>{escape(self.html())}</content></item>\n"
        )


def article(number: int) -> Article:
    """Invent an article of some 500 words: eleven paragraphs and three lists."""
    chance = random.Random(number)

    def sentence(words: int) -> str:
        return " ".join(chance.choice(chance.choice((WORDS, SMALL))) for _ in range(words)).capitalize()

    texts = [[f"{sentence(9)}. {sentence(14)}. {sentence(12)}."] for _ in range(11)]
    lists = [[f"{sentence(8)}." for _ in range(4)] for _ in range(3)]
    blocks = chance.sample(texts + lists, k=14)
    return Article(number, f"{sentence(7)} {number}", f"{sentence(20)}.", chance.sample(STARTS, k=3), blocks)


def write(folder: Path, articles: int) -> None:
    """Write the Markdown files, a hundred in a folder, and the RSS file."""
    with (folder / "articles.rss").open("w", encoding="utf-8") as feed:
        feed.write("<rss version='2.0'><channel>\n")
        for one in map(article, range(articles)):
            place = folder / "markdown" / f"{one.number // 100:03}"
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{one.number:05}.md").write_text(one.markdown(), encoding="utf-8")
            feed.write(one.item())
        feed.write("</channel></rss>\n")


def run_import(source: Path, room: Path) -> Cost:
    newsroom = [sys.executable, "-m", "newsroom", "--room", str(room)]
    init = [sys.executable, "-m", "newsroom", "init", str(room), "--language", "sv"]
    subprocess.run(init, check=True, capture_output=True)
    began, used = time.perf_counter(), children_cpu()
    subprocess.run([*newsroom, "import", str(source)], check=True, capture_output=True)
    return Cost(time.perf_counter() - began, children_cpu() - used)


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_floor(feed: Path, database: Path) -> Cost:
    began, used = time.perf_counter(), time.process_time()
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(SCHEMA)
        rows = read_rows(feed)
        while batch := list(islice(rows, 500)):
            keep(connection, batch)
    return Cost(time.perf_counter() - began, time.process_time() - used)


def keep(connection: sqlite3.Connection, batch: list[Row]) -> None:
    """Write a batch in one transaction, with what it is found by."""
    with connection:
        connection.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", [row[:7] for row in batch])
        connection.executemany("INSERT INTO tag VALUES (?, ?)", [(tag, row[0]) for row in batch for tag in row[7]])
        terms = [(row[0], row[2], row[3], row[5]) for row in batch]
        connection.executemany("INSERT INTO found (rowid, title, lead, plain) VALUES (?, ?, ?, ?)", terms)


def read_rows(feed: Path) -> Iterator[Row]:
    names = ("link", "title", "description", "content", "pubDate")
    for number, (_, item) in enumerate(etree.iterparse(feed, tag="item"), start=1):
        address, title, lead, content, published = (item.findtext(name) for name in names)
        html, plain = text_of(content)
        tags = [tag.text for tag in item.iterfind("category")]
        yield number, address, title, lead, html, plain, published, tags
        item.clear()


def text_of(markup: str) -> tuple[str, str]:
    """Clean a piece of HTML, and give its text as simply as can be."""
    html = nh3.clean(markup)
    return html, re.sub(r"<[^>]+>", " ", html)


def tell(name: str, articles: int, costs: list[Cost]) -> tuple[float, float]:
    """Print the median speed and give it, by the clock and by CPU."""
    wall, cpu = (articles / statistics.median(taken) for taken in zip(*costs, strict=True))
    print(f"{name}: {wall:.0f} articles a second, {cpu:.0f} a second of CPU ({1e6 / cpu:.0f} µs each)")
    return wall, cpu


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=1)
    asked = options.parse_args()
    imports, floors = list[Cost](), list[Cost]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, asked.articles)
        for turn in range(asked.rounds):
            imports.append(run_import(folder / "markdown", folder / f"room-{turn}"))
            floors.append(run_floor(folder / "articles.rss", folder / f"floor-{turn}.db"))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    wall, cpu = tell(f"newsroom import, {asked.articles} Markdown files", asked.articles, imports)
    floor_wall, floor_cpu = tell("floor, the same articles as RSS", asked.articles, floors)
    print(f"memory of the largest process: {memory:.0f} MB")
    print(f"ratio: {wall / floor_wall:.3f} by the clock, {cpu / floor_cpu:.3f} by CPU")


if __name__ == "__main__":
    main()
