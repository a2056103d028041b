"""Other language versions that a page names in its head."""

from importers import html
from importers.draft import ArticleDraft, Defaults, MemorySource

DEFAULTS = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv",))
TEXT = "Den nya bron över Norrsjön öppnar för trafik i mars, och den gamla färjan slutar gå samma dag. " * 3


def read(*links: str) -> ArticleDraft:
    alternates = "".join(f'<link rel="alternate" {link}>' for link in links)
    page = (
        f'<!doctype html><html lang="sv"><head><title>Bron öppnar</title>{alternates}'
        f'<link rel="canonical" href="https://press.example/sv/bron"></head>'
        f"<body><article><h1>Bron öppnar</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    )
    [draft] = html.read(MemorySource(page.encode(), "bron.html"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_the_page_in_other_languages_is_named_by_its_addresses() -> None:
    draft = read(
        'hreflang="sv" href="https://press.example/sv/bron"',
        'hreflang="fi-FI" href="/fi/silta"',
        'hreflang="x-default" href="https://press.example/sv/bron"',
        'hreflang="en" href="https://press.example/en/the-bridge"',
    )
    assert draft.translations == ("https://press.example/fi/silta", "https://press.example/en/the-bridge")


def test_a_site_in_another_language_is_no_version_of_the_page() -> None:
    assert read('hreflang="en" href="https://press.example/en/"', 'hreflang="fi" href="/"').translations == ()


def test_a_suppliers_page_is_named_as_its_interface_names_it() -> None:
    draft = read('hreflang="en" href="https://www.mynewsdesk.com/se/x/pressreleases/the-bridge-123456"')
    assert draft.translations == ("mynewsdesk:pressrelease:123456",)
