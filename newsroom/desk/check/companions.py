"""Rules on what goes with a text: its headline, its pictures, its people, its original."""

from collections.abc import Iterator
from datetime import datetime

from newsroom.desk.check.finding import Finding, error, warning
from newsroom.desk.check.subject import Subject, reachable
from newsroom.kit import KitContent
from newsroom.model import Article, Image, Status, status_at
from newsroom.room import Room

LONGEST_HEADLINE = 100


def check_headline(subject: Subject) -> Iterator[Finding]:
    """Find a headline that lists and phones cut off."""
    headline = subject.content.headline
    if len(headline) > LONGEST_HEADLINE:
        problem = f"The headline has {len(headline)} characters, and lists cut off what is beyond {LONGEST_HEADLINE}."
        yield warning("headline", "headline", headline, problem, "Shorten it, and say the rest in the lead.")


def check_pictures(subject: Subject) -> Iterator[Finding]:
    """Find pictures that are shown without a description or without the name of who made them."""
    for number, image in enumerate(subject.content.images, 1):
        if image.digest is None:
            continue
        where, named = f"picture {number}", image.caption or image.url
        yield from check_words(image, where, named, "newsroom image edit")


def check_words(picture: Image | KitContent, where: str, named: str, how: str) -> Iterator[Finding]:
    """Find that a picture has no description, or no name of who made it; `how` is the command that mends it."""
    if not (picture.alt or "").strip():
        problem = "The picture has no alt text, so whoever does not see it learns nothing of it."
        yield error("alt", where, named, problem, f"Describe it in a sentence with `{how} --alt`.")
    if not (picture.credit or "").strip():
        problem = "The picture has no credit, so nobody who prints it knows whom to name."
        yield error("credit", where, named, problem, f"Name who made it with `{how} --credit`.")


def check_readable(subject: Subject) -> Iterator[Finding]:
    """Find pictures that readers do not get as they came, because nobody could read them; an import notes them."""
    for number, image in enumerate(subject.content.images, 1):
        if image.original and image.original.read is False:
            named, problem = image.caption or image.url, "The picture cannot be read, and may tell where it was taken."
            advice = "Save it again as JPEG or PNG and add it anew: readers do not get it as it is."
            yield warning("unread", f"picture {number}", named, problem, advice)


def check_contact(article: Article, room: Room, at: datetime) -> Iterator[Finding]:
    """Find an article whose readers have nobody to ring or write to when it comes out."""
    if reachable(article.contacts, at):
        return
    who = ", ".join(one.label for one in article.contacts)
    lacks = f"{who} has no phone or e-mail address that answers then" if who else "It names no contact"
    if room.desk.phone or room.desk.email:
        problem = f"{lacks}: readers are shown the press desk alone."
        yield warning("contact", "contacts", who, problem, "Name a person among its `contacts` with `newsroom edit`.")
    else:
        problem = f"{lacks}, and the room has no press desk: nobody can be asked."
        advice = "Name a person among its `contacts` with `newsroom edit`, or set desk.phone or desk.email."
        yield error("contact", "contacts", who, problem, advice)


def check_translation(article: Article, original: Article, now: datetime) -> Iterator[Finding]:
    """Find a translation whose original has been changed since, unless that is withdrawn."""
    stands = status_at(original.moments, now) is not Status.WITHDRAWN
    if stands and original.written_at > article.written_at:
        seen = original.updated_at and original.updated_at > article.written_at
        problem = f"“{original.headline}” ({original.slug}), which it translates, was changed after it."
        how = f" (`newsroom diff {original.slug}` shows what changed)" if seen else ""
        advice = f"Compare them{how} and bring the translation up to date."
        yield warning("translation", "original", original.headline, problem, advice)
