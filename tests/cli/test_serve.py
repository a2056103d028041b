import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Give


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def served(room: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve a room, and give the process and its address once it listens."""
    port = free_port()
    command = [sys.executable, "-m", "newsroom", "--room", str(room), "serve", "--port", str(port), *words]
    plain = {name: value for name, value in os.environ.items() if name not in ("PORT", "NO_COLOR")}
    with subprocess.Popen(command, env=plain, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def answer(process: subprocess.Popen[str], address: str) -> str:
    """Ask until the server answers; it ends without one only when it is gone."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return f"{page.status} {page.headers.get('server')}"
        except urllib.error.URLError:
            continue
    raise AssertionError(process.communicate()[1])


@pytest.mark.parametrize("words", [(), ("--workers", "2")])
def test_a_room_is_served_until_ctrl_c(room: Path, words: tuple[str, ...]) -> None:
    with served(room, *words) as (process, address):
        assert answer(process, f"{address}/about") == "200 None"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert err == f"The room is at {address}/ (Ctrl-C stops it).\n"


def test_a_room_behind_tls_says_so_in_the_last_words_too(room: Path) -> None:
    (room / "newsroom.toml").write_text('base_address = "https://press.example.org"')
    with served(room) as (process, address):
        answer(process, f"{address}/healthz")
        with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=30) as line:
            line.sendall(b"this is not HTTP\r\n\r\n")
            assert b"\r\nStrict-Transport-Security: max-age=" in line.recv(65536)


def test_requests_are_written_down_when_asked_for(room: Path) -> None:
    with served(room, "--access-log") as (process, address):
        answer(process, f"{address}/healthz")
        process.send_signal(signal.SIGINT)
        assert "GET /healthz" in "".join(process.communicate(timeout=30))


def test_a_port_that_is_taken_is_named(give: Give) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = give("serve", "--port", port)
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert f"Cannot listen on 127.0.0.1, port {port}: Address already in use." in refused.stderr


def test_a_store_of_another_version_is_refused_with_the_command_to_run(give: Give, room: Path) -> None:
    (room / "newsroom.db").unlink()
    (room / "newsroom.db").touch()
    refused = give("serve")
    assert refused.exit_code == 1
    assert f"newsroom --room {room} migrate" in refused.stderr


def test_serving_beyond_this_machine_needs_a_base_address(give: Give) -> None:
    refused = give("serve", "--host", "press.example.org")
    assert refused.exit_code == 1
    assert "base_address" in refused.stderr
