import asyncio
import hashlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from importers.draft import ArticleDraft, AttachmentDraft, Defaults, EventDraft, ImageDraft, Wanted
from newsroom.fetch import FileSource, Unread
from newsroom.worker import Failed, Limits, Prepared, Result, Worker, wire
from newsroom.worker.language import guess_language
from newsroom.worker.process import IN_FLIGHT
from tests.newsroom.hostile_importers import ARTICLE, EVENT

DEFAULTS = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv", "fi", "en"))
HOSTILE = "tests.newsroom.hostile_importers"


def write(folder: Path, *orders: str) -> list[FileSource | Unread]:
    paths = [folder / f"{number}.txt" for number in range(len(orders))]
    for path, order in zip(paths, orders, strict=True):
        path.write_text(order)
    return [FileSource(path, folder, path.name) for path in paths]


async def read(sources: list[FileSource | Unread], seconds: float = 10.0) -> list[Result]:
    async with Worker(DEFAULTS, limits=Limits(seconds=seconds), processes=1, importers=HOSTILE) as worker:
        return [result async for result in worker.read_all(sources)]


def told(results: list[Result]) -> list[str]:
    return [result.reason if isinstance(result, Failed) else headline(result) for result in results]


def headline(result: Prepared) -> str:
    return result.draft.headline if isinstance(result.draft, ArticleDraft | EventDraft) else ""


async def test_gives_what_each_source_holds_in_order(tmp_path: Path) -> None:
    results = await read(write(tmp_path, "draft A\ndraft B", "problem\ndraft C", *[f"draft {n}" for n in range(100)]))
    assert told(results) == ["A", "B", "En post är trasig.", "C", *map(str, range(100))]
    assert [result.number for result in results] == [0, 0, 1, 1, *range(2, 102)]
    assert results[2] == Failed(number=1, source="1.txt", reason="En post är trasig.", item="Rubrik")


async def test_drafts_arrive_whole_and_clean(tmp_path: Path) -> None:
    (tmp_path / "c.gif").write_bytes(b"GIF89a")
    async with Worker(DEFAULTS, importers=HOSTILE, processes=1) as worker:
        article, event, contact, organisation = [one async for one in worker.read_all(write(tmp_path, "whole"))]
        assert isinstance(article, Prepared) and isinstance(article.draft, ArticleDraft)
        [inner, beside] = [image.content for image in article.draft.images]
        assert inner and inner.name == "b.gif" and inner.head.startswith(b"GIF89a")
        assert beside == FileSource(tmp_path / "c.gif", tmp_path, "c.gif")
        [attached] = [one.content for one in article.draft.attachments]
        assert attached and attached.head == b"%PDF-1.7"
        digest = hashlib.sha256(inner.head).hexdigest()
    assert article.draft.body_html == f'<p>Text <img src="/media/{digest}.gif" alt="Bild"></p>'
    bare = replace(article.draft, images=(), attachments=(), body_html="")
    assert bare == replace(ARTICLE, headline="Hel rubrik", body_html="")
    assert isinstance(event, Prepared) and event.draft == replace(EVENT, description_html="<h2>Program</h2>")
    assert isinstance(contact, Prepared) and isinstance(organisation, Prepared)


async def test_an_article_comes_with_its_text_and_stems(tmp_path: Path) -> None:
    [article, *_] = await read(write(tmp_path, "whole"))
    assert isinstance(article, Prepared)
    assert (article.importer, article.body_text) == ("obeying", "Text Bild")
    assert article.words["headline"].split() == ["hel_sv", "rubrik_sv"]
    assert article.words["tags"].split() == ["skol_sv", "vard_sv"]
    assert article.words["people"].split() == ["eva_sv", "ek_sv"]


async def test_guesses_the_language_where_the_source_is_silent(tmp_path: Path) -> None:
    [result] = await read(write(tmp_path, "silent Kouluterveys"))
    assert isinstance(result, Prepared) and isinstance(result.draft, ArticleDraft)
    assert (result.draft.language, result.draft.notes) == ("fi", ("The language was guessed: fi.",))


@pytest.mark.parametrize(
    ("sample", "language"),
    [
        ("Gymnasiemässan 2017", "sv"),
        ("Uusi koulu", "fi"),
        ("Kommunene overtar skolehelsetjenesten fra neste år, sier lederen.", "nb"),
        ("Kommunerne overtager sundhedsplejen fra næste år, siger formanden.", "da"),
        ("Les communes reprennent la santé scolaire l'année prochaine, selon le président.", "fr"),
        ("2017-03-07", None),
        ("t", None),
        ("a=1&b=2", None),
    ],
)
def test_prefers_the_languages_a_room_expects(sample: str, language: str | None) -> None:
    assert guess_language(sample, DEFAULTS.languages) == language


HOSTILE_ORDERS = [
    ("hang", "1.txt took longer than 0.5 seconds to read: divide it, or save it in a simpler form."),
    ("hog", "1.txt needs more than 256 MB of memory to read: divide it, or save it in a simpler form."),
    ("crash", "1.txt could not be read, the reading ended with code 3: save it in another form."),
    ("raise", "1.txt could not be read as obeying: KeyError, 'rubrik'."),
    ("refuse", "Filen är låst."),
    ("unknown", "1.txt is of no format that can be read: save it as HTML, Markdown or plain text."),
    ("print", "1.txt holds nothing that could be imported."),
    ("", "1.txt is empty."),
    ("large", "The text has 2 MB of HTML, and 2 MB is the most: divide it."),
]


@pytest.mark.parametrize(("order", "reason"), HOSTILE_ORDERS)
async def test_a_hostile_source_fails_alone(tmp_path: Path, order: str, reason: str) -> None:
    results = await read(write(tmp_path, "draft A", order, "draft B"), seconds=0.5 if order == "hang" else 10)
    assert told(results) == ["A", reason, "B"]


async def test_keeps_what_came_before_the_failure(tmp_path: Path) -> None:
    results = await read(write(tmp_path, "draft A\ndraft B\ncrash\ndraft C", "crash", "draft D"))
    assert told(results)[::2] == [
        "A",
        "0.txt could not be read, the reading ended with code 3: save it in another form.",
        "D",
    ]
    assert len(results) == 5


async def test_memory_that_earlier_sources_took_is_not_held_against_a_later_one(tmp_path: Path) -> None:
    results = await read(write(tmp_path, *[f"grow\ndraft {number}" for number in range(3)]))
    assert told(results) == ["0", "1", "2"]


async def test_says_what_could_not_be_fetched_in_its_turn(tmp_path: Path) -> None:
    missing = FileSource(tmp_path / "missing", tmp_path, "missing")
    results = await read([Unread("x", "x is missing."), *write(tmp_path, "draft A"), missing])
    assert told(results) == ["x is missing.", "A", "missing cannot be opened: No such file or directory."]


async def test_pulls_sources_as_it_goes(tmp_path: Path) -> None:
    pulled: list[int] = []

    def sources() -> Iterator[FileSource | Unread]:
        for number, source in enumerate(write(tmp_path, *["draft A"] * 400)):
            pulled.append(number)
            yield source

    async with Worker(DEFAULTS, importers=HOSTILE, processes=1) as worker:
        results = worker.read_all(sources())
        first = await anext(results)
        assert first.number == 0 < len(pulled) <= IN_FLIGHT
        assert [result.number async for result in results] == list(range(1, 400))


async def test_reads_again_after_a_reader_stopped_half_way(tmp_path: Path) -> None:
    async with Worker(DEFAULTS, importers=HOSTILE, processes=1) as worker:
        results = worker.read_all(write(tmp_path, "draft A\n" * 100_000, "draft C"))
        assert told([await anext(results)]) == ["A"]
        await results.aclose()
        assert told([result async for result in worker.read_all(write(tmp_path, "draft D"))]) == ["D"]


async def test_takes_no_file_from_elsewhere(tmp_path: Path) -> None:
    content = FileSource(Path("/etc/hostname"), Path("/etc"), "hostname")
    draft = ArticleDraft(
        headline="A", images=(ImageDraft(url="x", content=content),), attachments=(AttachmentDraft(url="y"),)
    )
    packed = wire.pack(draft, lambda source: Path("/etc") / source.name)
    with pytest.raises(ValueError, match="lies elsewhere"):
        wire.unpack(packed, (tmp_path,))


PARENT = """
import asyncio, sys
from pathlib import Path
from importers.draft import Defaults
from newsroom.fetch import FileSource
from newsroom.worker import Limits, Worker

async def main():
    path = Path(sys.argv[1])
    defaults = Defaults(zone="UTC", country="SE", languages=("sv",))
    limit, importers = float(sys.argv[2]), "tests.newsroom.hostile_importers"
    async with Worker(defaults, limits=Limits(seconds=limit), processes=1, importers=importers) as worker:
        async for _ in worker.read_all([FileSource(path, path.parent, "x")]):
            print(worker.process_ids[0], flush=True)

asyncio.run(main())
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a process that is not a child, as Linux can")
@pytest.mark.parametrize(("orders", "seconds"), [("draft A\nhang", "1"), ("draft A\n" * 100_000, "10")])
def test_the_process_ends_when_its_owner_is_killed(tmp_path: Path, orders: str, seconds: str) -> None:
    (tmp_path / "x").write_text(orders)
    with subprocess.Popen([sys.executable, "-c", PARENT, tmp_path / "x", seconds], stdout=subprocess.PIPE) as owner:
        assert owner.stdout
        process = os.pidfd_open(int(owner.stdout.readline()))
        owner.send_signal(signal.SIGKILL)
        ended, _, _ = select.select([process], [], [], 8)
        os.close(process)
    assert ended


async def test_two_processes_keep_the_order_of_the_sources(tmp_path: Path) -> None:
    orders = ["draft A\ndraft B", "hang", "draft C", "", "draft D", "draft E"]
    for number, order in enumerate(orders):
        (tmp_path / f"{number}.txt").write_text(order)
    sources = [FileSource(tmp_path / f"{number}.txt", tmp_path, f"{number}.txt") for number in range(len(orders))]
    async with Worker(DEFAULTS, limits=Limits(seconds=1), importers=HOSTILE, processes=2) as worker:
        found = [result async for result in worker.read_all(sources)]
    assert [result.number for result in found] == [0, 0, 1, 2, 3, 4, 5]
    assert [isinstance(result, Prepared) for result in found] == [True, True, False, True, False, True, True]


async def test_a_reader_that_is_called_off_ends_all_its_processes(tmp_path: Path) -> None:
    async with Worker(DEFAULTS, importers=HOSTILE, processes=2) as worker:
        reading = asyncio.ensure_future(anext(worker.read_all(write(tmp_path, "hang", "hang"))))
        while len(worker.process_ids) < 2:  # noqa: ASYNC110  (nothing tells of their start)
            await asyncio.sleep(0)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert worker.process_ids == []


class Bringing:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[FileSource] = []

    def note(self, source: FileSource, wanted: Wanted) -> None:
        self.asked.append(replace(source, path=self.folder / wanted.address, label=wanted.why))

    def bring(self) -> list[FileSource]:
        asked, self.asked = self.asked, []
        return asked


async def test_what_a_source_asks_for_is_read_after_the_others(tmp_path: Path) -> None:
    sources = write(tmp_path, "draft A\nwanted 2.txt\ndraft B", "draft C", "draft D\nwanted 3.txt", "draft E")

    async with Worker(DEFAULTS, importers=HOSTILE, processes=2) as worker:
        results = [one async for one in worker.read_all(sources[:2], Bringing(tmp_path))]
        assert [(one.number, *told([one])) for one in results] == [(0, "A"), (0, "B"), (1, "C"), (2, "D"), (3, "E")]
        assert told([one async for one in worker.read_all(sources[2:3])])[1].startswith("2.txt names 3.txt (mer), ")
