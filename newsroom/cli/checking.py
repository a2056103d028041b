"""The command that looks articles, the press kit and portraits over before readers do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import rich_click as click
from click import get_current_context

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import marked, note, print_json, progress, result
from newsroom.cli.frame import Opened, in_room, json_option

if TYPE_CHECKING:
    from newsroom.desk.check import Checked, Finding

KINDS = {"article": "article", "file": "press kit picture", "contact": "portrait"}


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1, help=f"{ARTICLE_HELP} Without any, all not withdrawn.")
@json_option
@in_room
async def check(opened: Opened, articles: tuple[str, ...], as_json: bool) -> None:
    """Find what is wrong before readers do.

    Without names the press kit and the portraits are looked over, too. Errors block publication, warnings
    do not; with errors it exits with 1.
    """
    checked = await _check(opened, articles)
    found = [finding for one in checked for finding in one.findings]
    if as_json:
        print_json([_value(one, finding) for one in checked for finding in one.findings])
    else:
        _tell(checked)
    get_current_context().exit(1 if any(one.level == "error" for one in found) else 0)


async def _check(opened: Opened, names: tuple[str, ...]) -> "list[Checked]":
    from newsroom.desk.check import Checked, check_article, check_beside, choose_articles, read_register
    from newsroom.store import lookup

    read, checked = opened.database.read, []
    keys = await read(choose_articles, names, now=opened.now)
    register = await read(read_register)
    with progress("Checking", lambda: len(keys)) as bar:
        for done, key in enumerate(keys, 1):
            article = await read(lookup.get_article, key)
            findings = await read(check_article, article, opened.room, now=opened.now, register=register)
            checked.append(Checked.of_article(article, findings, opened.now))
            bar.reach(done)
    return checked if names else [*checked, *await read(check_beside)]


def _tell(checked: "list[Checked]") -> None:
    for one in checked:
        if one.findings:
            result(f"{one.name} ({one.slug}, {one.status})")
        for finding in one.findings:
            excerpt = f", “{finding.excerpt}”" if finding.excerpt else ""
            marked(finding.level, f"{finding.rule}: {finding.where}{excerpt}")
            result(f"           {finding.problem} {finding.advice}")
    note(_sum(checked))


def _sum(checked: "list[Checked]") -> str:
    if not checked:
        return "There is no article to check."
    kinds = Counter[str](one.kind for one in checked)
    looked = _joined(_counted(kinds[kind], what) for kind, what in KINDS.items())
    found = [finding for one in checked for finding in one.findings]
    if not found:
        return f"Nothing is wrong with {looked}."
    errors = sum(one.level == "error" for one in found)
    return f"{_joined([_counted(errors, 'error'), _counted(len(found) - errors, 'warning')])} in {looked}."


def _joined(counts: Iterable[str]) -> str:
    *most, last = filter(None, counts)
    return f"{', '.join(most)} and {last}" if most else last


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}" if count else ""


def _value(checked: "Checked", finding: "Finding") -> dict[str, Any]:
    return {"kind": checked.kind, "slug": checked.slug, **asdict(finding)}
