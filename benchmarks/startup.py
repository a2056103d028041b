"""What `newsroom --help` takes, beside a rich-click program with as many empty commands: at most 1.5 times.

Both run in turns, so that what else the machine does falls on both.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import rich_click as click

from newsroom.cli.main import newsroom

ROUNDS = 41
MOST = 1.5


def main() -> int:
    names = list(commands(newsroom))
    with tempfile.TemporaryDirectory() as folder:
        peer = Path(folder, "peer.py")
        peer.write_text(program(names))
        ours, theirs = timed([sys.executable, "-m", "newsroom", "--help"], [sys.executable, str(peer), "--help"])
    ratio = ours / theirs
    print(
        f"newsroom --help {ours * 1000:.0f} ms, {len(names)} empty commands {theirs * 1000:.0f} ms, ratio {ratio:.2f}"
    )
    return int(ratio > MOST)


def commands(group: click.Group) -> Iterator[str]:
    for name, command in group.commands.items():
        yield name
        if isinstance(command, click.Group):
            yield from (f"{name}-{below}" for below in commands(command))


def program(names: list[str]) -> str:
    """Write a program that has these commands and nothing else."""
    head = "import rich_click as click\n\n\n@click.group()\ndef program():\n    '''A program.'''\n"
    empty = "\n\n@program.command({name!r})\ndef command_{number}():\n    '''Do nothing.'''\n"
    return head + "".join(empty.format(name=name, number=n) for n, name in enumerate(names)) + "\n\nprogram()\n"


def timed(*programs: list[str]) -> list[float]:
    """Give the median time of each."""
    taken: list[list[float]] = [[] for _ in programs]
    for _ in range(ROUNDS):
        for times, program in zip(taken, programs, strict=True):
            began = time.perf_counter()
            subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - began)
    return [statistics.median(times) for times in taken]


if __name__ == "__main__":
    sys.exit(main())
