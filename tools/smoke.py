"""Install the wheel alone into a clean environment and run every command of it.

    python tools/smoke.py

No package of the development environment is there, so an import that nobody
declared fails here.
"""

from __future__ import annotations

import json
import re
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
PLAN = {
    "periods": ["2027Q1"],
    "teams": {"web": [10]},
    "bets": [
        {"id": "sso", "effort": {"web": 6}, "value": {"growth": 12}},
        {"id": "export", "effort": {"web": 5}, "value": {"growth": 9}},
    ],
    "customers": [],
    "goals": [],
    "objective": {"growth": 1.0},
}
RANGE = {"p10": 8, "p50": 12, "p90": 20}
DOUBTFUL = PLAN | {
    "bets": [
        {"id": "sso", "effort": {"web": 6}, "value": {"growth": RANGE}},
        {"id": "export", "effort": {"web": 5}, "value": {"growth": 9, "profit": 4}},
    ]
}
MODEL = {
    "periods": ["2027Q1", "2027Q2"],
    "currency": "EUR",
    "segments": [
        {"id": "clinic", "customers": 120, "price": 1200, "new": RANGE, "churn": 0.02,
         "expansion": 0.01, "margin": 0.8}
    ],
    "costs": {"teams": 30000, "other": 4000},
    "bets": [],
    "goals": [
        {"id": "grow", "measure": "revenue", "period": "2027Q2", "at_least": 160000}
    ],
}  # fmt: skip
DECISION = {
    "question": "Do we mend the export to Excel or drop it?",
    "options": [
        {"id": "mend", "title": "Mend the export", "note": "all columns of a table"},
        {"id": "drop", "title": "Drop it", "note": "people copy by hand"},
    ],
}
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20261124T090000Z
DTEND:20261124T100000Z
END:VEVENT
END:VCALENDAR
"""


def run(*command: str | Path) -> str:
    """Run a command; return what it prints, or end with what went wrong."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False
    )
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


def other_commands(leadline: str, home: Path) -> None:
    """Run the commands that read small tables and calendars."""
    (home / "forecasts.csv").write_text("probability,outcome\n0.9,1\n0.2,0\n")
    (home / "edges.csv").write_text("from,to,weight\nA,B,1\nB,C,2\n")
    (home / "me.ics").write_text(CALENDAR)
    (home / "decision.json").write_text(json.dumps(DECISION))
    sides = ("--text", "text", "--id", "text", "--out", home / "sides.csv")
    run(leadline, "chair", home / "decision.json", home / "feedback.csv", *sides)
    assert (home / "sides.csv").read_text().startswith("id,option,side,")
    run(leadline, "score", home / "forecasts.csv", "--json")
    run(leadline, "influence", home / "edges.csv", "--out", home / "rank.csv")
    days = ("--from", "2026-11-23", "--to", "2026-11-29", "--domain", "acme.example")
    run(leadline, "hours", home / "me.ics", *days, "--out", home / "hours.csv")
    assert "2026-11-24" in (home / "hours.csv").read_text()


def figures(leadline: str, home: Path) -> None:
    """Run the commands that reckon with doubt: futures, series, customers."""
    (home / "model.json").write_text(json.dumps(MODEL))
    (home / "doubtful.json").write_text(json.dumps(DOUBTFUL))
    months = [f"{2020 + n // 12}-{1 + n % 12:02}-01,{100 + 7 * (n % 12)}\n"
              for n in range(60)]  # fmt: skip
    (home / "series.csv").write_text("date,value\n" + "".join(months))
    sales = [f"c{n},2026-{1 + m:02}-{1 + (n + 3 * m) % 28:02},{20 + n % 9}\n"
             for n in range(60) for m in range(1 + n % 5)]  # fmt: skip
    (home / "sales.csv").write_text("customer,date,amount\n" + "".join(sales))
    few = ("--futures", "256")
    run(leadline, "project", home / "model.json", *few, "--out", home / "odds.json")
    assert json.loads((home / "odds.json").read_text())["goals"][0]["id"] == "grow"
    doubtful, both = home / "doubtful.json", ("--objectives", "growth,profit")
    run(leadline, "learn", doubtful, *few, "--out", home / "learn.csv")
    run(leadline, "frontier", doubtful, *both, "--out", home / "frontier.csv")
    next_year = ("--horizon", "12", "--out", home / "next.csv")
    run(leadline, "forecast", home / "series.csv", *next_year)
    run(leadline, "lifetime", home / "sales.csv", "--out", home / "lifetime.csv")
    weeks = [f"2026-W{10 + n},{3 + n % 4}\n" for n in range(20)]
    (home / "done.csv").write_text("week,done\n" + "".join(weeks))
    rest = ("--remaining", "30", "--out", home / "days.csv")
    run(leadline, "delivery", home / "done.csv", *rest)


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
        (home / "plan.json").write_text(json.dumps(PLAN))
        found, result = home / "found", home / "result.json"
        feedback = home / "feedback.csv"
        run(leadline, "discover", feedback, "--text", "text", "--out", found)
        run(leadline, "optimise", home / "plan.json", "--out", result)
        assert json.loads(result.read_text())["status"] == "optimal"

        other_commands(leadline, home)
        figures(leadline, home)

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
            "rotate-keys move-to-postgres move-files workspace user purge mcp document"
        )
        missing = set(known.split()) ^ set(commands)
        print("every command runs" if not missing else f"not run: {sorted(missing)}")
        sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
