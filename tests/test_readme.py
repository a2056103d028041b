"""The manual's tables say what the program says; `python -m tests.test_readme` writes them anew."""

import re
from collections.abc import Callable, Iterator
from inspect import getdoc
from pathlib import Path
from types import ModuleType

import pytest
import rich_click as click

from feeds import calendar, vcard
from feeds.formats import FEED_FORMATS
from importers.draft import Defaults, MemorySource
from importers.formats import IMPORTERS, find_importer
from newsroom.cli.main import newsroom
from newsroom.desk.check import RULES
from newsroom.settings import SETTINGS, toml_value

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
Rows = list[tuple[str, ...]]
UNTOLD = "?"


def commands() -> Rows:
    rows = [(f"`{path}`", command.get_short_help_str(200)) for path, command in _leaves("", newsroom)]
    return [("command", "what it does"), *rows]


def _leaves(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    for name, one in command.commands.items() if isinstance(command, click.Group) else ():
        yield from _leaves(f"{path} {name}".strip(), one)
    if not isinstance(command, click.Group):
        yield path, command


def settings() -> Rows:
    rows = [(f"`{s.name}`", f"`{s.variable}`", s.type, f"`{toml_value(s.default)}`", s.explanation) for s in SETTINGS]
    return [("in newsroom.toml", "in the environment", "takes", "default", "what for"), *rows]


def importers() -> Rows:
    """Give what modules say of themselves; what is lost is told by hand, and kept as the manual has it."""
    lost = dict(re.findall(r"^\| (`\w+`) \|.*\| (.+) \|$", _inside("importers"), re.MULTILINE))
    names = {f"`{getattr(module, '__name__', '').rpartition('.')[2]}`": module for module in IMPORTERS}
    rows = [(name, _recognised(module), _first_line(module), lost.get(name, UNTOLD)) for name, module in names.items()]
    return [("importer", "recognised when", "what it reads", "what is lost"), *rows]


def _recognised(module: object) -> str:
    said = (getdoc(module.recognises) or "").partition("\n")[0]  # type: ignore[attr-defined]
    return said.removeprefix("Tell whether ").rstrip(".")


def feeds() -> Rows:
    lists = [(f"`.{suffix}`", "every article list", module) for suffix, module in FEED_FORMATS.items()]
    cards = [("`.ics`", "events, one or all", calendar), ("`.vcf`", "contacts, one or all", vcard)]
    rows = [(suffix, what, f"`{module.MEDIA_TYPE}`", _first_line(module)) for suffix, what, module in lists + cards]
    return [("suffix", "of", "media type", "what it is"), *rows]


def rules() -> Rows:
    return [("rule", "what it finds"), *((f"`{name}`", finds) for name, finds in RULES.items())]


def _first_line(module: object) -> str:
    assert isinstance(module, ModuleType)
    return (getdoc(module) or "").partition("\n")[0]


def _inside(name: str) -> str:
    return README.read_text("utf-8").partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]


TABLES: dict[str, Callable[[], Rows]] = {
    "commands": commands,
    "settings": settings,
    "importers": importers,
    "feeds": feeds,
    "rules": rules,
}


def written(rows: Rows) -> str:
    head, *body = (f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows)
    return "\n".join([head, f"|{' --- |' * len(rows[0])}", *body])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_manual_is_what_the_program_says(name: str) -> None:
    assert _inside(name).strip() == written(TABLES[name]())


def test_the_manual_says_of_every_importer_what_is_lost() -> None:
    assert UNTOLD not in _inside("importers")


def test_the_importer_that_the_manual_writes_works_as_it_stands_there() -> None:
    code, sample = re.findall(r"```(?:python|text)\n(.*?)```", _inside("write-an-importer"), re.DOTALL)[:2]
    module = ModuleType("importers.pressfax")
    exec(compile(code, "pressfax.py", "exec"), module.__dict__)  # noqa: S102
    source = MemorySource(sample.encode(), name="bron.fax")
    [draft] = module.read(source, Defaults(zone="Europe/Stockholm", country="SE", languages=("sv",)))
    assert module.recognises(source)
    assert find_importer(MemorySource(b"Something else.")) is not module
    assert (draft.headline, draft.published_at.isoformat()) == ("Bron öppnar", "2026-03-02T09:00:00+01:00")
    assert draft.body_html == "<p>Den nya bron öppnar i mars.</p>"
    assert [(one.name, one.phones) for one in draft.contacts] == [("Maja Ek", ("+46846500401",))]


def test_every_picture_and_file_that_the_manual_names_is_there() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("command", ["make run", "make test", "make torture", "make bench"])
def test_the_makefile_has_the_manuals_commands(command: str) -> None:
    assert command in README.read_text("utf-8")
    assert f"\n{command.removeprefix('make ')}:" in (ROOT / "Makefile").read_text("utf-8")


if __name__ == "__main__":
    text = README.read_text("utf-8")
    for table, rows in TABLES.items():
        marks = f"<!-- {table} -->", f"<!-- /{table} -->"
        before, _, rest = text.partition(marks[0])
        text = f"{before}{marks[0]}\n{written(rows())}\n{marks[1]}{rest.partition(marks[1])[2]}"
    README.write_text(text, "utf-8")
