"""The command that looks an article over before readers do."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import rich_click as click
from click import get_current_context

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import marked, note, print_json, progress, result
from newsroom.cli.frame import Opened, in_room, json_option

if TYPE_CHECKING:
    from newsroom.desk.check import Finding
    from newsroom.model import Article

    Checked = list[tuple[Article, list[Finding]]]


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1, help=f"{ARTICLE_HELP} Without any, all not withdrawn.")
@json_option
@in_room
async def check(opened: Opened, articles: tuple[str, ...], as_json: bool) -> None:
    """Find what is wrong with articles before their readers do.

    Errors block publication, warnings do not; with errors it exits with 1.
    """
    checked = await _check(opened, articles)
    found = [one for _, findings in checked for one in findings]
    if as_json:
        print_json([_value(article, one) for article, findings in checked for one in findings])
    else:
        _tell(checked, opened)
    get_current_context().exit(1 if any(one.level == "error" for one in found) else 0)


async def _check(opened: Opened, names: tuple[str, ...]) -> "Checked":
    from newsroom.desk.check import check_article, choose_articles, read_register
    from newsroom.store import lookup

    read, checked = opened.database.read, []
    keys = await read(choose_articles, names, now=opened.now)
    register = await read(read_register)
    with progress("Checking", lambda: len(keys)) as bar:
        for done, key in enumerate(keys, 1):
            article = await read(lookup.get_article, key)
            findings = await read(check_article, article, opened.room, now=opened.now, register=register)
            checked.append((article, findings))
            bar.reach(done)
    return checked


def _tell(checked: "Checked", opened: Opened) -> None:
    from newsroom.model import status_at

    for article, findings in checked:
        if findings:
            result(f"{article.headline} ({article.slug}, {status_at(article.moments, opened.now)})")
        for one in findings:
            excerpt = f", “{one.excerpt}”" if one.excerpt else ""
            marked(one.level, f"{one.rule}: {one.where}{excerpt}")
            result(f"           {one.problem} {one.advice}")
    note(_sum([one for _, findings in checked for one in findings], len(checked)))


def _sum(found: "list[Finding]", articles: int) -> str:
    looked = "1 article" if articles == 1 else f"{articles} articles"
    if not found:
        return f"Nothing is wrong with {looked}." if articles else "There is no article to check."
    errors = sum(one.level == "error" for one in found)
    counts = [_counted(errors, "error"), _counted(len(found) - errors, "warning")]
    return f"{' and '.join(filter(None, counts))} in {looked}."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}" if count else ""


def _value(article: "Article", finding: "Finding") -> dict[str, Any]:
    return {"slug": article.slug, **asdict(finding)}
