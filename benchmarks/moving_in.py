"""What importing a WordPress export costs, stage by stage, and beside a lean importer of the same file.

    python -m benchmarks.moving_in [EXPORT] [--posts 10000] [--stages 2000]

Without an EXPORT one of invented posts is written, the same ones each time. `newsroom import` takes it into a new room
(worker, gate, people, language, stems, checks, versions, ledger), and beside it the floor in one process: lxml's
iterparse, nh3 and SQLite with FTS5, 500 posts a transaction. Prints both, their ratio, the memory of all processes
together, and then what each stage takes of the first posts, one process alone, in µs of CPU a post.
"""

import argparse
import asyncio
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.importing import SCHEMA, Article, Cost, Row, article, children_cpu, keep, text_of
from importers import wordpress
from importers.draft import ArticleDraft, Defaults, Draft, Problem
from importers.exports import wxr
from newsroom.database import open_database
from newsroom.desk.admission import Terms
from newsroom.desk.check import notes_on
from newsroom.desk.items import Reception
from newsroom.desk.originals import Originals
from newsroom.desk.run import Order, Run
from newsroom.fetch import FileSource
from newsroom.markup import clean
from newsroom.migrations import migrate
from newsroom.model import Manuscript
from newsroom.settings import read_settings
from newsroom.text import index_words
from newsroom.worker import Prepared, wire
from newsroom.worker.preparing import prepare

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HEAD = (
    '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Prov</title><link>https://press.example</link>'
    "<language>sv-SE</language><wp:wxr_version>1.2</wp:wxr_version>\n"
)
CARD = (
    "<p>Presskontakt</p><p>Prov Provsson, presschef<br>08-123 45 67<br>"
    '<a href="mailto:prov@press.example">E-post</a></p>'
)
CONTENT, EXCERPT = (
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "{http://wordpress.org/export/1.2/excerpt/}encoded",
)
PERIOD = 0.25


def item(one: Article) -> str:
    """Write a post; every fourth ends with somebody to ring."""
    tags = "".join(f'<category domain="post_tag" nicename="{tag}"><![CDATA[{tag}]]></category>' for tag in one.tags)
    at = one.published_at
    body = one.html() + CARD * (one.number % 4 == 0)
    return (
        f"<item><title>{one.title}</title><link>https://press.example/{one.number}/</link>"
        f"<pubDate>{format_datetime(at)}</pubDate><content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{one.lead}]]></excerpt:encoded><wp:post_id>{one.number}</wp:post_id>"
        f"<wp:post_date_gmt>{at:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt><wp:post_type>post</wp:post_type>"
        f"<wp:status>publish</wp:status>{tags}</item>\n"
    )


def write(path: Path, posts: int) -> None:
    with path.open("w", encoding="utf-8") as export:
        export.write(HEAD)
        export.writelines(map(item, map(article, range(posts))))
        export.write("</channel></rss>\n")


def run_floor(export: Path, database: Path) -> tuple[Cost, int]:
    began, used = time.perf_counter(), time.process_time()
    posts = 0
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(SCHEMA)
        rows = read_rows(export)
        while batch := list(islice(rows, 500)):
            keep(connection, batch)
            posts += len(batch)
    return Cost(time.perf_counter() - began, time.process_time() - used), posts


def read_rows(export: Path) -> Iterator[Row]:
    for number, (_, one) in enumerate(etree.iterparse(export, tag="item"), start=1):
        html, plain = text_of(one.findtext(CONTENT) or "")
        tags = dict.fromkeys(tag.text for tag in one.iterfind("category[@domain='post_tag']"))
        title, lead, at = (one.findtext(name) or "" for name in ("title", EXCERPT, "pubDate"))
        yield number, f"{one.findtext('link')}#{number}", title, lead, html, plain, at, list(tags)
        one.clear()
        while one.getprevious() is not None:
            del one.getparent()[0]


def run_import(export: Path, room: Path) -> tuple[Cost, float]:
    """Import, and give the cost and the most memory that all processes had together, in MB."""
    newsroom = [sys.executable, "-m", "newsroom"]
    subprocess.run([*newsroom, "init", str(room), "--language", "sv"], check=True, capture_output=True)
    began, used, most = time.perf_counter(), children_cpu(), 0.0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([*newsroom, "--room", str(room), "import", str(export)], stdout=said, stderr=said)
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            time.sleep(PERIOD)
    if process.returncode:
        sys.exit(f"The import of {export} ended with code {process.returncode}.")
    return Cost(time.perf_counter() - began, children_cpu() - used), most


def memory_of(key: int) -> float:
    """Give the memory of a process and of those it started, what they share counted once; 0 where nobody tells."""
    try:
        shares = Path(f"/proc/{key}/smaps_rollup").read_text().splitlines()
        started = Path(f"/proc/{key}/task/{key}/children").read_text().split()
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in shares if line.startswith("Pss:")) / 1024
    return own + sum(memory_of(int(one)) for one in started)


def timed(name: str, make: Callable[[], Iterable[Any]], posts: int) -> list[Any]:
    began = time.process_time()
    made = list(make())
    print(f"  {name:34} {(time.process_time() - began) / posts * 1e6:6.0f} µs")
    return made


def tell_stages(export: Path, folder: Path, posts: int) -> None:
    """Run the stages one by one on the first posts."""
    source = FileSource(export, export.parent, export.name)
    defaults = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv",))
    dialect = wxr.find_dialect(source)
    cut = timed("cut the items out", lambda: islice(wxr.split_wxr(source), 1, posts + 1), posts)
    timed("parse their XML", lambda: [wxr.parse_item(one, dialect) for one in cut if isinstance(one, bytes)], posts)
    read = timed("read them: body, pictures, people", lambda: islice(wordpress.read(source, defaults), posts), posts)
    drafts = [one for one in read if not isinstance(one, Problem)]
    cleaned = timed("gate", lambda: [clean(one.body_html, base=one.canonical_url) for one in drafts], posts)
    timed("stems", lambda: map(stems, drafts, [one.text for one in cleaned]), posts)
    ready = [prepare(one, source, defaults) for one in drafts]
    packed = timed(
        "wire: written", lambda: [json.dumps([wire.pack(one, no_file), *rest]) for one, *rest in ready], posts
    )
    timed("wire: read", lambda: [wire.unpack(json.loads(one)[0], ()) for one in packed], posts)
    asyncio.run(tell_desk(folder, [prepared(*one) for one in ready], posts))


async def tell_desk(folder: Path, ready: list[Prepared], posts: int) -> None:
    migrate(folder / "newsroom.db")
    room = read_settings(folder, {}).room
    reception = Reception(room, Terms(), NOW, Originals(folder / "media"))
    items = timed("admission, identity, digest, checks", lambda: filter(None, map(reception.receive, ready)), posts)
    said = [one.value.content for one in items if isinstance(one.value, Manuscript)]
    timed("  of these the checks", lambda: [notes_on(one, room, NOW, published=True) for one in said], posts)
    database = open_database(folder / "newsroom.db")
    run = await Run.start(database, database, Order(), now=NOW, by="benchmark")
    began = time.process_time()
    for start in range(0, len(items), 150):
        await run.settle(list(items[start : start + 150]))
    await database.close()
    print(f"  {'store and index':34} {(time.process_time() - began) / posts * 1e6:6.0f} µs")


def stems(draft: ArticleDraft, text: str) -> dict[str, str]:
    return index_words("sv", headline=draft.headline, lead=draft.lead, body=text, tags=draft.tags, people=())


def prepared(draft: Draft, text: str, words: dict[str, str]) -> Prepared:
    return Prepared(number=0, source="export", importer="wordpress", draft=draft, body_text=text, words=words)


def no_file(_: object) -> Path:
    raise ValueError("An invented export has no files.")


def tell(name: str, posts: int, cost: Cost) -> None:
    speed = f"{posts / cost.wall:.0f} posts a second, {posts / cost.cpu:.0f} a second of CPU"
    print(f"{name}: {speed} ({cost.cpu / posts * 1e6:.0f} µs each)")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("export", nargs="?", type=Path)
    options.add_argument("--posts", type=int, default=10_000)
    options.add_argument("--stages", type=int, default=2_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = asked.export or folder / "export.xml"
        if not asked.export:
            write(export, asked.posts)
        floor, posts = run_floor(export.resolve(), folder / "floor.db")
        ours, memory = run_import(export.resolve(), folder / "room")
        tell("floor", posts, floor)
        tell("newsroom import", posts, ours)
        print(f"ratio: {floor.wall / ours.wall:.3f} by the clock, {floor.cpu / ours.cpu:.3f} by CPU")
        print(f"memory of all processes together: {memory:.0f} MB")
        (folder / "stages").mkdir()
        tell_stages(export.resolve(), folder / "stages", min(posts, asked.stages))


if __name__ == "__main__":
    main()
