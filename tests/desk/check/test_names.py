from dataclasses import replace

import pytest

from newsroom.desk.check.names import Register, check_names
from newsroom.desk.check.slips import is_same
from newsroom.model import ContactContent
from tests.desk.check.subjects import subject

PEOPLE = (
    "Maja Sjöstrand",
    "Anna Svensson",
    "Minna Virtanen",
    "Henrik Lönnqvist",
    "Carl von Essen",
    "Pekka Lahti",
    "Anders Karlsson",
    "Anna-Karin Öberg",
    "Kristina Wikström",
    "Minna Karhunen",
    "Tiina Mäki",
    "Ann Hill",
    "Zoë O’Brien",
)
REGISTER = Register.of(PEOPLE)


def found_in(line: str, register: Register = REGISTER) -> list[str]:
    return [found.excerpt for found in check_names(subject(line), register)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("– Det är bra, säger Maja Sjostrand, presschef.", "Maja Sjöstrand"),
        ("– Det är bra, säger Maja Sjöstrandh.", "Maja Sjöstrand"),
        ("Kommundirektör Maya Sjöstrand ler.", "Maja Sjöstrand"),
        ("Kontakta Maja Sjösrtand.", "Maja Sjöstrand"),
        ("Kontakta Maja Sjöstand.", "Maja Sjöstrand"),
        ("Maja Sjostrands bok är här.", "Maja Sjöstrand"),
        ("MAJA SJOSTRAND", "Maja Sjöstrand"),
        ("Anna Svenson vann.", "Anna Svensson"),
        ("Mina Virtanen voitti.", "Minna Virtanen"),
        ("Voittaja on Henrik Lönqvist.", "Henrik Lönnqvist"),
        ("Hendrik Lönnqvist voitti.", "Henrik Lönnqvist"),
        ("Henrik Lönnkvist voitti.", "Henrik Lönnqvist"),
        ("Carl von Esen", "Carl von Essen"),
        ("Pekka Lathi voitti.", "Pekka Lahti"),
        ("Anna-Karin Oberg", "Anna-Karin Öberg"),
        ("Kristina Vikström", "Kristina Wikström"),
        ("Christina Wikström", "Kristina Wikström"),
        ("Minna Karhonen voitti.", "Minna Karhunen"),
        ("Minna Karhosen mukaan on kesä.", "Minna Karhunen"),
        ("Zoe O’Brien says so.", "Zoë O’Brien"),
    ],
)
def test_a_slip_is_found_with_the_name_it_misses(line: str, name: str) -> None:
    [found] = check_names(subject(line), REGISTER)
    assert (found.level, f"Write “{name}”" in found.advice) == ("warning", True)


@pytest.mark.parametrize(
    "line",
    [
        "Maja Sjöstrand, Maja Sjöstrands och MAJA SJÖSTRAND",
        "Maja Sjöstrandin ja Maja Sjöstrandille",
        "Anna Svenssons bok, Anna Svensson's book, Anna Svensson’s, Anna Svensson:n",
        "Minna Virtasen, Minna Virtaselle, Minna Virtasta, Minna Virtaseen",
        "Minna Karhusen ja Minna Karhuselta",
        "Pekka Lahden, Pekka Lahdelle ja Pekka Lahtea",
        "Tiina Mäen, Tiina Mäelle, Tiina Mäkeä ja Tiina Mäessä",
        "Henrik Lönnqvistin, Henrik Lönnqvistiltä ja Henrik Lönnqvists",
        "Carl von Essens brev",
        "Zoë O’Brien’s view",
        "Anders Larsson och Anders Carlberg",
        "Hanna Svensson och Anna Svantesson",
        "Anne Svensson, Anna Stensson, Anna Jonsson",
        "Anni Virtanen ja Minna Virta",
        "maja sjostrand@norrsjo.example är en adress",
        "Maja. Sjostrand är en annan mening.",
        "Maja\nSjostrand",
        "Ann Hall and Ann Bill",
        "Sjostrand ensam, och Maja ensam",
    ],
)
def test_an_inflected_name_and_somebody_else_are_left_alone(line: str) -> None:
    assert found_in(line) == []


def test_who_has_a_card_is_spelled_rightly() -> None:
    both = Register.of([*PEOPLE, "Maja Sjöstrandh"])
    assert found_in("Maja Sjöstrand och Maja Sjöstrandh, men Maja Sjostrandh", both) == ["Maja Sjostrandh"]


def test_more_may_have_slipped_for_somebody_whom_the_article_names_as_its_contact() -> None:
    one = subject("– Ja, säger Anne Svensson.")
    expected = replace(one, content=replace(one.content, contacts=(ContactContent(name="Anna Svensson"),)))
    assert [found.excerpt for found in check_names(expected, REGISTER)] == ["Anne Svensson"]


def test_a_slip_is_told_once_for_each_field() -> None:
    one = subject("Maja Sjostrand och Maja Sjostrand", headline="Maja Sjostrand väljs", byline="Maja Sjöstandh")
    assert [found.where for found in check_names(one, REGISTER)] == ["headline", "byline", "body"]


def test_one_word_and_a_title_are_no_names() -> None:
    assert Register.of(["Cher", "A B", "  "]).sizes == ()


@pytest.mark.parametrize("name", PEOPLE)
def test_a_name_is_itself(name: str) -> None:
    assert is_same(name, name)
    assert is_same(name.upper(), name)
