"""Install the wheel alone into a clean environment and run every command of it.

    python tools/smoke.py

No package of the development environment is there, so an import that nobody
declared fails here.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FEEDBACK = "text,said\n" + "".join(
    f"{words} {n},2026-0{1 + n % 9}-1{n % 10}\n"
    for n in range(40)
    for words in (
        "Closing the month takes us three days every time, report",
        "I cannot sign in with our company account, error",
        "The export to Excel loses the last column of table",
    )
)


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command; return what it prints, or end with what went wrong."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def install(home: Path) -> Path:
    """Build the wheel, install it alone, return its ``leadline``."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home)
    (wheel,) = home.glob("leadline-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        ending = "/sboms/leadline.cdx.json"
        (bill,) = (name for name in packed.namelist() if name.endswith(ending))
        assert "pkg:pypi/django@" in packed.read(bill).decode()
    lock = (ROOT / "requirements.lock").read_text()
    pins = re.findall(r"^(\w\S*==[^\\\n]+)", lock, re.M)
    (home / "pins.txt").write_text("\n".join(pins))
    python = home / "clean" / "bin" / "python"
    if uv := shutil.which("uv"):
        run(uv, "venv", "-q", "--python", sys.executable, home / "clean")
        pip: list[str | Path] = [uv, "pip", "install", "-q", "--python", python]
        pip.append("--compile-bytecode")
    else:
        venv.create(home / "clean", with_pip=True)
        pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    run(*pip, "-c", home / "pins.txt", wheel)
    return home / "clean" / "bin" / "leadline"


def opened(*command: str | Path) -> float:
    """Start ``demo`` or ``serve``, follow its link, stop it; return the seconds."""
    began = time.monotonic()
    words = [*map(str, command), "--port", "0", "--no-browser"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    shown = "".join(process.stdout.readline() for _ in range(3))
    took = time.monotonic() - began
    folder = re.search(r"leadline link --folder (.+?)(?: makes)?$", shown, re.M)
    if folder:
        link = run(words[0], "link", "--folder", folder[1]).strip()
        page = urllib.request.urlopen(link).read().decode()
        for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
            urllib.request.urlopen(urllib.parse.urljoin(link, path)).read()
        assert re.search(r"leadline\.[0-9a-f]{12}\.css", page), page
        for path in ("/docs/operations/", "/docs/files/images/today.png"):
            urllib.request.urlopen(urllib.parse.urljoin(link, path)).read()
    process.send_signal(signal.SIGINT)
    if process.wait() or not folder:
        sys.exit(f"{' '.join(words)} did not open:\n{shown}")
    return took


def examples(leadline: str, home: Path) -> None:
    """Run the commands of the README as they stand, and those like them."""
    place = home / "examples"
    shutil.copytree(ROOT / "docs" / "examples", place)
    readme = (ROOT / "README.md").read_text().replace("\\\n", " ")
    lines = re.findall(r"^leadline (.+)$", readme, re.M)
    assert len(lines) >= 10, lines
    for line in lines:
        run(leadline, *shlex.split(line, comments=True), cwd=place)
    assert json.loads((place / "result.json").read_text())["status"] == "optimal"
    assert (place / "found" / "needs.json").stat().st_size
    assert "2026-11-24" in (place / "hours.csv").read_text()
    both = ("--objectives", "growth,profit", "--out", "frontier.csv")
    run(leadline, "frontier", "plan.json", *both, cwd=place)
    weeks = [f"2026-W{10 + n},{3 + n % 4}\n" for n in range(20)]
    (place / "done.csv").write_text("week,done\n" + "".join(weeks))
    rest = ("--remaining", "30", "--out", "days.csv")
    run(leadline, "delivery", "done.csv", *rest, cwd=place)


def main() -> None:
    """Run everything, saying each step."""
    with tempfile.TemporaryDirectory(prefix="leadline-smoke-") as name:
        home = Path(name)
        leadline = install(home)
        print(run(leadline, "--version").strip())
        commands = re.findall(
            r"^  ([a-z][\w-]*)  +[A-Z]", run(leadline, "--help"), re.M
        )
        for command in commands:
            run(leadline, command, "--help")

        (home / "feedback.csv").write_text(FEEDBACK)
        feedback = home / "feedback.csv"
        examples(leadline, home)

        folder, copy = home / "folder", home / "copy"
        print(f"demo opened in {opened(leadline, 'demo', '--folder', folder):.1f} s")
        run(
            "env", f"LEADLINE_DATA_DIR={folder}", leadline, "import", feedback, "--json"
        )
        run(leadline, "backup", home / "all.tar.gz", "--folder", folder)
        run(leadline, "restore", home / "all.tar.gz", "--folder", copy)
        opened(leadline, "serve", "--folder", copy)
        again = opened(leadline, "serve", "--folder", copy)
        print(f"serve opened again in {again:.1f} s")
        run(leadline, "rotate-keys", "--folder", copy)
        run(leadline, "user", "add", "ana@example.com", "lead", "--folder", copy)
        run(leadline, "token", "add", "Weekly sync", "--folder", copy)
        run(leadline, "purge", "--dry-run", "--folder", copy)
        book = home / "decision.xlsx"
        run(leadline, "document", "decision", "1", "--out", book, "--folder", folder)
        assert zipfile.is_zipfile(book)
        parcel, third = home / "acme.zip", home / "third"
        run(leadline, "workspace", "export", parcel, "--folder", copy, "--with-private")
        run(leadline, "workspace", "import", parcel, "--folder", third)
        run(leadline, "check", "--folder", third)
        run(leadline, "check", "--folder", copy)
        asked = [leadline, "mcp", "--folder", copy]
        refused = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert "Set LEADLINE_TOKEN" in refused.stderr, refused
        known = (
            "demo serve link import check backup restore discover chair optimise "
            "project frontier learn forecast lifetime delivery score hours influence "
            "rotate-keys move-to-postgres move-files workspace user token purge mcp "
            "document"
        )
        missing = set(known.split()) ^ set(commands)
        print("every command runs" if not missing else f"not run: {sorted(missing)}")
        sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
