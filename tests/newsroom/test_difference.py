"""What became of a text: nothing is lost of the old one, nothing of the new one, and a person can read it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.difference import Run, difference, shortened

TEXTS = st.text("ab .,\n", max_size=200) | st.text(max_size=80)


def written(runs: tuple[Run, ...]) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in runs)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_what_is_gone_and_the_same_was_the_old_text_and_the_rest_is_the_new(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new
    assert all(run.text for run in runs)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert difference(text, text) == ((Run("same", text),) if text else ())


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Det blir 3,5 mil.", "Det blir 4,5 mil.", "Det blir [-3,5-]{+4,5+} mil."),
        ("En stor röd hund sprang.", "En hund sprang.", "En [-stor röd -]hund sprang."),
        ("Onsdag den 8 mars", "Torsdag den 9 mars", "[-Onsdag-]{+Torsdag+} den [-8-]{+9+} mars"),
        ("Sade Maja Fors.", "Sade Olle Berg.", "Sade [-Maja Fors-]{+Olle Berg+}."),
        ("Ett.\nTvå.\n", "Ett.\nMitt emellan.\nTvå.\n", "Ett.\n{+Mitt emellan.\n+}Två.\n"),
        ("Rakennus valmistuu 2026.", "", "[-Rakennus valmistuu 2026.-]"),
    ],
)
def test_a_change_is_told_word_by_word(old: str, new: str, shown: str) -> None:
    assert written(difference(old, new)) == shown


def test_what_stayed_is_cut_to_the_words_around_a_change() -> None:
    words = [f"ord{number}" for number in range(100)]
    runs = difference(" ".join(words), " ".join([*words[:50], "nytt", *words[51:99], "slut"]))
    shown = written(shortened(runs, words=2))
    assert shown == "… ord48 ord49 [-ord50-]{+nytt+} ord51 ord52 … ord97 ord98 [-ord99-]{+slut+}"
    assert shortened(difference("ett två", "ett tre")) == difference("ett två", "ett tre")


@pytest.mark.parametrize("vocabulary", [2, 5000])
def test_a_hundred_thousand_words_are_compared_while_a_reader_waits(vocabulary: int) -> None:
    words = [f"w{number * number // 7 % vocabulary}" for number in range(100_000)]
    old = "\n".join(" ".join(words[at : at + 80]) for at in range(0, len(words), 80))
    runs = difference(old, old.replace("w1 ", "x1 ", 500) + "\nSlut")
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert runs[-1].text.endswith("Slut")
