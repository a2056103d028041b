"""Pictures in our JSON model, with everything that a picture desk asks for; pure."""

from newsroom import addresses
from newsroom.gallery import Pictured
from newsroom.kit import KitItem
from newsroom.model import Image
from newsroom.original import Rendition
from newsroom.room import Room
from newsroom.syndication.bodies import urn
from newsroom.syndication.models import Model, image_model


def picture_model(room: Room, one: Pictured) -> Model:
    """Give a public picture with its file's own words, its renditions, and the articles that show it."""
    image, said = one.image, one.image.original.said if one.image.original else {}
    return {
        "type": "image",
        "id": image.digest,
        "page_url": addresses.absolute(room, addresses.image(image.digest or "")),
        **image_model(room, image),
        "photographer": said.get("creator") or image.credit,
        "copyright": said.get("copyright"),
        "taken_at": said.get("taken_at"),
        "language": one.language,
        "renditions": [_rendition(room, image, made) for made in renditions_of(image)],
        "articles": [
            {"url": addresses.absolute(room, addresses.article(each)), "headline": each.headline}
            for each in one.articles
        ],
    }


def renditions_of(image: Image) -> tuple[Rendition, ...]:
    """Give a picture's renditions."""
    return image.original.renditions if image.original else ()


def _rendition(room: Room, image: Image, made: Rendition) -> Model:
    url = addresses.absolute(room, addresses.rendition(image.digest or "", made))
    named = ("media_type", "width", "height", "size")
    return {"url": url, **{name: getattr(made, name) for name in named}}


def kit_model(room: Room, one: KitItem) -> Model:
    """Give an item of the press kit; a video is an address elsewhere."""
    path, given = addresses.offered(one), one.offer or one
    said, facts = ("name", "language", "caption", "alt", "credit", "licence"), ("media_type", "width", "height", "size")
    return {
        "type": "file",
        "kind": one.kind.value,
        "id": urn(one.uid),
        "url": addresses.absolute(room, path) if path else one.url,
        **{name: getattr(one, name) for name in said},
        **{name: getattr(given, name) for name in facts},
    }
