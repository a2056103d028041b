"""Rule on tracked changes and comments: what a word processor wrote into the text for those who worked on it.

The gate keeps `<ins>` and `<del>`, so an article shows whether it came with changes that nobody has accepted;
what is struck out for readers is `<s>`, which Markdown's `~~` writes.
"""

import re
from collections.abc import Iterator

from newsroom.desk.check.finding import Finding, error
from newsroom.desk.check.subject import Subject
from newsroom.text import shorten

_CHANGES = re.compile(r"<(ins|del)\b[^>]*>([^<]*)")
_INITIALS = r"\[(?!CO2\]|[HNSP]O\d\])[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,3}\d{1,3}(?:R\d{1,2})?\]"
_COMMENT = re.compile(
    rf"(?:\b(?:Kommenterade?|Kommentar|Commented|Comment|Kommentoinut|Kommentti|Kommentoitu)\s*{_INITIALS}:?[^\n]{{0,60}})"
    r"|\[[A-ZÅÄÖ]{2,4}\d{1,3}(?:R\d{1,2})?\](?<!\[CO2\])(?<!\[[NSP]O\d\])"
)
_FORMATTED = re.compile(
    r"^[ \t]*(?:Formaterat|Formaterad|Formatted|Muotoiltu)\s?:\s?[^\n]{0,60}"
    r"|^[ \t]*(?:Flyttade? (?:upp|ned|ner)|Moved (?:up|down)|Siirretty (?:ylös|alas)) \[\d{1,3}\]:",
    re.MULTILINE,
)
_CUES = ("[", "ormatera", "ormatted", "uotoiltu")
_ADVICE = "Accept or reject the changes and remove the comments where it was written, or here with `newsroom edit`."


def check_leftovers(subject: Subject) -> Iterator[Finding]:
    """Find changes that nobody has accepted, and comments that nobody has removed."""
    body = subject.content.body_html
    if changes := _CHANGES.findall(body) if "<ins" in body or "<del" in body else None:
        what = {"ins": "inserted", "del": "deleted"}[changes[0][0]]
        problem = f"{len(changes)} tracked changes are in the text, the first one {what}: readers see both wordings."
        yield error("tracked-changes", "body", changes[0][1], problem, _ADVICE)
    if not any(map(subject.whole.__contains__, _CUES)):
        return
    for where, text in subject.passages:
        for words in _leftovers(text):
            problem = f"“{shorten(words, 40)}” is a word processor's comment, not a part of the text."
            yield error("tracked-changes", where, words, problem, _ADVICE)


def _leftovers(text: str) -> Iterator[str]:
    yield from (found[0] for found in _COMMENT.finditer(text))
    yield from (found[0].strip() for found in _FORMATTED.finditer(text))
