"""Addresses are asked of a real server on loopback; only its own network may be named with `allow_private`."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from newsroom.fetch import FileSource, Unread, web
from newsroom.fetch.guard import is_public
from newsroom.fetch.web import Web


class Supplier(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/hop"):
            self.answer(
                302, b"", Location=f"/hop{int(self.path[4:]) - 1}" if self.path != "/hop0" else "/a/post.html?x=1"
            )
        elif self.path == "/missing":
            self.answer(404, b"")
        elif self.path == "/behind-the-last":
            self.answer(400, b"")
        elif self.path == "/elsewhere":
            self.answer(302, b"", Location="ftp://files.example/x")
        else:
            self.answer(200, b"<p>Text</p>", **{"Content-Type": "Text/HTML; charset=utf-8"})

    def answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Supplier)
    thread = Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


def reason(address: str, folder: Path, *, allow_private: bool = True) -> str:
    with Web(allow_private=allow_private) as asking:
        told = asking.fetch(address, folder)
    assert isinstance(told, Unread)
    return told.reason.removeprefix(f"{address} ")


def test_a_page_comes_with_its_type_and_where_it_was_in_the_end(server: str, tmp_path: Path) -> None:
    with Web(allow_private=True) as asking:
        page = asking.fetch(f"{server}/hop3", tmp_path)
    assert isinstance(page, FileSource)
    assert (page.name, page.media_type, page.address) == ("post.html", "text/html", f"{server}/a/post.html?x=1")
    assert (page.label, page.head) == (f"{server}/hop3", b"<p>Text</p>")


def test_what_gives_nothing_is_told_in_a_sentence(server: str, tmp_path: Path) -> None:
    assert reason(f"{server}/missing", tmp_path) == "answers 404 Not Found."
    assert reason(f"{server}/hop9", tmp_path).startswith("leads on more than 5 times")
    assert reason(f"{server}/elsewhere", tmp_path).startswith("is no address that can be asked")
    assert reason("http://", tmp_path).startswith("is no address that can be asked")
    assert "cannot be reached" in reason("http://127.0.0.1:1/", tmp_path)


@pytest.mark.parametrize(("path", "is_missing"), [("/missing", True), ("/behind-the-last", True), ("/hop9", False)])
def test_a_host_that_has_nothing_there_is_told_from_one_that_fails(
    path: str, is_missing: bool, server: str, tmp_path: Path
) -> None:
    with Web(allow_private=True) as asking:
        assert asking.ask(f"{server}{path}", tmp_path).is_missing is is_missing


def test_what_is_too_large_or_too_late_is_not_kept(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter((0.0, 1000.0))
    with Web(allow_private=True, clock=lambda: next(seconds)) as asking:
        late = asking.fetch(f"{server}/", tmp_path)
    assert isinstance(late, Unread) and "after 120 seconds" in late.reason
    monkeypatch.setattr(web, "MOST_BYTES", 3)
    assert reason(f"{server}/", tmp_path).startswith("is larger than")


def test_a_private_network_is_not_asked(server: str, tmp_path: Path) -> None:
    assert reason(f"{server}/", tmp_path, allow_private=False).startswith("lies in a private network")
    port = server.rpartition(":")[2]
    for name in (f"localhost:{port}", f"2130706433:{port}", f"[::ffff:127.0.0.1]:{port}"):
        assert reason(f"http://{name}/", tmp_path, allow_private=False).startswith("lies in a private network")


def test_a_name_that_has_one_private_address_is_not_asked(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.rpartition(":")[2])
    both = [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: both)
    assert reason("http://news.example/", tmp_path, allow_private=False).startswith("lies in a private network")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3"),
        *("224.0.0.1", "255.255.255.255", "192.0.0.8", "192.88.99.1", "198.18.0.1", "203.0.113.7", "240.0.0.1"),
        *("::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2002:7f00:1::", "64:ff9b::7f00:1"),
        *("64:ff9b:1::a00:1", "::ffff:8.8.8.8", "::127.0.0.1", "2001:db8::1", "2001:0:1::", "100::1", "5f00::1"),
    ],
)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::", "2a00:1450:400f::1"])
def test_hosts_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)
