import tomllib
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.contrast import contrast, nearest_legible
from newsroom.errors import Invalid
from newsroom.lines import is_seen, without_controls
from newsroom.room import Colours, Room
from newsroom.setting_checks import DARK_GROUND, LIGHT_GROUND, base_address
from newsroom.settings import SETTINGS, Settings, check_serving, is_loopback, newsroom_toml, read_settings

PACKAGE = Path(__file__).parents[2] / "newsroom"


def read(folder: Path, toml: str = "", **environment: str) -> Settings:
    (folder / "newsroom.toml").write_text(toml, "utf-8")
    return read_settings(folder, environment)


def refusal(folder: Path, toml: str = "", **environment: str) -> str:
    with pytest.raises(Invalid) as problem:
        read(folder, toml, **environment)
    return str(problem.value)


def test_a_room_says_who_publishes(tmp_path: Path) -> None:
    toml = """
    name = "Norrsjö Energi"
    languages = ["sv", "fi"]
    zone = "Europe/Stockholm"
    country = "se"
    address = ["Storgatan 1", "123 45 Norrsjö"]
    [desk]
    phone = "08-465 004 00"
    """
    room = read(tmp_path, toml).room
    assert (room.name, room.languages, room.zone) == ("Norrsjö Energi", ("sv", "fi"), ZoneInfo("Europe/Stockholm"))
    assert (room.country, room.address) == ("SE", ("Storgatan 1", "123 45 Norrsjö"))
    assert room.desk.phone == "+46846500400"


def test_a_silent_file_leaves_the_defaults(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "nowhere", {})
    assert settings.room == Room(folder=tmp_path / "nowhere", name="")
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)


def test_the_environment_wins_and_port_wins_over_all(tmp_path: Path) -> None:
    environment = {"NEWSROOM_LANGUAGES": "fi, sv", "NEWSROOM_PORT": "9000", "PORT": "9001", "NEWSROOM_ZONE": ""}
    settings = read(tmp_path, 'languages = ["en"]\nzone = "Europe/Helsinki"', **environment)
    assert settings.room.languages == ("fi", "sv")
    assert settings.room.zone.key == "Europe/Helsinki"
    assert settings.room.base_address == "http://127.0.0.1:9001"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('zone = "Europe/Stokholm"', "zone is 'Europe/Stokholm': write an IANA name such as \"Europe/Stockholm\"."),
        ('nmae = "x"', "nmae is 'x': there is no such setting; did you mean name."),
        ('[desk]\nfone = "1"', "desk.fone is '1': there is no such setting; did you mean desk.phone."),
        ('name = "a\\u2028b"', "name is 'a\\u2028b': write it on one line, in characters that can be seen."),
        ('name = "a\\u202eb"', "name is 'a\\u202eb': write it on one line, in characters that can be seen."),
        ('name = "a\\uffffb"', "name is 'a\\uffffb': write it on one line, in characters that can be seen."),
        ('name = "\\u200b"', "name is '\\u200b': write it as text in quotation marks."),
        ("name = 7", "name is 7: write it as text in quotation marks."),
        ('languages = ["svenska"]', 'languages is [\'svenska\']: write language tags such as "sv" or "pt-BR".'),
        ('country = "Sweden"', "country is 'Sweden': write the two letters of ISO 3166, such as \"SE\"."),
        ('[accessibility]\nstatus = "fully"', 'accessibility.status is \'fully\': write "full", "partial" or "none".'),
        ('[security]\nexpires_on = "soon"', "security.expires_on is 'soon': write a day such as 2026-12-08."),
        ('[security]\nurl = "https://maja:x@example.org/a"', "write an address such as"),
        ('[security]\nurl = "example.org"', "security.url is 'example.org': write an address such as"),
        ("port = 0", "port is 0: write a whole number from 1 to 65535."),
        ("workers = true", "workers is True: write a whole number from 1 to 64."),
        ('[desk]\nemail = "press"', "desk.email is 'press': write a mail address such as \"press@example.org\"."),
        ('[colours]\naccent = "#ffcc00"', "colours.accent is '#ffcc00': its contrast on #f4f1ea is 1.3 to 1, and"),
        ('[colours]\naccent = "#ffcc00"', "the nearest is #"),
        ('typeface = "comic"', 'typeface is \'comic\': write "serif" or "sans".'),
        ('logo = "missing.svg"', "logo is 'missing.svg': name a file in the room's folder that ends in .svg, .png"),
        ('logo = "../newsroom.toml"', "logo is '../newsroom.toml': name a file in the room's folder"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_name_and_what_would_do(tmp_path: Path, toml: str, said: str) -> None:
    assert said in refusal(tmp_path, toml)


def test_a_room_says_what_the_law_asks(tmp_path: Path) -> None:
    toml = """
    [accessibility]
    status = "partial"
    exceptions = ["Äldre filer, för många, saknar taggar."]
    assessed_on = 2026-02-01
    [privacy]
    log_days = 30
    [security]
    url = "https://norrsjo.example/report"
    """
    room = read(tmp_path, toml, NEWSROOM_SECURITY_EXPIRES_ON="2026-12-31").room
    assert (room.accessibility.status, room.accessibility.assessed_on) == ("partial", date(2026, 2, 1))
    assert room.accessibility.exceptions == ("Äldre filer, för många, saknar taggar.",)
    assert room.privacy.log_days == 30
    assert (room.security.url, room.security.expires_on) == ("https://norrsjo.example/report", date(2026, 12, 31))


def test_a_logo_is_a_file_of_the_room_that_is_not_too_large(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>", "utf-8")
    assert read(tmp_path, 'logo = "logo.svg"\ntypeface = "sans"').room.logo == tmp_path / "logo.svg"
    (tmp_path / "large.png").write_bytes(bytes(200_001))
    assert "at most 200 kB" in refusal(tmp_path, 'logo = "large.png"')


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format), st.sampled_from([LIGHT_GROUND, DARK_GROUND]))
def test_the_nearest_colour_that_can_be_read_is_one_and_a_good_one_is_its_own(colour: str, ground: str) -> None:
    nearest = nearest_legible(colour, ground)
    assert contrast(nearest, ground) >= 4.5
    if contrast(colour, ground) >= 4.6:
        assert max(abs(int(colour[n : n + 2], 16) - int(nearest[n : n + 2], 16)) for n in (1, 3, 5)) <= 2


def test_a_variable_is_refused_under_its_own_name(tmp_path: Path) -> None:
    assert refusal(tmp_path, NEWSROOM_COUNTRY="Sverige").startswith("NEWSROOM_COUNTRY is 'Sverige'")
    assert "did you mean NEWSROOM_BASE_ADDRESS" in refusal(tmp_path, NEWSROOM_BASE_ADRESS="x")
    assert "it is not TOML" in refusal(tmp_path, "name = ")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://Press.Example.org/", "https://press.example.org"),
        ("http://press.example.org:80", "http://press.example.org"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://räksmörgås.example", "https://xn--rksmrgs-5wao1o.example"),
    ],
)
def test_a_base_address_is_kept_in_one_form(written: str, kept: str) -> None:
    assert base_address(written) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        "press.example.org",
        "https://a.example/press",
        "ftp://a.example",
        "https://u@a.example",
        "https://a.example?x",
        "http://[",
        "http://a b",
    ],
)
def test_a_base_address_is_scheme_and_host_alone(wrong: str) -> None:
    with pytest.raises(ValueError, match="write scheme and host alone"):
        base_address(wrong)


def test_serving_the_world_needs_a_base_address(tmp_path: Path) -> None:
    check_serving(read(tmp_path))
    check_serving(read(tmp_path, 'base_address = "https://press.example.org"', NEWSROOM_HOST="0.0.0.0"))  # noqa: S104
    with pytest.raises(Invalid, match="set base_address"):
        check_serving(read(tmp_path, NEWSROOM_HOST="0.0.0.0"))  # noqa: S104


@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_without_a_base_address_the_room_is_where_it_is_served(tmp_path: Path, host: str) -> None:
    assert read(tmp_path, NEWSROOM_HOST=host, PORT="8001").room.base_address == "http://[::1]:8001"


def test_loopback_has_many_names() -> None:
    assert all(map(is_loopback, ["localhost", "press.localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"]))
    assert not any(map(is_loopback, ["", "example.org", "localhost.example.org", "10.0.0.1", "0.0.0.0"]))  # noqa: S104


@given(st.text().filter(lambda text: is_seen(text) and without_controls(text.strip()) == text.strip()), st.booleans())
@example("R&D\xa0🏳️\u200d🌈", True)
def test_a_written_file_is_read_back(tmp_path_factory: pytest.TempPathFactory, name: str, sample: bool) -> None:
    folder = tmp_path_factory.mktemp("room")
    written = newsroom_toml({"name": name, "sample": sample, "address": [name], "desk.hours": "8–17"})
    room = read(folder, written).room
    assert (room.name, room.sample, room.desk.hours) == (name.strip(), sample, "8–17")


def test_a_new_file_names_every_setting_and_sets_none() -> None:
    written = newsroom_toml({})
    assert not any(tomllib.loads(written).values())
    live = "\n".join(line.removeprefix("# ") if " = " in line else line for line in written.splitlines())
    sections = tomllib.loads(live)
    tables = {name: table for name, table in sections.items() if isinstance(table, dict)}
    below = {f"{name}.{key}" for name, table in tables.items() for key in table}
    assert {setting.name for setting in SETTINGS} == (sections.keys() - tables.keys()) | below


def test_the_colours_are_legible_on_the_grounds_of_the_style_sheet() -> None:
    sheet = (PACKAGE / "static" / "newsroom.css").read_text("utf-8")
    assert LIGHT_GROUND in sheet
    assert DARK_GROUND in sheet
    assert min(contrast(Colours().accent, LIGHT_GROUND), contrast(Colours().accent_dark, DARK_GROUND)) > 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_sample_room_is_readable() -> None:
    sample = PACKAGE / "samples"
    assert read_settings(sample, {}).room.sample or not (sample / "newsroom.toml").exists()
