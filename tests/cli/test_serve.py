"""``leadline serve`` as people start it: a real process, a real browser's requests."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from leadline.cli import folder as place
from tests.worker import Folder

pytestmark = pytest.mark.sqlite

START_SECONDS = 120


def command(folder: Path, *options: str, **settings: str) -> subprocess.Popen[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LEADLINE_") and name != "DJANGO_SETTINGS_MODULE"
    }
    words = ["serve", "--folder", str(folder), "--no-browser", *options]
    return subprocess.Popen(
        [sys.executable, "-m", "leadline", *words],
        env={**environment, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@dataclass(frozen=True)
class Served:
    process: subprocess.Popen[str]
    address: str
    link: str
    folder: Path

    def children(self) -> list[int]:
        out = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(word) for word in out.stdout.split()]


def a_link(folder: Path, *options: str) -> str:
    words = [sys.executable, "-m", "leadline", "link", "--folder", str(folder)]
    done = subprocess.run(
        [*words, *options], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextmanager
def serving(folder: Path, *options: str, **settings: str) -> Iterator[Served]:
    process = command(folder, "--port", "0", *options, **settings)
    try:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        words = "".join(lines)
        address = re.search(r"open at (\S+)", words)
        assert address, words
        assert "/sign-in/" not in words, "a link is for terminals"
        assert f"leadline link --folder {folder}" in words
        yield Served(process, address[1], a_link(folder), folder)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def is_running(pid: int) -> bool:
    """Whether a process lives; one that ended and was not collected does not."""
    shown = ["ps", "-o", "stat=", "-p", str(pid)]
    state = subprocess.run(shown, capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve") / "new" / "data"
    with serving(folder) as served:
        yield served


@pytest.fixture
def ready(tmp_path: Path) -> Folder:
    """A folder of its own with a database in it."""
    return Folder(tmp_path / "data")


def test_a_new_folder_is_made_private(served: Served) -> None:
    modes = {
        name: stat.S_IMODE((served.folder / name).stat().st_mode)
        for name in (
            ".", "secret.key", "uploads", "backups", "leadline.log",
            "leadline.sqlite3", "leadline.sqlite3-wal",
        )
    }  # fmt: skip

    assert modes == {
        ".": 0o700,
        "secret.key": 0o600,
        "uploads": 0o700,
        "backups": 0o700,
        "leadline.log": 0o600,
        "leadline.sqlite3": 0o600,
        "leadline.sqlite3-wal": 0o600,
    }
    assert len((served.folder / "secret.key").read_text()) >= 50


def test_the_link_signs_in_once(served: Served) -> None:
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))

    page = browser.open(served.link).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1]}).encode()
    inside = browser.open(Request(served.link, data=form))

    assert "sessionid" in {cookie.name for cookie in jar}
    assert re.search(r"/w/\d+/", inside.url)
    with pytest.raises(HTTPError, match="404"):
        build_opener().open(served.link)


def test_a_terminal_is_shown_a_link(ready: Folder) -> None:
    leader, follower = pty.openpty()
    words = ["serve", "--folder", str(ready.path), "--no-browser", "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "leadline", *words], stdout=follower, stderr=follower
    )
    try:
        said, end = "", time.monotonic() + START_SECONDS
        while "Ctrl+C" not in said and time.monotonic() < end:
            said += os.read(leader, 10_000).decode()
    finally:
        for _ in range(3):  # the first may come before anybody listens
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=15)
                break

    assert process.poll() is not None
    assert re.search(r"Sign in once with +http://localhost:\d+/sign-in/\S{40,}/", said)


def test_a_link_is_for_whom_it_was_asked(served: Served) -> None:
    here = a_link(served.folder, "--email", "owner@localhost")
    outside = a_link(served.folder, "--address", "https://lead.example.com/")
    words = ["link", "--folder", str(served.folder), "--email", "no@example.com"]
    nobody = subprocess.run(
        [sys.executable, "-m", "leadline", *words],
        capture_output=True,
        text=True,
        check=False,
    )

    assert here.startswith(f"{served.address}/sign-in/")
    assert outside.startswith("https://lead.example.com/sign-in/")
    assert nobody.returncode == 1
    assert nobody.stderr == "Error: Nobody here has the address no@example.com.\n"


def test_slow_bodies_and_heads_delay_nobody(served: Served) -> None:
    host, port = served.address.removeprefix("http://").split(":")
    opened: list[socket.socket] = []
    head = "POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\n"
    try:
        for number in range(64):
            one = socket.create_connection((host, int(port)), timeout=30)
            rest = "Content-Length: 900\r\n\r\nlogin=" if number % 2 else "Cookie: "
            one.sendall((head + rest).encode())
            opened.append(one)
        build_opener().open(f"{served.address}/sign-in/").read()
        form = urlencode({"login": "a@example.com", "password": "x"}).encode()
        sign_in = Request(f"{served.address}/sign-in/", data=form)
        began = time.monotonic()
        with pytest.raises(HTTPError) as refused:
            build_opener().open(sign_in)
        took = time.monotonic() - began
    finally:
        for one in opened:
            one.close()
    refused.value.close()

    assert refused.value.code == 403, "without the key of the form"
    assert took < 15, "no slow body is waited for"


def test_a_stuck_writer_is_told_as_busy_while_pages_go_on(served: Served) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{served.address}/sign-in/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    fields = {"login": "ana@example.com", "password": "my own word"}
    form = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
    writer = sqlite3.connect(served.folder / "leadline.sqlite3", isolation_level=None)
    with closing(writer):
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(HTTPError) as busy:
            browser.open(Request(f"{served.address}/sign-in/", data=form), timeout=30)
        assert browser.open(f"{served.address}/sign-in/", timeout=5).status == 200
        writer.execute("ROLLBACK")
    said = busy.value.read().decode()

    assert (busy.value.code, busy.value.headers["Retry-After"]) == (503, "5")
    assert 'name="login" value="ana@example.com"' in said
    assert "my own word" not in said
    with pytest.raises(HTTPError, match="422") as wrong:
        browser.open(Request(f"{served.address}/sign-in/", data=form))
    wrong.value.close()
    busy.value.close()


def test_the_log_has_the_requests_and_no_token(served: Served) -> None:
    log = (served.folder / "leadline.log").read_text()

    assert '"request_finished"' in log
    assert '"request_id"' in log
    assert served.link.rstrip("/").rsplit("/", 1)[1] not in log


def test_the_worker_beside_it_works_on_what_is_queued(served: Served) -> None:
    assert len(list((served.folder / "run").glob("worker-*.lock"))) == 1


def test_a_killed_worker_is_started_anew(served: Served) -> None:
    (old,) = (served.folder / "run").glob("worker-*.lock")
    os.kill(int(old.read_text()), signal.SIGKILL)

    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        locks = set((served.folder / "run").glob("worker-*.lock")) - {old}
        if locks and len(served.children()) == 2:
            break
        time.sleep(0.05)

    assert len(locks) == 1
    assert served.process.poll() is None


def test_a_second_one_on_the_same_folder_is_refused(served: Served) -> None:
    second = command(served.folder, "--port", "0")
    _, said = second.communicate(timeout=START_SECONDS)

    assert second.returncode == 1
    assert said.startswith(f"Error: Leadline is open already with {served.folder}")
    assert len(said.splitlines()) == 1


def test_a_restore_into_an_open_folder_is_refused(
    served: Served, tmp_path: Path
) -> None:
    (tmp_path / "b.tar.gz").write_bytes(b"")
    words = ["restore", str(tmp_path / "b.tar.gz"), "--folder", str(served.folder)]
    done = subprocess.run(
        [sys.executable, "-m", "leadline", *words, "--force"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "Leadline is open with" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_all_of_it(ready: Folder, number: int) -> None:
    folder = ready
    with serving(folder.path) as served:
        children = served.children()
        assert len(children) == 2
        served.process.send_signal(number)
        served.process.wait(timeout=30)

        assert served.process.returncode == 0
        assert [pid for pid in children if is_running(pid)] == []
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(
                ("127.0.0.1", int(served.address.rsplit(":", 1)[1]))
            )
    assert not place.is_served(folder.path)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_no_child_outlives_a_killed_parent(ready: Folder) -> None:
    folder = ready
    with serving(folder.path) as served:
        children = served.children()
        served.process.kill()
        served.process.wait()
        deadline = time.monotonic() + 30
        while place.is_served(folder.path) and time.monotonic() < deadline:
            time.sleep(0.05)

        assert [pid for pid in children if is_running(pid)] == []
