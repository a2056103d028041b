"""Every sample through `newsroom import --dry-run --json`, scored field by field against what is expected of it."""

import json
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from tests.cli.conftest import giving
from tests.importers.scoring import Value, find, score

DEMANDED = 0.95
OWN = Path(__file__).parent / "data" / "scores"

Scores = dict[str, list[float]]


def read(folder: Path) -> list[Value]:
    """Import a folder outside of any room, without writing."""
    answer = giving(folder / "nowhere")("import", "--dry-run", "--json", str(folder))
    assert answer.exit_code == 0, answer.stderr
    items: list[Value] = json.loads(answer.stdout)["items"]
    return items


def scores_of(folder: Path, expected: Path) -> Scores:
    """Give what each field that is asked for is worth, by format."""
    by_file = defaultdict[str, list[Value]](list)
    for item in read(folder):
        by_file[item["source"]].append(item)
    scores = defaultdict[str, list[float]](list)
    for case in map(json.loads, expected.read_text("utf-8").splitlines()):
        found = find(case, by_file[str(folder / case["path"])])
        scores[case["format"]] += score(case, found).values()
    return scores


def tell(scores: Scores) -> None:
    print(f"\n{'format':12} {'right':>7} {'asked':>5}")
    for name, worth in sorted(scores.items()):
        print(f"{name:12} {sum(worth):7.2f} {len(worth):5}")
    every = [one for worth in scores.values() for one in worth]
    print(f"{'all':12} {sum(every):7.2f} {len(every):5}  {mean(every):.3f}")


@pytest.mark.parametrize(
    ("folder", "expected"), [("corpora", "corpora/expected.jsonl"), ("seeds", "seeds/expectations.jsonl")]
)
def test_what_is_expected_of_the_samples_is_read(shared: Path, folder: str, expected: str) -> None:
    scores = scores_of(shared / folder, shared / expected)
    tell(scores)
    assert mean(one for worth in scores.values() for one in worth) >= DEMANDED


def test_what_is_expected_of_our_own_look_alikes_is_read() -> None:
    scores = scores_of(OWN, OWN / "expected.jsonl")
    assert {name: mean(worth) for name, worth in scores.items()} == dict.fromkeys(scores, 1.0)


def test_every_sample_is_read_or_refused_with_a_sentence(shared: Path) -> None:
    items = read(shared / "corpora")
    reasons = [one["reason"] for one in items if one["outcome"] == "refused"]
    assert [one for one in reasons if not one.endswith(".") or "could not be read as" in one] == []
    files = {str(one) for one in (shared / "corpora").rglob("*") if one.is_file()}
    assert files - {one["source"] for one in items} == set()
