"""Requests as they come over the wire, well-formed or not: each has an answer of the house."""

import socket
from collections.abc import Iterator

import pytest

from newsroom.app import create_app
from newsroom.room import Room
from newsroom.web.guard import METHODS
from tests import pressroom
from tests.browser import free_port, serving

OURS = "press.norrsjo.example"
HOST = f"Host: {OURS}"


@pytest.fixture(scope="module")
def port(room: Room) -> Iterator[int]:
    port = free_port()
    with serving(create_app(pressroom.settings_of(room), clock=lambda: pressroom.NOW), port):
        yield port


def ask(port: int, line: str, *headers: str) -> tuple[int, str]:
    """Send a request as it is written here, and give the status and the head of the answer."""
    request = "\r\n".join([line, *headers, "Connection: close", "", ""])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as door:
        door.sendall(request.encode("latin-1"))
        head = b"".join(iter(lambda: door.recv(65536), b"")).partition(b"\r\n\r\n")[0].decode()
    return int(head.split()[1]), head.lower()


@pytest.mark.parametrize("target", [f"http://{OURS}/news", f"HTTP://{OURS}:80", f"https://{OURS}?q=vind"])
def test_the_host_of_a_whole_address_counts(port: int, target: str) -> None:
    assert ask(port, f"GET {target} HTTP/1.1", "Host: evil.example")[0] == 200


def test_a_foreign_address_is_misdirected_whatever_its_host_line_says(port: int) -> None:
    assert ask(port, "GET http://evil.example/news HTTP/1.1", HOST)[0] == 421


def test_whoever_asks_for_the_server_itself_is_told_its_methods(port: int) -> None:
    status, head = ask(port, "OPTIONS * HTTP/1.1", HOST)
    assert (status, f"allow: {METHODS.lower()}" in head) == (204, True)


ODD = {
    "GET /news HTTP/1.1": (400, []),
    "GET /news HTTP/1.0": (421, []),
    "GET /healthz HTTP/1.0": (200, []),
    "GET /healthz HTTP/1.1": (200, []),
    "GET / HTTP/1.1": (400, [HOST, "Host: evil.example"]),
    "GET /about HTTP/1.1": (400, ["Host: evil.example", HOST]),
    "GET /blog HTTP/1.1": (200, [HOST, "Content-Length: 0", "Expect: 100-continue"]),
    "TRACE /news HTTP/1.1": (405, [HOST]),
    "PROPFIND /news HTTP/1.1": (405, [HOST]),
    "GET //evil.example/news HTTP/1.1": (404, [HOST]),
    "GET /static/%2e%2e/app.py HTTP/1.1": (404, [HOST]),
    "GET /news/%00 HTTP/1.1": (404, [HOST]),
    "GET /media/%00.png HTTP/1.1": (404, [HOST]),
    "GET /news/%ff%fe?q=%ff HTTP/1.1": (404, [HOST]),
    "GET /search?q=%ed%a0%80 HTTP/1.1": (200, [HOST]),
    "GET /contacts HTTP/1.1": (421, ["Host: [\xff"]),
}


@pytest.mark.parametrize(("line", "status", "headers"), [(line, *said) for line, said in ODD.items()], ids=ODD)
def test_whatever_is_asked_is_answered_by_the_house(port: int, line: str, status: int, headers: list[str]) -> None:
    answered, head = ask(port, line, *headers)
    assert (answered, "content-security-policy: default-src 'none'" in head) == (status, True)


@pytest.mark.parametrize("line", ["get /news HTTP/1.1", "CONNECT a.example:443 HTTP/1.1", "GET news HTTP/1.1"])
def test_what_is_no_request_to_a_room_is_refused(port: int, line: str) -> None:
    assert ask(port, line, HOST)[0] == 400
