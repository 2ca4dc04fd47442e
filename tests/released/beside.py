"""Lets the code of a release work on the tables of today, over PostgreSQL.

    python -m tests.released.beside v0.1.0

takes a commit or a tag, of which a tree is put aside. The code of here lays and fills
the tables, as the first machine of an upgrade does. What the one code queues the worker
of the other takes, and last those of both together; the old code opens every kind of
page and sends every form, and its programs ask and change all that its API describes.
Then the code of here opens all again, and the record has to hold. It ends with 1 where
either code failed, or where something was lost or done twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.released.around import READ, Around, running
from tests.released.work import ROWS, SENT
from tools.postgres import server

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
WALK, CALLS, WORK = (str(HERE / f"{name}.py") for name in ("walk", "calls", "work"))
MOST = "400"
WAIT = 300.0  # seconds for a round of work: what is due is looked for once a minute
# What a first start does, and a part of the example company.
FILL = """
import os
from pathlib import Path
from leadline.cli import folder as place
from leadline.cli.context import boot
home = Path(os.environ["LEADLINE_DATA_DIR"])
place.make_folder(home)
place.make_private(home)
place.make_key(home)
boot()
place.migrate(home)
from leadline.demo import fill_plans
from leadline.demo.seed import seed
from leadline.foundation.jobs import clock
fill_plans.SEARCH_SECONDS = 1.5
seed(now=clock(), share=0.06)
"""


def run(tree: Path, environment: dict[str, str], *words: str) -> str:
    """Run Python with the code of a tree; return what it said."""
    path = os.pathsep.join([str(tree / "src"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, *words], cwd=tree, capture_output=True, text=True, check=False,
        env={**environment, "PYTHONPATH": path},
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{' '.join(words)} of {tree}:\n{done.stdout}{done.stderr}")
    return done.stdout


def said(tree: Path, environment: dict[str, str], *words: str) -> dict[str, Any]:
    """Run a program of here with the code of a tree; return what it met."""
    found: dict[str, Any] = json.loads(run(tree, environment, *words))
    name = Path(words[0]).stem
    print(f"{tree.name} {name} {words[1]}: {json.dumps(found, indent=1)}", flush=True)
    return found


@contextmanager
def worker(tree: Path, environment: dict[str, str]) -> Iterator[None]:
    """Let the worker of a tree work, and end as it is asked to."""
    command = [sys.executable, "-m", "leadline.cli.worker"]
    path = {"PYTHONPATH": str(tree / "src")}
    process = subprocess.Popen(command, cwd=tree, env={**environment, **path})
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def worked(
    mark: str, queues: Path, works: list[Path], around: Around, named: dict[str, str]
) -> list[str]:
    """Let one code queue and others do it; return what is wrong afterwards."""
    feed, hook = f"{around.site}/{mark}", f"{around.site}/{mark}"
    run(queues, named, WORK, "queue", mark, feed, hook)
    want = {"pieces": ROWS + SENT + READ, "different": ROWS + SENT + READ}
    found: dict[str, Any] = {}
    with ExitStack() as workers:
        for tree in works:
            workers.enter_context(worker(tree, named))
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            time.sleep(5)
            found = json.loads(run(ROOT, named, WORK, "count", mark))
            came = found["letters"] and found["told"] and found["pieces"]
            if came and came >= want["pieces"] and not left(found):
                break
    print(
        f"{queues.name} queued, {[t.name for t in works]} worked: {found}", flush=True
    )
    told = {one: n for one, n in around.told.items() if one.startswith(f"{mark} ")}
    wrong = [f"{name}: {found[name]}, not {n}" for name, n in want.items()
             if found[name] != n]  # fmt: skip
    wrong += [f"left: {what}" for what in left(found)]
    mails = around.mails[f"{mark}@acme.example"]
    wrong += [] if mails == 1 else [f"{mails} mails of one mention"]
    wrong += [] if told else ["nobody was told"]
    wrong += [f"told {n} times: {one}" for one, n in told.items() if n > 1]
    return [f"{mark}: {one}" for one in wrong]


def left(found: dict[str, Any]) -> list[str]:
    """Return what of the work is not done."""
    every = {**found["jobs"], "letters": found["letters"], "told": found["told"]}
    ends = {"done", "sent", "stopped"}
    return [
        f"{kind} {state}: {n}"
        for kind, states in every.items()
        for state, n in states.items()
        if state not in ends
    ]


def both(old: Path, environment: dict[str, str], around: Around) -> list[str]:
    """Let both codes work on one database; return what went wrong."""
    run(old, environment, "-m", "tools.assets")
    run(ROOT, environment, "-c", FILL)
    wrong = worked("ab", ROOT, [old], around, environment)
    wrong += worked("cd", old, [ROOT], around, environment)
    wrong += worked("ef", ROOT, [old, ROOT], around, environment)
    asked = said(old, environment, CALLS, "write", "{}")
    again = said(ROOT, environment, CALLS, "read", json.dumps(asked["made"]))
    before = said(old, environment, WALK, "send", MOST)
    after = said(ROOT, environment, WALK, "look", MOST)
    run(ROOT, environment, "-m", "leadline", "check")
    for met in (asked, again, before, after):
        wrong += [f"{where}: {why}" for where, why in met["failed"].items()]
        wrong += [f"lost: {one}" for one in met.get("lost", ())]
    return wrong


def main() -> None:
    """Take the old code from git, and let both work on one database."""
    commit = sys.argv[1]
    with (
        tempfile.TemporaryDirectory() as name,
        server() as named,
        running() as around,
    ):
        home, old = Path(name) / "data", Path(name) / "old"
        add = ["git", "-C", str(ROOT), "worktree", "add", "--detach", str(old), commit]
        subprocess.run(add, check=True, capture_output=True)
        try:
            environment = {
                **os.environ,
                **named,
                **around.variables,
                "LEADLINE_DATA_DIR": str(home),
                "DJANGO_SETTINGS_MODULE": "leadline.config.settings",
            }
            wrong = both(old, environment, around)
        finally:
            drop = ["git", "-C", str(ROOT), "worktree", "remove", "--force", str(old)]
            subprocess.run(drop, check=True)
    print("\n".join(["", *wrong]) or "nothing failed, nothing lost or done twice")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
