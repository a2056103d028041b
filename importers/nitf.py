"""NITF 2 and 3, the IPTC's news text in XML: head and body, pictures with captions, embargo and status of `docdata`."""

from collections.abc import Iterator

from lxml import etree

from importers.agency.dispatch import Dispatch, make_article
from importers.agency.nitf import read_nitf
from importers.agency.xml import attribute, load_xml, say, say_all
from importers.draft import ArticleDraft, Defaults, Problem, Refused, Source
from importers.exports.pages import head_of
from importers.reading.characters import may_open_with
from importers.reading.prologue import find_root

_WRAPPERS = ("contentset", "inlinexml")


def recognises(source: Source) -> bool:
    """Tell whether its root element is that of NITF, or a G2 content set that holds nothing else."""
    if not may_open_with(b"<", source):
        return False
    text = head_of(source)
    root = find_root(text)
    return root is not None and (root.name == "nitf" or (root.name in _WRAPPERS and "<nitf" in text))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per NITF document; raises Refused for what cannot be read or holds none."""
    root, notes = load_xml(source)
    documents = [root] if root.tag == "nitf" else list(root.iter("nitf"))
    if not documents:
        raise Refused(f"{source.name} holds no NITF document.")
    for document in documents:
        yield make_article(read_document(document, notes), source, defaults)


def read_document(root: etree._Element, notes: tuple[str, ...] = ()) -> Dispatch:
    """Read a document: its text and what its head says of dates, status and subjects (NITF 3.6, docdata)."""
    text, status = read_nitf(root), attribute(root, "head/docdata", "management-status")
    release, issue = (attribute(root, f"head/docdata/date.{name}", "norm") for name in ("release", "issue"))
    publication = attribute(root, "head/pubdata", "date.publication")
    message = attribute(root, "head/docdata/ed-msg", "info") or say(root, "head/docdata/ed-msg")
    return Dispatch(
        id=attribute(root, "head/docdata/doc-id", "id-string"),
        headline=text.headline,
        lead=text.lead,
        body=text.body,
        authors=text.bylines,
        senders=(
            say(root, ".//body.head/distributor"),
            attribute(root, "head/docdata/doc-id", "regsrc"),
            attribute(root, "head/docdata/doc.copyright", "holder"),
        ),
        dateline=text.dateline,
        language=root.get("lang", "") or attribute(root, ".//body", "lang") or attribute(root, "head", "lang"),
        tags=tuple(_tags(root)),
        types=(attribute(root, "head/tobject", "tobject.type"), *_properties(root, "tobject.property.type")),
        status=status,
        created=release or issue or publication,
        embargo=release if status == "embargoed" else "",
        images=text.images,
        attachments=text.attachments,
        address=attribute(root, "head/pubdata", "ex-ref"),
        editor_notes=(message,),
        notes=notes,
    )


def _properties(root: etree._Element, name: str) -> Iterator[str]:
    return (one.get(name, "") for one in root.iterfind("head/tobject/tobject.property"))


def _tags(root: etree._Element) -> Iterator[str]:
    """Yield the subjects by their narrowest name, the keywords, and the classifiers of a newspaper's archive."""
    for subject in root.iterfind("head/tobject/tobject.subject"):
        names = (subject.get(f"tobject.subject.{level}", "") for level in ("detail", "matter", "type"))
        yield next(filter(None, names), "")
    yield from (one.get("key", "") for one in root.iterfind("head/docdata/key-list/keyword"))
    yield from say_all(root, "head/docdata/identified-content/classifier[@type='general_descriptor']")
