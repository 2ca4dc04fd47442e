"""Print the path of a Chromium to test with, installing one if there is none.

First what is in the PATH, then the system's package, then Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """Return the path of the first browser that is there and answers."""
    named = os.environ.get("LEADLINE_CHROMIUM")
    for name in (named, *NAMES):
        path = shutil.which(name) if name else None
        if path and _answers(path):
            return path
    return None


def _answers(path: str) -> bool:
    # Ubuntu ships a script of this name that only asks for its snap.
    try:
        ask = [path, "--version", "--no-sandbox"]
        return subprocess.run(ask, capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def from_the_system() -> str | None:
    """Install the system's package where root may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
    return found()


def from_playwright() -> str | None:
    """Let Playwright bring its own."""
    install = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(install, stdout=sys.stderr, check=False)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def main() -> None:
    """Print the path, or end with what to do."""
    path = found() or from_the_system() or from_playwright()
    if path is None:
        sys.exit("No Chromium: install one (sudo apt install chromium) and try again.")
    print(path)


if __name__ == "__main__":
    main()
