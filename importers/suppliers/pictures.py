"""Pictures, portraits and files from fields of whatever names."""

from mimetypes import guess_type

from importers.draft import AttachmentDraft, ImageDraft, Source
from importers.exports.records import Record
from importers.reading.pictures import find_file, find_originals, is_absolute, is_picture, split_credit
from importers.reading.portraits import make_portrait
from importers.suppliers.fields import as_line, bare, many, say

_PORTRAITS = """portrait photo picture image avatar avatarimage profileimage profilepicture headshot
    portraiturl photourl pictureurl imageurl avatarurl imagelarge imagemedium imagethumbnaillarge imagesmall
    thumbnail thumbnailurl""".split()  # noqa: SIM905
_SIZES = "downloadurl originalurl original url href src large medium small largeimageurl thumbnail".split()  # noqa: SIM905
_CREDITS = ("imagephotographer", "photographer", "imagecredit", "photocredit")


def read_image(record: Record, source: Source, *addresses: str) -> ImageDraft | None:
    """Read a picture from fields of whatever names, with its address in the first of these; None without any."""
    url = find_originals(say(record, *addresses) or bare(record))
    if not is_picture(url) or not _is_address(url):
        return None
    stated = as_line(say(record, "caption", "imagecaption", "description", "summary", "title", "header", "text"))
    caption, credit = split_credit(stated or None)
    return ImageDraft(
        url=url,
        caption=caption,
        alt=as_line(say(record, "alt", "alttext", "alternativetext", "imagealt")) or None,
        credit=as_line(say(record, "photographer", "credit", "credits", "byline", "copyright", "source")) or credit,
        licence=as_line(say(record, "license", "licence", "imagelicense", "usageterms")) or None,
        content=find_file(source, url),
    )


def read_attachment(record: Record, source: Source, *addresses: str) -> AttachmentDraft | None:
    """Read a file from fields of whatever names, with its address in the first of these; None without any."""
    url = say(record, *addresses) or bare(record)
    if not _is_address(url):
        return None
    name = as_line(say(record, "title", "header", "name", "documentname", "filename", "description", "caption"))
    stated = say(record, "mediatype", "contenttype", "mimetype")
    media_type = stated if "/" in stated else guess_type(url.partition("?")[0])[0]
    return AttachmentDraft(url=url, name=name or None, media_type=media_type, content=find_file(source, url))


def _is_address(url: str) -> bool:
    """Tell whether a text can be where a file is: an address, or a path that is relative to its release."""
    return is_absolute(url) or ("/" in url and " " not in url and ":" not in url)


def read_portrait(person: Record, source: Source, base: str | None) -> ImageDraft | None:
    """Read the picture of a person from their fields, the largest first; None without any."""
    for one in many(person, *_PORTRAITS):
        url = say(one, *_SIZES) or bare(one)
        if _is_address(url) or url.startswith("data:"):
            credit = as_line(say(one, *_CREDITS) or say(person, *_CREDITS)) or None
            alt = as_line(say(one, "alt", "alttext") or say(person, "imagealttext", "imagealt")) or None
            if portrait := make_portrait(url, source, base, alt=alt, credit=credit):
                return portrait
    return None
