"""Mails as files: the release in them, whose words they are, and what belongs to the mail alone."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import eml
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from importers.mail.quoting import read_sent
from tests.importers.cases import DEFAULTS, check_any_bytes, load_expected
from tests.importers.office import PNG, make_docx, paragraph

TEXT = (
    "Bron öppnar den 1 maj. Den är byggd av trä från trakten och bär både bilar och cyklar.\n\n"
    "Alla är välkomna till invigningen på kajen.\n"
)
CARD = "Presskontakt:\nMoa Testberg, presschef\n070-123 45 67\nmoa.testberg@sandhamra.example\n"


def mail(subject: str, text: str = TEXT, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = headers.pop("sender", "Norrö kommun <press@norro.example>")
    message["To"] = "Redaktionen <redaktion@tidning.example>"
    message["Date"] = "Thu, 05 Mar 2026 10:15:00 +0100"
    message["Message-ID"] = "<7@norro.example>"
    message.set_content(text)
    return message


def read(message: EmailMessage | bytes) -> ArticleDraft:
    source = MemorySource(message if isinstance(message, bytes) else message.as_bytes(), "brev.eml")
    assert find_importer(source) is eml
    [draft] = eml.read(source, DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_a_mail_gives_its_release_its_moment_and_its_sender() -> None:
    draft = read(mail("Pressmeddelande: Ny bro i Norrö", f"Hej!\n\n{TEXT}\n{CARD}"))
    assert (draft.headline, draft.kind, draft.declared) == ("Ny bro i Norrö", "press_release", None)
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2026-03-05T10:15:00+01:00"
    assert (draft.byline, draft.source_id) == ("Norrö kommun", "7@norro.example")
    assert draft.lead is not None and draft.lead.startswith("Bron öppnar")
    [contact] = draft.contacts
    assert (contact.name, contact.title, contact.phones) == ("Moa Testberg", "presschef", ("+46701234567",))
    assert "redaktion" not in repr(draft)


@pytest.mark.parametrize("prefix", ["Re: ", "Fwd: FW: ", "VB: ", "VS: ", "Sv: AW: ", "RE[2]: "])
def test_prefixes_of_mail_programs_are_no_headline(prefix: str) -> None:
    assert read(mail(f"{prefix}Ny bro")).headline == "Ny bro"


@pytest.mark.parametrize(
    "subject", ["Pressmeddelande från Norrö kommun", "Press release", "Pressmeddelande 2026-03-05"]
)
def test_a_subject_that_is_only_a_label_leaves_the_headline_to_the_text(subject: str) -> None:
    draft = read(mail(subject, f"Ny bro i Norrö\n\n{TEXT}"))
    assert (draft.headline, draft.kind) == ("Ny bro i Norrö", "press_release")


def test_the_release_prints_its_own_dateline_and_day() -> None:
    draft = read(mail("Ny bro", f"PRESSMEDDELANDE\n\nNORRÖ, 6 mars 2026 – {TEXT}"))
    assert (draft.dateline, str(draft.published_at)) == ("NORRÖ, 6 mars 2026", "2026-03-06")
    assert any("2026-03-05" in note for note in draft.notes)


def test_html_goes_before_text_and_its_layout_is_undone() -> None:
    message = mail("Ny bro", "Se webbläsaren")
    message.add_alternative(
        "<style>p{}</style><table><tr><td><h1>Ny bro</h1><div>Bron öppnar.<br>I maj.</div></td></tr></table>"
        "<table><tr><th>År</th><th>Pris</th></tr><tr><td>2026</td><td>7</td></tr></table>"
        '<p style="display:none">Förhandsvisning</p><p>Du får detta mejl för att du bett om det. Avregistrera dig.</p>',
        subtype="html",
    )
    draft = read(message)
    assert draft.headline == "Ny bro"
    assert draft.body_html.startswith("<p>Bron öppnar.<br>I maj.</p>")
    assert "<td>2026</td>" in draft.body_html
    assert "Avregistrera" not in draft.body_html and "Förhandsvisning" not in draft.body_html


@pytest.mark.parametrize("mark", ["-- \n", "\n--\n"])
def test_a_signature_is_a_contact_and_no_text(mark: str) -> None:
    signature = (
        "Med vänlig hälsning\nMoa Testberg | presschef\n+46 70 123 45 67 | moa@norro.example\nwww.norro.example\n"
    )
    draft = read(mail("Ny bro", f"{TEXT}{mark}{signature}"))
    [contact] = draft.contacts
    assert (contact.name, contact.title, contact.emails) == ("Moa Testberg", "presschef", ("moa@norro.example",))
    assert "hälsning" not in draft.body_html and "norro" not in draft.body_html


def test_a_signature_in_html_is_known_by_its_box() -> None:
    message = mail("Ny bro", "x")
    message.add_alternative(
        f'<p>{TEXT}</p><div class="gmail_signature"><div>Moa Testberg</div><div>070-123 45 67</div>Stig 4</div>',
        subtype="html",
    )
    draft = read(message)
    assert [contact.name for contact in draft.contacts] == ["Moa Testberg"]
    assert "Stig 4" not in draft.body_html


@pytest.mark.parametrize(
    "footer",
    [
        "Unsubscribe:\nhttps://norro.example/u/1",
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "Skickat från min iPhone",
        "Saat tämän viestin, koska olet tilannut tiedotteet.",
    ],
)
def test_footers_of_mailings_are_left_out_and_told(footer: str) -> None:
    draft = read(mail("Ny bro", f"{TEXT}\n{footer}\n"))
    assert footer.split()[0] not in draft.body_html
    assert any("about the mailing itself" in note for note in draft.notes)


@pytest.mark.parametrize(
    "quoted",
    [
        "---------- Forwarded message ---------\nFrom: Ola Norr <ola@norro.example>\nDate: Wed, 4 Mar 2026 at 09:30\n"
        "Subject: Ny bro i Norrö\nTo: <moa@norro.example>\n\n\n",
        "Från: Ola Norr <ola@norro.example>\nSkickat: den 4 mars 2026 09:30\nTill: Moa Testberg; Siv Ek\n"
        "Ämne: Ny bro i Norrö\n\n",
        "-----Alkuperäinen viesti-----\nLähettäjä: Ola Norr\nLähetetty: 4. maaliskuuta 2026 9:30\n"
        "Aihe: Ny bro i Norrö\n\n",
    ],
)
def test_a_forwarded_mail_gives_the_inner_one(quoted: str) -> None:
    draft = read(mail("VB: bro", f"Kan du lägga ut den här?\n\n{quoted}{TEXT}"))
    assert (draft.headline, draft.byline) == ("Ny bro i Norrö", "Ola Norr")
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2026-03-04T09:30:00+01:00"
    assert "lägga ut" not in f"{draft.lead}{draft.body_html}"
    assert "Siv Ek" not in draft.body_html


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("4 March 2026 at 09:30:00 EET", "2026-03-04T09:30:00+02:00"),
        ("onsdag den 4 mars 2026 09:30", "2026-03-04T09:30:00+01:00"),
        ("Wednesday, March 4, 2026 9:30 PM", "2026-03-04T21:30:00+01:00"),
        ("4.3.2026 klo 9.30", "2026-03-04T09:30:00+01:00"),
        ("igår", None),
    ],
)
def test_moments_are_read_as_mail_programs_print_them(stated: str, moment: str | None) -> None:
    found = read_sent(stated, "Europe/Stockholm")
    assert (found and found.isoformat()) == moment


@pytest.mark.parametrize(
    "sender", ["Ek, Eva <e@n.example>", "'Eva Ek' <e@n.example>", '"Eva Ek" <e@n.example>', "e@n.example (Eva Ek)"]
)
def test_a_sender_is_named_as_people_are(sender: str) -> None:
    raw = f"From: {sender}\nSubject: Ny bro\nMIME-Version: 1.0\n\n{TEXT}"
    assert read(raw.encode()).byline == "Eva Ek"


def test_a_mail_forwarded_as_html_gives_the_inner_one() -> None:
    message = mail("Fwd: bro", "x")
    message.add_alternative(
        '<div>Se nedan</div><div class="gmail_quote">---------- Forwarded message ---------<br>From: <b>Ola Norr</b>'
        f" &lt;o@n.example&gt;<br>Date: Wed, 4 Mar 2026<br>Subject: Ny bro<br>To: m@n.example<br><p>{TEXT}</p></div>",
        subtype="html",
    )
    draft = read(message)
    assert (draft.headline, draft.byline) == ("Ny bro", "Ola Norr")
    assert "Se nedan" not in draft.body_html and "Bron öppnar" in draft.body_html


def test_an_answer_leaves_what_it_answers() -> None:
    draft = read(
        mail("Re: Ny bro", f"{TEXT}\nOn Wed, 4 Mar 2026 at 09:30, Ola Norr <o@n.example> wrote:\n> När öppnar den?\n")
    )
    assert "När öppnar" not in draft.body_html
    assert any("answers another" in note for note in draft.notes)


def test_a_mail_within_a_mail_is_read() -> None:
    outer = mail("Fwd: se bifogat", "Hej!")
    outer.add_attachment(mail("Ny bro", sender="Ola Norr <ola@norro.example>"))
    draft = read(outer)
    assert (draft.headline, draft.byline) == ("Ny bro", "Ola Norr")


def test_pictures_and_files_come_along() -> None:
    message = mail("Ny bro", "x")
    message.add_alternative('<p>Bron öppnar.</p><p><img src="cid:bild1" alt="Bron"></p>', subtype="html")
    [_, page] = message.iter_parts()
    assert isinstance(page, EmailMessage)
    page.add_related(PNG, "image", "png", cid="<bild1>", filename="bro.png")
    message.add_attachment(b"%PDF-1.4", "application", "pdf", filename="Bilaga ett.pdf")
    draft = read(message)
    [image] = draft.images
    assert (image.url, image.alt) == ("bro.png", "Bron")
    assert image.content is not None and image.content.open().read() == PNG
    assert [one.name for one in draft.attachments] == ["Bilaga ett.pdf"]


def test_a_release_that_is_only_attached_is_read_from_its_document() -> None:
    message = mail("Pressmeddelande från Norrö", "Hej!\n\nBifogat finns vårt pressmeddelande.\n")
    release = make_docx(paragraph("Ny bro i Norrö", "Rubrik") + paragraph("Bron öppnar i maj."))
    message.add_attachment(release, "application", "octet-stream", filename="bro.docx")
    draft = read(message)
    assert (draft.headline, draft.body_html) == ("Ny bro i Norrö", "<p>Bron öppnar i maj.</p>")
    assert [one.name for one in draft.attachments] == ["bro.docx"]


def test_a_document_that_cannot_be_read_stays_as_it_is() -> None:
    message = mail("Ny bro", "Bifogat pressmeddelande.")
    message.add_attachment(make_docx("")[:400], "application", "octet-stream", filename="bro.docx")
    draft = read(message)
    assert (draft.headline, len(draft.attachments)) == ("Ny bro", 1)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("utf8x", "utf-8"),
        ("latin1", "utf-8"),
    ],
)
def test_letters_are_read_whatever_is_declared(declared: str, encoding: str) -> None:
    kind = f"Content-Type: text/plain{f'; charset={declared}' if declared else ''}\n"
    raw = f"From: Åsa Öst <a@n.example>\nSubject: Ny bro – kajen\nMIME-Version: 1.0\n{kind}\n{TEXT.strip()}”".encode(
        encoding
    )
    draft = read(raw)
    assert (draft.headline, draft.byline) == ("Ny bro – kajen", "Åsa Öst")
    assert draft.body_html.endswith("välkomna till invigningen på kajen.”</p>")


def test_japanese_is_read() -> None:
    head = b"From: a@n.example\nSubject: =?ISO-2022-JP?B?GyRCMjYbKEI=?=\nMIME-Version: 1.0\nContent-Type: text/plain"
    draft = read(head + b"; charset=iso-2022-jp\n\n" + "すみません。".encode("iso-2022-jp"))
    assert (draft.headline, draft.published_at) == ("俺", None)
    assert "すみません。" in f"{draft.lead}{draft.body_html}"


def test_a_mail_without_anything_is_refused() -> None:
    with pytest.raises(Refused, match=r"^brev\.eml holds "):
        list(eml.read(MemorySource(b"From: a@b.example\nMIME-Version: 1.0\n\n", "brev.eml"), DEFAULTS))


@pytest.mark.parametrize(
    "text", ["Subject: bron\n\nEn text.", "TITLE: a\nAUTHOR: b\n-----\nBODY:\n", "Kontakt: Moa\nDate: i dag"]
)
def test_a_text_with_a_colon_is_no_mail(text: str) -> None:
    assert not eml.recognises(MemorySource(text.encode()))


def test_the_given_mails_give_what_is_expected(shared: Path) -> None:
    expected = load_expected(shared)
    for path in (shared / "corpora/eml").iterdir():
        draft = read(path.read_bytes())
        want = expected.get(f"eml/{path.name}", {"title": draft.headline})
        assert draft.headline == want["title"]
        assert draft.byline in want.get("author", [draft.byline])
        assert (
            draft.published_at is None
            or want.get("published", draft.published_at.isoformat()) == draft.published_at.isoformat()
        )
        assert len(draft.attachments) == want.get("attachments", len(draft.attachments))
        for contact, one in zip(draft.contacts, want.get("contacts", ()), strict=True):
            assert (contact.name, list(contact.emails), list(contact.phones)) == (
                one["name"],
                one["emails"],
                one["phones"],
            )


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            b"",
            b"From: a@b\nSubject: x\nMIME-Version: 1.0\n\n",
            b"Content-Type: multipart/mixed; boundary=x\nSubject: =?utf-8?q?",
            b"From: a\nContent-Type: text/html\nMIME-Version: 1\n\n<table><td>",
        ]
    ),
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_become_an_article_or_a_refusal(beginning: bytes, rest: bytes) -> None:
    check_any_bytes(eml, beginning + rest)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_damaged_mail_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(mail("Fwd: bro", f"Från: A\nSkickat: 1\nÄmne: B\n\n{TEXT}\n-- \n{CARD}").as_bytes())
    for _ in range(4):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    check_any_bytes(eml, bytes(content))


@pytest.mark.parametrize("name", ["Content-Type: text/plain; charset", "Content-Type: message/rfc822; charset"])
def test_a_mail_whose_charset_has_a_null_is_read(name: str) -> None:
    check_any_bytes(eml, f"Subject: Bro\nFrom: a@b.example\n{name}=ut\0f-8\n\nBrön öppnar i maj.\n".encode())


def test_mails_nested_without_end_are_read_as_far_as_they_go() -> None:
    head = b"Subject: x\nFrom: a@b.example\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    check_any_bytes(eml, head * 2000 + b"text")
    boundaries = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(1500))
    check_any_bytes(eml, b"Subject: x\n" + boundaries)
