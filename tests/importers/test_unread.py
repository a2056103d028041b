"""Files that no importer reads are told apart, each with what to do."""

import pytest

from importers.draft import MemorySource
from importers.formats import find_importer
from importers.unread import explain
from tests.importers.outlook import make_compound


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (make_compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "unlock it first"),
        (make_compound({"WordDocument": b"x", "1Table": b"y"}), "save it as .docx"),
        (make_compound({"PowerPoint Document": b"x"}), "save it as .pptx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "image add"),
        (b"Rar!\x1a\x07" + bytes(40), "unpack it"),
        (bytes(range(32)) * 4, "plain text"),
    ],
)
def test_what_nobody_reads_is_told_with_what_to_do(content: bytes, advice: str) -> None:
    source = MemorySource(content, "fil")
    assert find_importer(source) is None
    assert advice in explain(source)
