import pytest

from newsroom.desk.check.quotation import check_quotations
from tests.desk.check.subjects import subject, told


@pytest.mark.parametrize(
    "text",
    [
        "”Vi är glada, säger Anna.",
        "Vi är glada”, säger Anna.",
        "”Vi är glada”, säger Anna. ”Mycket glada.",
        '"Olemme iloisia, sanoo Anna.',
        "”Olemme iloisia, sanoo Anna.\n\n”Hyvä niin”, sanoo Bo.",
        "»Olemme iloisia, sanoo Anna.",
        "“We are glad, says Anna.",
        "We are glad,” says Anna.",
        "“We are glad,” says Anna. “And “so are you.”",
        "”Vi är glada.\n\nEn annan sak.\n\nEn tredje.\n\nEn fjärde.\n\nEn femte.\n\nEn sjätte.",
    ],
)
def test_a_mark_without_another_is_found(text: str) -> None:
    assert [level for level, _ in told(check_quotations, subject(text))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "”Vi är glada”, säger Anna.",
        "»Vi är glada», säger Anna.",
        "»Vi er glade«, siger Anna. Og «vi også», sier Bo.",
        "“We are glad,” says Anna, “very ‘glad’.”",
        "„Wir sind froh“, sagt Anna.",
        "– Vi är glada, säger Anna.",
        'En skärm på 27" och ett rör på 15" och 3".',
        "Läs mer »\nTill startsidan »",
        "« Tillbaka",
        "» Nej, sa hon.",
        "“We are glad.\n\n“We are very glad,” says Anna.",
        "”Vi är glada.\n\nMycket glada”, säger Anna.",
        "Hon's, barn’s and 'single' marks are not counted.",
        "Ingen citation alls.",
    ],
)
def test_marks_that_come_in_pairs_are_left_alone(text: str) -> None:
    assert told(check_quotations, subject(text)) == []


def test_the_excerpt_shows_the_place() -> None:
    [found] = check_quotations(subject("Anna är ordförande i kommunen. ”Vi är glada, säger hon."))
    assert (found.where, found.excerpt) == ("body", "ordförande i kommunen. ”Vi är glada, säger hon.")
