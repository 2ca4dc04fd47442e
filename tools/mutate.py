"""Change one line at a time and see whether a test turns red.

    .venv/bin/python -m tools.mutate --sample 60 --seed 7 [--floor 0.8] [AREA ...]

Draws mutants by a seed out of every place in the actions, queries, foundation and
engine where one could be, and runs on each the tests that run its line, in a copy of
the repository. With ``--kept FOLDER`` what was learned and judged stays there, so
that a run that was stopped (``--minutes``) goes on. See docs/testing.md for the figure
and how to read it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from math import sqrt
from pathlib import Path

from tools.mutant_places import ROOT, SOURCE, Mutant, changed, draw, every_mutant
from tools.mutant_tests import KILLED, SURVIVED, Runs, run_tests


def make_copy(folder: Path) -> Path:
    """Return a copy of what tests need, to be changed and thrown away."""
    kept = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in kept.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    built = SOURCE / "web" / "built"
    if (ROOT / built).exists():
        shutil.copytree(ROOT / built, folder / built, dirs_exist_ok=True)
    return folder


def judge(mutant: Mutant, runs: Runs) -> str:
    """Put a mutant into the copy, run the tests for it, and take it out again."""
    chosen = runs.tests_for(mutant)
    if not chosen:
        return SURVIVED
    file = runs.copy / mutant.file
    source = file.read_text(encoding="utf-8")
    try:
        file.write_text(changed(source, mutant), encoding="utf-8")
        return run_tests(runs.copy, chosen, runs.limit(chosen))
    finally:
        file.write_text(source, encoding="utf-8")


def judge_all(drawn: list[Mutant], runs: Runs, judged: Path, until: float) -> list[str]:
    """Return the result of each that is known or that the time allows."""
    known = {}
    if judged.exists():
        lines = judged.read_text(encoding="utf-8").splitlines()
        known = {line[9:]: line[:9].strip() for line in lines}
    for mutant in drawn:
        if str(mutant) in known or time.monotonic() > until:
            continue
        runs.learn(mutant.area)
        known[str(mutant)] = result = judge(mutant, runs)
        with judged.open("a", encoding="utf-8") as file:
            print(f"{result:<9}{mutant}", file=file)
        print(f"{result:<9}{mutant}", flush=True)
    return [known[str(mutant)] for mutant in drawn if str(mutant) in known]


def main() -> int:
    """Draw, judge, print each survivor and the share that was found."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("areas", nargs="*", help="only these folders of src/leadline")
    ask.add_argument("--sample", type=int, default=120)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--floor", type=float, default=0.0)
    ask.add_argument("--minutes", type=float, default=600)
    ask.add_argument("--kept", type=Path, help="where to go on from, and to keep")
    asked = ask.parse_args()
    every = every_mutant(asked.areas)
    drawn = draw(every, asked.sample, asked.seed)
    print(f"{len(drawn)} of {len(every)} places, seed {asked.seed}", flush=True)
    until = time.monotonic() + 60 * asked.minutes
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder: Path = asked.kept or Path(name)
        copy = make_copy(folder / "copy")
        (folder / "lines").mkdir(exist_ok=True)
        runs = Runs(folder / "lines", copy)
        results = judge_all(drawn, runs, folder / "judged.txt", until)
    killed, total = results.count(KILLED), len(results)
    share = killed / total if total else 1.0
    error = sqrt(share * (1 - share) / max(1, total))
    print(f"killed {killed} of {total}: {share:.1%}, standard error {error:.1%}")
    return int(share < asked.floor)


if __name__ == "__main__":
    raise SystemExit(main())
