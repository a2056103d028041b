from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.manuscript import FIELDS, Text, read_text, with_fields, write_text
from newsroom.errors import Invalid, NewsroomError, Unparsable
from newsroom.model import Kind

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BEFORE = Text(headline="Före", language="sv", lead="Ingress.", tags=("Skola",), body="Text.")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(
    lambda words: " ".join(words.split(" ")).strip()
)
LISTS = st.lists(WORDS.filter(bool), max_size=3, unique=True).map(tuple)
TEXTS = st.builds(
    Text,
    headline=WORDS.filter(bool),
    kind=st.sampled_from(Kind),
    language=st.sampled_from(["sv", "fi"]),
    slug=st.sampled_from(["", "en-slug"]),
    lead=WORDS,
    byline=WORDS,
    tags=LISTS,
    contacts=LISTS,
    published_at=st.none() | st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
    note=WORDS,
    body=WORDS,
)


@settings(deadline=None, max_examples=60)
@given(text=TEXTS)
def test_what_is_written_for_an_editor_is_read_back(text: Text) -> None:
    assert read_text(write_text(text, STOCKHOLM), Text(language="en"), STOCKHOLM) == text


def front(*lines: str, body: str = "Text.") -> str:
    return "\n".join(["---", *lines, "---", body])


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("headline: Skolan: så blir det", "Skolan: så blir det"),
        ('headline: "Nej", säger ministern', '"Nej", säger ministern'),
        ('headline: "Nej: nej"', "Nej: nej"),
        ("headline: 'It''s'", "It's"),
        ("headline: [Sic] och #1 # kvar", "[Sic] och #1 # kvar"),
        ("headline: - streck", "- streck"),
        ("headline: |\n  Två\n  rader", "Två rader"),
        ("headline: No", "No"),
        ("headline: 2024", "2024"),
    ],
)
def test_a_headline_is_what_stands_there(line: str, headline: str) -> None:
    assert read_text(front(line), BEFORE, STOCKHOLM).headline == headline


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        (("kind: news", "hedline: x"), 3, "no field “hedline”; those that exist are headline, kind"),
        (("kind: artikel",), 2, "press_release, news, blog_post"),
        (("headline:",), 2, "write a headline"),
        (("language: svenska språket",), 2, "language tag"),
        (("kind: news", "tags: [Skola"), 3, "expected"),
        (("lead: a", "lead: b"), 3, "is there already"),
        (("tags: {a: b}",), 2, "list of texts"),
        (("kind: news", "published_at: i morgon"), 3, "such as 2026-12-08 09:00"),
        (("published_at: 2026-03-29 02:30",), 2, "does not exist"),
        (("just words",), 2, "name a field"),
        (("body: x",), 2, "no field “body”"),
    ],
)
def test_what_does_not_parse_is_told_with_its_line(lines: tuple[str, ...], line: int, why: str) -> None:
    with pytest.raises(Unparsable, match=why) as problem:
        read_text(front(*lines), BEFORE, STOCKHOLM)
    assert problem.value.line == line


@pytest.mark.parametrize("written", ["", "Bara text.", "---\nheadline: x\n", "headline: x\n---\nText."])
def test_a_text_without_its_two_fences_is_refused(written: str) -> None:
    with pytest.raises(Unparsable, match="Line 1"):
        read_text(written, BEFORE, STOCKHOLM)


def test_a_field_without_its_line_stays_and_an_empty_one_is_cleared() -> None:
    read = read_text(front("lead:", "tags: Vind, El, Vind"), BEFORE, STOCKHOLM)
    assert (read.headline, read.lead, read.tags) == ("Före", "", ("Vind", "El"))


def test_what_editors_of_other_systems_save_is_read() -> None:
    read = read_text("\ufeff---\r\nheadline: Ny\r\n---\r\n\r\nEn rad.\r\n\r\nTvå.\r\n\r\n", BEFORE, STOCKHOLM)
    assert (read.headline, read.body) == ("Ny", "En rad.\n\nTvå.")


def test_fields_are_set_one_by_one() -> None:
    given = [("headline", " Ny  rubrik "), ("kind", "Press release"), ("language", "fi-FI"), ("slug", "Åker, äng")]
    read = with_fields(BEFORE, [*given, ("published_at", "2026-12-08 09:00")], STOCKHOLM)
    assert (read.headline, read.kind, read.language, read.slug) == ("Ny rubrik", Kind.PRESS_RELEASE, "fi", "aker-ang")
    assert read.published_at == datetime(2026, 12, 8, 8, tzinfo=UTC)
    assert (read.lead, read.body) == ("Ingress.", "Text.")


def test_an_unknown_field_is_refused_with_those_that_exist() -> None:
    with pytest.raises(NewsroomError, match=r"“rubrik”.*headline.*body"):
        with_fields(BEFORE, [("rubrik", "x")], STOCKHOLM)
    with pytest.raises(Invalid, match="kind is 'x'"):
        with_fields(BEFORE, [("kind", "x")], STOCKHOLM)
    assert set(FIELDS) == set(Text.__dataclass_fields__)
