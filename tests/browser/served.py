"""Leadline as people run it: ``leadline serve`` on a folder of its own.

Its tables are laid before, as in every test; ``tests/cli/test_serve.py`` begins with
none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.worker import migrated


@dataclass(frozen=True)
class Site:
    """Where it answers, and the link that signs the owner in once."""

    address: str
    link: str


@contextmanager
def serve(folder: Path, seconds: float = 300) -> Iterator[Site]:
    """Run ``leadline serve`` on a free port until the block ends."""
    log = folder.parent / "serve.log"
    folder.mkdir()
    shutil.copy(migrated(), folder / "leadline.sqlite3")
    command = [sys.executable, "-m", "leadline", "serve", "--no-browser", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    environment.pop("LEADLINE_DATABASE_URL", None)
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "--folder", str(folder)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    try:
        yield _site(process, log, seconds)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _site(process: subprocess.Popen[bytes], log: Path, seconds: float) -> Site:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(
            r"open at (\S+)\n.*leadline link --folder (.+?)(?: makes)?$",
            log.read_text(),
            re.M,
        ):
            words = [sys.executable, "-m", "leadline", "link", "--folder", found[2]]
            link = subprocess.check_output(words, text=True).strip()
            return Site(found[1], link)
        time.sleep(0.1)
    raise AssertionError(f"leadline serve did not open:\n{log.read_text()[-3000:]}")
