import json
from html import escape
from urllib.parse import quote

import pytest

from newsroom.leakcheck.traces import Index, number, plain, sequences

SENTENCE = "Dammen vid Kvarnfallet återuppbyggs sten för sten efter gamla ritningar."


def shown(answer: str, text: str = SENTENCE, phone: str = "+46855512345") -> bool:
    index = Index()
    index.add(0, sequences(text), [number(phone) or ""])
    return any(index.find(plain(answer)))


@pytest.mark.parametrize(
    "answer",
    [
        f"<p>{escape(SENTENCE)}</p>",
        f"<p>{SENTENCE.replace('sten för', '<b>sten</b> för')}</p>",
        f"<summary>{escape('<p>' + SENTENCE.replace('å', '&aring;') + '</p>')}</summary>",
        json.dumps({"lead": SENTENCE}),
        json.dumps({"content_html": f"<p>{SENTENCE}</p>"}, ensure_ascii=False),
        f"DESCRIPTION:{SENTENCE[:31]}\r\n {SENTENCE[31:]}\r\n",
        f'<a href="/search?q={quote(SENTENCE)}">',
        f'<meta content="{SENTENCE.upper()}">',
        "Dammen vid <mark>Kvarnfallet</mark> återuppbyggs sten …",
        '<a href="tel:+46-8-555-123-45">08-555 123 45</a>',
        "TEL;VALUE=uri:tel:+46855512345",
        "Ring (08) 555 12 345",
    ],
)
def test_a_text_is_recognised_however_it_is_written(answer: str) -> None:
    assert shown(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Dammen byggs, sten för sten.",
        "<li>Dammen vid</li><li>Kvarnfallet</li><li>återuppbyggs sten för</li>",
        "2026-03-02 12:00, 55 512 346 00 kronor",
    ],
)
def test_what_only_resembles_it_is_not(answer: str) -> None:
    assert not shown(answer)


@pytest.mark.parametrize(
    "answer", ["<li>Vatten</li><li>Skola</li>", '["Vatten", "Skola"]', "<option>Vatten</option> <option>Skola"]
)
def test_two_topics_beside_each_other_are_no_headline(answer: str) -> None:
    assert not shown(answer, "Vatten, skola")
    assert shown("Vatten, skola", "Vatten, skola")


@pytest.mark.parametrize("text", ["2 mars 2026", "den 1 i 2", "Nya", "2 september 2026", "12345678", ""])
def test_dates_and_small_words_are_no_traces(text: str) -> None:
    assert list(sequences(text)) == []


def test_what_the_public_may_read_is_no_trace() -> None:
    index = Index()
    index.add(0, sequences("Maja Sjöstrand berättar"))
    index.forget("<p>Maja Sjöstrand berättar om bron.</p>")
    assert index.owners == set()
