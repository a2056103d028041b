import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.check.weekdays import check_weekdays
from tests.desk.check.subjects import subject, told

# The eighth of March 2017 was a Wednesday, the ninth a Thursday, the eleventh and twelfth a weekend.
RIGHT = {
    "sv": """
Presskonferensen hålls onsdag 8 mars 2017 klockan 10.
Onsdagen den 8 mars 2017 öppnar badhuset.
Vi ses onsdag den 8:e mars 2017.
Välkommen onsdagen den 8 mars, 2017.
Mötet är onsdag 8 mars 2017, kl. 9–12.
Ons 8 mars 2017 stängs vägen.
Ons. 8 mars 2017 stängs vägen.
Kursen börjar ons 8/3 2017.
Kursen börjar onsdag 8/3-17 och är gratis.
Kursen börjar onsdag 8/3 -17.
Sista dag är onsdag 8.3.2017.
Sista dag är onsdagen den 8.3.2017.
Datum: onsdag 2017-03-08.
Datum: 2017-03-08 (onsdag).
Datum: 8 mars 2017 (onsdag).
Den 8 mars 2017 (ons) kommer ministern.
På onsdag (8 mars 2017) kommer ministern.
På onsdagskvällen den 8 mars 2017 kommer ministern.
På onsdag kväll den 8 mars 2017 kommer ministern.
På onsdag förmiddag, 8 mars 2017, kommer ministern.
På onsdag klockan 10 den 8 mars 2017 kommer ministern.
Beslutet togs onsdagen den 8 mars 2017 i Provholm.
Onsdag vecka 10 (8 mars 2017) är det stängt.
Öppet onsdag 8 och torsdag 9 mars 2017.
Öppet onsdag 8, torsdag 9 och lördag 11 mars 2017.
Öppet onsdag–torsdag 8–9 mars 2017.
Öppet onsdag och torsdag den 8–9 mars 2017.
Öppet onsdag 8 mars – lördag 11 mars 2017.
Öppet ons 8 mars–lör 11 mars 2017.
Öppet ons-tors 8-9/3 2017.
Onsdag, 8 mars 2017.
ONSDAG 8 MARS 2017
onsdag den 8 mars 2017
Från och med onsdagen den 8 mars 2017 gäller nya tider.
Senast onsdag den 8 mars 2017 ska svaret vara inne.
Onsdag 8:e mars 2017 firas kvinnodagen.
Mellan onsdag 8 mars 2017 och söndag 12 mars 2017 är det mässa.
Tid: onsdag d. 8 mars 2017
Onsdag den 8. mars 2017
onsdag\u00a08\u00a0mars\u00a02017
Onsdagens möte den 8 mars 2017 ställs in.
Protokollet från onsdagens sammanträde 8 mars 2017 är justerat.
""",
    "fi": """
Tilaisuus on keskiviikkona 8. maaliskuuta 2017.
Keskiviikkona 8.3.2017 kello 10 avataan uimahalli.
Ke 8.3.2017 klo 10–12
ke 8.3.2017
KE 8.3.2017 KLO 10
Keskiviikko 8.3.2017
Keskiviikko 8. maaliskuuta 2017
Kirjasto on kiinni keskiviikkona, 8.3.2017.
Kirjasto on kiinni keskiviikkona (8.3.2017).
Kirjasto on kiinni 8.3.2017 (ke).
Kirjasto on kiinni 8. maaliskuuta 2017 (keskiviikko).
Haku päättyy keskiviikkoon 8.3.2017 mennessä.
Haku alkaa keskiviikosta 8.3.2017.
Kokous siirtyi keskiviikolle 8.3.2017.
Kokous on siirretty keskiviikoksi 8.3.2017.
Keskiviikon 8.3.2017 kokous on peruttu.
Keskiviikkoaamuna 8.3.2017 satoi lunta.
Keskiviikkoiltana 8. maaliskuuta 2017 satoi lunta.
Keskiviikkona aamulla 8.3.2017 satoi lunta.
Keskiviikkona maaliskuun 8. päivänä 2017 satoi lunta.
Keskiviikkona 8. päivänä maaliskuuta 2017 satoi lunta.
Avoinna ke–to 8.–9.3.2017.
Avoinna ke-to 8.-9.3.2017.
Avoinna ke 8.3. ja to 9.3.2017.
Avoinna ke 8.3.–su 12.3.2017.
Avoinna la–su 11.–12.3.2017.
Avoinna lauantaina ja sunnuntaina 11.–12. maaliskuuta 2017.
Avoinna keskiviikkona 8. ja torstaina 9. maaliskuuta 2017.
Avoinna keskiviikosta 8.3. lauantaihin 11.3.2017.
Messut pidetään keskiviikkona 8.3.2017 Tampereella.
Päätös tehtiin keskiviikkona 8.3.2017 pidetyssä kokouksessa.
Ke 8. 3. 2017
Aika: ke 8.3.2017 klo 17.30
Ilmoittaudu viimeistään keskiviikkona 8.3.2017!
Hallitus kokoontuu keskiviikkona 8. maaliskuuta 2017 klo 9.
Vain keskiviikkona 8.3.17
– Nähdään keskiviikkona 8.3.2017, sanoo Anna.
Keskiviikkona kello 18 8.3.2017 alkaa juhla.
Keskiviikko-iltana 8.3.2017 juhlitaan.
keskiviikkona\u00a08.\u00a0maaliskuuta\u00a02017
Keskiviikon kokous 8.3.2017 on peruttu.
Keskiviikon kokouksessa 8. maaliskuuta 2017 päätettiin asiasta.
""",
    "en": """
The library opens on Wednesday 8 March 2017.
The library opens on Wednesday, 8 March 2017.
The library opens on Wednesday 8th March 2017.
The library opens on Wednesday, 8th of March 2017.
The library opens on Wednesday the 8th of March, 2017.
The library opens on Wednesday, March 8, 2017.
The library opens on Wednesday March 8th, 2017.
The library opens on Wednesday, March 8 2017 at noon.
The library opens on Wed 8 March 2017.
The library opens on Wed. 8 March 2017.
The library opens on Wed, 8 Mar 2017.
The library opens on Wed, Mar. 8, 2017.
The library opens on Weds 8 March 2017.
The library opens on Wednesday (8 March 2017).
The library opens on 8 March 2017 (Wednesday).
The library opens on March 8, 2017 (Wednesday).
The library opens on Wednesday evening, 8 March 2017.
The library opens on Wednesday morning, March 8, 2017.
The library opens on Wednesday at 10:00, 8 March 2017.
The library opens Wednesday 2017-03-08.
The library opens Wednesday 08/03/2017.
The library opens Wednesday 3/8/2017.
The library opens Wednesday 8.3.2017.
Open Wednesday 8 and Thursday 9 March 2017.
Open Wednesday and Thursday, 8–9 March 2017.
Open Wednesday and Thursday, March 8–9, 2017.
Open Wednesday to Thursday 8-9 March 2017.
Open Wednesday 8 March to Saturday 11 March 2017.
Open Wednesday 8 March – Sunday 12 March 2017.
Open from Wednesday, March 8 to Saturday, March 11, 2017.
WEDNESDAY 8 MARCH 2017
Date: Wednesday, 8 March 2017, 10:00
The meeting (Wednesday, 8 March 2017) was short.
On Wednesday 8 March, 2017 she said no.
By Wednesday, 8 March 2017 at the latest.
She was born on Wednesday 8 March 2017 in Turku.
“We meet on Wednesday, 8 March 2017,” she says.
Closed Wed 8 March 2017 – Thurs 9 March 2017.
No later than Wednesday, March 8th 2017.
Wednesday\u00a08\u00a0March\u00a02017
""",
}
TEXTS = [(language, line) for language, lines in RIGHT.items() for line in lines.strip().splitlines()]
# The same sentence with the day before or after in the same form.
OTHER = (
    (r"keskivii(?:kkon(?=a)|kko(?=on)|ko(?=sta|lle|ksi|n)|kko)", "tiistai"),
    (r"\bons(?=\b)", "fre"),
    ("onsdag", "fredag"),
    (r"wednes(?=day)", "Tues"),
    (r"\bweds?\b", "Tue"),
    (r"\bke\b", "ti"),
    (r"\bla–su\b", "pe–su"),
    ("lauantaina ja", "perjantaina ja"),
)


def with_another_weekday(line: str) -> str:
    for pattern, other in OTHER:
        line = re.sub(pattern, other, line, count=1, flags=re.IGNORECASE)
    return line


@pytest.mark.parametrize(("language", "line"), TEXTS)
def test_a_right_weekday_is_left_alone(language: str, line: str) -> None:
    assert told(check_weekdays, subject(line, language)) == []


@pytest.mark.parametrize(("language", "line"), TEXTS)
def test_a_wrong_weekday_is_found_in_every_form(language: str, line: str) -> None:
    found = told(check_weekdays, subject(with_another_weekday(line), language))
    assert [level for level, _ in found] == ["error"], with_another_weekday(line)


def test_there_are_forty_sentences_or_more_in_each_language() -> None:
    assert min(len(lines.strip().splitlines()) for lines in RIGHT.values()) >= 40


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Sales rose to 8.3 per cent on 8 March 2017."),
        ("en", "The wedding is on 9 April 2017, and on 10/4/2017 we rest."),
        ("en", "It was reported in The Sun 8 March 2017."),
        ("en", "She may 8 times out of 10 sit 2017."),
        ("sv", "Måndagar 8 mars–24 maj är det kör."),
        ("sv", "Onsdagarna den 9 och 16 mars 2017 är det kör."),
        ("sv", "Priset är 10.05 och torsdag 10.05 går tåget."),
        ("sv", "8 mars onsdag, 9 mars torsdag, 10 mars fredag"),
        ("sv", "Måndag, tisdag och onsdag 6–8 mars 2017."),
        ("sv", "Version 2.3.2017 av protokollet, sidan 8/3."),
        ("sv", "På torsdag fattas beslut. 8 mars 2017 är för sent."),
        ("sv", "Slaget stod måndag 8 mars 1700."),
        ("fi", "Maanantaisin 8.3.2017 alkaen on kuoro."),
        ("fi", "Matka kesti klo 9 to 8.3 asti ja la oli vapaa."),
        ("fi", "Osallistujia oli 8.3 prosenttia."),
    ],
)
def test_what_is_no_date_with_its_weekday_is_left_alone(language: str, line: str) -> None:
    assert told(check_weekdays, subject(line, language)) == []


def test_a_finding_tells_both_days_and_what_to_do() -> None:
    [found] = check_weekdays(subject("Vi ses torsdag 8 mars 2017 i Provholm."))
    assert (found.where, found.excerpt) == ("body", "torsdag 8 mars 2017")
    assert found.problem == "“torsdag 8 mars 2017”: 8 March 2017 is a Wednesday, not a Thursday."
    assert found.advice == "Write the right weekday, or the right date: that Thursday is 9 March 2017."


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("Vi ses torsdag 8 mars.", ["warning"]),
        ("Vi ses onsdag 8 mars.", []),
        ("Vi ses tors 8/3.", ["warning"]),
        # In September 2017 or in September 2016: far from publication both are possible, and a third is not.
        ("Vi ses fredag 1 september.", []),
        ("Vi ses torsdag 1 september.", []),
        ("Vi ses söndag 1 september.", ["warning"]),
        ("Förra gången var lördag 8 mars 2014, söndag 9 mars.", []),
    ],
)
def test_without_a_year_the_nearest_is_meant_and_it_is_a_warning(line: str, levels: list[str]) -> None:
    assert [level for level, _ in told(check_weekdays, subject(line))] == levels


def test_at_new_year_the_nearest_year_is_the_other_one() -> None:
    late = subject("Vi ses tisdag 3 januari.", at=datetime(2016, 12, 20, tzinfo=UTC))
    assert told(check_weekdays, late) == []


def test_a_range_over_new_year_has_two_years() -> None:
    line = "Stängt torsdag 28 december – onsdag 3 januari 2018, och fredag 29 december – onsdag 3 januari 2018."
    assert told(check_weekdays, subject(line)) == []


@pytest.mark.parametrize(
    ("language", "line"), [("sv", "31 april 2017"), ("en", "February 30, 2017"), ("fi", "ke 31.4.2017")]
)
def test_a_day_that_no_month_has_is_an_error(language: str, line: str) -> None:
    assert told(check_weekdays, subject(line, language)) == [("error", line)]


@given(st.dates(date(1753, 1, 1), date(2199, 12, 31)), st.sampled_from(["{:%A} {} {:%B %Y}", "{:%A}, {} {:%B %Y}"]))
@settings(max_examples=40, deadline=None)
def test_every_date_with_its_own_weekday_is_right(day: date, form: str) -> None:
    line = form.format(day, day.day, day)
    assert told(check_weekdays, subject(line, "en")) == []
