"""The floors of the house: every import of every module is held against this table."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A file imports only from floors below its own, or from its own sub-package.
FLOORS = {
    "newsroom.__main__": 7,
    "newsroom.cli": 6,
    "newsroom.leakcheck": 5.5,
    "newsroom.app": 5,
    "newsroom.rounds": 4.5,
    "newsroom.cache": 4.5,
    "newsroom.protocol": 4.5,
    "newsroom.eras": 4,
    "newsroom.desk": 4,
    "newsroom.web": 4,
    "newsroom.store": 3,
    "newsroom.changes": 3,
    "newsroom.former_feeds": 3,
    "newsroom.syndication": 3,
    "newsroom.worker": 3,
    "newsroom.settings": 2.5,
    "newsroom.media": 2.5,
    "newsroom.addresses": 2.5,
    "newsroom.old_addresses": 2.75,
    "newsroom.gallery": 2.25,
    "newsroom.model": 2,
    "newsroom.kit": 2,
    "newsroom.room": 2,
    "newsroom.setting_checks": 2,
    "newsroom.languages": 2,
    "newsroom.fetch": 2,
    "newsroom.migrations": 2,
    "newsroom.original": 1,
    "newsroom.schema": 1,
    "newsroom.database": 1,
    "newsroom.markup": 1,
    "newsroom.errors": 0.5,
    "newsroom.excerpts": 0.75,
    "newsroom.text": 0.5,
    "newsroom.lines": 0.5,
    "newsroom.contrast": 0.5,
    "newsroom.finnish": 0.25,
    "newsroom.difference": 0.5,
    "newsroom": 0,
    "feeds": 0,
    "importers": 0,
}
# The steps of a migration are SQL, and database.py reads from schema.py which step it knows.
SAME_FLOOR = {("newsroom.database", "newsroom.schema")}
OUTSIDE = {"socket", "asyncio", "sqlite3", "sqlalchemy", "aiosqlite", "httpx", "urllib.request", "http.client"}
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("newsroom", "feeds", "importers")
    for path in sorted((ROOT / package).rglob("*.py"))
}


def imports_of(name: str) -> Iterator[str]:
    """Name every module that a file imports, wherever the import stands."""
    path = MODULES[name]
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" if f"{base}.{alias.name}" in MODULES else base for alias in node.names)


def part_of(name: str) -> str:
    """Give the longest name of the table that a module belongs to."""
    return next(prefix for prefix in _prefixes(name) if prefix in FLOORS)


def _prefixes(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


def ours(name: str) -> bool:
    return name.partition(".")[0] in ("newsroom", "feeds", "importers")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_below(name: str) -> None:
    here = part_of(name)
    assert here != "newsroom" or name == "newsroom", f"{name} has no floor: put it into the table"
    for imported in filter(ours, imports_of(name)):
        there = part_of(imported)
        below = FLOORS[there] < FLOORS[here] or there == here or (here, there) in SAME_FLOOR
        assert below, f"{name} (floor {FLOORS[here]}) imports {imported} (floor {FLOORS[there]})"


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] in ("feeds", "importers")])
def test_formats_know_nothing_of_the_room_and_open_nothing(name: str) -> None:
    package = name.partition(".")[0]
    foreign = {"newsroom", "feeds", "importers"} - {package}
    for imported in imports_of(name):
        assert imported.partition(".")[0] not in foreign
        assert not OUTSIDE & set(_prefixes(imported)), f"{name} imports {imported}"


@pytest.mark.parametrize("face", ["newsroom.web", "newsroom.notify", "newsroom.app"])
def test_the_public_face_cannot_edit(face: str) -> None:
    modules = [name for name in MODULES if name == face or name.startswith(f"{face}.")]
    assert not {part_of(one) for name in modules for one in imports_of(name) if ours(one)} & {"newsroom.desk"}


def test_there_is_no_circle() -> None:
    graph = {name: {one for one in imports_of(name) if one in MODULES and one != name} for name in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


def test_every_floor_is_somebodys() -> None:
    assert {part_of(name) for name in MODULES} | {"newsroom"} >= set(FLOORS)
