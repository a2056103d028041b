"""Headlines that look like markup: each format says in its own way whether a headline is plain text or HTML."""

import json
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.draft import ArticleDraft, EventDraft, MemorySource
from importers.formats import find_importer
from importers.reading.fragment import line_of
from tests.importers.cases import DEFAULTS
from tests.importers.office import make_docx, make_odt, paragraph

TITLE = 'Priset < 5 € & "<i vår>" 3 > 2'
DECODED = "Tom & Jerry"


def xml(text: str) -> str:
    return escape(text, quote=False)


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def rss(title: str) -> str:
    item = f"<item><title>{title}</title><description>Text.</description></item>"
    return f"<rss version='2.0'><channel>{item}</channel></rss>"


def atom(kind: str, title: str) -> str:
    entry = f"<title type='{kind}'>{title}</title><id>a</id><content>Text.</content>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>"


def wxr(title: str) -> str:
    return f"""<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
    <channel><wp:wxr_version>1.2</wp:wxr_version><item><title>{title}</title><wp:post_type>post</wp:post_type>
    <wp:status>publish</wp:status><content:encoded>Text.</content:encoded></item></channel></rss>"""


def ninjs(**fields: object) -> str:
    return json.dumps({"uri": "urn:1", "type": "text", "versioncreated": "2024-05-02T08:30:00+02:00", **fields})


def newsml_g2(title: str) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" version="1"><itemMeta>
    <itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>{title}</headline></contentMeta>
    <contentSet><inlineData contenttype="text/plain">Text.</inlineData></contentSet></newsItem>"""


def newsml_1(title: str) -> str:
    return f"""<NewsML><NewsItem><NewsManagement/><NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines>
    <ContentItem><DataContent><p>Text.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


def nitf(title: str) -> str:
    head = f"<body.head><hedline><hl1>{title}</hl1></hedline></body.head>"
    return f"<nitf><head/><body>{head}<body.content><p>Text.</p></body.content></body></nitf>"


def page(title: str, head: str = "") -> str:
    prose = "<p>Kommunen bygger en bro över ån, och den blir klar till sommaren om allt går som det ska.</p>" * 3
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{title}{prose}</article></body></html>"


def schema_org(title: str) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": "2024-05-02"}
    return page("", f'<script type="application/ld+json">{json.dumps(node).replace("<", chr(92) + "u003c")}</script>')


def mail(title: str) -> str:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = title, "p@ort.example", "Thu, 05 Mar 2026 10:15:00 +0100"
    message.set_content("Kommunen bygger en bro, och den blir klar till sommaren om allt går som det ska.")
    return message.as_string()


def movable_type(title: str) -> str:
    return f"TITLE: {title}\nSTATUS: Publish\nDATE: 05/02/2024 08:30:00 AM\n-----\nBODY:\nText.\n-----\n--------\n"


def mynewsdesk(title: str) -> str:
    return json.dumps({"items": [{"type_of_media": "pressrelease", "id": 7, "header": title, "body": "<p>Text.</p>"}]})


def via(title: str) -> str:
    release = {
        "title": title,
        "leadtext": "Kort.",
        "body": "<p>Text.</p>",
        "versions": [],
        "publisher": {"name": "Ort"},
    }
    return json.dumps({"releases": [release]})


def cision(**title: str) -> str:
    return json.dumps({"Release": {"EncryptedId": "A", "HtmlBody": "<p>Text.</p>", "InformationType": "PRM", **title}})


def ghost(title: str) -> str:
    post = {"id": "1", "title": title, "slug": "a", "html": "<p>Text.</p>", "status": "published", "mobiledoc": None}
    return json.dumps({"db": [{"meta": {"version": "5"}, "data": {"posts": [post]}}]})


def blogger(title: str) -> str:
    return json.dumps({"kind": "blogger#post", "id": "1", "title": title, "content": "<p>Text.</p>"})


def substack(title: str) -> str:
    quoted = title.replace('"', '""')
    names = "post_id,post_date,is_published,type,audience,title,subtitle"
    return f'{names}\n1.a,2024-05-02,true,newsletter,everyone,"{quoted}",\n'


def medium(title: str) -> str:
    body = '<section data-field="body" class="e-content"><p class="graf">Text.</p></section>'
    footer = '<footer><p>Exported from <a href="https://medium.com">Medium</a> on May 1, 2021.</p></footer>'
    return f'<html><body><article class="h-entry"><h1 class="p-name">{title}</h1>{body}{footer}</article></body></html>'


def notion(title: str) -> str:
    head = f'<header><h1 class="page-title">{title}</h1></header>'
    article = f'<article id="a" class="page sans">{head}<div class="page-body"><p>Text.</p></div></article>'
    return f"<html><body>{article}</body></html>"


def json_feed(title: str) -> str:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "title": title, "content_text": "Text."}]}
    )


def calendar(title: str) -> str:
    event = f"BEGIN:VEVENT\nUID:a\nDTSTART:20260305T100000Z\nSUMMARY:{title}\nEND:VEVENT"
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}\nEND:VCALENDAR\n"


# How the headline is written where the format takes it for plain text, and where it takes it for HTML.
PLAIN: dict[str, Callable[[str], str | bytes]] = {
    "atom text": lambda title: atom("text", xml(title)),
    "JSON Feed": json_feed,
    "Ghost": ghost,
    "ninjs 1": lambda title: ninjs(headline=title, body_text="Text."),
    "ninjs 2": lambda title: ninjs(headlines=[{"value": title}], bodies=[{"value": "Text."}]),
    "NewsML-G2": lambda title: newsml_g2(xml(title)),
    "NewsML 1": lambda title: newsml_1(xml(title)),
    "NITF": lambda title: nitf(xml(title)),
    "schema.org": schema_org,
    "mail": mail,
    "docx": lambda title: make_docx(paragraph(xml(title), "Rubrik") + paragraph("Text.")),
    "odt": lambda title: make_odt(f'<text:h text:outline-level="1">{xml(title)}</text:h><text:p>Text.</text:p>'),
    "front matter": lambda title: f"---\ntitle: {json.dumps(title)}\n---\nText.\n",
    "plain text": lambda title: f"PRESSMEDDELANDE\n\n{title}\n\nKommunen bygger en bro över ån till sommaren.\n",
}
EITHER: dict[str, Callable[[str], str | bytes]] = {
    "RSS": lambda title: rss(xml(title)),
    "RSS in CDATA": lambda title: rss(cdata(title)),
    "WXR": lambda title: wxr(xml(title)),
    "WXR in CDATA": lambda title: wxr(cdata(title)),
    "Mynewsdesk": mynewsdesk,
    "Via TT": via,
    "Cision": lambda title: cision(Title=title),
    "Substack": substack,
    "iCalendar": lambda title: calendar(title.replace(",", "\\,")),
}
HTML: dict[str, Callable[[str], str | bytes]] = {
    "atom html": lambda title: atom("html", xml(title)),
    "atom xhtml": lambda title: atom("xhtml", f'<div xmlns="http://www.w3.org/1999/xhtml">{title}</div>'),
    "ninjs 2 in HTML": lambda title: ninjs(headlines=[{"value": title, "contenttype": "text/html"}], body_text="Text."),
    "Cision": lambda title: cision(HtmlTitle=title),
    "Blogger": blogger,
    "Movable Type": movable_type,
    "Medium": medium,
    "Notion": notion,
    "page": lambda title: page(f"<h1>{title}</h1>"),
    "Markdown": lambda title: f"# {title}\n\nText.\n",
}


def headline_of(content: str | bytes) -> str:
    source = MemorySource(content.encode() if isinstance(content, str) else content, "a.txt")
    importer = find_importer(source)
    assert importer
    draft = next(iter(importer.read(source, DEFAULTS)))
    assert isinstance(draft, ArticleDraft | EventDraft), draft
    return draft.headline


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_headline_is_kept_to_the_letter(name: str) -> None:
    assert headline_of(PLAIN[name](TITLE)) == TITLE


@pytest.mark.parametrize("name", [name for name in PLAIN if name not in ("schema.org", "plain text", "docx", "odt")])
def test_what_looks_like_markup_in_a_plain_headline_is_its_own_words(name: str) -> None:
    assert headline_of(PLAIN[name]("Så skrivs &amp; och <b>fet</b>")) == "Så skrivs &amp; och <b>fet</b>"


@pytest.mark.parametrize("name", HTML)
def test_a_headline_in_html_is_decoded_once(name: str) -> None:
    assert headline_of(HTML[name](xml(TITLE))) == TITLE
    assert headline_of(HTML[name](xml(DECODED))) == DECODED


@pytest.mark.parametrize("name", [name for name in HTML if name != "Markdown"])
def test_the_marks_of_a_headline_in_html_are_none_of_its_words(name: str) -> None:
    assert headline_of(HTML[name]("Ny <em>kaj</em> &amp; bro")) == "Ny kaj & bro"


@pytest.mark.parametrize("name", EITHER)
def test_where_a_format_does_not_say_it_is_decided_as_feed_readers_do(name: str) -> None:
    write = EITHER[name]
    assert headline_of(write(TITLE)) == TITLE
    assert headline_of(write(xml(TITLE))) == TITLE
    assert headline_of(write("Ny <em>kaj</em>")) == "Ny kaj"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ab <>&;/"=', min_size=1, max_size=30))
def test_a_line_that_was_written_as_html_is_what_it_was(text: str) -> None:
    assert line_of(f"&nbsp;{xml(text)}").split() == text.split()
