"""What the front page costs with ten articles and with ten thousand, side by side.

    python benchmarks/front_page.py [--articles 10000] [--rounds 30] [--requests 20]

Two rooms are served in one process and asked by turns, so that a noisy machine is noisy for both.
Prints the median CPU time of a request in each, and their ratio, which should stay under 1.5.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from starlette.applications import Starlette

from newsroom.app import create_app
from newsroom.database import open_database
from newsroom.migrations import migrate
from newsroom.model import ArticleContent, Kind, Manuscript, Moments
from newsroom.settings import read_settings
from newsroom.store import editing, search
from newsroom.text import slug

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
    return create_app(read_settings(folder, {}), clock=lambda: NOW)


async def cost(client: httpx.AsyncClient, requests: int) -> float:
    began = time.process_time()
    for _ in range(requests):
        (await client.get("/")).raise_for_status()
    return (time.process_time() - began) / requests * 1e6


async def compare(small: Starlette, large: Starlette, rounds: int, requests: int) -> tuple[list[float], list[float]]:
    costs: tuple[list[float], list[float]] = [], []
    async with small.router.lifespan_context(small), large.router.lifespan_context(large):
        clients = [
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000")
            for app in (small, large)
        ]
        for client in clients:
            await cost(client, 5)
        for _ in range(rounds):
            for client, found in zip(clients, costs, strict=True):
                found.append(await cost(client, requests))
        for client in clients:
            await client.aclose()
    return costs


async def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--requests", type=int, default=20)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        small, large = await make_room(Path(few), 10), await make_room(Path(many), asked.articles)
        costs = await compare(small, large, asked.rounds, asked.requests)
    before, after = map(statistics.median, costs)
    ratio = statistics.median(one / other for other, one in zip(*costs, strict=True))
    print(f"front page with 10 articles: {before:.0f} µs of CPU")
    print(f"front page with {asked.articles} articles: {after:.0f} µs of CPU")
    print(f"ratio: {ratio:.2f}")


if __name__ == "__main__":
    asyncio.run(main())
