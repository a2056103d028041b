"""Banner: a text on top of every page, at once and everywhere, and away again."""

from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.schedule import check_ahead
from newsroom.errors import Invalid, NotFound
from newsroom.lines import line
from newsroom.room import Room
from newsroom.schema import instant_text
from newsroom.store import banners, log
from newsroom.store.banners import Banner

MOST_LETTERS = 500
"""A banner is read before the page; what is longer belongs into an article that it names."""


def put_up(
    connection: Connection, text: str, language: str, until: datetime | None, room: Room, *, now: datetime, by: str
) -> Banner:
    """Let a text stand on every page, instead of the one in its language; raises Invalid, or as `check_ahead` does."""
    tidy = line(text)
    if not tidy or len(tidy) > MOST_LETTERS:
        raise Invalid("TEXT", text, f"write what everybody must read, in at most {MOST_LETTERS} letters")
    if until is not None:
        check_ahead(until, room, now, "`newsroom banner --off` takes a banner away")
    one = Banner(language=_spoken(language), text=tidy, shown_until=until)
    banners.put_up(connection, one)
    ends = f" (until {instant_text(until)})" if until else ""
    _record(connection, "banner", one, f"{tidy}{ends}", now=now, by=by)
    return one


def take_down(connection: Connection, language: str | None, *, now: datetime, by: str) -> tuple[Banner, ...]:
    """Take away the banner in a language, or all, and give what stood; raises NotFound where none does."""
    language = language and _spoken(language)
    stood = [one for one in banners.banners_public(connection, now=now) if language in (None, one.language)]
    if not stood:
        raise NotFound(f"No banner stands{f' in {language}' if language else ''}: there is none to take away.")
    banners.take_down(connection, language)
    for one in stood:
        _record(connection, "banner off", one, one.text, now=now, by=by)
    return tuple(stood)


def _spoken(language: str) -> str:
    """Give the language of a tag, as articles and the interface have it: sv of sv-FI (BCP 47)."""
    return language.partition("-")[0].lower()


def _record(connection: Connection, act: str, one: Banner, note: str, *, now: datetime, by: str) -> None:
    record = log.Record(at=now, actor=by, act=act, type="banner", name=one.language, note=note)
    log.add_records(connection, [record])
