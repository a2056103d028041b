"""How requests are read off the wire, over real sockets."""

import socket
from collections.abc import Iterator
from email import message_from_bytes

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from newsroom.protocol import LONGEST_HEAD
from newsroom.web.guard import HEADERS
from tests.browser import free_port, serving

ENOUGH = b"x" * (LONGEST_HEAD + 1)


async def length(request: Request) -> Response:
    """Tell how long the body was."""
    return PlainTextResponse(f"read {len(await request.body())}")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    with serving(Starlette(routes=[Route("/", length, methods=["GET", "POST"])]), port):
        yield port


@pytest.fixture
def line(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        yield line


def answer(line: socket.socket) -> bytes:
    """Read all that comes until the server has nothing more to say."""
    found = b""
    while part := line.recv(65536):
        found += part
    return found


@pytest.mark.parametrize(
    "pieces",
    [
        [b"GET /" + ENOUGH],
        [b"GET / HTTP/1.1\r\nHost: press.example\r\nA: " + ENOUGH],
        [b"GET / HTTP/1.1\r\nHost: press.example\r\n", *[b"A: b\r\n" * 1000] * 11],
    ],
)
def test_a_head_without_end_is_not_read_on(line: socket.socket, pieces: list[bytes]) -> None:
    for piece in pieces:
        line.sendall(piece)
    assert answer(line).startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")


def test_heads_are_counted_one_by_one_and_without_what_follows_them(line: socket.socket) -> None:
    long = b"A: " + b"x" * (LONGEST_HEAD // 2) + b"\r\n"
    for _ in range(3):
        line.sendall(b"POST / HTTP/1.1\r\nHost: press.example\r\nContent-Length: 200000\r\n" + long + b"\r\n")
        line.sendall(b"y" * 200_000)
        assert line.recv(65536).endswith(b"read 200000")
    line.sendall(b"GET / HTTP/1.1\r\nHost: press.example\r\nConnection: close\r\n\r\n")
    assert answer(line).endswith(b"read 0")


def test_what_is_no_request_is_told_so(line: socket.socket) -> None:
    line.sendall(b"this is not HTTP\r\n\r\n")
    assert answer(line).startswith(b"HTTP/1.1 400 Bad Request\r\n")


@pytest.mark.parametrize("asked", [b"this is not HTTP\r\n\r\n", b"GET /" + ENOUGH])
def test_what_no_application_answers_bears_the_same_headers(line: socket.socket, asked: bytes) -> None:
    line.sendall(asked)
    said = message_from_bytes(answer(line).partition(b"\r\n")[2])
    assert set(said) >= {*HEADERS, "Cross-Origin-Resource-Policy", "Cache-Control", "date"}
    assert said["Content-Length"] == "0"
