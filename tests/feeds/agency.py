"""An article as agencies take it: with everything that one can have."""

from dataclasses import replace

from feeds.entry import Author, Card, Category
from tests.feeds.sample import ENTRY, PHOTO, REPORT, ROOM

MAJA = Card(
    id="urn:uuid:c0ffee00-0000-4000-8000-000000000001",
    url=f"{ROOM}/contacts/maja",
    name="Maja Provström",
    title="Presschef",
    phones=("+46846500402",),
    emails=("maja@exempelstad.example",),
)
DESK = replace(MAJA, id="urn:uuid:c0ffee00-0000-4000-8000-000000000002", name=None, title="Jouren", emails=())
WHOLE = replace(
    ENTRY,
    id="urn:uuid:c0ffee00-0000-4000-8000-000000000003",
    body_html='<p>Ett <br>två <img src="https://a.example/x" alt=""></p><table><tr><td>1</td></tr></table><!-- x -->',
    body_text="Ett\ntvå",
    byline="Åsa Öberg",
    dateline="Exempelstad",
    publisher=Author(name="Exempelstads kommun", uri=f"{ROOM}/"),
    version=3,
    contacts=(MAJA, DESK),
    translations=("urn:uuid:c0ffee00-0000-4000-8000-000000000004",),
    categories=(*ENTRY.categories, Category(term="sport", label="Sport", media_topic="15000000")),
    image=replace(PHOTO, credit="Foto: X", width=640, height=360),
    enclosures=(replace(PHOTO, credit="Foto: X", width=640, height=360), REPORT),
)
