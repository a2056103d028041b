"""The command that looks at the room as a stranger who has reason to be curious."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import rich_click as click
from click import get_current_context

from newsroom.cli.console import Bar, note, print_json, progress, result
from newsroom.cli.frame import Opened, called, in_room, json_option

if TYPE_CHECKING:
    from newsroom.leakcheck.check import Report
    from newsroom.leakcheck.round import Finding

MOST_LINES = 200
"""How many leaks are told: where there are more, one mistake is behind most of them."""


@click.command()
@click.option("--url", metavar="ADDRESS", help="Ask the server there, not the program itself.")
@json_option
@in_room
async def leakcheck(opened: Opened, url: str | None, as_json: bool) -> None:
    """Look as a stranger for any trace of what is not public."""
    from newsroom.leakcheck.check import check_app, check_server

    settings, clock = called().settings(), called().clock
    checking = check_server(settings, url, clock, _walking) if url else check_app(settings, clock, _walking)
    report = await checking
    if as_json:
        print_json(_value(report))
    else:
        _tell(report)
    get_current_context().exit(1 if report.findings else 0)


def _walking(total: int) -> AbstractContextManager[Bar]:
    return progress("Looking", lambda: total)


def _tell(report: "Report") -> None:
    for finding in report.findings[:MOST_LINES]:
        result(finding.line)
    if (more := len(report.findings) - MOST_LINES) > 0:
        result(f"… and {more} more: --json tells them all.")
    for remark in report.remarks:
        note(remark)
    result(_sum(report), ink="red" if report.findings else "green")


def _sum(report: "Report") -> str:
    found = len(report.findings)
    verdict = f"{found} {'leak' if found == 1 else 'leaks'} found" if found else "Nothing leaks"
    return (
        f"{verdict}: {report.requests} requests, {report.canaries} hidden things,"
        f" {report.thorough} of them tried in every way, {report.traceless} without words of their own."
    )


def _value(report: "Report") -> dict[str, Any]:
    counts = {name: getattr(report, name) for name in ("requests", "canaries", "thorough", "traceless", "remarks")}
    return {"leaks": list(map(_finding_value, report.findings)), **counts}


def _finding_value(finding: "Finding") -> dict[str, Any]:
    canary, request = finding.canary, finding.probe.request
    named = {"type": canary.type, "name": canary.name, "why": canary.why} if canary else None
    asked = {"method": request.method, "path": request.path, "headers": dict(request.headers)}
    return {"canary": named, "request": asked, "seen": finding.seen}
