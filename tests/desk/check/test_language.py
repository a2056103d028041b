import pytest

from newsroom.desk.check.language import check_language
from tests.desk.check.subjects import subject, told

SWEDISH = "Kommunen bygger en ny skola vid sjön, och barnen har själva fått rita hur skolgården ska se ut. " * 6
FINNISH = "Kunta rakentaa järven rannalle uuden koulun, ja lapset ovat saaneet itse piirtää koulun pihan. " * 6
ENGLISH = "The town builds a new school by the lake, and the children themselves have drawn the school yard. " * 6

# What is said in them is a line of names, which are of another language.
NAMES_ENGLISH = "Open Air Festival: Metallica, Iron Maiden, Foo Fighters, The Cure, Red Hot Chili Peppers, Queen. " * 5
NAMES_SWEDISH = "Board of directors: Anna Lindström, Erik Öberg, Kristina Virtanen, Pär Åkesson, Göran Sjöström. " * 3


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        (SWEDISH, "fi", "Svenska"),
        (FINNISH, "sv", "Suomi"),
        (ENGLISH, "sv", "English"),
        (ENGLISH, "fi", "English"),
        (SWEDISH, "en", "Svenska"),
        (ENGLISH[:165], "sv", "English"),
        (FINNISH[:98], "sv", "Suomi"),
        (SWEDISH[:96], "fi", "Svenska"),
    ],
)
def test_a_text_in_another_language_than_declared_is_a_warning(text: str, language: str, said: str) -> None:
    [found] = check_language(subject(text, language))
    assert (found.level, f"reads as {said}" in found.problem) == ("warning", True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SWEDISH, "sv"),
        (FINNISH, "fi"),
        (ENGLISH, "en"),
        ("Hello, this is short.", "sv"),
        (NAMES_ENGLISH, "sv"),
        (NAMES_SWEDISH, "en"),
        (SWEDISH[:96] + ENGLISH[:100], "sv"),
        ("Det er mye som skal skje i byen vår til sommeren, og alle er velkomne til å være med på det.", "da"),
        ("Lea go dus jearaldat mii guoská gielaide dahje mánáidgárdái ja oahpahussii min gielddas dán jagi?", "sma"),
        (SWEDISH + ENGLISH, "sv"),
        ("123 456 789 " * 60, "sv"),
    ],
)
def test_a_text_that_is_what_it_says_or_tells_little_is_left_alone(text: str, language: str) -> None:
    assert told(check_language, subject(text, language)) == []
