"""Commands on people: where somebody is, another in their place, and out of everything."""

from collections import Counter
from typing import TYPE_CHECKING

import rich_click as click

from newsroom.cli.console import note, print_json, result, table
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import Opened, in_room, json_option

if TYPE_CHECKING:
    from newsroom.desk.mentions import Name
    from newsroom.desk.people import Place
    from newsroom.room import Room

UNREACHED = "Not reached: given names that stand alone, phone numbers in texts, what is inside of files, backups."


@click.command()
@click.argument("name", metavar="PERSON", help="Given name and surname, or the slug of a card.")
@click.option("--replace-with", metavar="CONTACT", help="Put this card in their place everywhere, and end theirs.")
@click.option("--erase", is_flag=True, help="Take them out of everything, for good.")
@click.option("--reason", help="Why they are erased, for the log, where it stays: name nobody in it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@in_room
async def person(
    opened: Opened, name: str, replace_with: str | None, erase: bool, reason: str | None, yes: bool, as_json: bool
) -> None:
    """Find somebody everywhere, and replace or erase them there."""
    if replace_with is not None and erase:
        raise click.UsageError("Say --replace-with or --erase, not both.")
    if reason is not None and not erase:
        raise click.UsageError("--reason says why somebody is erased: say --erase, too.")
    if replace_with is not None:
        await _replace(opened, name, replace_with, yes, as_json)
    elif erase:
        await _erase(opened, name, reason, yes, as_json)
    else:
        await _list(opened, name, as_json)


async def _list(opened: Opened, name: str, as_json: bool) -> None:
    from newsroom.desk.people import places

    found = await opened.database.read(places, name, now=opened.now)
    if as_json:
        print_json([_value(one) for one in found])
    else:
        table(("Role", "Where", "Slug", "Status", "Field", "Excerpt"), map(_row, found))
        note(f"{len(found)} place{'' if len(found) == 1 else 's'}.")


async def _replace(opened: Opened, name: str, successor: str, yes: bool, as_json: bool) -> None:
    from newsroom.desk.people import replace_person

    confirm(f"Put {successor} in the place of {name} on every article?", yes=yes)
    count = await opened.database.write(replace_person, name, successor, now=opened.now, by=opened.by)
    if as_json:
        print_json({"replaced": name, "by": successor, "articles": count})
    else:
        result(f"Replaced on {count} article{'' if count == 1 else 's'}: {name}, by {successor}")


async def _erase(opened: Opened, name: str, reason: str | None, yes: bool, as_json: bool) -> None:
    from newsroom.desk.erase import finish
    from newsroom.desk.forget import erase_person
    from newsroom.desk.people import places
    from newsroom.desk.portrait import find_person

    who = await opened.database.read(find_person, name)
    for words, count in _counts(await opened.database.read(places, name, now=opened.now)).items():
        note(f"{words}: {count}")
    confirm(f"Take {who.label} out of all of this for good? Nobody can bring it back.", yes=yes)
    done = await opened.database.write(erase_person, name, now=opened.now, by=opened.by, reason=reason)
    if as_json:
        print_json({"articles": done.articles, "shown_in": list(done.shown_in), "files": list(done.files)})
    else:
        many = "" if done.articles == 1 else "s"
        result(f"Erased from {done.articles} article{many} and from all that is beside them.")
    for slug in done.shown_in:
        note(f"{slug} shows a picture that another named them on: look at it.")
    for file in done.files:
        note(f"{file} went with an article that named them: look into it.")
    for setting in _settings_naming(opened.room, who.name):
        note(f"newsroom.toml names them in {setting}: edit it.")
    note(UNREACHED)
    await finish(opened.database, opened.room)


def _settings_naming(room: "Room", name: "Name") -> list[str]:
    from newsroom.desk.mentions import is_named

    desk = {"desk.name": room.desk.name, "desk.email": room.desk.email}
    said = {"name": room.name, "boilerplate": room.boilerplate, **desk}
    return [setting for setting, text in said.items() if is_named(text, name)]


def _counts(found: "list[Place]") -> Counter[str]:
    """Count places by what they are: in which field of articles, in versions, or in what else."""
    return Counter(f"{one.role}, {one.type} {one.field.partition(' ')[0]}" for one in found)


def _value(one: "Place") -> dict[str, str | None]:
    status = one.status and one.status.value
    named = {"role": one.role, "type": one.type, "slug": one.slug}
    return {**named, "status": status, "field": one.field, "excerpt": one.excerpt}


def _row(one: "Place") -> tuple[str, ...]:
    return one.role, one.type, one.slug, one.status.value if one.status else "", one.field, one.excerpt
