from dataclasses import replace

import pytest

from newsroom.desk.check.leftovers import check_leftovers
from newsroom.markup import clean
from tests.desk.check.subjects import subject, told


@pytest.mark.parametrize(
    "line",
    [
        "Vi bygger en skola[AB1].",
        "Vi bygger en skola [ÅS12] och ett badhus.",
        "Kommenterad [AB1]: Stämmer siffran?",
        "Commented [JD3]: Is this right?",
        "Comment [JD3]: Is this right?",
        "Kommentoinut [MV2]: Pitääkö tämä paikkansa?",
        "Kommentti [MV2]: Pitääkö tämä paikkansa?",
        "Formaterat: Teckensnitt: Fet",
        "Formatted: Font: Bold",
        "Muotoiltu: Fontti: Lihavoitu",
        "Flyttade ned [1]: Vi bygger en skola.",
    ],
)
def test_a_comment_of_a_word_processor_is_an_error(line: str) -> None:
    assert [level for level, _ in told(check_leftovers, subject(line))] == ["error"]


@pytest.mark.parametrize(
    "line",
    [
        "Utsläppen [CO2] minskar [1], se [2] och [a].",
        "Beslutet [sic] togs. [SNABB] [PDF]",
        "Kommentar: vi avvaktar.",
        "Texten är formaterad: den är läsbar.",
        "Förslaget ändrades [SOU 2017:1].",
    ],
)
def test_brackets_of_other_kinds_are_left_alone(line: str) -> None:
    assert told(check_leftovers, subject(line)) == []


@pytest.mark.parametrize(
    ("html", "excerpts"),
    [
        ('<p>Vi <del cite="mailto:a" datetime="2017-03-07T16:20:00">köper</del><ins>säljer</ins>.</p>', ["köper"]),
        ("<p>Vi <ins class='msoIns'><b>säljer</b></ins>.</p>", [""]),
        ("<p>Vi <s>köper</s> säljer, <code>&lt;ins&gt;</code>.</p>", []),
    ],
)
def test_changes_that_nobody_accepted_are_seen_behind_the_gate(html: str, excerpts: list[str]) -> None:
    cleaned, one = clean(html), subject()
    kept = replace(one, content=replace(one.content, body_html=cleaned.html, body_text=cleaned.text))
    assert [excerpt for _, excerpt in told(check_leftovers, kept)] == excerpts
