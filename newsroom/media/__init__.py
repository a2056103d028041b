"""Media: originals as they came, what their metadata say, and what readers get of them."""

from newsroom.media.keeping import keeping, removing
from newsroom.media.originals import (
    KNOWN_TYPES,
    MAX_PIXELS,
    MAX_SIZE,
    Kept,
    digest_of,
    identify,
    is_photo,
    is_picture,
    keep,
    lying,
    path_of,
    public_path,
    remove,
    rendition_path,
)

__all__ = [
    "KNOWN_TYPES",
    "MAX_PIXELS",
    "MAX_SIZE",
    "Kept",
    "digest_of",
    "identify",
    "is_photo",
    "is_picture",
    "keep",
    "keeping",
    "lying",
    "path_of",
    "public_path",
    "remove",
    "removing",
    "rendition_path",
]
