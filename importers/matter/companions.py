"""What goes with an article by its front matter: images, attachments and contacts, as texts or as mappings."""

from collections.abc import Iterator
from dataclasses import replace
from mimetypes import guess_type

from importers.draft import AttachmentDraft, ContactDraft, ImageDraft, Source
from importers.matter.frontmatter import Field
from importers.reading.people import find_emails, find_phones
from importers.reading.pictures import find_file, is_picture, split_credit
from importers.reading.portraits import make_portrait

_IMAGES = ("image", "cover", "featured_image", "feature_image", "featuredimage", "cover_image", "header", "hero")
_ADDRESSES = ("url", "src", "path", "file", "image", "feature", "filename", "relative")
_PORTRAITS = ("portrait", "photo", "image", "picture", "avatar")
_CAPTIONS = ("caption", "title", "description")
_CREDITS = ("credit", "photographer", "author", "copyright")
_LICENCES = ("licence", "license")


def front_images(fields: Field) -> Iterator[ImageDraft]:
    """Yield the leading image and the list of images, each a text or a mapping, with `image_alt` and its like."""
    for name in _IMAGES:
        for value in fields.get(name).items():
            yield from _image(value, _Beside(fields, name))
    for value in fields.get("images", "gallery").items():
        yield from _image(value, None)


def front_attachments(fields: Field, source: Source) -> Iterator[AttachmentDraft]:
    """Yield the attachments, each a text or a mapping."""
    for value in fields.get("attachments", "files", "downloads").items():
        if url := value.text() or value.get(*_ADDRESSES).text():
            name = value.get("name", "title", "label").text()
            media_type = value.get("media_type", "mime_type", "type").text() or guess_type(url)[0]
            yield AttachmentDraft(url=url, name=name, media_type=media_type, content=find_file(source, url))


def front_contacts(fields: Field, source: Source, country: str) -> Iterator[ContactDraft]:
    """Yield the contacts that are mappings with a name or a title; what is no phone or address is told."""
    for value in fields.get("contacts", "contact", "press_contacts").items():
        name, title = value.get("name").text(), value.get("title", "role").text()
        if name or title:
            portrait = make_portrait(value.get(*_PORTRAITS).text() or "", source, None)
            yield replace(_contact(value, name, title, country), portrait=portrait)


class _Beside:
    """The fields that describe an image beside it, as `image_alt` does `image`."""

    def __init__(self, fields: Field, name: str) -> None:
        self.fields, self.name = fields, name

    def text(self, *words: str) -> str | None:
        return self.fields.get(*(f"{self.name}{mark}{word}" for word in words for mark in ("_", "-"))).text()


def _image(value: Field, beside: _Beside | None) -> Iterator[ImageDraft]:
    def say(*words: str) -> str | None:
        return value.get(*words).text() or (beside.text(*words) if beside else None)

    url = value.text() or value.get(*_ADDRESSES).text()
    if url and is_picture(url):
        caption, credit = split_credit(say(*_CAPTIONS))
        yield ImageDraft(
            url=url,
            caption=caption,
            alt=say("alt", "alt_text"),
            credit=say(*_CREDITS) or credit,
            licence=say(*_LICENCES),
        )


def _contact(value: Field, name: str | None, title: str | None, country: str) -> ContactDraft:
    emails, phones = value.words("emails", "email"), value.words("phones", "phone", "telephone", "mobile")
    read_emails = {email: find_emails(email) for email in emails}
    read_phones = {phone: find_phones(phone, country) for phone in phones}
    refused = [text for text, found in (read_emails | read_phones).items() if not found]
    return ContactDraft(
        name=name,
        title=title,
        unit=value.get("unit", "department").text(),
        organisation=value.get("organisation", "organization", "org").text(),
        emails=tuple(dict.fromkeys(email for found in read_emails.values() for email in found)),
        phones=tuple(dict.fromkeys(phone for found in read_phones.values() for phone in found)),
        responsibilities=value.words("responsibilities", "responsibility"),
        press_contact=value.get("press_contact").is_true(),
        language=value.get("language", "lang").text(),
        notes=tuple(f"“{text}” is neither a phone number nor an e-mail address and was left out." for text in refused),
    )
