import pytest

from newsroom.desk.check.placeholders import check_placeholders
from tests.desk.check.subjects import subject, told


@pytest.mark.parametrize(
    "line",
    [
        "Lorem ipsum dolor sit amet, consectetur.",
        "Det kostar XX kronor.",
        "Den XX mars öppnar badhuset.",
        "Vi ses kl. XX.XX.",
        "Vi ses kl. XX. Välkommen!",
        "Säger Anna XX, kommundirektör.",
        "Ring 070-XXX XX XX.",
        "Under 20XX byggs en skola.",
        "xx procent fler än i fjol",
        "Tapahtuma on xx.xx.2017.",
        "Mer på www.xxx.se",
        "Skriv till xxx@kommun.se",
        "XXXX XXXX",
        "Price: TBD",
        "TODO: fråga Maja",
        "Place TBA",
        "– Vi är glada, säger [namn], [titel].",
        "[Infoga citat från kommundirektören]",
        "[lisää kuva]",
        "[lisää sitaatti tähän]",
        "[Insert quote here]",
        "[name] says",
        "Bilden visar [caption].",
        "[XX]",
        "Insert photo here",
        "Infoga bild här.",
        "Lisää kuva tähän.",
        "Rubrik här",
        "Skriv din rubrik här",
        "Text kommer här.",
        "Otsikko tähän",
        "Headline here",
        "Your text here",
        "Klicka eller tryck här för att ange text.",
        "Click or tap here to enter text.",
        "Kirjoita tekstiä napsauttamalla tai napauttamalla tätä.",
        "Förnamn Efternamn, kommunikatör",
        "Etunimi Sukunimi, viestijä",
        "Firstname Lastname, communications",
        "Hej {{namn}}!",
        "Bästa <<namn>>!",
    ],
)
def test_what_was_to_be_replaced_is_an_error(line: str) -> None:
    assert [level for level, _ in told(check_placeholders, subject(f"Hej.\n\n{line}"))] == ["error"]


@pytest.mark.parametrize(
    "line",
    [
        "Storlek XXL och XXXL.",
        "Kapitel XX handlar om vatten.",
        "XX: Avslutning",
        "XX. Avslutning",
        "Super Bowl XX spelades.",
        "På XX-talet och XX-luvulla.",
        "XIX–XX seklen, och XX och XXI.",
        "XX-kromosomer och XY/XX",
        "Kung Karl XVI Gustaf och Johannes XXIII.",
        "https://exempel.se/xx/sida och exempel.se/xx",
        "The xx are a band.",
        "TJ Maxx, Exxon, Foxx",
        "[sic] [...] […] [1] [kommunen] [vår kursivering]",
        "“The [council] will decide”",
        "WordPress skriver [caption]Bilden[/caption] om en bildtext.",
        "Kortkoden [caption] blir en bildtext.",
        "The shortcode [caption] becomes a line below the picture.",
        "Läs mer här.",
        "Fyll i enkäten här.",
        "Anmäl dig här",
        "You can insert your card here.",
        "Todo el mundo and a to-do list",
        "Lisää aiheesta verkkosivuilla.",
        "Lisää tietoa täällä.",
        "förnamn.efternamn@kommun.se",
        "Hela texten finns att läsa på bloggen, och mer här.",
        "a < b << c",
    ],
)
def test_words_that_mean_something_are_left_alone(line: str) -> None:
    assert told(check_placeholders, subject(f"Hej.\n\n{line}")) == []


def test_placeholders_side_by_side_are_one_finding_with_the_words_around_them() -> None:
    [found] = check_placeholders(subject("Invigningen är den 3 maj kl. XX.XX i Provholm."))
    assert (found.where, found.excerpt) == ("body", "är den 3 maj kl. XX.XX i Provholm.")


def test_the_headline_and_captions_are_read_too() -> None:
    assert [found.where for found in check_placeholders(subject(headline="Rubrik här"))] == ["headline"]
