"""Take the pictures of README and tour from the example company.

    python tools/pictures.py                  # docs/images, the pictures of the story
    python tools/pictures.py --every FOLDER   # every page in every look

Opens `leadline demo` in a folder of its own (or the one named by --folder), signs in by
its link and walks with Chromium. A page that answers with an error ends it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
THEMES = ("light", "dark")
# name: (page, texts of the links to follow from there, theme, size)
STORY = {
    "today": ("", "", "light", "wide"),
    "today-dark": ("", "", "dark", "wide"),
    "decision": ("decisions/", "Let staff swap shifts", "light", "wide"),
    "meeting": ("decisions/", "Let staff swap shifts|Meeting", "light", "wide"),
    "card": ("decisions/", "Let staff swap shifts|Chair card", "light", "wide"),
    "outcomes": ("decisions/outcomes/", "", "light", "wide"),
    "calibration": ("decisions/calibration/", "", "dark", "wide"),
    "stakeholders": ("stakeholders/", "", "light", "wide"),
    "promises": ("stakeholders/promises/", "", "light", "wide"),
    "market-time": ("attention/", "", "light", "wide"),
    "growth": ("growth/", "", "light", "wide"),
    "line": ("decisions/", "Let staff swap shifts|The line", "light", "wide"),
}


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Run the demo and give the link that signs in, until the block ends."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    log = folder.parent / "pictures.log"
    command = [sys.executable, "-m", "leadline", "demo", "--no-browser", "--port", "0"]
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "--folder", str(folder)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        yield _link(process, log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _link(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + 600
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"link --folder (.+?)(?: makes)?$", log.read_text(), re.M)
        if found:
            words = [
                sys.executable,
                "-m",
                "leadline",
                "link",
                "--folder",
                found.group(1),
            ]
            return subprocess.check_output(words, text=True).strip()
        time.sleep(0.2)
    sys.exit(f"The demo did not open:\n{log.read_text()[-2000:]}")


class Walk:
    """A signed-in browser that knows the address of the workspace."""

    def __init__(self, browser: Browser, link: str) -> None:
        self.browser = browser
        page = browser.new_page()
        page.goto(link)
        if page.locator("form[method=post] button").count() and "/w/" not in page.url:
            page.locator("form[method=post] button").first.click()
        page.wait_for_url(re.compile("/w/"))
        self.home = re.match(r".*/w/\d+/", page.url).group(0)
        self.cookies = page.context.cookies()
        page.context.close()

    def open(self, path: str, theme: str, size: str) -> Page:
        """Return a page of the workspace; ends the walk when it fails."""
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        context.add_cookies(self.cookies)
        page = context.new_page()
        self.go(page, path)
        return page

    def go(self, page: Page, path: str) -> None:
        """Move to another page of the workspace."""
        answer = page.goto(path if path.startswith("http") else self.home + path)
        if answer is None or answer.status >= 400:
            sys.exit(f"{path} answered {answer.status if answer else 'nothing'}.")
        page.evaluate("document.fonts.ready")


def tell_the_story(walk: Walk) -> None:
    """Write the pictures of the story."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, (path, follow, theme, size) in STORY.items():
        page = walk.open(path, theme, size)
        for words in filter(None, follow.split("|")):
            target = page.get_by_role("link", name=words).first.get_attribute("href")
            walk.go(page, page.evaluate("h => new URL(h, location).href", target))
        page.screenshot(path=IMAGES / f"{name}.png")
        make_light(IMAGES / f"{name}.png")
        page.context.close()
        print(f"docs/images/{name}.png")


def make_light(picture: Path) -> None:
    """Keep 256 colours, which are enough for a page: the wheel carries these."""
    with Image.open(picture) as shot:
        few = shot.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def places(walk: Walk) -> list[str]:
    """Return every kind of page that links lead to, one address of each kind."""
    page = walk.open("", "light", "wide")
    seen: dict[str, str] = {}
    waiting = [walk.home]
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(address)
        if (
            answer is None
            or answer.status != 200
            or "html" not in (answer.headers.get("content-type", ""))
        ):
            continue
        links = page.evaluate(
            "[...document.querySelectorAll('main a[href], nav a[href]')]"
            ".map(a => new URL(a.getAttribute('href'), location).href.split(/[?#]/)[0])"
        )
        for link in links:
            kind = re.sub(r"\d+", "N", link)
            if (
                link.startswith(walk.home)
                and kind not in seen
                and "." not in (link.rsplit("/", 1)[-1])
            ):
                seen[kind] = link
                waiting.append(link)
    page.context.close()
    return [walk.home, *(link for link in seen.values() if link != walk.home)]


def show_everything(walk: Walk, folder: Path, only: str) -> None:
    """Write every page in every look into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    addresses = [a for a in places(walk) if only in a]
    for size in SIZES:
        for theme in THEMES:
            page = walk.open("", theme, size)
            for address in addresses:
                walk.go(page, address)
                name = re.sub(r"\W+", "-", address[len(walk.home) :]).strip("-")
                file = folder / f"{name or 'today'}.{size}.{theme}.png"
                page.screenshot(path=file, full_page=True)
            page.context.close()
    print(f"{len(addresses)} pages in {folder}")


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="a demo folder to use again")
    parser.add_argument("--every", type=Path, help="write every page in here instead")
    parser.add_argument("--only", default="", help="only addresses that hold this")
    wanted = parser.parse_args()
    chromium = subprocess.check_output(
        [sys.executable, str(ROOT / "tools" / "chromium.py")], text=True
    ).strip()
    with (
        tempfile.TemporaryDirectory() as own,
        sync_playwright() as playwright,
        demo(wanted.folder or Path(own) / "demo") as link,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        walk = Walk(browser, link)
        if wanted.every:
            show_everything(walk, wanted.every, wanted.only)
        else:
            tell_the_story(walk)
        browser.close()


if __name__ == "__main__":
    main()
