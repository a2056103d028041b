"""Settings: what a host may say about a room, read from newsroom.toml, then from the environment.

Only `app.py` and `cli/` come here; everyone else is handed the `Room` or the value it needs.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from newsroom import setting_checks as checks
from newsroom.errors import Invalid
from newsroom.room import Accessibility, Colours, Desk, Privacy, Room, Security

FILE = "newsroom.toml"
PREFIX = "NEWSROOM_"
# They say where the room and the tests' real input lie, who acts and with what: none is a fact of the room.
LOGO_TYPES = (".svg", ".png", ".webp", ".jpg", ".jpeg")
MOST_LOGO_BYTES = 200_000
NOT_SETTINGS = frozenset({"NEWSROOM_ROOM", "NEWSROOM_SHARED", "NEWSROOM_EDITOR", "NEWSROOM_BY"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table: a dotted name, what it takes, its default, and what it is for."""

    name: str
    check: checks.Check
    default: Any
    explanation: str

    @property
    def variable(self) -> str:
        """Give the environment variable that sets it."""
        return "PORT" if self.name == "port" else PREFIX + self.name.replace(".", "_").upper()

    @property
    def type(self) -> str:
        """Give what it takes, in a word or two."""
        return checks.TYPES[self.check]


SETTINGS = (
    Setting("name", checks.line, "", "Who publishes; while it is silent, the name that an import has read."),
    Setting("languages", checks.languages, ["en"], "Languages of the room; the first is its own."),
    Setting("zone", checks.zone, "UTC", "Time zone in which days begin and times are written."),
    Setting("country", checks.country, "SE", "Country (ISO 3166) whose numbers need no +code."),
    Setting("base_address", checks.base_address, "", "The room's own address; without it, that of `serve`."),
    Setting("boilerplate", checks.text, "", "About the organisation, below every article."),
    Setting("address", checks.lines, [], "Postal address, a line each."),
    Setting("media_topics", checks.media_topics, [], 'IPTC Media Topics of topics, such as "halsa=07000000".'),
    Setting(
        "ai_crawlers", checks.ai_crawlers, "all", "Crawlers of AI that are let in: all, search (none that train), none."
    ),
    Setting("sample", checks.flag, False, "Marks every page as a sample."),
    Setting("avif", checks.flag, False, "Makes AVIF of new pictures, too: smaller for readers, slower to take in."),
    Setting("desk.name", checks.line, "", "Name of the press desk."),
    Setting("desk.phone", checks.phone, "", "Phone of the press desk."),
    Setting("desk.email", checks.email, "", "Mail address of the press desk."),
    Setting("desk.hours", checks.line, "", "When the desk answers."),
    Setting("desk.on_call", checks.phone, "", "Phone at other times."),
    Setting("colours.accent", checks.accent, Colours().accent, "Links and marks on light ground."),
    Setting("colours.accent_dark", checks.accent_dark, Colours().accent_dark, "The same on dark ground."),
    Setting("typeface", checks.typeface, "serif", "Headlines in serif or sans."),
    Setting("logo", checks.line, "", "A file in the room's folder that stands for its name (SVG, PNG, WebP or JPEG)."),
    Setting("accessibility.status", checks.conformance, "", "How far the law is met: full, partial or none."),
    Setting("accessibility.exceptions", checks.lines, [], "What is not accessible, and why."),
    Setting("accessibility.email", checks.email, "", "Where to report what is not accessible; else desk.email."),
    Setting("accessibility.assessed_on", checks.day, "", "When that was assessed."),
    Setting("accessibility.assessed_by", checks.line, "", "By whom, if not by yourselves."),
    Setting("accessibility.authority", checks.line, "", "Who supervises it; known for SE and FI."),
    Setting("accessibility.authority_url", checks.web_address, "", "Their page for complaints."),
    Setting("privacy.email", checks.email, "", "Who answers for personal data; else desk.email."),
    Setting("privacy.host", checks.line, "", "Who runs the server in front of the room."),
    Setting("privacy.log_days", checks.days, "", "For how many days that keeps a log of visits."),
    Setting("security.email", checks.email, "", "Whom to tell of a hole; else desk.email."),
    Setting("security.url", checks.web_address, "", "A page to tell it on, instead."),
    Setting("security.expires_on", checks.day, "", "Until when that holds; else for half a year."),
    Setting("host", checks.line, "127.0.0.1", "Where `serve` listens."),
    Setting("port", checks.port, 8000, "Port on which `serve` listens."),
    Setting("workers", checks.workers, 1, "How many processes serve."),
)
SECTIONS: Mapping[str, Callable[..., Any]] = {
    "desk": Desk,
    "colours": Colours,
    "accessibility": Accessibility,
    "privacy": Privacy,
    "security": Security,
}
"""What the names with a dot are parts of."""

BY_NAME = {setting.name: setting for setting in SETTINGS}
BY_VARIABLE = {setting.variable: setting for setting in SETTINGS} | {"NEWSROOM_PORT": BY_NAME["port"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that was set: the room's facts, and how it is served."""

    room: Room
    host: str
    port: int
    workers: int
    base_address_given: bool


def read_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """Read a room's settings; a variable of the environment wins over the file.

    Raises Invalid with the name, the value and what would do. A missing file says nothing.
    """
    given = dict(_from_file(folder / FILE)) | dict(_from_environment(environment))
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        label, value = given.get(setting.name, (setting.name, setting.default))
        silent = setting.name not in given and _is_silent(value)
        values[setting.name] = value if silent else _checked(setting, label, value, values.get("country", ""))
    return _settings(folder, values)


def check_serving(settings: Settings) -> None:
    """Refuse to serve beyond this machine without a base address; raises Invalid."""
    if not settings.base_address_given and not is_loopback(settings.host):
        hint = 'set base_address to the address that readers use, such as "https://press.example.org"'
        raise Invalid("host", settings.host, hint)


def is_loopback(host: str) -> bool:
    """Tell whether a host name or number means this machine itself (RFC 6761 section 6.3)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def newsroom_toml(values: Mapping[str, Any]) -> str:
    """Write a newsroom.toml with these values, and every other setting as a comment with its default."""
    lines, section = ["# The settings of this press room; a line without # in front holds."], ""
    for setting in sorted(SETTINGS, key=lambda setting: setting.name.partition(".")[0] if "." in setting.name else ""):
        heading, _, key = setting.name.rpartition(".")
        if heading != section:
            section = heading
            lines += ["", f"[{section}]"]
        mark = "" if setting.name in values else "# "
        value = toml_value(values.get(setting.name, setting.default))
        lines += ["", f"# {setting.explanation}", f"{mark}{key} = {value}"]
    return "\n".join(lines) + "\n"


def _from_file(path: Path) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Read the file's settings by dotted name, each with the name to call it by."""
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return
    except UnicodeDecodeError as error:
        raise Invalid(FILE, str(path), "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise Invalid(FILE, str(path), f"it is not TOML ({error})") from error
    for name, value in _flattened(read):
        if name not in BY_NAME:
            raise Invalid(name, value, _nearest(name, BY_NAME))
        if not _is_silent(value):
            yield name, (name, value)


def _is_silent(value: object) -> bool:
    return value == [] or (isinstance(value, str) and not value.strip())


def _flattened(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    # PORT is the platform's word on where its proxy will knock, so it is read last and wins.
    for variable in sorted(environment, key=lambda name: name == "PORT"):
        if variable in NOT_SETTINGS or not (variable.startswith(PREFIX) or variable == "PORT"):
            continue
        if variable not in BY_VARIABLE:
            raise Invalid(variable, environment[variable], _nearest(variable, BY_VARIABLE))
        if not _is_silent(environment[variable]):
            yield BY_VARIABLE[variable].name, (variable, environment[variable])


def _nearest(name: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"there is no such setting; did you mean {close[0]}" if close else f"known are {', '.join(known)}"


def _checked(setting: Setting, label: str, value: object, country: str) -> object:
    try:
        return setting.check(value, country)
    except ValueError as error:
        raise Invalid(label, value, str(error)) from None


def _settings(folder: Path, values: dict[str, Any]) -> Settings:
    serving = {name: values.pop(name) for name in ("host", "port", "workers")}
    sections: dict[str, dict[str, Any]] = {"": {}, **{name: {} for name in SECTIONS}}
    for name, value in values.items():
        heading, _, key = name.rpartition(".")
        sections[heading][key] = value or None
    plain = sections[""]
    given = plain["base_address"] is not None
    host = serving["host"].strip("[]")
    host = f"[{host}]" if ":" in host else host
    plain["base_address"] = plain["base_address"] or f"http://{host}:{serving['port']}"
    plain |= {"name": plain["name"] or "", "sample": bool(plain["sample"]), "address": plain["address"] or ()}
    plain["avif"] = bool(plain["avif"])
    plain["media_topics"] = plain["media_topics"] or ()
    plain["logo"] = _logo(folder, plain["logo"])
    sections["accessibility"]["exceptions"] = sections["accessibility"]["exceptions"] or ()
    made = {name: make(**sections[name]) for name, make in SECTIONS.items()}
    room = Room(folder=folder, **plain, **made, set_at=_written_at(folder / FILE))
    return Settings(room=room, **serving, base_address_given=given)


def _written_at(file: Path) -> datetime | None:
    return datetime.fromtimestamp(int(file.stat().st_mtime), UTC) if file.exists() else None


def _logo(folder: Path, name: str | None) -> Path | None:
    """Find the logo beside the settings; raises Invalid for what cannot be shown."""
    if name is None:
        return None
    logo = folder / name
    if (
        logo.suffix.lower() not in LOGO_TYPES
        or not logo.is_file()
        or not logo.resolve().is_relative_to(folder.resolve())
    ):
        raise Invalid("logo", name, f"name a file in the room's folder that ends in {', '.join(LOGO_TYPES)}")
    if logo.stat().st_size > MOST_LOGO_BYTES:
        raise Invalid("logo", name, f"take a file of at most {MOST_LOGO_BYTES // 1000} kB: it is on every page")
    return logo


def toml_value(value: Any) -> str:
    """Write a value as TOML 1.0 does."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, int):
        return str(value)
    return '"' + "".join(_escaped(character) for character in str(value)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return f"\\u{ord(character):04x}" if ord(character) < 32 or ord(character) == 127 else character
