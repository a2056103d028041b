"""How well article pages are read, beside trafilatura alone on the same pages.

    python benchmarks/pages.py [FOLDER...] [--expected FILE]

A FOLDER holds pages, each with a .json of the same name: `body` (the article's text), `absent`, and the facts
`headline`, `published`, `dated` (a day that no statement gives), `byline`, `canonical`; without any, the hard pages
of the tests are read. A FILE has a line of JSON for each page: `path`, relative to the file, and `expect` with `title`,
`published`, `must_contain`. Prints a line for each page: F1 of the words of its text, and the facts that are right.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import trafilatura

from importers import html
from importers.draft import ArticleDraft, Defaults, MemorySource, Refused
from importers.reading.fragment import plain_text

HARD = Path(__file__).parents[1] / "tests/importers/data/pages"
DEFAULTS = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv", "fi", "en"))
FACTS = ("headline", "published", "dated", "byline", "canonical")


@dataclass(frozen=True)
class Reading:
    """What somebody read of a page."""

    text: str
    headline: str | None = None
    at: str | None = None
    byline: str | None = None
    canonical: str | None = None

    def has(self, name: str, wanted: str) -> bool:
        """Tell whether a fact is right; of a moment the day counts, since trafilatura gives no more."""
        said = self.at if name in ("published", "dated") else getattr(self, name)
        return said is not None and (said[:10] == day_of(wanted) if said == self.at else said == wanted)


@dataclass(frozen=True)
class Comparison:
    """One page, read by us and by trafilatura: F1 of the text, and facts right of those asked."""

    name: str
    ours: float
    theirs: float
    our_facts: int
    their_facts: int
    asked: int


def compare(path: Path, expected: dict[str, Any]) -> Comparison:
    """Read a page both ways and hold each reading against what is expected."""
    content = path.read_bytes()
    readings = read_ours(content, path.name), read_theirs(content)
    wanted = {name: expected[name] for name in FACTS if name in expected}
    ours, theirs = (score(reading, expected) for reading in readings)
    ours_right, theirs_right = (sum(one.has(name, fact) for name, fact in wanted.items()) for one in readings)
    return Comparison(path.stem, ours, theirs, ours_right, theirs_right, len(wanted))


def read_ours(content: bytes, name: str) -> Reading:
    try:
        draft = next(html.read(MemorySource(content, name), DEFAULTS))
    except Refused:
        return Reading("")
    assert isinstance(draft, ArticleDraft)
    text = plain_text(draft.body_html)
    lead = "" if (draft.lead or "") in text else draft.lead
    at = draft.published_at.isoformat() if draft.published_at else None
    return Reading(f"{lead} {text}", draft.headline, at, draft.byline, draft.canonical_url)


def read_theirs(content: bytes) -> Reading:
    found = trafilatura.bare_extraction(content, include_comments=False, with_metadata=True)
    if found is None:
        return Reading("")
    assert not isinstance(found, dict)
    return Reading(found.text or "", found.title, found.date, found.author, found.url)


def score(reading: Reading, expected: dict[str, Any]) -> float:
    """Give F1 of the words, a headline on top being no fault; where only some words are known these are sought."""
    if "body" not in expected:
        wanted = expected.get("must_contain", [])
        return sum(words in reading.text for words in wanted) / len(wanted) if wanted else 1.0
    wanted = count(" ".join(expected["body"]))
    found = count(reading.text)
    return max(f1(found, wanted), f1(found - count(expected["headline"]), wanted))


def count(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def f1(found: Counter[str], wanted: Counter[str]) -> float:
    return 2 * (found & wanted).total() / max(1, found.total() + wanted.total())


def day_of(moment: str) -> str:
    return (datetime if "T" in moment else date).fromisoformat(moment).isoformat()[:10]


def find_pages(folders: Iterable[Path], expected: Path | None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield pages with what is expected of them."""
    for folder in folders:
        for path in sorted(folder.glob("*.html")):
            yield path, json.loads(path.with_suffix(".json").read_text("utf-8"))
    for line in expected.read_text("utf-8").splitlines() if expected else ():
        case = json.loads(line)
        if expected and case.get("format") == "html":
            yield expected.parent / case["path"], case["expect"] | {"headline": case["expect"]["title"]}


def table(found: list[Comparison]) -> str:
    """Write a line for each page, and the sums."""
    lines = [f"{'page':20} text: ours theirs   facts: ours theirs asked"]
    lines += [
        f"{one.name[:20]:20} {one.ours:10.3f} {one.theirs:6.3f} {one.our_facts:13} {one.their_facts:6} {one.asked:5}"
        for one in found
    ]
    return "\n".join([*lines, f"{'sum':20} {sums(found)}"])


def sums(found: list[Comparison]) -> str:
    ours, theirs = sum(one.ours for one in found), sum(one.theirs for one in found)
    facts = [sum(getattr(one, name) for one in found) for name in ("our_facts", "their_facts", "asked")]
    return f"{ours:10.3f} {theirs:6.3f} {facts[0]:13} {facts[1]:6} {facts[2]:5}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--expected", type=Path)
    asked = options.parse_args()
    folders = asked.folders or ([] if asked.expected else [HARD])
    print(table([compare(*page) for page in find_pages(folders, asked.expected)]))


if __name__ == "__main__":
    main()
