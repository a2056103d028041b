from dataclasses import replace

import pytest

from newsroom.desk.check.phones import check_phones
from tests.desk.check.subjects import subject, told


@pytest.mark.parametrize(
    ("language", "line", "level"),
    [
        ("sv", "Tel 08-1", "error"),
        ("sv", "Tel. 08-12", "error"),
        ("sv", "Telefon: +46 8 1", "error"),
        ("sv", "tfn 070-123 45 6", "warning"),
        ("sv", "Mobil: 070-123 45 67 89", "warning"),
        ("sv", "Telefon 08-46O 50 40", "error"),
        ("sv", "Ring +46 123 456 789 012 345.", "error"),
        ("fi", "Puh. 09 1", "error"),
        ("fi", "Puh. +358 40 12", "error"),
        ("fi", "Puhelin: +358 4", "error"),
        ("fi", "puh. +358 401 234 567 890", "warning"),
        ("en", "Phone: +44 20 79", "warning"),
        ("en", "Tel: +358 9 1", "error"),
    ],
)
def test_a_number_that_cannot_be_dialled_is_found(language: str, line: str, level: str) -> None:
    assert [found for found, _ in told(check_phones, subject(line, language))] == [level]


@pytest.mark.parametrize(
    "line",
    [
        "Tel 08-465 004 01",
        "Telefon: 08-465 004 01, 070-174 06 05",
        "Tel. 08-465 004 01 070-174 06 05",
        "tfn 08-465 004 01–02",
        "Tel: +46 (0)8 465 004 01, kl. 9–12",
        "Tel 08-465 004 01 9.00–12.00",
        "Tel. +46-8-465 004 01.",
        "Ring +46 70 174 06 05 eller +358 9 7711.",
        "Telefon 112 eller 1177, tel. 114 14, tel. 116 117",
        "Min iPhone 15 och en Windows Phone 8",
        "En telefon 5 000 kronor, en mobil 12 000 000 kronor",
        "Priset steg +15 000 kronor och +1 500 000 euro, +25 %",
        "Telefon finns på hemsidan. Hotel 1234567 har tv.",
        "puh. (09) 7711, Puhelin 0600 123 45",
        "Gsm 040-7711 234",
        "Mobilen 2017 såldes i 2 000 exemplar",
    ],
)
def test_what_can_be_dialled_or_is_no_number_is_left_alone(line: str) -> None:
    assert told(check_phones, subject(line, "fi" if "uh" in line or "Gsm" in line else "sv")) == []


def test_a_link_that_dials_nobody_is_found() -> None:
    one = subject()
    html = '<p><a href="tel:+46846500401">Ring</a> <a href="tel:+461">Ring</a></p>'
    linked = replace(one, content=replace(one.content, body_html=html))
    assert told(check_phones, linked) == [("error", "tel:+461")]
