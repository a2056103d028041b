"""What the front page costs with ten articles and with ten thousand, and from the cache, side by side.

    python benchmarks/front_page.py [--articles 10000] [--rounds 30] [--requests 20]

Three rooms are served in one process and asked by turns, so that a noisy machine is noisy for all: two whose answers
are made anew for each request, and the larger once more with what it keeps of them.
Prints the median CPU time of a request in each, and the ratios; that of many articles to few should stay under 1.5.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from starlette.applications import Starlette

from newsroom.app import create_app
from newsroom.cache import MOST_BYTES
from newsroom.database import open_database
from newsroom.migrations import migrate
from newsroom.model import ArticleContent, Kind, Manuscript, Moments
from newsroom.settings import read_settings
from newsroom.store import editing, search
from newsroom.text import slug

ADDRESS = "http://127.0.0.1:8000"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = "kommunen staden skola vatten energi buss bibliotek beslut budget bostad klimat samråd vård kultur".split()


def manuscript(number: int) -> Manuscript:
    chance = random.Random(number)
    sentence = " ".join(chance.choices(WORDS, k=9)).capitalize()
    body = " ".join(chance.choices(WORDS, k=400))
    content = ArticleContent(
        kind=list(Kind)[number % 3],
        headline=f"{sentence} {number}",
        lead=f"{sentence}.",
        language="sv",
        body_html=f"<p>{body}</p>",
        body_text=body,
        tags=tuple(chance.sample(WORDS, 3)),
    )
    published_at = NOW - timedelta(hours=3 * number + 1)
    return Manuscript(
        content=content,
        words=search.words_of(content),
        slug=slug(content.headline),
        moments=Moments(published_at=published_at),
    )


async def make_room(folder: Path, articles: int) -> Starlette:
    migrate(folder / "newsroom.db")
    database = open_database(folder / "newsroom.db")
    for start in range(0, articles, 500):
        found = [manuscript(number) for number in range(start, min(start + 500, articles))]
        await database.write(editing.add_articles, found, now=NOW)
    await database.close()
    return serve(folder, most_bytes=0)


def serve(folder: Path, most_bytes: int) -> Starlette:
    return create_app(read_settings(folder, {}), clock=lambda: NOW, most_bytes=most_bytes)


async def cost(client: httpx.AsyncClient, requests: int) -> float:
    began = time.process_time()
    for _ in range(requests):
        (await client.get("/")).raise_for_status()
    return (time.process_time() - began) / requests * 1e6


async def compare(apps: Sequence[Starlette], rounds: int, requests: int) -> list[list[float]]:
    """Give what a request cost in each round, for each application; all are asked over and over by turns."""
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(visiting(app)) for app in apps]
        for client in clients:
            await cost(client, 5)
        found = [[await cost(client, requests) for client in clients] for _ in range(rounds)]
    return [list(costs) for costs in zip(*found, strict=True)]


@asynccontextmanager
async def visiting(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        yield client


async def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--requests", type=int, default=20)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        apps = [await make_room(Path(few), 10), await make_room(Path(many), asked.articles)]
        apps.append(serve(Path(many), MOST_BYTES))
        costs = await compare(apps, asked.rounds, asked.requests)
    small, large, kept = map(statistics.median, costs)
    print(f"front page with 10 articles: {small:.0f} µs of CPU")
    print(f"front page with {asked.articles} articles: {large:.0f} µs of CPU, ratio {ratio(costs[0], costs[1]):.2f}")
    print(f"the same from the cache: {kept:.0f} µs of CPU, ratio {ratio(costs[1], costs[2]):.3f}")


def ratio(some: Sequence[float], others: Sequence[float]) -> float:
    """Give the median of the ratios within a round."""
    return statistics.median(other / one for one, other in zip(some, others, strict=True))


if __name__ == "__main__":
    asyncio.run(main())
