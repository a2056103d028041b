"""The gallery: public pictures, each file once, with the articles that show it."""

from dataclasses import dataclass

from newsroom.model import Image, Teaser


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A public picture with the words of the newest article that shows it, and those articles, newest first."""

    image: Image
    articles: tuple[Teaser, ...]

    @property
    def language(self) -> str:
        """Give the language of its words."""
        return self.articles[0].language


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """A page of pictures, and the key of the next."""

    pictures: tuple[Pictured, ...]
    older: str | None = None
