"""Documents of our own, made byte by byte in the shape in which office programs write them."""

import zipfile
from io import BytesIO

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
    (_W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mellan"><w:name w:val="Vår mellanrubrik"/><w:basedOn w:val="Rubrik1"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Bildtext"><w:name w:val="caption"/></w:style>'
)


def pack(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts into a ZIP."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(**targets: str) -> str:
    """Write relationships, `kind=target` each."""
    inner = "".join(f'<Relationship Id="{k}" Type="{_R}/{k}" Target="{target}"/>' for k, target in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """Write a paragraph of Word."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def make_docx(
    body: str, *, strict: bool = False, title: str = "", extra: dict[str, str | bytes] | None = None
) -> bytes:
    """Make a Word document of these paragraphs."""
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>Moa Testberg</dc:creator></c:coreProperties>"
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(styles="styles.xml", image="media/image1.png"),
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{STYLES}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": core,
        **(extra or {}),
    }
    for old, new in _STRICT if strict else ():
        parts = {name: text.replace(old, new) if isinstance(text, str) else text for name, text in parts.items()}
    return pack(parts)


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = " ".join(
    f'xmlns:{name}="{_ODF}{path}"'
    for name, path in {
        "office": "office:1.0",
        "text": "text:1.0",
        "style": "style:1.0",
        "table": "table:1.0",
        "draw": "drawing:1.0",
        "fo": "xsl-fo-compatible:1.0",
        "svg": "svg-compatible:1.0",
    }.items()
)
ODF_STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Caption" style:family="paragraph"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-size="20pt"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    "</text:list-style>"
)


def make_odt(text: str, *, title: str = "", pictures: dict[str, bytes] | None = None) -> bytes:
    """Make an OpenDocument text."""
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    styles = f"<office:automatic-styles>{ODF_STYLES}</office:automatic-styles>"
    meta = f'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>sv-SE</dc:language></m>'
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<office:document-content {_PREFIXES} xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"{styles}{body}</office:document-content>",
            "meta.xml": meta,
            **(pictures or {}),
        }
    )


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def shape(kind: str | None, *paragraphs: str) -> str:
    """Write a shape of a slide; its paragraphs are DrawingML or bare words."""
    held = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else '<p:ph idx="1"/>'
    texts = "".join(one if one.startswith("<") else f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in paragraphs)
    return f"<p:sp><p:nvSpPr><p:nvPr>{held}</p:nvPr></p:nvSpPr><p:txBody>{texts}</p:txBody></p:sp>"


def make_pptx(*slides: str, hidden: int = -1, extra: dict[str, str | bytes] | None = None) -> bytes:
    """Make a show of these slides."""
    spaces = f'xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_R}"'
    listed = "".join(f'<p:sldId r:id="s{number}"/>' for number in range(len(slides)))
    targets = {f"s{number}": f"slides/slide{number}.xml" for number in range(len(slides))}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="ppt/presentation.xml"),
        "ppt/presentation.xml": f"<p:presentation {spaces}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(**targets),
        **(extra or {}),
    }
    for number, slide in enumerate(slides):
        shown = ' show="0"' if number == hidden else ""
        parts[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {spaces}{shown}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
        )
    return pack(parts)


Text = tuple[float, float, float, str]
"""Where a line of a PDF stands, how large it is, and what it says; a size below zero is bold."""


def make_pdf(*pages: list[Text], title: str = "", locked: bool = False) -> bytes:
    """Make a PDF of A4 pages."""
    streams = [b"BT " + b" ".join(map(_show, lines)) + b" ET" for lines in pages]
    count = len(streams)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(count))
    fonts = "<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    fonts += "/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(sv-SE)>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 595 842]>>".encode(),
        f"<</Font{fonts}>>".encode(),
        f"<</Title({title})>>".encode("latin-1"),
    ]
    for number, stream in enumerate(streams):
        objects.append(f"<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents {6 + 2 * number} 0 R>>".encode())
        objects.append(f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream")
    return _join_objects(objects, "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -1>>" if locked else "")


def _show(text: Text) -> bytes:
    left, bottom, size, words = text
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = "F2" if size < 0 else "F1"
    return f"/{font} {abs(size)} Tf 1 0 0 1 {left} {bottom} Tm (".encode() + escaped + b") Tj"


def _join_objects(objects: list[bytes], more: str) -> bytes:
    content, places = b"%PDF-1.4\n", list[int]()
    for number, written in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj".encode() + written + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R/Info 4 0 R{more}>>"
    return content + f"{end}\nstartxref\n{len(content)}\n%%EOF".encode()
