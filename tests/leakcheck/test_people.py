"""What only a hidden release says of somebody whom a public one names, too, is a secret that leakcheck looks for."""

from dataclasses import replace
from pathlib import Path

from newsroom.database import open_database
from newsroom.leakcheck.canaries import collect
from newsroom.leakcheck.hidden import find_hidden
from newsroom.model import ContactContent
from newsroom.store import editing, lookup
from tests import pressroom
from tests.pressroom import DAY, NOW, release

SPEAKER = ContactContent(name="Ylva Ransäter", emails=("ylva@norrsjo.example",), phones=("+46855543217",))


async def test_more_than_a_public_release_says_of_somebody_is_a_secret(tmp_path: Path) -> None:
    room = await pressroom.build(tmp_path)
    database = open_database(room.database)
    hidden = release("Elpriset sänks", NOW + DAY, contacts=(SPEAKER,))
    public = release("Gästföreläsning", NOW - DAY, contacts=(replace(SPEAKER, phones=()),))
    *_, key = await database.write(editing.add_articles, [hidden, public], now=NOW)
    secrets = await database.read(lambda connection: collect(connection, find_hidden(connection, now=NOW), room.zone))
    shown = await database.read(lookup.get_article, key)
    await database.close()
    assert SPEAKER.phones in [one.phones for one in secrets if one.type == "contact"]
    assert [(one.emails, one.phones) for one in shown.contacts] == [(SPEAKER.emails, ())]
