"""Which tests could see a change to a line, and running them.

Every test of an area runs once and notes its lines; a mutant then meets only those
that run its statement, the nearest and the shortest first.
"""

from __future__ import annotations

import ast
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from coverage import CoverageData

from tools.mutant_places import ROOT, Mutant

# Beside tests/AREA and tests/web/test_AREA*.py: who else reads the area's rows.
ALSO = {
    "evidence": ["tests/importing"],
    "importing": ["tests/evidence"],
    "strategy": ["tests/roadmap"],
    "foundation": ["tests/importing", "tests/files", "tests/web/test_number_fields.py"],
    "overview": ["tests/stakeholders"],
    "engine": ["tests/evidence", "tests/attention", "tests/decisions", "tests/roadmap"],
}  # fmt: skip
EXAMPLES = "tests/contracts/test_examples.py"
# Tests of whole programs: their processes are not watched, and they take minutes.
NEVER = ("tests/importing/test_kill.py", "tests/accounts/test_audit_at_once.py")
MOST_SECONDS = 60.0
SURVIVED, KILLED = "survived", "killed"


def tests_of(area: str) -> list[str]:
    """Return the tests that stand nearest to an area."""
    near = [f"tests/{area}", *ALSO.get(area, [])]
    pages = sorted((ROOT / "tests" / "web").glob(f"test_{area}*.py"))
    near += [str(page.relative_to(ROOT)) for page in pages]
    if area in ("engine", "foundation"):
        near.append(EXAMPLES)
    return [place for place in near if (ROOT / place).exists()]


class Runs:
    """What each test runs, learned once, and the tests for a mutant."""

    def __init__(self, folder: Path, copy: Path) -> None:
        self.folder, self.copy = folder, copy
        self.seconds: dict[str, float] = {}
        self.known: list[CoverageData] = []

    def learn(self, area: str) -> None:
        """Run the tests of an area once, unless the folder knows them already."""
        for place in tests_of(area):
            file = self.folder / f"{place.replace('/', '.')}.lines"
            if not file.with_suffix(".json").exists():
                run_tests(self.copy, [place], 3_600, lines=file)
        self.load()

    def load(self) -> None:
        """Read what every run so far has noted."""
        self.known, self.seconds = [], {}
        for file in sorted(self.folder.glob("*.json")):
            lines = CoverageData(str(file.with_suffix(".lines")))
            lines.read()
            self.known.append(lines)
            self.seconds |= json.loads(file.read_text())

    def tests_for(self, mutant: Mutant) -> list[str]:
        """Return the tests that run the statement, nearest and shortest first."""
        spoken = self._contexts(mutant)
        files = {name for name in spoken if "::" not in name}
        files |= {file for name in spoken if _shares(file := name.split("::")[0])}
        chosen = [
            name
            for name in self.seconds
            if name in spoken or name.split("::")[0] in files
        ]
        chosen.sort(key=lambda name: (not _is_near(name, mutant), self.seconds[name]))
        return self._affordable(chosen)

    def _contexts(self, mutant: Mutant) -> set[str]:
        lines = range(*_statement(mutant))
        file = str(self.copy / mutant.file)
        spoken: set[str] = set()
        for known in self.known:
            by_line = known.contexts_by_lineno(file)
            spoken.update(*(by_line.get(line, []) for line in lines))
        return spoken - {""}

    def _affordable(self, chosen: list[str]) -> list[str]:
        total, kept = 0.0, []
        for name in chosen:
            total += self.seconds[name]
            if total > MOST_SECONDS:
                break
            kept.append(name)
        return kept

    def limit(self, chosen: list[str]) -> int:
        """Return the processor seconds after which a run is held to be endless."""
        return int(30 + 3 * sum(self.seconds[name] for name in chosen))


def _is_near(test: str, mutant: Mutant) -> bool:
    return test.startswith(f"tests/{mutant.area}/")


@cache
def _shares(file: str) -> bool:
    """Whether tests of a file keep what they built for one another."""
    return "cache" in (ROOT / file).read_text(encoding="utf-8")


def _statement(mutant: Mutant) -> tuple[int, int]:
    """Return the first line of the statement around, and the one after its last."""
    first, last = mutant.line, mutant.line
    for node in ast.walk(ast.parse((ROOT / mutant.file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.stmt) and node.lineno <= mutant.line:
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno or 0
            if end >= mutant.line and not isinstance(node, ast.FunctionDef):
                first, last = node.lineno, max(end, mutant.line)
    return first, last + 1


def run_tests(
    copy: Path, places: list[str], seconds: int, *, lines: Path | None = None
) -> str:
    """Run tests in a copy; a run that takes too long is a mutant found, too."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{copy / 'src'}:{copy}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MUTANT_DATABASE": str(copy / "tables.sqlite3"),
        "LEADLINE_DATA_DIR": str(copy / "folder"),
    }
    (copy / "folder").mkdir(exist_ok=True)
    stop = ["-x"]
    if lines:
        environment["MUTANT_LINES"] = str(lines)
        stop = [f"--ignore={name}" for name in NEVER]
    asked = copy / "asked.txt"
    asked.write_text("\n".join(places))
    command = [
        sys.executable, "-m", "pytest", *stop, "-q", "-n", "0",
        "-p", "no:cacheprovider", "-p", "tools.mutant_plugin",
        "-m", "not browser and not data", f"@{asked}",
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, timeout=seconds * 10,
            preexec_fn=_no_longer_than(seconds),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return KILLED
    return SURVIVED if done.returncode == 0 else KILLED


def _no_longer_than(seconds: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
