"""Pages: the templates in each interface language, and what the head of a page says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from newsroom import languages
from newsroom.languages import Words
from newsroom.room import Room
from newsroom.web.assets import TOUCH_ICON, Assets, find_logo


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands for a page where it is shared; the address is absolute."""

    url: str
    alt: str
    media_type: str | None
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page is called and where it is, as its head tells machines.

    `path` is the canonical one, with its query; `alternates` and `feeds` hold absolute addresses, `data` what
    schema.org has words for.
    """

    name: str
    title: str
    description: str
    path: str
    canonical: str | None
    robots: str | None
    alternates: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str, str], ...]
    formats: tuple[tuple[str, str], ...]
    lang: str | None
    lang_query: str
    data: tuple[Mapping[str, object], ...]
    picture: Picture
    locale: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The templates of a room; one environment for each language, made when it is first used."""

    folder: Path
    room: Room
    assets: Assets
    _environments: dict[str, Environment] = field(default_factory=dict)

    def words(self, *wanted: str | None) -> Words:
        """Give the interface's words in the first of these languages that has them, else in one of the room's."""
        tags = [tag for tag in (*wanted, *self.room.languages) if tag]
        known = (code for tag in tags for code in (tag, tag.partition("-")[0]) if code in languages.available())
        return languages.words(next(known, languages.SOURCE_LANGUAGE), self.room.zone, self.room.country)

    def render(self, template: str, words: Words, context: Mapping[str, object]) -> bytes:
        """Write a page in the language of these words."""
        if words.language not in self._environments:
            self._environments[words.language] = self._environment(words)
        return self._environments[words.language].get_template(template).render(context).encode()

    def _environment(self, words: Words) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self.folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Looking at the files' dates costs as much as a short page.
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        environment.globals |= {**words.names(), "static": lambda name: self.assets[name].path}
        environment.globals |= {"logo": find_logo(self.assets, self.room), "touch_icon": self.assets.get(TOUCH_ICON)}
        return environment
