"""Outlook messages of our own, in compound files made byte by byte (MS-CFB, MS-OXMSG)."""

import struct
from datetime import UTC, datetime

Tree = dict[str, "bytes | Tree"]
_SECTOR, _MINI = 512, 64
_END, _FREE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


def make_message(texts: dict[int, str | bytes], sent_at: datetime | None = None, **inside: "bytes | Tree") -> bytes:
    """Make a message file of its texts, the moment it was sent, and its attachments."""
    names: Tree = {"__nameid_version1.0": {}}
    return make_compound(message_tree(texts, sent_at, 32) | names | dict(inside))


def message_tree(texts: dict[int, str | bytes], sent_at: datetime | None = None, preamble: int = 24) -> Tree:
    """Make the storage of a message or an attachment; bytes are binary, words are in UTF-16."""
    tree: Tree = {"__properties_version1.0": bytes(preamble) + _moment(sent_at)}
    for name, value in texts.items():
        kind = "0102" if isinstance(value, bytes) else "001F"
        tree[f"__substg1.0_{name:04X}{kind}"] = value if isinstance(value, bytes) else value.encode("utf-16-le")
    return tree


def attachment(texts: dict[int, str | bytes], message: Tree | None = None) -> Tree:
    """Make the storage of an attachment, a file or a message."""
    return message_tree(texts, None, 8) | ({"__substg1.0_3701000D": message} if message else {})


def _moment(sent_at: datetime | None) -> bytes:
    if sent_at is None:
        return b""
    since = sent_at - datetime(1601, 1, 1, tzinfo=UTC)
    return struct.pack("<HHIQ", 0x0040, 0x0039, 6, int(since.total_seconds()) * 10_000_000)


def make_compound(tree: Tree) -> bytes:
    """Make a compound file: small streams in the mini stream, large ones in sectors of their own."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, b""]]
    _list(tree, 0, entries)
    mini, minifat = bytearray(), list[int]()
    sectors, fat = list[bytes](), list[int]()
    for entry in entries[1:]:
        content = entry[4]
        assert isinstance(content, bytes)
        small = len(content) < 4096
        start = len(minifat) if small else len(fat)
        entry.append(start if content else _END)
        if small:
            mini += content.ljust(-(-len(content) // _MINI) * _MINI, b"\0")
            minifat += _chain(start, -(-len(content) // _MINI))
        else:
            _add(content, sectors, fat)
    entries[0][4] = bytes(mini)
    entries[0].append(_add(bytes(mini), sectors, fat))
    minifat_at = _add(struct.pack(f"<{len(minifat)}I", *minifat), sectors, fat, filler=b"\xff")
    directory_at = _add(b"".join(map(_pack, entries)), sectors, fat)
    size = next(size for size in range(1, 100) if (len(fat) + size) * 4 <= size * _SECTOR)
    places = list(range(len(fat), len(fat) + size))
    fat += [0xFFFFFFFD] * size
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(size * _SECTOR, b"\xff")
    minis = -(-len(minifat) * 4 // _SECTOR)
    head = struct.pack(
        "<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, size, directory_at, 0, 4096,
        minifat_at, minis, _END, 0,
    )  # fmt: skip
    return head + struct.pack("<109I", *places, *[_FREE] * (109 - size)) + b"".join(sectors) + packed


def _list(tree: Tree, parent: int, entries: list[list[object]]) -> None:
    previous = None
    for name, value in tree.items():
        number = len(entries)
        entries.append(
            [name, 1 if isinstance(value, dict) else 2, _NONE, _NONE, b"" if isinstance(value, dict) else value]
        )
        if previous is None:
            entries[parent][3] = number
        else:
            entries[previous][2] = number
        previous = number
        if isinstance(value, dict):
            _list(value, number, entries)


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END] if length else []


def _add(content: bytes, sectors: list[bytes], fat: list[int], filler: bytes = b"\0") -> int:
    start, count = len(fat), -(-len(content) // _SECTOR)
    sectors.append(content.ljust(count * _SECTOR, filler))
    fat += _chain(start, count)
    return start if count else _END


def _pack(entry: list[object]) -> bytes:
    name, kind, right, child, content, start = entry
    assert isinstance(name, str) and isinstance(content, bytes)
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ", encoded, len(encoded), kind, 1, _NONE, right, child, 0, start, len(content)
    )
