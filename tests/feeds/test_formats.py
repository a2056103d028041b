import locale
import os
import subprocess
import sys

import pytest

from feeds.formats import FEED_FORMATS
from tests.feeds.sample import EMPTY, FEED

SERIALISE_ALL = """
from feeds.formats import FEED_FORMATS
from tests.feeds.sample import EMPTY, FEED
import sys
sys.stdout.buffer.write(b"".join(f.serialise(feed) for f in FEED_FORMATS.values() for feed in (FEED, EMPTY)))
"""


def test_every_format_has_its_registered_media_type() -> None:
    assert {suffix: feed_format.MEDIA_TYPE for suffix, feed_format in FEED_FORMATS.items()} == {
        "rss": "application/rss+xml; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8",
        "json": "application/feed+json",
        "ninjs": "application/json",
        "newsml": "application/xml",
    }


def test_another_process_elsewhere_in_the_world_writes_the_same_bytes() -> None:
    environment = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", SERIALISE_ALL], env=environment, capture_output=True, check=True)
    own = b"".join(chosen.serialise(feed) for chosen in FEED_FORMATS.values() for feed in (FEED, EMPTY))
    assert other.stdout == own


@pytest.mark.parametrize("suffix", FEED_FORMATS)
def test_writing_leaves_the_locale_of_the_process_alone(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changes: list[object] = []
    monkeypatch.setattr(locale, "setlocale", lambda *arguments: changes.append(arguments))
    FEED_FORMATS[suffix].serialise(FEED)
    assert changes == []
