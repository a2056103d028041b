"""A press room whose words are meant to break what carries them: titles, topics, people and events of hostile text."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection

from newsroom.database import open_database
from newsroom.lines import line
from newsroom.migrations import migrate
from newsroom.model import Attachment, ContactContent, EventContent, Image, Kind
from newsroom.room import Room
from newsroom.store import contacts, editing, events
from tests.manuscripts import manuscript
from tests.pressroom import HOUR, NOW, room_of

_TYPED = (
    "Ras & risk: 5 < 7 > 3 &amp; &lt;b&gt; &#38; &copy;",
    "<script>alert('x')</script>",
    "</title></script><h1>Rubrik</h1>",
    "<b>Fet</b> och <i>kursiv</i> <blink>",
    "<![CDATA[ ]]> ]]> <!-- --> <?xml?>",
    "{{ 7 * 7 }} {% raw %} ${jndi} %s %(x)s",
    "Citat ”hit” “dit” \"rak\" 'enkel' «vinkel»",
    "Emoji 👩‍👩‍👧 🏳️‍🌈 och kombinerat e\u0301 a\u030a",
    "עברית وعربى \u202eomvänt\u202c och 中文標題 日本語",
    "Mycket lång " + "kommunalförbundsordförandekonferensen " * 8,
    "Utan\u00adbindestreck\u200b\u2060 och\u00a0hårt mellanslag",
    "C:\\Nyheter\\nytt; kolon: komma, \\N och \\;",
    "https://a.example/?a=1&b=2#c",
    "../../etc/passwd%00.rss",
    "feed",
    "Robert'); DROP TABLE article;--",
    '=HYPERLINK("https://a.example")',
    "-----",
    "1",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝓢𝓬𝓻𝓲𝓹𝓽",
)
# As the desk takes in what somebody types.
TITLES = tuple(filter(None, map(line, _TYPED)))
BODIES = (
    '<p>Länk <a href="https://a.example/?a=1&amp;b=2">a &amp; b</a> och 5 &lt; 7.</p>',
    "<p>]]&gt; &lt;![CDATA[</p><pre>  rad\n  rad</pre>",
    '<table><thead><tr><th scope="col">å</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
    "",
)


def fill(connection: Connection) -> None:
    """Fill the store: each title as a headline, a lead, a topic, a person, a caption and an event."""
    kinds = tuple(Kind)
    editing.add_articles(
        connection,
        [
            manuscript(
                title,
                NOW - number * HOUR,
                kind=kinds[number % 3],
                lead=title if number % 2 else None,
                byline=title[:60] if number % 3 == 0 else None,
                dateline=title[:40] if number % 4 == 0 else None,
                language=("sv", "fi", "en")[number % 3],
                tags=(title[:60],),
                body_html=BODIES[number % 4],
                body_text="Text." if BODIES[number % 4] else "",
                contacts=(ContactContent(name=title[:60], title=title[:60], emails=("a@b.example",)),),
                images=(Image(url="https://a.example/b.jpg", caption=title, credit=title),),
                attachments=(Attachment(url="https://a.example/c.pdf", name=title),),
            )
            for number, title in enumerate(TITLES)
        ],
        now=NOW,
    )
    for title in TITLES:
        contacts.add_contact(connection, ContactContent(name=title, unit=title, press_contact=True), now=NOW)
        said = EventContent(headline=title, starts_at=NOW + timedelta(days=9), place=title, language="sv")
        events.add_event(connection, said, now=NOW)


async def build(folder: Path) -> Room:
    """Make the room in a folder."""
    room = room_of(folder)
    migrate(room.database)
    database = open_database(room.database)
    await database.write(fill)
    await database.close()
    return room
