"""What the made-up supplier publishes: releases, news and a blog post with what relates to them. Sample material."""

from dataclasses import dataclass, field

ROOM = "/se/hamnarna"
FOLDERS = {
    "pressrelease": "pressreleases",
    "news": "news",
    "blog_post": "blog_posts",
    "event": "events",
    "image": "images",
    "document": "documents",
    "contact_person": "contact_people",
}
ARTICLES = ("pressrelease", "news", "blog_post")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of material; `related` names others by kind and number."""

    kind: str
    number: int
    header: str
    day: int = 1
    body: str = ""
    related: tuple[tuple[str, int], ...] = ()
    said: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Give the path of its page."""
        slug = self.header.lower().translate(str.maketrans("åäöé ", "aaoe-", ".,:"))
        return f"{ROOM}/{FOLDERS[self.kind]}/{slug}-{self.number}"


BASIN = Piece("image", 501, "Bassängen", said={"caption": "Bassängen i fjol.", "photographer": "Sif Berg"})
CRANE = Piece("image", 502, "Kranen", said={"caption": "Kranen lyfter.", "photographer": "Bo Alm"})
MAJA = Piece(
    "contact_person",
    701,
    "Maja Ek",
    said={"title": "Presschef", "email": "maja.ek@hamnarna.example", "phone": "08-465 004 01"},
)
OLLE = Piece(
    "contact_person",
    702,
    "Olle Fors",
    said={"title": "Hamnchef", "email": "olle.fors@hamnarna.example", "phone": "08-465 004 02"},
)
PLAN = Piece("document", 601, "Hamnplan")
RELATED = (("image", 501), ("contact_person", 701))
MATERIAL = (
    Piece("pressrelease", 101, "Bassängen fylls", 2, "Arbetet med bassängen börjar i maj.", RELATED),
    Piece(
        "pressrelease",
        102,
        "Kranen flyttas",
        3,
        "Kranen flyttas till norra kajen.",
        (("image", 502), ("document", 601)),
    ),
    Piece("pressrelease", 103, "Ny farled", 4, "Farleden märks ut i april.", (("contact_person", 702),)),
    Piece("pressrelease", 104, "Isen bryts", 5, "Isbrytaren går från Norrsjö.", RELATED),
    Piece("pressrelease", 105, "Fler båtplatser", 6, "Fyrtio nya båtplatser byggs."),
    Piece("pressrelease", 106, "Rent vatten", 7, "Vattnet i hamnen provtas varje vecka."),
    Piece("pressrelease", 107, "Kajen öppnar", 8, "Kajen öppnar för trafik igen."),
    Piece("news", 201, "Öppet hus", 9, "Hamnen håller öppet hus."),
    Piece("news", 202, "Nytt kafé", 10, "Kaféet i hamnen öppnar."),
    Piece("blog_post", 301, "En dag i hamnen", 11, "Vi följde hamnchefen en dag."),
    Piece(
        "event",
        401,
        "Hamndagen",
        12,
        "Kom till kajen.",
        said={"start": "2026-05-12 10:00:00", "end": "2026-05-12 16:00:00"},
    ),
    *(BASIN, CRANE, PLAN, MAJA, OLLE),
)

SENTENCE = "Hamnarna är ett påhittat förbund som sköter kajer, farleder och båtplatser i skärgården hela året om."
"""What every page of it says, so that there is a text to find."""
